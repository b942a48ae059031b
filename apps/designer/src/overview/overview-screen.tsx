import { Group, SegmentedControl, Select, SimpleGrid, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { memo, useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { environmentList } from '../environments/environment-queries.ts';
import { currentLanguage } from '../i18n/index.ts';
import { useFlowName, useLiveQueries } from '../runs/run-queries.ts';
import { duration, number } from '../ui/amounts.ts';
import { Page } from '../ui/page.tsx';
import { Shown } from '../ui/shown.tsx';
import { Chart, Panel } from './chart.tsx';
import { ConnectionHealth } from './connection-health.tsx';
import { NeedsMe } from './needs.tsx';
import { type OverviewData, type OverviewSearch, overviewOf, ranges } from './overview-queries.ts';

/** The first look of the morning: what needs somebody, and how the last hours or days went. */
export function OverviewScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/overview' });
  const search: OverviewSearch = useSearch({ from: '/inside/overview' });
  const { range = '24h', environment } = search;
  const environments = useQuery(environmentList).data?.environments ?? [];
  const overview = useQuery(overviewOf({ range, ...(environment === undefined ? {} : { environment }) }));
  useLiveQueries(['run.changed', 'failure.changed', 'connection.changed', 'flow.deployed'], [['overview']]);
  return (
    <Page
      title={t('overview.title')}
      action={
        <Group align="end">
          <Select
            aria-label={t('overview.environment')}
            placeholder={`${t('overview.environment')}${t('app.colon')} ${t('overview.allEnvironments')}`}
            data={environments.map(({ name }) => name)}
            value={environment ?? null}
            onChange={(value) =>
              void navigate({
                search: ({ environment: _before, ...was }) => (value === null ? was : { ...was, environment: value }),
                replace: true,
              })
            }
            clearable
            w={220}
          />
          <SegmentedControl
            aria-label={t('overview.range')}
            value={range}
            onChange={(value) =>
              void navigate({ search: (was) => ({ ...was, range: value as typeof range }), replace: true })
            }
            data={ranges.map((value) => ({ value, label: t(`overview.ranges.${value}`) }))}
          />
        </Group>
      }
    >
      <Shown query={overview}>{(data) => <Parts data={data} range={range} environment={environment} />}</Shown>
    </Page>
  );
}

type Range = NonNullable<OverviewSearch['range']>;
type PartsProps = { data: OverviewData; range: Range; environment: string | undefined };

/** News are drawn piece by piece: in a flood of them the page goes on answering to whoever uses it. */
function Parts({ data, ...rest }: PartsProps) {
  return <DrawnParts data={useDeferredValue(data)} {...rest} />;
}

const DrawnParts = memo(function DrawnParts({ data, range, environment }: PartsProps) {
  return (
    <Stack>
      <NeedsMe needs={data.needs} />
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        <Records data={data} range={range} />
        <LatencyChart data={data} range={range} />
        <FailureTable failures={data.failures} />
        <ConnectionHealth environment={environment} />
      </SimpleGrid>
    </Stack>
  );
});

/** The steps of the time that is looked at, whether anything came in them or not. */
function useSteps({ from, to, stepMs }: OverviewData, range: Range) {
  const first = Math.floor(Date.parse(from) / stepMs) * stepMs;
  const steps: number[] = [];
  for (let at = first; at < Date.parse(to); at += stepMs) steps.push(at);
  const short =
    range === '1h'
      ? ({ hour: '2-digit', minute: '2-digit' } as const)
      : range === '24h'
        ? ({ hour: 'numeric' } as const)
        : ({ day: 'numeric', month: 'short' } as const);
  const words = new Intl.DateTimeFormat(currentLanguage(), short);
  const full = new Intl.DateTimeFormat(currentLanguage(), { dateStyle: 'medium', timeStyle: 'short' });
  return {
    steps,
    labels: steps.map((at) => words.format(at)),
    longLabels: steps.map((at) => full.format(at)),
  };
}

const colours = {
  succeeded: 'var(--mantine-color-green-filled)',
  filtered: 'var(--mantine-color-gray-5)',
  failed: 'var(--mantine-color-red-filled)',
  inDoubt: 'var(--mantine-color-violet-filled)',
  waiting: 'var(--mantine-color-blue-filled)',
  cancelled: 'var(--mantine-color-gray-7)',
} as const;
const states = ['succeeded', 'filtered', 'failed', 'inDoubt', 'waiting', 'cancelled'] as const;

function Records({ data, range }: { data: OverviewData; range: Range }) {
  const { t } = useTranslation();
  const { steps, labels, longLabels } = useSteps(data, range);
  const at = new Map(data.records.map((one) => [Date.parse(one.at), one]));
  const series = states.map((state) => ({
    name: t(`state.${state}`),
    colour: colours[state],
    values: steps.map((step) => at.get(step)?.[state] ?? 0),
  }));
  return (
    <Chart
      title={t('overview.records')}
      text={t('overview.recordsText')}
      labels={labels}
      longLabels={longLabels}
      series={series}
      kind="bars"
      show={(value) => number(Math.round(value))}
      empty={data.records.length === 0 ? t('overview.none') : undefined}
    />
  );
}

function LatencyChart({ data, range }: { data: OverviewData; range: Range }) {
  const { t } = useTranslation();
  const { steps, labels, longLabels } = useSteps(data, range);
  const at = new Map(data.latency.map((one) => [Date.parse(one.at), one]));
  const series = [
    {
      name: t('overview.median'),
      colour: 'var(--mantine-color-blue-filled)',
      values: steps.map((s) => at.get(s)?.median ?? 0),
    },
    {
      name: t('overview.p95'),
      colour: 'var(--mantine-color-orange-filled)',
      values: steps.map((s) => at.get(s)?.p95 ?? 0),
    },
  ];
  return (
    <Chart
      title={t('overview.latency')}
      text={t('overview.latencyText')}
      labels={labels}
      longLabels={longLabels}
      series={series}
      kind="lines"
      show={(value) => duration(value)}
      empty={data.latency.length === 0 ? t('overview.none') : undefined}
    />
  );
}

function FailureTable({ failures }: { failures: OverviewData['failures'] }) {
  const { t } = useTranslation();
  const nameOf = useFlowName();
  return (
    <Panel title={t('overview.failuresBy')}>
      {failures.length === 0 ? (
        <Text size="sm">{t('overview.failuresNone')}</Text>
      ) : (
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('overview.flow')}</Table.Th>
              <Table.Th scope="col">{t('overview.kind')}</Table.Th>
              <Table.Th scope="col" ta="end">
                {t('overview.count')}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {failures.slice(0, 10).map(({ flowId, kind, count }) => (
              <Table.Tr key={`${flowId} ${kind}`}>
                <Table.Th scope="row" fw={400}>
                  {nameOf(flowId)}
                </Table.Th>
                <Table.Td>{t(`overview.kinds.${kind}`)}</Table.Td>
                <Table.Td ta="end">{number(count)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}
