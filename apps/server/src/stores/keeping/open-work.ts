import type { PoolClient } from 'pg';
import { uuidBound } from '../partitions.ts';

const DAY_MS = 86_400_000;

/**
 * Notes, in tables of this session, what work that has not ended needs of what is older than `limit` (milliseconds since 1970): whole
 * runs of which something waits, and single records whose failure nobody has dealt with, with those they came from.
 * @returns the days of it, of the runs and of the batches: those stay
 */
export async function noteOpenWork(db: PoolClient, limit: number): Promise<Set<number>> {
  await forgetOpenWork(db);
  // A record may be a moment older than its run, and with it a day.
  const bound = [uuidBound(limit + DAY_MS)];
  await db.query(
    `create temp table open_work as
       select record_id, run_id, null::uuid as batch_id, true as whole from parked where run_id < '${bound[0]}'
       union all select unnest(record_ids), run_id, id, true from batches where run_id < '${bound[0]}'
       union all select record_id, run_id, id, false from failures
                  where status in ('open', 'inDoubt', 'retrying') and run_id < '${bound[0]}'`,
  );
  await db.query(
    `create temp table open_records as
       select record_id as id, run_id from open_work
       union select u.id, w.run_id from open_work w join records r on r.id = w.record_id
              cross join lateral (values (r.root_id), (r.parent_id)) as u(id) where u.id is not null`,
  );
  await db.query(
    'create temp table open_runs as select run_id as id, bool_or(whole) as whole from open_work group by run_id',
  );
  await db.query(
    `create temp table open_files as
       select distinct (regexp_matches(r.input || coalesce(r.carried, ''), '"file":"([0-9a-f-]{36})"', 'g'))[1] as id
         from records r where r.id in (select id from open_records) or r.run_id in (select id from open_runs where whole)`,
  );
  for (const table of ['open_records', 'open_runs', 'open_files']) await db.query(`create index on ${table} (id)`);
  await db.query('create index on open_records (run_id)');
  for (const table of ['open_records', 'open_runs', 'open_files']) await db.query(`analyze ${table}`);
  const { rows } = await db.query<{ day: string }>(
    `select distinct ('x' || replace(left(id::text, 13), '-', ''))::bit(48)::bigint / ${DAY_MS} as day
       from (select id from open_records union select id from open_runs union select batch_id from open_work) n where id is not null`,
  );
  return new Set(rows.map((row) => Number(row.day) * DAY_MS));
}

export async function forgetOpenWork(db: PoolClient): Promise<void> {
  await db.query('drop table if exists open_work, open_records, open_runs, open_files');
}
