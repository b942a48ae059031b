import { Anchor, Button, Group, List, Select, Stack, Text } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActFailure } from '../alerts/act-failure.tsx';
import { api, dataOf } from '../api/client.ts';
import { moment } from '../i18n/index.ts';
import { useMay } from '../session/use-may.ts';
import { Shown } from '../ui/shown.tsx';
import { type Subject, stopTracing, tracingList, useTracingAct, useTracingsLive } from './tracing-queries.ts';
import { TracingState } from './tracing-state.tsx';

const lengths = ['5', '15', '30', '60'];
const MOST_EARLIER = 5;

/** Whether somebody looks at a flow or a connection at the moment, who, and what was seen before; to switch it on and off. */
export function TracingPanel({ of }: { of: Subject }) {
  const { t } = useTranslation();
  const mayTrace = useMay('operator');
  const tracings = useQuery(tracingList(of));
  useTracingsLive();
  const stop = useTracingAct(stopTracing);
  return (
    <Shown query={tracings}>
      {({ tracings: all }) => {
        const on = all.find(({ ended }) => ended === null);
        const earlier = all.filter(({ ended }) => ended !== null).slice(0, MOST_EARLIER);
        return (
          <Stack gap="xs">
            {on === undefined ? (
              <>
                <Text size="sm">{t('tracing.help')}</Text>
                {mayTrace && <Start of={of} />}
              </>
            ) : (
              <>
                <TracingState of={on} />
                <Group>
                  <Button
                    size="xs"
                    leftSection={<IconEye size={14} aria-hidden />}
                    renderRoot={(props) => <Link {...props} to="/traces/$id" params={{ id: on.id }} />}
                  >
                    {t('tracing.watch')}
                  </Button>
                  {mayTrace && (
                    <Button
                      size="xs"
                      variant="default"
                      leftSection={<IconEyeOff size={14} aria-hidden />}
                      loading={stop.isPending}
                      onClick={() => stop.mutate(on.id)}
                    >
                      {t('tracing.stop')}
                    </Button>
                  )}
                </Group>
                <ActFailure of={stop.error} />
              </>
            )}
            {earlier.length > 0 && (
              <div>
                <Text size="sm" fw={600}>
                  {t('tracing.earlier')}
                </Text>
                <List size="sm">
                  {earlier.map(({ id, startedAt, startedBy, entries }) => (
                    <List.Item key={id}>
                      <Anchor component={Link} to="/traces/$id" params={{ id } as never} size="sm" underline="always">
                        {moment(startedAt)}
                      </Anchor>{' '}
                      <Text span size="sm" c="dimmed">
                        {t('tracing.byWith', { by: startedBy, count: entries })}
                      </Text>
                    </List.Item>
                  ))}
                </List>
              </div>
            )}
          </Stack>
        );
      }}
    </Shown>
  );
}

function Start({ of }: { of: Subject }) {
  const { t } = useTranslation();
  const [minutes, setMinutes] = useState('15');
  const start = useTracingAct(() => dataOf(api.POST('/api/tracings', { body: { ...of, minutes: Number(minutes) } })));
  return (
    <>
      <Group align="flex-end" gap="sm">
        <Select
          label={t('tracing.howLong')}
          size="xs"
          w={150}
          data={lengths.map((value) => ({ value, label: t('tracing.minutes', { count: Number(value) }) }))}
          value={minutes}
          allowDeselect={false}
          onChange={(next) => next !== null && setMinutes(next)}
        />
        <Button
          size="xs"
          variant="default"
          leftSection={<IconEye size={14} aria-hidden />}
          loading={start.isPending}
          onClick={() => start.mutate(undefined)}
        >
          {t('tracing.start')}
        </Button>
      </Group>
      <ActFailure of={start.error} />
    </>
  );
}
