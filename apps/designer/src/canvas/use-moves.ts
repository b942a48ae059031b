import type { NodeChange } from '@xyflow/react';
import { useState } from 'react';
import { useEdits, useOpen } from '../editor/editor-context.ts';
import { moveDrawn } from '../store/commands/chosen.ts';
import { resizeNote } from '../store/commands/notes.ts';
import type { Size } from './draw-beside.ts';
import type { DrawnNode } from './flow-node.tsx';
import type { Graph, Point } from './graph.ts';
import { boxAround, groupedKeys, groupKey, partOf } from './group-boxes.ts';
import type { DrawnGroup } from './group-node.tsx';
import type { DrawnNote } from './note-node.tsx';

export type Drawn = DrawnNode | DrawnNote | DrawnGroup;

const nowhere: ReadonlyMap<string, Point> = new Map();
const unsized: ReadonlyMap<string, Size> = new Map();

/** What is being dragged or resized, and what becomes of it: one edit when it is let go. */
export function useMoves(graph: Graph, shown: ReadonlyMap<string, Point>) {
  const { editor } = useOpen();
  const { run } = useEdits();
  const [dragged, setDragged] = useState(nowhere);
  const [sized, setSized] = useState(unsized);

  /** Where a dragged group takes its steps. */
  const membersAt = (id: string, to: Point): [string, Point][] => {
    const group = groupedKeys(graph).find((one) => groupKey(one.id) === id);
    if (group === undefined) return [];
    const from = boxAround(graph, group.keys, (key) => shown.get(key)!);
    return group.keys.map((key) => {
      const { x, y } = shown.get(key)!;
      return [key, rounded({ x: x + to.x - from.x, y: y + to.y - from.y })];
    });
  };

  const onMoves = (changes: readonly NodeChange<Drawn>[]) => {
    const moved = new Map(dragged);
    let [ended, group] = [false, undefined as string | undefined];
    for (const change of changes) {
      if (change.type !== 'position') continue;
      if (change.dragging !== true) ended = true;
      const part = partOf(change.id);
      if (part?.part === 'group') group = part.id;
      if (change.position === undefined) continue;
      if (part?.part === 'group') for (const [key, at] of membersAt(change.id, change.position)) moved.set(key, at);
      else moved.set(change.id, rounded(change.position));
    }
    if (ended && moved.size > 0) {
      const nodes = new Map([...moved].filter(([key]) => partOf(key) === undefined));
      const notes = [...moved].flatMap(([key, at]): [string, Point][] => {
        const part = partOf(key);
        return part === undefined ? [] : [[part.id, at]];
      });
      run(moveDrawn(graph, { nodes, notes: new Map(notes), group }, shown));
      setDragged(nowhere);
    } else if (changes.some(({ type }) => type === 'position')) setDragged(moved);
  };

  const onSizes = (changes: readonly NodeChange<Drawn>[]) => {
    for (const change of changes) {
      const part = change.type === 'dimensions' ? partOf(change.id) : undefined;
      if (change.type !== 'dimensions' || part?.part !== 'note' || change.resizing === undefined) continue;
      const size = change.dimensions ?? sized.get(change.id);
      if (change.resizing && size !== undefined) setSized(new Map([[change.id, size]]));
      if (change.resizing) continue;
      if (size !== undefined) run(resizeNote(graph, part.id, size));
      setSized(unsized);
    }
  };

  const onChoices = (changes: readonly NodeChange<Drawn>[]) => {
    if (!changes.some(({ type }) => type === 'select')) return;
    const { nodes, edges, notes, groups } = editor.store.getState().selection;
    const chosen = { step: new Set(nodes), note: new Set(notes), group: new Set(groups) };
    for (const change of changes) {
      if (change.type !== 'select') continue;
      const { part, id } = partOf(change.id) ?? { part: 'step' as const, id: change.id };
      chosen[part][change.selected ? 'add' : 'delete'](id);
    }
    editor.select([...chosen.step], { edges, notes: [...chosen.note], groups: [...chosen.group] });
  };

  return {
    dragged,
    sized,
    onNodesChange: (changes: NodeChange<Drawn>[]) => {
      onChoices(changes);
      onMoves(changes);
      onSizes(changes);
    },
  };
}

const rounded = ({ x, y }: Point): Point => ({ x: Math.round(x), y: Math.round(y) });
