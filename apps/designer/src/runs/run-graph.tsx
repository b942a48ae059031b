import { Group, SegmentedControl, Stack, Table, Text } from '@mantine/core';
import type { FlowDocument } from '@raccord/contract';
import { useQuery } from '@tanstack/react-query';
import { memo, useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { connectorList, readApps } from '../nodes/apps.ts';
import { describeNode } from '../nodes/describe-node.ts';
import { number } from '../ui/amounts.ts';
import { RecordStateMark } from '../ui/record-state.tsx';
import { countOf, stopsAt } from './run-counts.ts';
import { RunDrawing } from './run-drawing.tsx';
import type { Progress } from './run-queries.ts';

const Drawing = memo(RunDrawing);

/** The flow as it ran: how many records went by each edge, and what stands at each step. As a drawing and as a table. */
export function RunGraph({ document, progress }: { document: FlowDocument; progress: Progress }) {
  const { t } = useTranslation();
  // News are drawn piece by piece: in a flood of them the page goes on answering to whoever uses it.
  const shown = useDeferredValue(progress);
  const [as, setAs] = useState<'graph' | 'table'>('graph');
  return (
    <Stack gap="xs">
      <Group justify="flex-end">
        <SegmentedControl
          size="xs"
          value={as}
          onChange={(value) => setAs(value as 'graph' | 'table')}
          data={[
            { value: 'graph', label: t('runs.graph') },
            { value: 'table', label: t('runs.table') },
          ]}
        />
      </Group>
      {as === 'graph' ? (
        <Drawing document={document} progress={shown} />
      ) : (
        <Steps document={document} progress={shown} />
      )}
    </Stack>
  );
}

function Steps({ document, progress }: { document: FlowDocument; progress: Progress }) {
  const { t } = useTranslation();
  const apps = readApps(useQuery(connectorList).data?.connectors ?? []);
  return (
    <>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('runs.step')}</Table.Th>
            <Table.Th scope="col">{t('runs.wayIn')}</Table.Th>
            <Table.Th scope="col">{t('runs.here')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {document.nodes.map((node) => {
            const { title, line } = describeNode(node, apps, t);
            const ways = document.edges.filter(({ to }) => to === node.id);
            const stops = stopsAt(progress, node.id, node.kind === 'trigger');
            return (
              <Table.Tr key={node.id}>
                <Table.Th scope="row">
                  {title}
                  <Text size="xs" c="dimmed">
                    {line}
                  </Text>
                </Table.Th>
                <Table.Td>
                  {ways.map((edge) => {
                    const count = countOf(progress, edge);
                    return (
                      <Text size="sm" key={`${edge.from} ${edge.port ?? ''}`}>
                        {edge.from}
                        {edge.port === undefined ? '' : ` (${edge.port})`}:{' '}
                        {count === undefined ? t('runs.unknown') : number(count)}
                      </Text>
                    );
                  })}
                </Table.Td>
                <Table.Td>
                  <Group gap="sm">
                    {stops.map(({ state, count }) => (
                      <Group key={state} gap={4}>
                        <RecordStateMark state={state} /> {number(count)}
                      </Group>
                    ))}
                  </Group>
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
      <Text size="xs" c="dimmed">
        {t('runs.countUnknown')}
      </Text>
    </>
  );
}
