import { readFile } from 'node:fs/promises';
import type { FlowDocument } from '@raccord/contract';
import { localTokenPath } from '@raccord/server/sign-in/local-token-path';
import pg from 'pg';
import type { RaccordOrder, RaccordReady } from '../processes/raccord-server.ts';
import { type Child, startChild } from './child.ts';
import type { Stage } from './stage.ts';

/** A running Raccord, set up over its own API, as a person would. */
export type Raccord = {
  readonly pid: number;
  readonly port: number;
  readonly pool: pg.Pool;
  connect(connection: { connector: string; name: string; [more: string]: unknown }): Promise<void>;
  /** Creates the flow and puts it into service. @returns the path of its webhook */
  deploy(flow: FlowDocument): Promise<string>;
  /** Records by state. */
  states(): Promise<Record<string, number>>;
  /** Resolves when no record waits. @throws when that takes longer than two minutes */
  drained(): Promise<void>;
  stop(): Promise<void>;
};

const DRAINED_MS = 120_000;
let count = 0;

/** @param queue where the doorbell hangs @param worker whether the server has one */
export async function startRaccord(
  stage: Stage,
  { queue = 'postgres', worker = true }: { queue?: 'postgres' | 'redis'; worker?: boolean } = {},
): Promise<Raccord> {
  const databaseUrl = await stage.database(`raccord_${++count}`);
  const home = await stage.folder('home');
  const environment: Record<string, string> = {
    DATABASE_URL: databaseUrl,
    RACCORD_HOME: home,
    RACCORD_PORT: '0',
    RACCORD_LOG_LEVEL: 'warn',
    ...(queue === 'redis' ? { REDIS_URL: `${(await stage.redis()).url}/${count}` } : {}),
  };
  const child: Child<RaccordReady> = await startChild('raccord-server', { environment, worker } satisfies RaccordOrder);
  stage.onEnd(() => child.stop());
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  pool.on('error', () => undefined);
  stage.onEnd(() => pool.end());
  const { address } = child.ready;
  const token = (await readFile(localTokenPath(home), 'utf8')).trim();

  const call = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(`${address}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as Answer;
  };
  await call('POST', '/api/environments', { name: 'bench' });

  const states = async () => {
    const { rows } = await pool.query<{ state: string; n: number }>(
      'select state, count(*)::int as n from records group by state',
    );
    return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
  };
  return {
    pid: child.pid,
    port: Number(new URL(address).port),
    pool,
    async connect(connection) {
      await call('POST', '/api/connections', { environment: 'bench', isDefault: true, ...connection });
    },
    async deploy(document) {
      await call('POST', '/api/flows', { document });
      await call('POST', `/api/flows/${document.id}/deploy`, { environment: 'bench' });
      const { triggers } = await call<{ triggers: { address: string }[] }>('GET', `/api/triggers?flow=${document.id}`);
      return new URL(triggers[0]!.address).pathname;
    },
    states,
    async drained() {
      const deadline = Date.now() + DRAINED_MS;
      for (;;) {
        const { rows } = await pool.query<{ waiting: number }>(
          'select coalesce(sum(waiting), 0)::int as waiting from runs',
        );
        if (rows[0]!.waiting === 0) return;
        if (Date.now() > deadline) throw new Error(`records still wait: ${JSON.stringify(await states())}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    stop: () => child.stop(),
  };
}
