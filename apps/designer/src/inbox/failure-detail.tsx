import { Alert, Button, Group, Paper, Stack, Tabs, Text, Title } from '@mantine/core';
import { IconPencil, IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { moment } from '../i18n/index.ts';
import { JsonView } from '../ui/json-view.tsx';
import { Shown } from '../ui/shown.tsx';
import { AttemptList } from './attempt-list.tsx';
import { DecidePanel } from './decide-panel.tsx';
import { EditRecord } from './edit-record.tsx';
import { ExchangeView } from './exchange-view.tsx';
import classes from './inbox.module.css';
import { type Failure, failureOf, type RecordDetail, recordOf } from './inbox-queries.ts';
import { LookPanel } from './look-panel.tsx';
import { State } from './state.tsx';
import { useInboxActs } from './use-inbox-acts.ts';
import { useInboxKeys } from './use-inbox-keys.ts';

/** One failed record: what happened, its data, what was sent and what came back, and the way to put it right. */
export function FailureDetail({ id }: { id: string }) {
  const failure = useQuery(failureOf(id));
  return <Shown query={failure}>{(found) => <Detail failure={found} />}</Shown>;
}

function Detail({ failure }: { failure: Failure }) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState(false);
  const { retry } = useInboxActs();
  // The record may be gone by now; its failure tells all that is left.
  const record = useQuery(recordOf(failure.recordId)).data;
  const { status, message, recordKey, recordId, node } = failure;
  const isPart = record !== undefined && record.rootId !== null;
  const canRun = status === 'open';
  const canEdit = canRun && !isPart;
  useInboxKeys({ c: canEdit ? () => setEditing(true) : undefined });
  return (
    <Paper withBorder p="md">
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start">
          <Stack gap={2}>
            <Title order={2} size="h4" style={{ overflowWrap: 'anywhere' }}>
              {t('inbox.record.key', { key: recordKey ?? recordId.slice(-12) })}
            </Title>
            <Group gap="sm">
              <State of={status} />
              <Text size="sm" c="dimmed">
                {`${t('inbox.record.failedAt', { at: moment(failure.createdAt) })} · ${t('inbox.record.version', { version: failure.version })}`}
              </Text>
              <Resolution of={failure} />
            </Group>
          </Stack>
          {canRun && (
            <Group gap="xs">
              {canEdit && (
                <Button
                  leftSection={<IconPencil size={16} aria-hidden />}
                  onClick={() => setEditing(true)}
                  aria-keyshortcuts="c"
                >
                  {t('inbox.record.edit')}
                </Button>
              )}
              <Button
                variant="default"
                leftSection={<IconPlayerPlay size={16} aria-hidden />}
                onClick={() => retry.mutate({ id: failure.id })}
                loading={retry.isPending}
              >
                {t('inbox.actions.retry')}
              </Button>
            </Group>
          )}
        </Group>
        <Alert color={status === 'inDoubt' ? 'violet' : 'red'} variant="light">
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {message}
          </Text>
        </Alert>
        {isPart && canRun && (
          <Text size="sm" c="dimmed">
            {t('inbox.record.part')}
          </Text>
        )}
        {failure.mayHaveRun && (status === 'open' || failure.canLook) && (
          <LookPanel key={failure.id} failure={failure} />
        )}
        {status === 'inDoubt' && <DecidePanel failure={failure} record={record} />}
        <Facts failure={failure} record={record} node={node} />
      </Stack>
      {editing && <EditRecord failure={failure} onClose={() => setEditing(false)} />}
    </Paper>
  );
}

function Facts({ failure, record, node }: { failure: Failure; record: RecordDetail | undefined; node: string }) {
  const { t } = useTranslation();
  const attempts = record?.attempts ?? [];
  return (
    <Tabs defaultValue="data" keepMounted={false}>
      <Tabs.List>
        <Tabs.Tab value="data">{t('inbox.record.data')}</Tabs.Tab>
        <Tabs.Tab value="exchange">{t('inbox.record.exchange')}</Tabs.Tab>
        <Tabs.Tab value="attempts">{`${t('inbox.record.attempts')} · ${attempts.length}`}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="data" pt="sm" className={classes.json}>
        <JsonView value={failure.data} name="record" label={t('inbox.record.data')} />
      </Tabs.Panel>
      <Tabs.Panel value="exchange" pt="sm">
        <ExchangeView attempt={attempts.findLast((each) => each.node === node && each.exchange !== undefined)} />
      </Tabs.Panel>
      <Tabs.Panel value="attempts" pt="sm">
        <AttemptList attempts={attempts} />
      </Tabs.Panel>
    </Tabs>
  );
}

const resolutions = ['byHand', 'ignored', 'retried', 'failedAgain', 'cancelled', 'laterWrite'] as const;

function Resolution({ of: { resolution, resolvedBy } }: { of: Failure }) {
  const { t } = useTranslation();
  const how = resolutions.find((each) => each === resolution);
  if (how === undefined) return null;
  return (
    <Text size="sm" c="dimmed">
      {t(`inbox.record.resolutions.${how}`, { name: resolvedBy ?? '' })}
    </Text>
  );
}
