import { Anchor, Badge, Button, Progress, Stack, Table, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { environmentList } from '../environments/environment-queries.ts';
import { moment } from '../i18n/index.ts';
import { duration, number } from '../ui/amounts.ts';
import { Empty } from '../ui/empty.tsx';
import { Page } from '../ui/page.tsx';
import { Shown } from '../ui/shown.tsx';
import { CounterMarks } from './counters.tsx';
import { RunFilters } from './run-filters.tsx';
import { type Run, type RunSearch, runList, useFlowName, useLiveQueries } from './run-queries.ts';
import { RunStatusMark } from './run-status.tsx';

/** All runs, the newest first; those under way move as they are looked at. */
export function RunList() {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/runs' });
  const search: RunSearch = useSearch({ from: '/inside/runs' });
  const runs = useInfiniteQuery(runList(search));
  useLiveQueries(['run.changed', 'run.replayed'], [['runs']]);
  return (
    <Page title={t('runs.title')}>
      <RunFilters search={search} onChange={(next) => void navigate({ search: next, replace: true })} />
      <Shown query={runs}>
        {({ pages }) => {
          const all = pages.flatMap((page) => page.runs);
          if (all.length === 0 && Object.keys(search).length === 0)
            return <Empty title={t('runs.emptyTitle')} text={t('runs.emptyText')} />;
          if (all.length === 0) return <Text>{t('runs.noneFound')}</Text>;
          return (
            <Stack>
              <RunTable runs={all} />
              {runs.hasNextPage && (
                <Button
                  variant="default"
                  mx="auto"
                  loading={runs.isFetchingNextPage}
                  onClick={() => void runs.fetchNextPage()}
                >
                  {t('runs.more')}
                </Button>
              )}
            </Stack>
          );
        }}
      </Shown>
    </Page>
  );
}

export function RunTable({ runs }: { runs: readonly Run[] }) {
  const { t } = useTranslation();
  return (
    <Table.ScrollContainer minWidth={860}>
      <Table highlightOnHover verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('runs.flow')}</Table.Th>
            <Table.Th scope="col">{t('runs.status')}</Table.Th>
            <Table.Th scope="col">{t('runs.records')}</Table.Th>
            <Table.Th scope="col">{t('runs.cause')}</Table.Th>
            <Table.Th scope="col">{t('runs.began')}</Table.Th>
            <Table.Th scope="col">{t('runs.took')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {runs.map((run) => (
            <RunRow key={run.id} run={run} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function RunRow({ run }: { run: Run }) {
  const { t } = useTranslation();
  const nameOf = useFlowName();
  const { counters, status } = run;
  const done = counters.total - counters.waiting;
  const flow = nameOf(run.flowId);
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={600}>
        <Anchor
          inherit
          c="inherit"
          aria-label={t('runs.open', { flow, at: moment(run.startedAt) })}
          renderRoot={(props) => <Link {...props} to="/runs/$id" params={{ id: run.id }} />}
        >
          {flow}
        </Anchor>
        <Text size="xs" c="dimmed">
          {t('runs.version', { version: run.version })} <EnvironmentName id={run.environmentId} />
        </Text>
      </Table.Th>
      <Table.Td>
        <RunStatusMark status={status} />
      </Table.Td>
      <Table.Td>
        <Stack gap={4}>
          <Text size="sm" fw={600}>
            {number(counters.total)}
          </Text>
          <CounterMarks of={counters} />
          {status === 'running' && counters.total > 0 && (
            <Progress
              value={(done / counters.total) * 100}
              size="sm"
              aria-label={t('runs.progress', { done: number(done), total: number(counters.total) })}
            />
          )}
        </Stack>
      </Table.Td>
      <Table.Td>{t(`runs.causes.${run.cause as 'webhook'}`, { defaultValue: run.cause })}</Table.Td>
      <Table.Td>{moment(run.startedAt)}</Table.Td>
      <Table.Td>
        <Took run={run} />
      </Table.Td>
    </Table.Tr>
  );
}

export function Took({ run }: { run: Pick<Run, 'startedAt' | 'endedAt'> }) {
  const { t } = useTranslation();
  const ms = (run.endedAt === null ? Date.now() : Date.parse(run.endedAt)) - Date.parse(run.startedAt);
  const time = duration(Math.max(0, ms));
  return <Text size="sm">{run.endedAt === null ? t('runs.stillRunning', { time }) : time}</Text>;
}

export function EnvironmentName({ id }: { id: string }) {
  const environment = useQuery(environmentList).data?.environments.find((one) => one.id === id);
  if (environment === undefined) return null;
  return (
    <Badge component="span" color={environment.colour} variant="light" tt="none" size="sm">
      {environment.name}
    </Badge>
  );
}
