import { type createSpotlightStore, useSpotlight } from '@mantine/spotlight';
import { useEffect, useId, useRef, useState } from 'react';

type Store = ReturnType<typeof createSpotlightStore>;

/**
 * Mantine's search window moves a mark and not the focus, and tells nobody; nor does the mark stay on what was found last. Here it is a
 * list that is searched, as screen readers know it, and what was found first is marked as soon as something is typed.
 * @returns what its search field has to say of itself
 */
export function useSpokenSpotlight(store: Store, label: string) {
  const name = useId();
  const { opened, query, listId } = useSpotlight(store);
  const [marked, setMarked] = useState<string>();
  const [count, setCount] = useState(0);
  const before = useRef('');
  // After every drawing: what is found is drawn by Mantine, which passes no ids on.
  useEffect(() => {
    const list = opened && listId !== '' ? document.getElementById(listId) : null;
    const entries = [...(list?.querySelectorAll<HTMLElement>('[data-action]') ?? [])];
    const first = query === '' ? undefined : entries[0];
    const mark = before.current === query ? entries.find((entry) => entry.hasAttribute('data-selected')) : first;
    before.current = query;
    for (const [index, entry] of entries.entries()) {
      entry.id = `${name}${index}`;
      entry.role = 'option';
      entry.ariaSelected = String(entry === mark);
      if (entry === mark) entry.setAttribute('data-selected', 'true');
      else entry.removeAttribute('data-selected');
    }
    if (list !== null) {
      list.role = entries.length > 0 ? 'listbox' : null;
      list.ariaLabel = entries.length > 0 ? label : null;
    }
    setMarked(mark?.id);
    setCount(entries.length);
    const selected = mark === undefined ? -1 : entries.indexOf(mark);
    store.updateState((state) => (state.selected === selected ? state : { ...state, selected }));
  });
  return {
    role: 'combobox',
    'aria-label': label,
    'aria-autocomplete': 'list',
    'aria-expanded': count > 0,
    'aria-controls': listId,
    'aria-activedescendant': marked,
  } as const;
}
