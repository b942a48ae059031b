import { Button, Group, JsonInput, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconCheck, IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { moment } from '../i18n/index.ts';
import { pretty } from './exchange-view.tsx';
import classes from './inbox.module.css';
import type { Failure, RecordDetail } from './inbox-queries.ts';
import { useInboxActs } from './use-inbox-acts.ts';

/** An effect whose outcome nobody knows: what we know side by side, and a person's decision. */
export function DecidePanel({ failure, record }: { failure: Failure; record: RecordDetail | undefined }) {
  const { t } = useTranslation();
  const { decide } = useInboxActs();
  const [output, setOutput] = useState('');
  const here = (record?.attempts ?? []).filter(({ node }) => node === failure.node);
  const last = here.at(-1);
  const exchange = here.findLast((each) => each.exchange !== undefined)?.exchange;
  const given = readJson(output);
  const known: [string, string][] = [
    [
      t('inbox.record.attempt', { number: last?.try ?? 1, node: failure.node }),
      last === undefined ? '' : moment(last.at),
    ],
    [t('inbox.decide.key'), last?.idempotencyKey ?? t('inbox.decide.keyNone')],
    [
      t('inbox.decide.outcome'),
      exchange?.status === undefined
        ? t('inbox.decide.outcomeNone')
        : `HTTP ${exchange.status} ${exchange.answer ?? ''}`,
    ],
  ];
  return (
    <Paper withBorder p="md" component="section" aria-label={t('inbox.decide.title')}>
      <Stack gap="sm">
        <div>
          <Title order={3} size="h5">
            {t('inbox.decide.title')}
          </Title>
          <Text size="sm">{t('inbox.decide.text')}</Text>
        </div>
        <SimpleGrid cols={{ base: 1, lg: 2 }}>
          <Stack gap={4}>
            <Text size="sm" fw={600}>
              {t('inbox.decide.sent')}
            </Text>
            {exchange !== undefined && (
              <Text
                size="xs"
                ff="monospace"
                style={{ overflowWrap: 'anywhere' }}
              >{`${exchange.method} ${exchange.url}`}</Text>
            )}
            <pre className={classes.text}>{pretty(exchange?.body ?? failure.data)}</pre>
          </Stack>
          <Stack gap={4}>
            <Text size="sm" fw={600}>
              {t('inbox.decide.unknown')}
            </Text>
            {known.map(([name, value]) => (
              <Text key={name} size="sm" style={{ overflowWrap: 'anywhere' }}>
                <Text span c="dimmed" size="sm">
                  {`${name}${t('app.colon')}`}{' '}
                </Text>
                {value}
              </Text>
            ))}
          </Stack>
        </SimpleGrid>
        <JsonInput
          label={t('inbox.decide.output')}
          value={output}
          onChange={setOutput}
          autosize
          minRows={1}
          maxRows={8}
          error={given.ok ? undefined : t('inbox.edit.notJson', { why: given.why })}
        />
        <Group>
          <Button
            leftSection={<IconCheck size={16} aria-hidden />}
            loading={decide.isPending}
            disabled={!given.ok}
            onClick={() =>
              given.ok &&
              decide.mutate({
                id: failure.id,
                decision: 'done',
                ...(given.value === undefined ? {} : { output: given.value }),
              })
            }
          >
            {t('inbox.decide.done')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconPlayerPlay size={16} aria-hidden />}
            loading={decide.isPending}
            onClick={() => decide.mutate({ id: failure.id, decision: 'notDone' })}
          >
            {t('inbox.decide.notDone')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}

/** What was typed, or why it is none; nothing typed is nothing given. */
export function readJson(text: string): { ok: true; value: unknown } | { ok: false; why: string } {
  if (text.trim() === '') return { ok: true, value: undefined };
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) };
  }
}
