import { Alert, Anchor, Button, Group, Modal, Progress, Stack, Tabs, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { FlowDocument } from '@raccord/contract';
import { IconPlayerPause } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../api/client.ts';
import { failureText } from '../api/failure-text.ts';
import { connectionList } from '../connections/connection-queries.ts';
import { moment } from '../i18n/index.ts';
import { useMay } from '../session/use-may.ts';
import { number } from '../ui/amounts.ts';
import { Page } from '../ui/page.tsx';
import { Shown } from '../ui/shown.tsx';
import { CounterBoard } from './counters.tsx';
import { ReplayDialog } from './replay-dialog.tsx';
import { RunGraph } from './run-graph.tsx';
import { EnvironmentName, Took } from './run-list.tsx';
import { progressOf, type Run, runOf, useFlowName, useLiveQueries, versionOf } from './run-queries.ts';
import { RunRecords } from './run-records.tsx';
import { RunStatusMark } from './run-status.tsx';
import { RunTimeline } from './run-timeline.tsx';

/** One run: what became of its records, where they are, and what can be done. */
export function RunScreen() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/inside/runs/$id' });
  const run = useQuery(runOf(id));
  const nameOf = useFlowName();
  useLiveQueries(['run.changed', 'run.replayed', 'connection.changed'], [['run', id]], ({ runId }) =>
    [id, undefined].includes(runId),
  );
  const title = run.data === undefined ? t('runs.title') : t('runs.of', { flow: nameOf(run.data.flowId) });
  return (
    <Page title={title} action={run.data === undefined ? null : <RunActions run={run.data} />}>
      <Anchor component={Link} to="/runs" size="sm" mb="sm" display="inline-block">
        {t('runs.back')}
      </Anchor>
      <Shown query={run}>{(known) => <RunParts run={known} />}</Shown>
    </Page>
  );
}

