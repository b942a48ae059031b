import '@xyflow/react/dist/base.css';
import { Button, Skeleton, useComputedColorScheme } from '@mantine/core';
import { useCallbackRef, useReducedMotion } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconMaximize } from '@tabler/icons-react';
import {
  Background,
  ConnectionMode,
  type EdgeChange,
  type FinalConnectionState,
  MiniMap,
  Panel,
  ReactFlow,
  useReactFlow,
} from '@xyflow/react';
import { useCallback, useDeferredValue, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditor, useEdits, useGraph, useOpen } from '../editor/editor-context.ts';
import { describeNode } from '../nodes/describe-node.ts';
import { draggedChoice } from '../palette/dragged-choice.ts';
import { connect } from '../store/commands/edges.ts';
import { addNode, dropNode, type Spot } from '../store/commands/nodes.ts';
import classes from './canvas.module.css';
import { refusalOf } from './connect-rules.ts';
import { drawEdges } from './draw-edges.ts';
import { type DrawnEdge, FlowEdge } from './flow-edge.tsx';
import { type DrawnNode, FlowNode, portOf } from './flow-node.tsx';
import type { GraphNode, Point } from './graph.ts';
import { GroupNode } from './group-node.tsx';
import { keepSame } from './keep-same.ts';
import { shownPlaces } from './layout.ts';
import { NODE_WIDTH, nodeHeight } from './node-ports.ts';
import { NoteNode } from './note-node.tsx';
import { showStart, useShowChosen } from './show-chosen.ts';
import { useBeside } from './use-beside.ts';
import { type Drawn, useMoves } from './use-moves.ts';

const nodeTypes = { step: FlowNode, note: NoteNode, frame: GroupNode };
const edgeTypes = { way: FlowEdge };
/** The frame of a group would hide its steps. */
const miniature = ({ type }: { type?: string | undefined }) =>
  type === 'frame' ? 'transparent' : 'var(--xy-minimap-node-background-color)';
const minimapSize = { width: 150, height: 100 };
const moreKeys = ['Meta', 'Control', 'Shift'];

type Ends = { source: string | null; sourceHandle?: string | null | undefined; target: string | null };

