/**
 * In an open list, Enter takes the entry that is shown as marked. The lists go by its number instead, which a timer of theirs sets back a
 * moment after they open, and which stands for another entry once the list is read anew: on a busy machine the key was lost, or took what
 * nobody had chosen.
 */
export function takeMarked(): void {
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Enter' || event.isComposing || !(event.target instanceof HTMLElement)) return;
      // Said by its field only while the list is open.
      const list = document.getElementById(event.target.getAttribute('aria-controls') ?? '');
      const marked = list?.querySelector<HTMLElement>('[data-combobox-option][data-combobox-selected]');
      if (marked === null || marked === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      marked.click();
    },
    { capture: true },
  );
}
