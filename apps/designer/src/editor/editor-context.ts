import { createContext, useCallback, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Refusal } from '../canvas/connect-rules.ts';
import type { Apps } from '../nodes/apps.ts';
import type { Editor, EditorState } from '../store/editor-store.ts';
import { type Command, isOfMany } from '../store/history.ts';

export type Open = {
  editor: Editor;
  apps: Apps;
  /** Saves at once what is not saved yet; absent where a flow is only looked at. */
  save?: () => Promise<void>;
};
export const EditorContext = createContext<Open | undefined>(undefined);

export function useOpen(): Open {
  const open = useContext(EditorContext);
  if (open === undefined) throw new Error('outside of an editor');
  return open;
}

export function useEditor<T>(select: (state: EditorState) => T): T {
  return useStore(useOpen().editor.store, select);
}

export const useGraph = () => useEditor(({ history }) => history.graph);

/** Edits, each said aloud in a word or two for whoever does not see the drawing. */
export function useEdits() {
  const { editor } = useOpen();
  const { t } = useTranslation();
  const words = useCallback(
    ({ name, about, count = 1 }: Command): string =>
      count > 1 && isOfMany(name) ? t(`editor.commands.${name}`, { count }) : t(`editor.command.${name}`, { about }),
    [t],
  );
  return {
    words,
    run: (command: Command) => {
      editor.run(command);
      editor.say(words(command));
    },
    undo: () => {
      const undone = editor.undo();
      editor.say(undone === undefined ? t('editor.nothingToUndo') : t('editor.undone', { what: words(undone) }));
    },
    redo: () => {
      const redone = editor.redo();
      editor.say(redone === undefined ? t('editor.nothingToRedo') : t('editor.redone', { what: words(redone) }));
    },
    refusal: ({ code, params }: Refusal) => t(`editor.refusal.${code}`, params),
  };
}
