import type { Pool, PoolClient } from 'pg';
import { type DatedPartition, datedPartitions } from '../partitions.ts';

/** Bytes of a table's own pages that are read to count it; of a larger one, a part is. */
const MOST_READ = 32 * 1_048_576;
/** Days counted in one go. */
const MOST_DAYS_COUNTED = 15;
/** What still grows is counted again this often. */
const AGAIN = "interval '50 minutes'";
const DAY_MS = 86_400_000;

/**
 * Counts how much is kept of each flow: days of records that were never counted or have changed, and the inbox. Large tables are counted
 * by a part of their pages.
 * @returns whether there are days left to count
 */
export async function countKept(db: PoolClient, now: number): Promise<boolean> {
  const days = (await datedPartitions(db, 'records')).filter(({ day }) => day <= now);
  const made = await db.query<{ day: string; fresh: boolean }>(
    `select to_char(day, 'YYYY-MM-DD') as day, made_at > now() - ${AGAIN} as fresh from kept_sizes_made where what = 'payloads'`,
  );
  const known = new Map(made.rows.map((row) => [row.day, row.fresh]));
  // Records of a day still change on the next: corrected data is stored where it was.
  const wanted = days.filter(({ day }) =>
    now - day < 3 * DAY_MS ? known.get(dateOf(day)) !== true : !known.has(dateOf(day)),
  );
  for (const day of wanted.slice(0, MOST_DAYS_COUNTED)) await countDay(db, day);
  await countFailures(db);
  for (const table of ['kept_sizes', 'kept_sizes_made'])
    await db.query(`delete from ${table} where what = 'payloads' and day < $1::date`, [dateOf(days[0]?.day ?? now)]);
  return wanted.length > MOST_DAYS_COUNTED;
}

const dateOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

async function countDay(db: PoolClient, { name, day }: DatedPartition): Promise<void> {
  const suffix = name.slice('records'.length);
  const counts: { table: string; bytes: string; items: string }[] = [
    {
      table: `records${suffix}`,
      bytes: 'pg_column_size(t.input) + coalesce(pg_column_size(t.carried), 0) + coalesce(pg_column_size(t.answer), 0)',
      items: 'count(*)',
    },
    { table: `attempts${suffix}`, bytes: 'pg_column_size(t.entries)', items: '0' },
  ];
  const parts: string[] = [];
  for (const { table, bytes, items } of counts) {
    const percent = await sampled(db, table);
    if (percent === undefined) continue;
    parts.push(
      `select t.run_id, ${items} * ${100 / percent} as items, sum(${bytes}) * ${100 / percent} as bytes
         from ${table} t tablesample system (${percent}) group by t.run_id`,
    );
  }
  const counted = `select u.workspace_id, u.environment_id, u.flow_id, sum(p.items)::bigint as items, sum(p.bytes)::bigint as bytes
     from (${parts.join(' union all ')}) p join runs u on u.id = p.run_id group by 1, 2, 3`;
  await keepCount(db, dateOf(day), 'payloads', counted);
}

/** The inbox has no days: all of it stands under one. */
async function countFailures(db: PoolClient): Promise<void> {
  const percent = (await sampled(db, 'failures')) ?? 100;
  await keepCount(
    db,
    '1970-01-01',
    'failures',
    `select t.workspace_id, t.environment_id, t.flow_id, (count(*) * ${100 / percent})::bigint as items,
            (sum(pg_column_size(t.data) + pg_column_size(t.failure)) * ${100 / percent})::bigint as bytes
       from failures t tablesample system (${percent}) group by 1, 2, 3`,
  );
}

/** Percent of a table's pages to read; undefined when there is no such table. */
async function sampled(db: PoolClient, table: string): Promise<number | undefined> {
  const { rows } = await db.query<{ bytes: string | null }>('select pg_relation_size(to_regclass($1)) as bytes', [
    table,
  ]);
  const bytes = rows[0]?.bytes ?? null;
  return bytes === null ? undefined : Math.min(100, (100 * MOST_READ) / Math.max(1, Number(bytes)));
}

async function keepCount(db: PoolClient, day: string, what: string, counted: string): Promise<void> {
  await db.query('delete from kept_sizes where day = $1::date and what = $2', [day, what]);
  await db.query(
    `insert into kept_sizes (day, what, workspace_id, environment_id, flow_id, items, bytes)
     select $1::date, $2::text, c.workspace_id, c.environment_id, c.flow_id, c.items, c.bytes from (${counted}) c
         on conflict (day, what, workspace_id, environment_id, flow_id) do update set items = excluded.items, bytes = excluded.bytes`,
    [day, what],
  );
  await db.query(
    `insert into kept_sizes_made (day, what) values ($1::date, $2) on conflict (day, what) do update set made_at = now()`,
    [day, what],
  );
}

export type KeptSize = {
  flowId: string;
  environmentId: string;
  records: number;
  payloadBytes: number;
  failures: number;
  failureBytes: number;
  /** The oldest day of which data is there. */
  oldest: string | null;
};

/** The largest first. */
export async function readKept(
  pool: Pool,
  workspaceId: string,
  limit: number,
): Promise<{ flows: KeptSize[]; countedAt: string | null; diskBytes: number }> {
  const { rows } = await pool.query<KeptSize>(
    `select flow_id as "flowId", environment_id as "environmentId",
            coalesce(sum(items) filter (where what = 'payloads'), 0)::float8 as records,
            coalesce(sum(bytes) filter (where what = 'payloads'), 0)::float8 as "payloadBytes",
            coalesce(sum(items) filter (where what = 'failures'), 0)::float8 as failures,
            coalesce(sum(bytes) filter (where what = 'failures'), 0)::float8 as "failureBytes",
            to_char(min(day) filter (where what = 'payloads'), 'YYYY-MM-DD') as oldest
       from kept_sizes where workspace_id = $1 group by 1, 2 order by sum(bytes) desc, 1, 2 limit $2`,
    [workspaceId, limit],
  );
  const about = await pool.query<{ at: Date | null; bytes: number }>(
    `select (select max(made_at) from kept_sizes_made) as at, pg_database_size(current_database())::float8 as bytes`,
  );
  const { at = null, bytes = 0 } = about.rows[0] ?? {};
  return { flows: rows, countedAt: at?.toISOString() ?? null, diskBytes: bytes };
}
