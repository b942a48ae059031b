import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMappingDoor } from '../mapping/mapping-place.ts';
import { palette } from '../palette/palette.tsx';
import { copy, paste, readPiece } from '../store/clipboard.ts';
import { removeNodes, type Spot, tidyUp } from '../store/commands/nodes.ts';
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
    dialog,
    closeDialog: () => setDialog(undefined),
    addAt,
    /** Behind what is chosen, or behind the last step that leads nowhere. */
    add: () => {
      const after = one() ?? lastStep(editor.graph());
      addAt(after === undefined ? {} : { after });
    },
    edit: withOne((key) => editor.focus(`nodes.${editor.graph().nodes.find((node) => node.key === key)?.node.id}`)),
    connect: withOne((key) => setDialog({ kind: 'connect', key })),
    move: withOne((key) => setDialog({ kind: 'move', key })),
    mapFields: withOne((key) => {
      const node = editor.graph().nodes.find((each) => each.key === key)?.node;
      if (node !== undefined && node.kind !== 'trigger') mapping.open(node.id);
    }),
    remove: () => {
      const { nodes, edges } = chosen();
      if (nodes.length + edges.length > 0) run(removeNodes(editor.graph(), nodes, edges));
    },
    copied: (): string | undefined => {
      const { nodes } = chosen();
      if (nodes.length === 0) return undefined;
      say('gray', t('editor.copied', { count: nodes.length }));
      return copy(editor.graph(), nodes);
    },
    paste: (text: string) => {
      const read = readPiece(text);
      if ('refusal' in read) return say('red', t(`editor.pasteRefusal.${read.refusal.code}`, read.refusal.params));
      const { command, keys } = paste(editor.graph(), read.piece);
      run(command);
      editor.select(keys);
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