function RunParts({ run }: { run: Run }) {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/runs/$id' });
  const { state, tab = 'records' } = useSearch({ from: '/inside/runs/$id' });
  const progress = useQuery(progressOf(run.id));
  const held = progress.data?.held.reduce((sum, { count }) => sum + count, 0) ?? 0;
  return (
    <Stack gap="lg">
      <Facts run={run} />
      <CounterBoard
        of={run.counters}
        held={held}
        state={state}
        onState={(next) => void navigate({ search: next === undefined ? {} : { state: next }, replace: true })}
      />
      <HeldNotice run={run} />
      <Graph run={run} />
      <Tabs
        value={tab}
        onChange={(next) =>
          void navigate({ search: (was) => ({ ...was, tab: next as 'records' | 'timeline' }), replace: true })
        }
        keepMounted={false}
      >
        <Tabs.List mb="sm">
          <Tabs.Tab value="records">{t('runs.tabRecords')}</Tabs.Tab>
          <Tabs.Tab value="timeline">{t('runs.tabTimeline')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="records">
          <RunRecords run={run} state={state} />
        </Tabs.Panel>
        <Tabs.Panel value="timeline">
          <RunTimeline id={run.id} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}

function Facts({ run }: { run: Run }) {
  const { t } = useTranslation();
  const { counters, status } = run;
  const done = counters.total - counters.waiting;
  return (
    <Stack gap={6}>
      <Group gap="md">
        <RunStatusMark status={status} size="md" />
        <Text size="sm">{t(`runs.causes.${run.cause as 'webhook'}`, { defaultValue: run.cause })}</Text>
        <Text size="sm">{t('runs.version', { version: run.version })}</Text>
        <EnvironmentName id={run.environmentId} />
        <Text size="sm">{moment(run.startedAt)}</Text>
        <Took run={run} />
      </Group>
      {status === 'running' && counters.total > 0 && (
        <Progress
          value={(done / counters.total) * 100}
          aria-label={t('runs.progress', { done: number(done), total: number(counters.total) })}
        />
      )}
      <Group gap="md">
        <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/flows/$id" params={{ id: run.flowId }} />}>
          {t('runs.inFlow')}
        </Anchor>
        {run.triggerId !== null && (
          <Anchor
            size="sm"
            renderRoot={(props) => <Link {...props} to="/triggers/$id" params={{ id: run.triggerId! }} />}
          >
            {t('runs.trigger')}
          </Anchor>
        )}
        {run.replayOf !== null && (
          <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/runs/$id" params={{ id: run.replayOf! }} />}>
            {t('runs.replayOf')}
          </Anchor>
        )}
        {run.parentRecordId !== null && (
          <Anchor
            size="sm"
            renderRoot={(props) => <Link {...props} to="/records/$id" params={{ id: run.parentRecordId! }} />}
          >
            {t('runs.parent')}
          </Anchor>
        )}
      </Group>
    </Stack>
  );
}

function HeldNotice({ run }: { run: Run }) {
  const { t } = useTranslation();
  const progress = useQuery(progressOf(run.id));
  const connections = useQuery(connectionList).data?.connections ?? [];
  const { held = [], nextDueAt = null } = progress.data ?? {};
  return (
    <>
      {held.map(({ connectionId, count, since }) => (
        <Alert key={connectionId} color="orange" variant="light" icon={<IconPlayerPause aria-hidden />}>
          <Group justify="space-between">
            {t('runs.held', {
              count,
              connection: connections.find(({ id }) => id === connectionId)?.name ?? '…',
              since: moment(since),
            })}
            <Anchor
              size="sm"
              c="inherit"
              td="underline"
              renderRoot={(props) => <Link {...props} to="/connections/$id" params={{ id: connectionId }} />}
            >
              {t('runs.toConnection')}
            </Anchor>
          </Group>
        </Alert>
      ))}
      {nextDueAt !== null && <Text size="sm">{t('runs.nextDue', { at: moment(nextDueAt) })}</Text>}
    </>
  );
}

function Graph({ run }: { run: Run }) {
  const { t } = useTranslation();
  const version = useQuery(versionOf(run.flowId, run.version));
  const progress = useQuery(progressOf(run.id));
  if (version.isError) return <Text size="sm">{t('runs.versionGone')}</Text>;
  return (
    <section aria-label={t('runs.graphOf', { version: run.version })}>
      <Shown query={version}>
        {({ document }) => (
          <Shown query={progress}>{(known) => <RunGraph document={document as FlowDocument} progress={known} />}</Shown>
        )}
      </Shown>
    </section>
  );
}

function RunActions({ run }: { run: Run }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const may = useMay('operator');
  const [asking, setAsking] = useState<'cancel' | 'replay'>();
  const cancel = useMutation({
    mutationFn: () => dataOf(api.POST('/api/runs/{id}/cancel', { params: { path: { id: run.id } } })),
    onSuccess: ({ cancelled }) =>
      notifications.show({ color: 'green', message: t('runs.cancelled', { count: cancelled }) }),
    onError: (failure) => notifications.show({ color: 'red', autoClose: false, message: failureText(failure) }),
    onSettled: () => {
      setAsking(undefined);
      void queries.invalidateQueries({ queryKey: ['run', run.id] });
    },
  });
  if (!may) return null;
  return (
    <Group>
      {run.status === 'running' && (
        <Button variant="default" onClick={() => setAsking('cancel')}>
          {t('runs.cancel')}
        </Button>
      )}
      <Button onClick={() => setAsking('replay')}>{t('runs.again')}</Button>
      <Modal
        opened={asking === 'cancel'}
        onClose={() => setAsking(undefined)}
        title={t('runs.cancelTitle')}
        closeButtonProps={{ 'aria-label': t('runs.keep') }}
      >
        <Stack>
          <Text>{t('runs.cancelText', { count: run.counters.waiting })}</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setAsking(undefined)}>
              {t('runs.keep')}
            </Button>
            <Button color="red" loading={cancel.isPending} onClick={() => cancel.mutate()}>
              {t('runs.cancel')}
            </Button>
          </Group>
        </Stack>
      </Modal>
      {asking === 'replay' && <ReplayDialog run={run} onClose={() => setAsking(undefined)} />}
    </Group>
  );
}
