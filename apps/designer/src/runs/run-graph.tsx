import '@xyflow/react/dist/base.css';
import { Group, SegmentedControl, Skeleton, Stack, Table, Text, useComputedColorScheme } from '@mantine/core';
import type { FlowDocument } from '@raccord/contract';
import { useQuery } from '@tanstack/react-query';
import {
  BaseEdge,
  type Edge,
  EdgeLabelRenderer,
  type EdgeProps,
  getBezierPath,
  Handle,
  MarkerType,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
} from '@xyflow/react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { handleOf } from '../canvas/flow-node.tsx';
import { shownPlaces } from '../canvas/layout.ts';
import { NODE_WIDTH, nodeHeight, nodePorts } from '../canvas/node-ports.ts';
import { useArranged } from '../canvas/use-arranged.ts';
import { connectorList, readApps } from '../nodes/apps.ts';
import { describeNode } from '../nodes/describe-node.ts';
import { createEditor } from '../store/editor-store.ts';
import { number } from '../ui/amounts.ts';
import { RecordStateMark, type ShownState } from '../ui/record-state.tsx';
import type { Progress } from './run-queries.ts';
import classes from './runs.module.css';

type Stop = { state: ShownState; count: number };
type DrawnNode = Node<{ title: string; line: string; stops: Stop[]; ports: string[]; first: boolean }, 'step'>;
type DrawnEdge = Edge<{ count: number | undefined }, 'way'>;

/** The flow as it ran: how many records went by each edge, and what stands at each step. As a drawing and as a table. */
export function RunGraph({ document, progress }: { document: FlowDocument; progress: Progress }) {
  const { t } = useTranslation();
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
        <Drawing document={document} progress={progress} />
      ) : (
        <Steps document={document} progress={progress} />
      )}
    </Stack>
  );
}

function stopsAt(progress: Progress, node: string, first: boolean): Stop[] {
  const here = progress.stops.filter((stop) => stop.node === node || (first && stop.node === null));
  const counts = new Map<ShownState, number>();
  for (const { state, reason, count } of here) {
    const shown = state === 'waiting' && reason === 'held' ? 'held' : state;
    counts.set(shown, (counts.get(shown) ?? 0) + count);
  }
  return [...counts].map(([state, count]) => ({ state, count }));
}

const countOf = (progress: Progress, edge: { from: string; port?: string | undefined; to: string }) =>
  progress.edges.find((one) => one.from === edge.from && one.to === edge.to && (one.port ?? '') === (edge.port ?? ''))
    ?.count;

const wrong = new Set<ShownState>(['failed', 'inDoubt']);
const marker = { type: MarkerType.ArrowClosed, width: 18, height: 18 };

function Drawing({ document, progress }: { document: FlowDocument; progress: Progress }) {
  const { t } = useTranslation();
  const scheme = useComputedColorScheme();
  const apps = readApps(useQuery(connectorList).data?.connectors ?? []);
  const editor = useMemo(() => createEditor({ id: document.id, revision: 0, document }), [document]);
  useArranged(editor);
  const arranged = useStore(editor.store, (state) => state.arranged);
  if (arranged === undefined) return <Skeleton h={300} role="status" aria-busy="true" aria-label={t('app.loading')} />;
  const graph = editor.graph();
  const places = shownPlaces(graph, arranged);
  const nodes = graph.nodes.map(({ key, node }): DrawnNode => {
    const { title, line } = describeNode(node, apps, t);
    const stops = stopsAt(progress, node.id, node.kind === 'trigger');
    const said = stops.map(({ state, count }) => `${number(count)} ${t(`state.${state}`)}`).join(', ');
    const size = { width: NODE_WIDTH, height: Math.max(92, nodeHeight(node)) };
    return {
      id: key,
      type: 'step',
      position: places.get(key)!,
      ...size,
      measured: size,
      draggable: false,
      connectable: false,
      ariaLabel: `${title}${said === '' ? '' : `: ${said}`}`,
      data: {
        title,
        line,
        stops,
        ports: nodePorts(node).map(({ port }) => port),
        first: node.kind === 'trigger',
      },
    };
  });
  const edges = graph.edges.flatMap(({ key, edge }): DrawnEdge[] => {
    const [from, to] = [edge.from, edge.to].map((id) => graph.nodes.find(({ node }) => node.id === id)?.key);
    if (from === undefined || to === undefined) return [];
    const count = countOf(progress, edge);
    return [
      {
        id: key,
        type: 'way',
        source: from,
        sourceHandle: handleOf(edge.port),
        target: to,
        markerEnd: marker,
        focusable: false,
        ariaLabel: `${edge.from} → ${edge.to}: ${count === undefined ? t('runs.unknown') : number(count)}`,
        data: { count },
      },
    ];
  });
  return (
    <div className={classes.graph}>
      <ReactFlow<DrawnNode, DrawnEdge>
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        colorMode={scheme}
        nodesDraggable={false}
        nodesConnectable={false}
        edgesFocusable={false}
        deleteKeyCode={null}
        fitView
        fitViewOptions={{ maxZoom: 1, padding: 0.1 }}
        minZoom={0.1}
        maxZoom={1.5}
        preventScrolling={false}
        ariaLabelConfig={{ 'node.a11yDescription.default': '' }}
        aria-label={t('runs.graph')}
        proOptions={{ hideAttribution: true }}
      />
    </div>
  );
}

function StepNode({ data: { title, line, stops, ports, first } }: NodeProps<DrawnNode>) {
  return (
    <div className={classes.node} data-wrong={stops.some(({ state }) => wrong.has(state))}>
      {!first && <Handle type="target" position={Position.Left} className={classes.handle} isConnectable={false} />}
      <Text size="sm" fw={600} truncate title={title}>
        {title}
      </Text>
      <Text size="xs" c="dimmed" truncate title={line}>
        {line}
      </Text>
      <Group gap="xs" mt={6}>
        {stops.map(({ state, count }) => (
          <RecordStateMark key={state} state={state} count={count} />
        ))}
      </Group>
      {ports.map((port, index) => (
        <Handle
          key={port}
          id={handleOf(port === '' ? undefined : port)}
          type="source"
          position={Position.Right}
          className={classes.handle}
          isConnectable={false}
          style={{ top: `${((index + 1) * 100) / (ports.length + 1)}%` }}
        />
      ))}
    </div>
  );
}

function Way(edge: EdgeProps<DrawnEdge>) {
  const [path, x, y] = getBezierPath(edge);
  const count = edge.data?.count;
  return (
    <>
      <BaseEdge id={edge.id} path={path} {...(edge.markerEnd ? { markerEnd: edge.markerEnd } : {})} />
      {count !== undefined && (
        <EdgeLabelRenderer>
          <div
            className={classes.edgeCount}
            data-none={count === 0}
            style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
          >
            {number(count)}
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  );
}
const nodeTypes = { step: StepNode };
const edgeTypes = { way: Way };

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
