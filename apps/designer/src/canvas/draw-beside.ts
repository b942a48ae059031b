import type { FlowNode } from '@raccord/contract';
import type { TFunction } from 'i18next';
import { groupAbout } from '../store/commands/groups.ts';
import { noteAbout } from '../store/commands/notes.ts';
import type { Graph, Point } from './graph.ts';
import { boxAround, groupedKeys, groupKey, noteKey } from './group-boxes.ts';
import { type DrawnGroup, GROUP_HANDLE } from './group-node.tsx';
import { nodeHeight } from './node-ports.ts';
import type { DrawnNote } from './note-node.tsx';

export type Size = { width: number; height: number };
type Look = {
  /** Where each step is shown, by its key. */
  shown: ReadonlyMap<string, Point>;
  /** Where the hand has them that move: steps and notes, by the key of the drawing. */
  dragged?: ReadonlyMap<string, Point>;
  /** Notes that are being resized. */
  sized?: ReadonlyMap<string, Size>;
  chosen?: { notes: readonly string[]; groups: readonly string[] };
  /** How high steps are drawn, where that is not as in the editor. */
  heightOf?: (node: FlowNode) => number;
};

const none: ReadonlyMap<string, never> = new Map<string, never>();
const behind = { pointerEvents: 'none' } as const;

/** What is drawn beside the steps: the frames of groups behind them, and the notes. */
export function drawBeside(
  graph: Graph,
  { shown, dragged = none, sized = none, chosen = { notes: [], groups: [] }, heightOf = nodeHeight }: Look,
  t: TFunction,
): { frames: DrawnGroup[]; notes: DrawnNote[] } {
  const frames = groupedKeys(graph).map(({ id, title, keys }): DrawnGroup => {
    const { x, y, ...size } = boxAround(graph, keys, (key) => dragged.get(key) ?? shown.get(key)!, heightOf);
    return {
      id: groupKey(id),
      type: 'frame',
      position: { x, y },
      ...size,
      measured: size,
      style: behind,
      zIndex: -1,
      dragHandle: `.${GROUP_HANDLE}`,
      connectable: false,
      selected: chosen.groups.includes(id),
      ariaLabel: t('editor.beside.groupOf', { title: groupAbout({ id, title, members: [] }), count: keys.length }),
      data: { title },
    };
  });
  const notes = [...new Map((graph.head.notes ?? []).toReversed().map((note) => [note.id, note])).values()].map(
    (note): DrawnNote => {
      const key = noteKey(note.id);
      const { width, height } = sized.get(key) ?? note;
      return {
        id: key,
        type: 'note',
        position: dragged.get(key) ?? { x: note.x, y: note.y },
        ...{ width, height, measured: { width, height } },
        connectable: false,
        selected: chosen.notes.includes(note.id),
        ariaLabel: t('editor.beside.noteOf', { text: noteAbout(note) }),
        data: { note },
      };
    },
  );
  return { frames, notes };
}
