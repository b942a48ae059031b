import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditor } from '../editor/editor-context.ts';
import { groupAbout } from '../store/commands/groups.ts';
import { noteAbout } from '../store/commands/notes.ts';
import type { Graph, Point } from './graph.ts';
import { boxAround, groupedKeys, groupKey, noteKey } from './group-boxes.ts';
import { type DrawnGroup, GROUP_HANDLE } from './group-node.tsx';
import type { DrawnNote } from './note-node.tsx';

export type Size = { width: number; height: number };
const behind = { pointerEvents: 'none' } as const;

/** What is drawn beside the steps: the frames of groups behind them, and the notes. */
export function useBeside(
  graph: Graph,
  shown: ReadonlyMap<string, Point>,
  dragged: ReadonlyMap<string, Point>,
  sized: ReadonlyMap<string, Size>,
) {
  const { t } = useTranslation();
  const chosen = useEditor(({ selection }) => selection);
  return useMemo(() => {
    const frames = groupedKeys(graph).map(({ id, title, keys }): DrawnGroup => {
      const { x, y, ...size } = boxAround(graph, keys, (key) => dragged.get(key) ?? shown.get(key)!);
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
  }, [graph, shown, dragged, sized, chosen, t]);
}
