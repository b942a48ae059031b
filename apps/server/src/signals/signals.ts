import { type Log, type SignalChannel, type Signals, signalChannels } from '@raccord/runtime/ports';
import pg, { type Pool } from 'pg';

/** How long signals gather before they go together; a NOTIFY takes a lock that all of PostgreSQL shares. */
const GATHER_MS = 5;
const RECONNECT_MS = 500;

/** Sends through NOTIFY, what is the same only once. Lost signals are a delay for whoever waits, never a loss. */
export function createSignals(pool: Pool, log: Log): Signals {
  let waiting = new Map<string, [SignalChannel, string]>();
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    timer = undefined;
    const signals = [...waiting.values()];
    waiting = new Map();
    pool
      .query({
        name: 'signals',
        // Nothing is stored, so there is no disk to wait for.
        text: `select set_config('synchronous_commit', 'off', true), pg_notify(u.channel, u.payload)
                 from unnest($1::text[], $2::text[]) as u(channel, payload)`,
        values: [signals.map(([channel]) => channel), signals.map(([, payload]) => payload)],
      })
      .catch((error: unknown) => log.warn({ error: String(error) }, 'signals were not sent'));
  };
  return {
    send(channel, payload) {
      waiting.set(`${channel} ${payload}`, [channel, payload]);
      if (timer === undefined) timer = setTimeout(flush, GATHER_MS);
    },
  };
}

export type SignalListener = {
  on(channel: SignalChannel, handle: (payload: string) => void): void;
  /** Called after the connection was lost and is back: what was said meanwhile is not known. */
  onGap(handle: () => void): void;
  close(): Promise<void>;
};

/** Hears signals on one connection of its own, which comes back by itself. */
export async function listenToSignals(databaseUrl: string, log: Log): Promise<SignalListener> {
  const handlers = new Map<string, ((payload: string) => void)[]>();
  const gapHandlers: (() => void)[] = [];
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const connect = async (): Promise<void> => {
    const next = new pg.Client({
      connectionString: databaseUrl,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      application_name: 'raccord-signals',
    });
    next.on('notification', ({ channel, payload = '' }) => {
      for (const handle of handlers.get(channel) ?? []) handle(payload);
    });
    next.on('error', (error) => log.warn({ error: error.message }, 'the connection for signals broke; it comes back'));
    next.on('end', () => {
      if (client === next) again();
    });
    try {
      await next.connect();
      for (const channel of signalChannels) await next.query(`listen ${channel}`);
    } catch (error) {
      await next.end().catch(() => undefined);
      throw error;
    }
    client = next;
  };
  const again = () => {
    client = undefined;
    if (closed) return;
    timer = setTimeout(() => {
      connect().then(
        () => {
          for (const handle of gapHandlers) handle();
        },
        () => again(),
      );
    }, RECONNECT_MS);
  };
  await connect();

  return {
    on(channel, handle) {
      handlers.set(channel, [...(handlers.get(channel) ?? []), handle]);
    },
    onGap(handle) {
      gapHandlers.push(handle);
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await client?.end();
    },
  };
}
