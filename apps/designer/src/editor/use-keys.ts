import { useEffect } from 'react';
import { goToRegion, goToStep, hasListOpen } from './regions.ts';
import type { StepActions } from './use-step-actions.ts';

/** Whoever is in a dialog does nothing to what lies behind it, not even when the focus has got lost. */
const isBehind = () => document.querySelector('[role=dialog][aria-modal=true]') !== null;
const typing = (target: EventTarget | null) =>
  isBehind() ||
  (target instanceof HTMLElement &&
    target.closest('input, textarea, select, [contenteditable=true], [role=dialog]') !== null);

/** The keys of the editor, wherever the focus is; single letters only where nobody is writing. */
export function useKeys(actions: StepActions): void {
  useEffect(() => {
    const single: Record<string, () => void> = {
      a: actions.add,
      c: actions.connect,
      f: actions.mapFields,
      g: actions.group,
      m: actions.move,
      n: () => actions.addNote(),
      Delete: actions.remove,
      Backspace: actions.remove,
    };
    const onKeyDown = (event: KeyboardEvent) => {
      const ctrl = event.ctrlKey || event.metaKey;
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const inDialog = event.target instanceof HTMLElement && event.target.closest('[role=dialog]') !== null;
      const act =
        ctrl && !event.altKey && !inDialog
          ? key === 'z'
            ? event.shiftKey
              ? actions.redo
              : actions.undo
            : key === 'y'
              ? actions.redo
              : undefined
          : !ctrl && !event.altKey && !typing(event.target)
            ? single[key]
            : undefined;
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    /** Before anything else hears of it: a field's own list is closed by the same key. */
    const onWayOut = (event: KeyboardEvent) => {
      const { target, key } = event;
      if (!(target instanceof Element) || target.closest('[role=dialog]') !== null) return;
      if (key === 'F6') {
        event.preventDefault();
        goToRegion(event.shiftKey ? -1 : 1);
      } else if (key === 'Escape' && target.closest('[data-region=settings]') !== null && !hasListOpen(target))
        goToStep();
    };
    const onCopy = (event: ClipboardEvent) => {
      if (typing(event.target) || window.getSelection()?.isCollapsed === false) return;
      const text = actions.copied();
      if (text === undefined) return;
      event.clipboardData?.setData('text/plain', text);
      event.preventDefault();
    };
    const onPaste = (event: ClipboardEvent) => {
      if (typing(event.target)) return;
      event.preventDefault();
      actions.paste(event.clipboardData?.getData('text/plain') ?? '');
    };
    document.addEventListener('keydown', onWayOut, true);
    document.addEventListener('keydown', onKeyDown);
    document.addEventListener('copy', onCopy);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('keydown', onWayOut, true);
      document.removeEventListener('keydown', onKeyDown);
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('paste', onPaste);
    };
  }, [actions]);
}