/** The drawing. It shows the graph and turns what is done to it into commands; it holds nothing but what is being dragged. */
export function Canvas({ onAdd, onNote }: { onAdd: (spot: Spot) => void; onNote: (at: Point) => void }) {
  const { t } = useTranslation();
  const { editor, apps } = useOpen();
  const graph = useGraph();
  const { run, refusal } = useEdits();
  const selection = useEditor((state) => state.selection);
  const arranged = useEditor((state) => state.arranged);
  // The list of problems comes first, the marks in the drawing a moment later.
  const problems = useDeferredValue(useEditor((state) => state.problems));
  const marks = useEditor((state) => state.nodeMarks);
  const scheme = useComputedColorScheme();
  const still = useReducedMotion();
  const flow = useReactFlow();
  const cache = useRef(new Map<string, DrawnNode>());
  const shown = useMemo(() => shownPlaces(graph, arranged ?? new Map()), [graph, arranged]);
  const { dragged, sized, onNodesChange } = useMoves(graph, shown);
  const { frames, notes } = useBeside(graph, shown, dragged, sized);

  const counts = useMemo(() => countProblems(problems), [problems]);
  const nodes = useMemo(() => {
    const drawn = graph.nodes.map((of): DrawnNode => {
      const { errors, warnings } = counts.get(of.node.id) ?? { errors: 0, warnings: 0 };
      const position = dragged.get(of.key) ?? shown.get(of.key)!;
      const selected = selection.nodes.includes(of.key);
      const mark = marks.get(of.node.id);
      const before = cache.current.get(of.key);
      // What has not changed stays the same object: only what has is drawn again.
      if (before?.data.of === of && before.selected === selected && before.data.mark === mark)
        if (before.data.errors === errors && before.data.warnings === warnings && isAt(before.position, position))
          return before;
      const size = { width: NODE_WIDTH, height: nodeHeight(of.node) };
      const { title, line } = describeNode(of.node, apps, t);
      const label = `${title}, ${line}`;
      return {
        id: of.key,
        type: 'step',
        position,
        selected,
        ...size,
        measured: size,
        ariaLabel: label,
        data: { of, errors, warnings, mark },
      };
    });
    cache.current = new Map(drawn.map((node) => [node.id, node]));
    return drawn;
  }, [graph, shown, dragged, selection, counts, marks, apps, t]);

  const drawnParts = useRef<Drawn[]>([]);
  const all = useMemo(() => {
    drawnParts.current = keepSame(drawnParts.current, [...frames, ...nodes, ...notes]);
    return drawnParts.current;
  }, [frames, nodes, notes]);

  const spoken = useMemo(
    () => ({
      'node.a11yDescription.default': t('editor.nodeHint'),
      'node.a11yDescription.keyboardDisabled': t('editor.nodeHint'),
      'node.a11yDescription.ariaLiveMessage': ({ x, y }: Point) => t('editor.movedTo', { x, y }),
      'edge.a11yDescription.default': t('editor.edgeHint'),
    }),
    [t],
  );
  const onInsert = useCallback((edge: string) => onAdd({ edge }), [onAdd]);
  const drawnEdges = useRef<DrawnEdge[]>([]);
  const edges = useMemo(() => {
    const before = new Map(drawnEdges.current.map((edge) => [edge.id, edge]));
    drawnEdges.current = keepSame(drawnEdges.current, drawEdges(graph, selection.edges, onInsert, before));
    return drawnEdges.current;
  }, [graph, selection.edges, onInsert]);

  const refusalFor = ({ source, sourceHandle, target }: Ends) => {
    const edge = edgeOf(graph.nodes, { source, sourceHandle, target });
    return edge === undefined ? undefined : refusalOf(graph, edge);
  };
  // Always the same functions: for each that is another one, everything that is drawn is looked through again.
  const onMoves = useCallbackRef(onNodesChange);
  const isValidConnection = useCallbackRef((ends: Ends) => refusalFor(ends) === undefined);
  const onConnect = useCallbackRef((ends: Ends) => {
    const edge = edgeOf(graph.nodes, ends);
    if (edge !== undefined) run(connect(graph, edge));
  });
  const onEdgesChange = useCallback(
    (changes: EdgeChange<DrawnEdge>[]) => {
      if (!changes.some(({ type }) => type === 'select')) return;
      const { nodes: steps, ...beside } = editor.store.getState().selection;
      const chosen = new Set(beside.edges);
      for (const change of changes) if (change.type === 'select') chosen[change.selected ? 'add' : 'delete'](change.id);
      editor.select(steps, { ...beside, edges: [...chosen] });
    },
    [editor],
  );
  const onConnectEnd = useCallbackRef((event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
    if (state.isValid || state.fromNode === null) return;
    if (state.toNode !== null) {
      const ends = { source: state.fromNode.id, sourceHandle: state.fromHandle?.id ?? null, target: state.toNode.id };
      const refused = refusalFor(ends);
      if (refused === undefined) return;
      const message = refusal(refused);
      editor.say(message);
      notifications.show({ color: 'red', message });
    } else if ('clientX' in event && state.fromHandle?.type === 'source') {
      const port = portOf(state.fromHandle.id);
      onAdd({ after: state.fromNode.id, ...(port === undefined ? {} : { port }) });
    }
  });

  const onDrop = (event: React.DragEvent) => {
    const choice = draggedChoice(event);
    if (choice === undefined) return;
    event.preventDefault();
    const pointed = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
    if (choice.kind === 'note') return onNote(pointed);
    const edge = (event.target as Element).closest<HTMLElement>('[data-edge]')?.dataset.edge;
    const at = rounded({ x: pointed.x - NODE_WIDTH / 2, y: pointed.y - 34 });
    const { command, key } = edge === undefined ? dropNode(graph, choice, at, shown) : addNode(graph, choice, { edge });
    run(command);
    editor.select([key]);
  };
  useShowChosen(shown);

  if (arranged === undefined)
    return <Skeleton h="100%" role="status" aria-busy="true" aria-label={t('editor.loadingCanvas')} />;
  return (
    <div className={classes.canvas} data-region="drawing">
      <ReactFlow<Drawn, DrawnEdge>
        nodes={all}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        colorMode={scheme}
        connectionMode={ConnectionMode.Strict}
        onNodesChange={onMoves}
        onEdgesChange={onEdgesChange}
        isValidConnection={isValidConnection}
        onConnect={onConnect}
        onConnectEnd={onConnectEnd}
        onDragOver={(event) => {
          if (draggedChoice(event) !== undefined) event.preventDefault();
        }}
        onDrop={onDrop}
        onPaneClick={() => editor.select([])}
        deleteKeyCode={null}
        multiSelectionKeyCode={moreKeys}
        onInit={() => void showStart(flow, graph.nodes.length)}
        minZoom={0.1}
        maxZoom={1.5}
        onlyRenderVisibleElements={graph.nodes.length > 100}
        ariaLabelConfig={spoken}
        aria-label={t('editor.canvas')}
      >
        <Background gap={20} />
        <MiniMap
          pannable
          zoomable
          nodeColor={miniature}
          ariaLabel={null}
          className={classes.minimap!}
          style={minimapSize}
        />
        <Panel position="bottom-left" className={classes.panel!}>
          <FitButton onFit={() => void flow.fitView({ maxZoom: 1, padding: 0.15, duration: still ? 0 : 150 })} />
        </Panel>
      </ReactFlow>
    </div>
  );
}

function FitButton({ onFit }: { onFit: () => void }) {
  const { t } = useTranslation();
  return (
    <Button size="xs" variant="default" leftSection={<IconMaximize size={14} aria-hidden />} onClick={onFit}>
      {t('editor.fit')}
    </Button>
  );
}

const isAt = (a: Point, b: Point) => a.x === b.x && a.y === b.y;
const rounded = ({ x, y }: Point): Point => ({ x: Math.round(x), y: Math.round(y) });

function edgeOf(nodes: readonly GraphNode[], { source, sourceHandle, target }: Ends) {
  const [from, to] = [source, target].map((key) => nodes.find((one) => one.key === key)?.node.id);
  if (from === undefined || to === undefined) return undefined;
  const port = portOf(sourceHandle);
  return port === undefined ? { from, to } : { from, port, to };
}

function countProblems(problems: readonly { node?: string; severity: 'error' | 'warning' }[]) {
  const counts = new Map<string, { errors: number; warnings: number }>();
  for (const { node, severity } of problems) {
    if (node === undefined) continue;
    const count = counts.get(node) ?? { errors: 0, warnings: 0 };
    count[severity === 'error' ? 'errors' : 'warnings']++;
    counts.set(node, count);
  }
  return counts;
}
