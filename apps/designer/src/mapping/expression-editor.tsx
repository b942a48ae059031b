import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap } from '@codemirror/commands';
import { bracketMatching, syntaxHighlighting } from '@codemirror/language';
import { setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView, keymap, tooltips } from '@codemirror/view';
import { type RefObject, useEffect, useImperativeHandle, useRef } from 'react';
import { pageNonce } from '../ui/page-nonce.ts';
import { completionSource } from './editor-completion.ts';
import classes from './expression-editor.module.css';
import { regionAt } from './expression-text.ts';
import { highlighting } from './highlighting.ts';
import { templateLanguage } from './jsonata-language.ts';
import type { Source } from './source-tree.ts';

export type Trouble = { from: number; to: number; message: string };
export type EditorHandle = { focus(): void; insert(path: string): void };
/** What a drag carries: the path of a source. */
export const SOURCE_DRAG = 'application/x-raccord-source';

type Props = {
  value: string;
  onChange: (text: string) => void;
  label: string;
  describedBy?: string;
  invalid: boolean;
  /** For completion. */
  tree: readonly Source[];
  troubles: readonly Trouble[];
  onCursor: (position: number) => void;
  onEscape: () => void;
  onUndo: () => void;
  onRedo: () => void;
  handle?: RefObject<EditorHandle | null>;
};

/**
 * A text with expressions in it. It has no undo of its own: what is typed is an edit of the flow like any other, so Ctrl+Z takes back the
 * last one wherever it was made.
 */
export function ExpressionEditor(props: Props) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    const editor = new EditorView({ parent: place.current!, state: startState(latest) });
    view.current = editor;
    return () => editor.destroy();
  }, []);

  // What somebody else changed, an undo or a source that was dropped, is taken over; what was typed here is there already.
  useEffect(() => {
    const editor = view.current!;
    const before = editor.state.doc.toString();
    if (before === props.value) return;
    editor.dispatch({
      changes: { from: 0, to: before.length, insert: props.value },
      selection: { anchor: props.value.length },
    });
  }, [props.value]);

  useEffect(() => {
    const editor = view.current!;
    const { length } = editor.state.doc;
    const shown = props.troubles
      .filter(({ from }) => from <= length)
      .map(({ from, to, message }) => ({ from, to: Math.min(to, length), message, severity: 'error' as const }));
    editor.dispatch(setDiagnostics(editor.state, shown));
  }, [props.troubles]);

  useEffect(() => {
    view.current!.dispatch({ effects: described.reconfigure(attributesOf(props)) });
  }, [props.label, props.describedBy, props.invalid, props]);

  useImperativeHandle(props.handle, () => ({
    focus: () => view.current?.focus(),
    insert: (path) => {
      const editor = view.current!;
      insertAt(editor, editor.state.selection.main.head, path);
      editor.focus();
    },
  }));
  return <div ref={place} className={classes.editor} />;
}

const described = new Compartment();

const attributesOf = ({ label, describedBy, invalid }: Props) =>
  EditorView.contentAttributes.of({
    'aria-label': label,
    'aria-invalid': String(invalid),
    ...(describedBy === undefined ? {} : { 'aria-describedby': describedBy }),
  });

function startState(latest: RefObject<Props>): EditorState {
  const act = (name: 'onUndo' | 'onRedo' | 'onEscape') => () => {
    latest.current[name]();
    return true;
  };
  return EditorState.create({
    doc: latest.current.value,
    extensions: [
      EditorView.cspNonce.of(pageNonce()),
      EditorView.lineWrapping,
      templateLanguage,
      syntaxHighlighting(highlighting),
      bracketMatching(),
      closeBrackets(),
      autocompletion({ override: [completionSource(() => latest.current.tree)], icons: false }),
      tooltips({ position: 'fixed' }),
      described.of(attributesOf(latest.current)),
      keymap.of([
        ...completionKeymap,
        ...closeBracketsKeymap,
        { key: 'Mod-z', run: act('onUndo') },
        { key: 'Mod-y', run: act('onRedo') },
        { key: 'Mod-Shift-z', run: act('onRedo') },
        { key: 'Escape', run: act('onEscape'), stopPropagation: true },
        ...defaultKeymap,
      ]),
      EditorView.updateListener.of((update) => {
        const { onChange, onCursor, value } = latest.current;
        const text = update.state.doc.toString();
        if (update.docChanged && text !== value) onChange(text);
        if (update.docChanged || update.selectionSet) onCursor(update.state.selection.main.head);
      }),
      EditorView.domEventHandlers({
        // Without it the browser would not let it be dropped; CodeMirror shows where it would go.
        dragover: (event) => {
          if (event.dataTransfer?.types.includes(SOURCE_DRAG) === true) event.preventDefault();
          return false;
        },
        drop: (event, editor) => {
          const path = event.dataTransfer?.getData(SOURCE_DRAG) ?? '';
          if (path === '') return false;
          event.preventDefault();
          event.stopPropagation();
          insertAt(editor, editor.posAtCoords({ x: event.clientX, y: event.clientY }) ?? editor.state.doc.length, path);
          editor.focus();
          return true;
        },
      }),
    ],
  });
}

/** Inside an expression a source stands as it is, elsewhere in braces. */
function insertAt(editor: EditorView, position: number, path: string): void {
  const inside = regionAt(editor.state.doc.toString(), position) !== undefined;
  const insert = inside ? path : `{{${path}}}`;
  editor.dispatch({
    changes: { from: position, insert },
    selection: { anchor: position + insert.length },
    userEvent: 'input.drop',
  });
}
