import { Anchor, Button, Group, Select, Table, Text, TextInput } from '@mantine/core';
import { recordStates } from '@raccord/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { moment } from '../i18n/index.ts';
import { number } from '../ui/amounts.ts';
import { RecordStateMark } from '../ui/record-state.tsx';
import { Shown } from '../ui/shown.tsx';
import { type RecordSummary, type Run, recordsOf, useStepName } from './run-queries.ts';
import classes from './runs.module.css';

const ROW = 40;

/** The records of a run, by state; further pages come as one scrolls down. */
export function RunRecords({ run, state }: { run: Run; state: RecordSummary['state'] | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/runs/$id' });
  const records = useInfiniteQuery(recordsOf(run.id, state));
  const [search, setSearch] = useState('');
  return (
    <>
      <Group mb="sm" align="end">
        <Select
          label={t('runs.state')}
          placeholder={t('runs.allStates')}
          data={recordStates.map((one) => ({ value: one, label: t(`state.${one}`) }))}
          value={state ?? null}
          onChange={(next) =>
            void navigate({
              search: ({ state: _before, ...was }) =>
                next === null ? was : { ...was, state: next as RecordSummary['state'] },
              replace: true,
            })
          }
          clearable
          w={180}
        />
        <TextInput
          label={t('runs.searchKey')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          type="search"
          flex="1 1 16rem"
        />
      </Group>
      <Shown query={records}>
        {({ pages }) => {
          const all = pages.flatMap((page) => page.records);
          if (all.length === 0)
            return (
              <Text>{t(run.counters.total > 0 && state === undefined ? 'runs.recordsGone' : 'runs.noRecords')}</Text>
            );
          const wanted = search.trim().toLowerCase();
          const found = all.filter(({ key, id }) => `${key ?? ''} ${id}`.toLowerCase().includes(wanted));
          return (
            <>
              <Rows
                run={run}
                records={found}
                onEnd={() => {
                  if (records.hasNextPage && !records.isFetchingNextPage) void records.fetchNextPage();
                }}
              />
              <Group justify="space-between" mt="xs">
                <Text size="xs" c="dimmed">
                  {t('runs.loaded', { count: number(all.length) as unknown as number })}
                </Text>
                {records.hasNextPage && (
                  <Button size="xs" variant="default" onClick={() => void records.fetchNextPage()}>
                    {t('runs.more')}
                  </Button>
                )}
              </Group>
            </>
          );
        }}
      </Shown>
    </>
  );
}

/** Only the rows in sight are in the page; the screen reader is told how many there are. */
function Rows({ run, records, onEnd }: { run: Run; records: readonly RecordSummary[]; onEnd: () => void }) {
  const { t } = useTranslation();
  const stepName = useStepName(run.flowId, run.version);
  const box = useRef<HTMLElement>(null);
  const rows = useVirtualizer({
    count: records.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 12,
  });
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked when the end comes near, not when the asking changes.
  useEffect(() => {
    if (records.length > 0 && last >= records.length - 20) onEnd();
  }, [last, records.length]);
  const before = shown[0]?.start ?? 0;
  const after = rows.getTotalSize() - (shown.at(-1)?.end ?? 0);
  const heads = ['state', 'key', 'at', 'ended'] as const;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys.
    <section ref={box} className={classes.rows} tabIndex={0} aria-label={t('runs.recordsOf')}>
      <Table stickyHeader layout="fixed" miw={720} aria-rowcount={records.length + 1}>
        <Table.Thead>
          <Table.Tr>
            {heads.map((head) => (
              <Table.Th key={head} scope="col">
                {t(`runs.${head}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {before > 0 && <tr style={{ height: before }} aria-hidden />}
          {shown.map(({ index }) => (
            <Row key={records[index]!.id} record={records[index]!} index={index} stepName={stepName} />
          ))}
          {after > 0 && <tr style={{ height: after }} aria-hidden />}
        </Table.Tbody>
      </Table>
    </section>
  );
}

type RowProps = { record: RecordSummary; index: number; stepName: (node: string) => string };

function Row({ record, index, stepName }: RowProps) {
  const { t } = useTranslation();
  const { state, waitReason, key, node, settledAt } = record;
  return (
    <Table.Tr h={ROW} aria-rowindex={index + 2}>
      <Table.Td>
        <RecordStateMark state={state === 'waiting' && waitReason === 'held' ? 'held' : state} />
      </Table.Td>
      <Table.Td className={classes.cell}>
        <Anchor
          size="sm"
          renderRoot={(props) => <Link {...props} to="/records/$id" params={{ id: record.id }} />}
          title={key ?? record.id}
        >
          {key ?? t('runs.noKey')}
        </Anchor>
      </Table.Td>
      <Table.Td className={classes.cell}>
        {node === null ? '' : stepName(node)}
        {waitReason === null ? '' : ` · ${t(`runs.waitsFor.${waitReason}`)}`}
      </Table.Td>
      <Table.Td className={classes.cell}>{settledAt === null ? '' : moment(settledAt)}</Table.Td>
    </Table.Tr>
  );
}
