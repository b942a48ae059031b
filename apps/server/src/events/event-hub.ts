import type { SignalListener } from '../signals/signals.ts';
import { type LiveEvent, readLiveEvent } from './live-event.ts';

type Listener = (event: LiveEvent) => void;
type Entry = { hear: Listener; closing: () => void };

/** Live events from every process that shares the database, handed to whoever listens in this one. */
export type EventHub = {
  /**
   * @param closing called when the hub closes
   * @returns how to stop listening
   */
  listen(workspaceId: string, hear: Listener, closing?: () => void): () => void;
  /** Whether nobody more can listen. */
  isFull(): boolean;
  close(): void;
};

const MOST_LISTENERS = 500;

/** After the connection for signals broke everybody is told `resync`, since what was said in the meantime is lost. */
export function openEventHub(signals: SignalListener): EventHub {
  const listeners = new Map<string, Set<Entry>>();
  const tell = (event: LiveEvent) => {
    for (const { hear } of listeners.get(event.workspaceId) ?? []) hear(event);
  };
  signals.on('raccord_events', (payload) => {
    const event = readLiveEvent(payload);
    if (event !== undefined) tell(event);
  });
  signals.onGap(() => {
    for (const workspaceId of listeners.keys()) tell({ workspaceId, type: 'resync' });
  });
  return {
    listen(workspaceId, hear, closing = () => undefined) {
      const set = listeners.get(workspaceId) ?? new Set();
      const entry = { hear, closing };
      listeners.set(workspaceId, set.add(entry));
      return () => {
        set.delete(entry);
        if (set.size === 0 && listeners.get(workspaceId) === set) listeners.delete(workspaceId);
      };
    },
    isFull: () => listeners.values().reduce((sum, set) => sum + set.size, 0) >= MOST_LISTENERS,
    close() {
      for (const set of listeners.values()) for (const { closing } of [...set]) closing();
    },
  };
}
