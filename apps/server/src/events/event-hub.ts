import pg from 'pg';
import type { Logger } from 'pino';
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
  close(): Promise<void>;
};

const CHANNEL = 'raccord_events';
const RECONNECT_MS = 1_000;
const MOST_LISTENERS = 500;

/**
 * Keeps one connection of its own on the channel, and opens it again when it breaks. After a break everybody is told `resync`,
 * since what was said in the meantime is lost.
 */
export async function openEventHub(databaseUrl: string, log: Logger): Promise<EventHub> {
  const listeners = new Map<string, Set<Entry>>();
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const tell = (event: LiveEvent) => {
    for (const { hear } of listeners.get(event.workspaceId) ?? []) hear(event);
  };

  const connect = async () => {
    const next = new pg.Client({ connectionString: databaseUrl, keepAlive: true, application_name: 'raccord-events' });
    next.on('notification', ({ payload }) => {
      const event = payload === undefined ? undefined : readLiveEvent(payload);
      if (event !== undefined) tell(event);
    });
    next.on('error', (error) => log.warn({ err: error }, 'live events: the connection broke'));
    next.on('end', () => {
      if (client === next) reconnectLater();
    });
    try {
      await next.connect();
      await next.query(`listen ${CHANNEL}`);
    } catch (error) {
      await next.end().catch(() => undefined);
      throw error;
    }
    client = next;
  };

  const reconnectLater = () => {
    client = undefined;
    if (closed) return;
    timer = setTimeout(() => {
      connect().then(
        () => {
          for (const workspaceId of listeners.keys()) tell({ workspaceId, type: 'resync' });
        },
        () => reconnectLater(),
      );
    }, RECONNECT_MS);
  };

  await connect();
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
    async close() {
      closed = true;
      clearTimeout(timer);
      for (const set of listeners.values()) for (const { closing } of [...set]) closing();
      const last = client;
      client = undefined;
      await last?.end();
    },
  };
}
