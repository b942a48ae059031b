import '@xyflow/react/dist/base.css';
import { Group, Skeleton, Text, useComputedColorScheme } from '@mantine/core';
import type { FlowDocument, FlowNode } from '@raccord/contract';
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
import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { drawBeside } from '../canvas/draw-beside.ts';
import { handleOf } from '../canvas/flow-node.tsx';
import { nodeOfId } from '../canvas/graph.ts';
import { type DrawnGroup, GroupNode } from '../canvas/group-node.tsx';
import { shownPlaces } from '../canvas/layout.ts';
import { NODE_WIDTH, nodeHeight, nodePorts } from '../canvas/node-ports.ts';
import { type DrawnNote, NoteNode } from '../canvas/note-node.tsx';
import { useArranged } from '../canvas/use-arranged.ts';
import { connectorList, readApps } from '../nodes/apps.ts';
import { describeNode } from '../nodes/describe-node.ts';
import { createEditor } from '../store/editor-store.ts';
import { number } from '../ui/amounts.ts';
import { RecordStateMark, type ShownState } from '../ui/record-state.tsx';
import { countOf, type Stop, stopsAt } from './run-counts.ts';
import type { Progress } from './run-queries.ts';
import classes from './runs.module.css';

type DrawnStep = Node<{ title: string; line: string; stops: Stop[]; ports: string[]; first: boolean }, 'step'>;
type DrawnNode = DrawnStep | DrawnNote | DrawnGroup;
type DrawnEdge = Edge<{ count: number | undefined }, 'way'>;

const wrong = new Set<ShownState>(['failed', 'inDoubt']);
const marker = { type: MarkerType.ArrowClosed, width: 18, height: 18 };
/** The states below its words take room. */
const heightOf = (node: FlowNode) => Math.max(92, nodeHeight(node));
const still = { draggable: false, selectable: false };

/** The flow as it ran, drawn: at each step what stands there, on each edge how many went by. */
export function RunDrawing({ document, progress }: { document: FlowDocument; progress: Progress }) {
  const { t } = useTranslation();
  const scheme = useComputedColorScheme();
  const connectors = useQuery(connectorList).data?.connectors;
  const apps = useMemo(() => readApps(connectors ?? []), [connectors]);
  const editor = useMemo(() => createEditor({ id: document.id, revision: 0, document }), [document]);
  useArranged(editor);
  const arranged = useStore(editor.store, (state) => state.arranged);
  const graph = editor.graph();
  const shown = useMemo(() => shownPlaces(graph, arranged ?? new Map()), [graph, arranged]);
  const { frames, notes } = useMemo(() => drawBeside(graph, { shown, heightOf }, t), [graph, shown, t]);
  const nodes = useMemo((): DrawnNode[] => {
    const steps = graph.nodes.map(({ key, node }): DrawnStep => {
      const { title, line } = describeNode(node, apps, t);
      const stops = stopsAt(progress, node.id, node.kind === 'trigger');
      const said = stops.map(({ state, count }) => `${number(count)} ${t(`state.${state}`)}`).join(', ');
      const size = { width: NODE_WIDTH, height: heightOf(node) };
      return {
        id: key,
        type: 'step',
        position: shown.get(key)!,
        ...size,
        measured: size,
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
    return [...frames, ...steps, ...notes].map((node): DrawnNode => ({ ...node, ...still }));
  }, [graph, shown, frames, notes, progress, apps, t]);
  const edges = useMemo(
    () =>
      graph.edges.flatMap(({ key, edge }): DrawnEdge[] => {
        const [from, to] = [nodeOfId(graph, edge.from)?.key, nodeOfId(graph, edge.to)?.key];
        if (from === undefined || to === undefined) return [];
        const count = countOf(progress, edge);
        const ends = { source: from, sourceHandle: handleOf(edge.port), target: to };
        const ariaLabel = `${edge.from} → ${edge.to}: ${count === undefined ? t('runs.unknown') : number(count)}`;
        return [{ id: key, type: 'way', ...ends, markerEnd: marker, focusable: false, ariaLabel, data: { count } }];
      }),
    [graph, progress, t],
  );
  if (arranged === undefined) return <Skeleton h={300} role="status" aria-busy="true" aria-label={t('app.loading')} />;
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

const StepNode = memo(function StepNode({ data: { title, line, stops, ports, first } }: NodeProps<DrawnStep>) {
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
});

const Way = memo(function Way(edge: EdgeProps<DrawnEdge>) {
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
});

const nodeTypes = { step: StepNode, note: NoteNode, frame: GroupNode };
const edgeTypes = { way: Way };
