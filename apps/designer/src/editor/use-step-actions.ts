import { notifications } from '@mantine/notifications';
import { MOST_GROUPS, MOST_NOTES } from '@raccord/contract/flow-drawing';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nodeOfKey, type Point } from '../canvas/graph.ts';
import { shownPlaces } from '../canvas/layout.ts';
import { useMappingDoor } from '../mapping/mapping-place.ts';
import { palette } from '../palette/palette.tsx';
import { copy, paste, readPiece } from '../store/clipboard.ts';
import { removeChosen } from '../store/commands/chosen.ts';
import { groupOf, groupSteps } from '../store/commands/groups.ts';
import { type Spot, tidyUp } from '../store/commands/nodes.ts';
import { addNote } from '../store/commands/notes.ts';
import { useEdits, useOpen } from './editor-context.ts';

export type Dialog = { kind: 'connect' | 'move'; key: string };

/** What can be done with what is chosen; toolbar, keys, outline and drawing all do it this way. */
export function useStepActions() {
  const { t } = useTranslation();
  const { editor } = useOpen();
  const { run, undo, redo } = useEdits();
  const mapping = useMappingDoor();
  const [spot, setSpot] = useState<Spot>({});
  const [dialog, setDialog] = useState<Dialog>();
  const chosen = () => editor.store.getState().selection;
  const one = () => chosen().nodes[0];
  const say = (color: string, message: string) => {
    editor.say(message);
    notifications.show({ color, message });
  };
  const withOne = (act: (key: string) => void) => () => {
    const key = one();
    if (key !== undefined) act(key);
  };
  const addAt = (where: Spot) => {
    setSpot(where);
    palette.open();
  };
  return {
    spot,
    /** The same palette, for another place. */
    aim: setSpot,
    dialog,
    closeDialog: () => setDialog(undefined),
    addAt,
    /** Behind what is chosen, or behind the last step that leads nowhere. */
    add: () => {
      const after = one() ?? lastStep(editor.graph());
      addAt(after === undefined ? {} : { after });
    },
    edit: () => {
      const { nodes, notes, groups } = chosen();
      const step = nodes[0] === undefined ? undefined : nodeOfKey(editor.graph(), nodes[0])?.node.id;
      if (step !== undefined) editor.focus(`nodes.${step}`);
      else if (groups.length + notes.length > 0)
        editor.focus(groups.length > 0 ? `groups.${groups[0]}` : `notes.${notes[0]}`);
    },
    connect: withOne((key) => setDialog({ kind: 'connect', key })),
    move: withOne((key) => setDialog({ kind: 'move', key })),
    mapFields: withOne((key) => {
      const node = editor.graph().nodes.find((each) => each.key === key)?.node;
      if (node !== undefined && node.kind !== 'trigger') mapping.open(node.id);
    }),
    remove: () => {
      const all = chosen();
      if (Object.values(all).some((list) => list.length > 0)) run(removeChosen(editor.graph(), all));
    },
    addNote: (at?: Point) => {
      const { arranged } = editor.store.getState();
      const made = addNote(editor.graph(), shownPlaces(editor.graph(), arranged ?? new Map()), at);
      if (made === undefined) return say('red', t('editor.beside.tooManyNotes', { limit: MOST_NOTES }));
      run(made.command);
      editor.select([], { notes: [made.id] });
      editor.focus(`notes.${made.id}`);
    },
    group: () => {
      const { nodes } = chosen();
      if (nodes.length === 0) return say('gray', t('editor.beside.chooseSteps'));
      const made = groupSteps(editor.graph(), nodes, t('editor.beside.newGroup'));
      if (made === undefined) return say('red', t('editor.beside.tooManyGroups', { limit: MOST_GROUPS }));
      run(made.command);
      editor.select([], { groups: [made.id] });
      editor.focus(`groups.${made.id}`);
    },
    copied: (): string | undefined => {
      const { nodes, notes, groups } = chosen();
      const graph = editor.graph();
      // Who copies a group copies its steps.
      const members = new Set(groups.flatMap((id) => groupOf(graph, id)?.members ?? []));
      const within = graph.nodes.filter(({ node }) => members.has(node.id)).map(({ key }) => key);
      const steps = [...new Set([...nodes, ...within])];
      if (steps.length + notes.length === 0) return undefined;
      const count = steps.length + notes.length;
      say('gray', t(notes.length === 0 ? 'editor.copied' : 'editor.beside.copied', { count }));
      return copy(graph, steps, notes);
    },
    paste: (text: string) => {
      const read = readPiece(text);
      if ('refusal' in read) return say('red', t(`editor.pasteRefusal.${read.refusal.code}`, read.refusal.params));
      const { command, keys, notes } = paste(editor.graph(), read.piece);
      run(command);
      editor.select(keys, { notes });
    },
    tidyUp: () => run(tidyUp(editor.graph())),
    undo,
    redo,
  };
}
export type StepActions = ReturnType<typeof useStepActions>;

function lastStep({ nodes, edges }: ReturnType<ReturnType<typeof useOpen>['editor']['graph']>): string | undefined {
  return nodes.findLast(({ node }) => !edges.some(({ edge }) => edge.from === node.id))?.key;
}
