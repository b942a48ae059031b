import { useEffect, useRef } from 'react';

const busy = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.closest('input:not([type=checkbox]), textarea, select, [contenteditable=true], [role=dialog], [role=menu]') !==
    null;

/** Single keys by their lower-case names, where nobody is writing and no dialog is open. */
export function useInboxKeys(keys: Readonly<Record<string, (() => void) | undefined>>): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || busy(event.target)) return;
      if (document.querySelector('[role=dialog][aria-modal=true]') !== null) return;
      // A focused button or link is pressed by Enter itself.
      if (event.key === 'Enter' && event.target instanceof HTMLElement && event.target.closest('a, button') !== null)
        return;
      const key = event.key.toLowerCase();
      const act = Object.hasOwn(latest.current, key) ? latest.current[key] : undefined;
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
