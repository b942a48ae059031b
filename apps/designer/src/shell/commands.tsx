import { useHotkeys } from '@mantine/hooks';
import { createSpotlight } from '@mantine/spotlight';
import { lazy, Suspense, useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

export const [commandStore, commands] = createSpotlight();

const asked = createStore(() => ({ once: false }));
const CommandPalette = lazy(() => import('./command-palette.tsx'));

export function openCommands(): void {
  if (asked.getState().once) commands.open();
  else asked.setState({ once: true });
}

/** Everything by its name: `Ctrl K`. Fetched when it is first asked for; from then on it listens to the key itself. */
export function Commands() {
  const { once } = useStore(asked);
  useHotkeys(once ? [] : [['mod + K', openCommands]], []);
  useEffect(() => () => asked.setState({ once: false }), []);
  return (
    once && (
      <Suspense>
        <CommandPalette />
      </Suspense>
    )
  );
}
