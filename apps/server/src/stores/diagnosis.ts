import { readdir } from 'node:fs/promises';
import type { ClientBase } from 'pg';

/** What `raccord doctor` asks the database. */
export type Diagnosis = {
  version: string;
  /** Migrations that this Raccord has and the database has not, and the other way round. */
  pending: string[];
  unknown: string[];
  /** Milliseconds by which this machine's clock is ahead of the database's. */
  skewMs: number;
  /** Undefined before the first migration. */
  work?: { aliveWorkers: number; stuckBatches: number; crashedBatches: number; openFailures: number };
};

/** A worker shows every second that it lives. */
const ALIVE = "interval '5 seconds'";
/** The reconciler rings again long before this. */
const STUCK = "interval '2 minutes'";

export async function diagnose(client: Pick<ClientBase, 'query'>): Promise<Diagnosis> {
  const before = Date.now();
  const { rows } = await client.query<{ version: string; now: number; migrated: boolean }>(
    `select current_setting('server_version') as version, extract(epoch from clock_timestamp())::float8 * 1000 as now,
            to_regclass('kysely_migration') is not null as migrated`,
  );
  const { version, now, migrated } = rows[0]!;
  const skewMs = Math.round((before + Date.now()) / 2 - now);
  const ours = await ownMigrations();
  if (!migrated) return { version, pending: ours, unknown: [], skewMs };
  const applied = await client.query<{ name: string }>('select name from kysely_migration');
  const names = applied.rows.map(({ name }) => name);
  const pending = ours.filter((name) => !names.includes(name));
  const unknown = names.filter((name) => !ours.includes(name));
  const hasWork = names.includes('0001-house');
  return { version, pending, unknown, skewMs, ...(hasWork ? { work: await readWork(client) } : {}) };
}

async function readWork(client: Pick<ClientBase, 'query'>): Promise<NonNullable<Diagnosis['work']>> {
  const { rows } = await client.query<NonNullable<Diagnosis['work']>>(
    `select (select count(*) from workers where seen_at > now() - ${ALIVE})::int as "aliveWorkers",
            (select count(*) from batches where rung_at < now() - ${STUCK} and (state = 'queued'
               or not exists (select 1 from workers w where w.id = worker_id and w.seen_at > now() - ${ALIVE})))::int as "stuckBatches",
            (select count(*) from batches where crashes > 0)::int as "crashedBatches",
            (select count(*) from failures where status in ('open', 'inDoubt'))::int as "openFailures"`,
  );
  return rows[0]!;
}

async function ownMigrations(): Promise<string[]> {
  const files = await readdir(new URL('./migrations/', import.meta.url));
  return files
    .filter((name) => /^\d{4}-.*\.ts$/.test(name) && !name.endsWith('.test.ts'))
    .map((name) => name.replace(/\.ts$/, ''))
    .sort();
}
