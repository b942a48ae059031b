import type { Pool, PoolClient } from 'pg';

/** Tables partitioned by a UUID of version 7, one day a partition. */
const partitioned = ['runs', 'records', 'attempts', 'events', 'files', 'traces'] as const;
/**
 * Percent of a page that inserts fill. A record carries its input and is updated once: half a page is left, so that even large ones find
 * room for their second version beside the first, and no index has to be touched. Attempts, events, files and traces are never updated.
 */
const fillFactors = { runs: 75, records: 45, attempts: 100, events: 100, files: 100, traces: 100 } as const;
const DAY_MS = 86_400_000;
/** How far ahead partitions stand ready, so that a server that cannot reach its housekeeping still accepts work for a week. */
const DAYS_AHEAD = 7;

/** The smallest UUID of version 7 made at `ms` (milliseconds since 1970): the bound between two partitions. */
export function uuidBound(ms: number): string {
  const hex = Math.max(0, Math.floor(ms)).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-0000-0000-000000000000`;
}

const dayName = (ms: number) => new Date(ms).toISOString().slice(0, 10).replaceAll('-', '');

/**
 * Making and dropping a partition locks the whole table, and who waits for that lock makes everybody wait behind it, for as long as a
 * backup takes that holds it up. Another time will do.
 */
const impatient = "set local lock_timeout = '2s';";

/** Makes the partitions from yesterday to a week ahead that are not there yet. Safe to call from several processes at once. */
export async function ensurePartitions(pool: Pool | PoolClient, now: number): Promise<void> {
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  const wanted = partitioned.flatMap((table) =>
    Array.from({ length: DAYS_AHEAD + 2 }, (_, i) => today + (i - 1) * DAY_MS).map((day) => ({
      table,
      name: `${table}_${dayName(day)}`,
      from: uuidBound(day),
      to: uuidBound(day + DAY_MS),
    })),
  );
  const existing = await pool.query<{ name: string }>(
    `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
      where p.relname = any($1)`,
    [partitioned],
  );
  const names = new Set(existing.rows.map((row) => row.name));
  const missing = wanted.filter((partition) => !names.has(partition.name));
  if (missing.length === 0) return;
  const storage = (table: keyof typeof fillFactors) =>
    `with (fillfactor = ${fillFactors[table]}, autovacuum_vacuum_scale_factor = 0.1)`;
  const statements = missing.map(
    ({ table, name, from, to }) =>
      `create table if not exists ${name} partition of ${table} for values from ('${from}') to ('${to}') ${storage(table)};`,
  );
  // One transaction under a lock of its own: two servers that start at midnight must not both create the same day.
  // Several statements in one message are one transaction, and nothing is left open when one of them fails.
  await pool.query(
    `${impatient} select pg_advisory_xact_lock(hashtext('raccord.partitions')); ${statements.join('\n')}`,
  );
}

export type DatedPartition = { name: string /** Its beginning, in milliseconds since 1970. */; day: number };

/** The days of a table there are, oldest first. */
export async function datedPartitions(
  pool: Pool | PoolClient,
  table: (typeof partitioned)[number],
): Promise<DatedPartition[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
      where p.relname = $1 order by 1`,
    [table],
  );
  return rows.flatMap(({ name }) => {
    const [, year, month, date] = /_(\d{4})(\d\d)(\d\d)$/.exec(name) ?? [];
    return year === undefined ? [] : [{ name, day: Date.UTC(Number(year), Number(month) - 1, Number(date)) }];
  });
}

/** Drops a day. Whoever cannot have it at once leaves it for another time. */
export async function dropPartition(pool: Pick<Pool, 'query'>, name: string): Promise<void> {
  await pool.query(`${impatient} drop table if exists ${name}`);
}
