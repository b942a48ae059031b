import '@xyflow/react/dist/base.css';
import { Skeleton, useComputedColorScheme } from '@mantine/core';
import type { FlowChange } from '@raccord/runtime/flow/diff-flows';
import {
  Background,
  type Edge,
  MarkerType,
  type Node,
  type NodeProps,
  ReactFlow,
  ReactFlowProvider,
} from '@xyflow/react';
import { memo, type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { drawBeside } from '../canvas/draw-beside.ts';
import { type DrawnNode, FlowNode, handleOf } from '../canvas/flow-node.tsx';
import { nodeOfId } from '../canvas/graph.ts';
import { partOf } from '../canvas/group-boxes.ts';
import { type DrawnGroup, GroupNode } from '../canvas/group-node.tsx';
import { shownPlaces } from '../canvas/layout.ts';
import { NODE_WIDTH, nodeHeight } from '../canvas/node-ports.ts';
import { type DrawnNote, NoteNode } from '../canvas/note-node.tsx';
import { useArranged } from '../canvas/use-arranged.ts';
import { EditorContext } from '../editor/editor-context.ts';
import { describeNode } from '../nodes/describe-node.ts';
import { createEditor } from '../store/editor-store.ts';
import { ChangeMark } from './change-mark.tsx';
import classes from './changes.module.css';
import type { Compared } from './describe-change.ts';
import { edgeName, type Look, type MergedDrawing, mergeDrawing } from './merge-drawing.ts';

type MarkedNode = Node<DrawnNode['data'] & { look: Look }, 'marked'>;
type MarkedNote = Node<DrawnNote['data'] & { look: Look }, 'note'>;
type MarkedGroup = Node<DrawnGroup['data'] & { look: Look }, 'frame'>;
type Drawn = MarkedNode | MarkedNote | MarkedGroup;

const nodeTypes = { marked: memo(MarkedStep), note: memo(MarkedNoteNode), frame: memo(MarkedGroupNode) };
const marker = { type: MarkerType.ArrowClosed, width: 18, height: 18 };

/** Both flows on one drawing, which is only looked at: what came, what went, what changed. */
export function CompareDrawing({ compared, changes }: { compared: Compared; changes: readonly FlowChange[] }) {
  const merged = useMemo(
    () => mergeDrawing(compared.before, compared.after, changes),
    [compared.before, compared.after, changes],
  );
  return <Drawing key={JSON.stringify(merged.document)} merged={merged} compared={compared} />;
}

function Drawing({ merged, compared: { apps } }: { merged: MergedDrawing; compared: Compared }) {
  const { t } = useTranslation();
  const scheme = useComputedColorScheme();
  const [editor] = useState(() => createEditor({ id: merged.document.id, revision: 0, document: merged.document }));
  useArranged(editor);
  const arranged = useStore(editor.store, (state) => state.arranged);
  const open = useMemo(() => ({ editor, apps }), [editor, apps]);
  const graph = editor.graph();
  const nodes = useMemo(() => {
    const places = shownPlaces(graph, arranged ?? new Map());
    const said = (label: string | undefined, look: Look) => `${label}${t('app.colon')} ${t(`versions.mark.${look}`)}`;
    const beside = drawBeside(graph, { shown: places }, t);
    const frames = beside.frames.map((frame): MarkedGroup => {
      const look = merged.groups.get(partOf(frame.id)?.id ?? '') ?? 'same';
      return { ...frame, type: 'frame', ariaLabel: said(frame.ariaLabel, look), data: { ...frame.data, look } };
    });
    const notes = beside.notes.map((note): MarkedNote => {
      const look = merged.notes.get(note.data.note.id) ?? 'same';
      return { ...note, type: 'note', ariaLabel: said(note.ariaLabel, look), data: { ...note.data, look } };
    });
    const steps = graph.nodes.map((of): MarkedNode => {
      const look = merged.steps.get(of.node.id) ?? 'same';
      const size = { width: NODE_WIDTH, height: nodeHeight(of.node) };
      const ariaLabel = said(describeNode(of.node, apps, t).title, look);
      const data = { of, errors: 0, warnings: 0, look };
      return { id: of.key, type: 'marked', position: places.get(of.key)!, ...size, measured: size, ariaLabel, data };
    });
    return [...frames, ...steps, ...notes];
  }, [graph, arranged, merged, apps, t]);
  const edges = useMemo(
    () =>
      graph.edges.flatMap(({ key, edge }): Edge[] => {
        const [from, to] = [nodeOfId(graph, edge.from), nodeOfId(graph, edge.to)];
        if (from === undefined || to === undefined) return [];
        const look = merged.edges.get(edgeName(edge)) ?? 'same';
        const label = look === 'same' ? undefined : t(`versions.mark.${look}`);
        const ends = { source: from.key, sourceHandle: handleOf(edge.port), target: to.key };
        const ariaLabel = `${edge.from} → ${edge.to}${label === undefined ? '' : `: ${label}`}`;
        return [
          {
            id: key,
            ...ends,
            className: look,
            markerEnd: marker,
            ariaLabel,
            ...(label === undefined ? {} : { label }),
          },
        ];
      }),
    [graph, merged, t],
  );
  if (arranged === undefined) return <Skeleton h={320} role="status" aria-busy="true" aria-label={t('app.loading')} />;
  return (
    <EditorContext value={open}>
      <ReactFlowProvider>
        <div className={classes.drawing}>
          <ReactFlow<Drawn>
            nodes={nodes}
            edges={edges}
            nodeTypes={nodeTypes}
            colorMode={scheme}
            nodesDraggable={false}
            nodesConnectable={false}
            deleteKeyCode={null}
            edgesFocusable={false}
            onInit={(flow) => void flow.fitView({ maxZoom: 1, padding: 0.15 })}
            minZoom={0.1}
            maxZoom={1.5}
            preventScrolling={false}
            aria-label={t('versions.drawing')}
          >
            <Background gap={20} />
          </ReactFlow>
        </div>
      </ReactFlowProvider>
    </EditorContext>
  );
}

function Marked({ look, children }: { look: Look; children: ReactNode }) {
  return (
    <div className={classes.marked} data-look={look}>
      {look !== 'same' && (
        <div className={classes.flag}>
          <ChangeMark look={look} />
        </div>
      )}
      {children}
    </div>
  );
}

function MarkedStep(props: NodeProps<MarkedNode>) {
  return (
    <Marked look={props.data.look}>
      <FlowNode {...(props as unknown as NodeProps<DrawnNode>)} />
    </Marked>
  );
}

function MarkedNoteNode(props: NodeProps<MarkedNote>) {
  return (
    <Marked look={props.data.look}>
      <NoteNode {...(props as unknown as NodeProps<DrawnNote>)} selected={false} />
    </Marked>
  );
}

function MarkedGroupNode(props: NodeProps<MarkedGroup>) {
  return (
    <Marked look={props.data.look}>
      <GroupNode {...(props as unknown as NodeProps<DrawnGroup>)} />
    </Marked>
  );
}
