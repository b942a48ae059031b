import { useQuery } from '@tanstack/react-query';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { environmentList } from '../environments/environment-queries.ts';

const KEPT_AS = 'raccord.environment';
const chosen = createStore<{ id: string | null }>(() => ({ id: localStorage.getItem(KEPT_AS) }));

/** From now on, in all screens of this browser. */
export function chooseEnvironment(id: string): void {
  localStorage.setItem(KEPT_AS, id);
  chosen.setState({ id });
}

/** The environment people look at and try things in: the one chosen in the top bar, else the sandbox, else the first there is. */
export function useCurrentEnvironment() {
  const id = useStore(chosen, (state) => state.id);
  const all = useQuery(environmentList).data?.environments ?? [];
  const current = all.find((one) => one.id === id) ?? all.find(({ name }) => name === 'sandbox') ?? all[0];
  return { current, all };
}
