import type { Pool } from 'pg';
import { dropPartitions, ensurePartitions, uuidBound } from '../stores/partitions.ts';

/** Days things are kept. Open failures are kept until somebody has dealt with them, whatever their age. */
export type Retention = { records: number; runs: number; resolvedFailures: number; taken: number };
export const defaultRetention: Retention = { records: 30, runs: 90, resolvedFailures: 90, taken: 30 };

const DAY_MS = 86_400_000;

/**
 * Makes the partitions of the days ahead, and drops what has been kept long enough: whole partitions where rows grow, a bounded
 * number of rows elsewhere. A day in which a record still waits stays, with its journal, until that record has ended.
 * @returns the partitions dropped
 */
export async function keepHouse(pool: Pool, retention: Retention, now = Date.now()): Promise<string[]> {
  await ensurePartitions(pool, now);
  const recordsBefore = await oldestToKeep(pool, now - retention.records * DAY_MS);
  const dropped = [
    ...(await dropPartitions(pool, 'records', recordsBefore)),
    ...(await dropPartitions(pool, 'attempts', recordsBefore)),
    ...(await dropPartitions(pool, 'runs', Math.min(recordsBefore, now - retention.runs * DAY_MS))),
    ...(await dropPartitions(pool, 'events', now - retention.runs * DAY_MS)),
  ];
  const few = (table: string, condition: string) =>
    `delete from ${table} where ctid = any(array(select ctid from ${table} where ${condition} limit 20000))`;
  await pool.query(few('taken', `at < now() - interval '${retention.taken} days'`));
  await pool.query(
    few(
      'failures',
      `status in ('resolved', 'ignored') and resolved_at < now() - interval '${retention.resolvedFailures} days'`,
    ),
  );
  await pool.query(
    few('occurrences', `scheduled_at < now() - interval '${retention.runs} days' and outcome <> 'queued'`),
  );
  return dropped;
}

/** The day of the oldest record that has not ended, when that is before `limit`. */
async function oldestToKeep(pool: Pool, limit: number): Promise<number> {
  const { rows } = await pool.query<{ id: string | null }>(
    `select min(id) as id from (
       select min(record_id::text) as id from parked where record_id < $1
       union all select min(record_ids[1]::text) from batches where record_ids[1] < $1
       union all select min(record_id::text) from failures where status in ('open', 'inDoubt', 'retrying') and record_id < $1) as waiting`,
    [uuidBound(limit)],
  );
  const oldest = rows[0]?.id;
  return oldest ? Math.min(limit, Number.parseInt(oldest.replaceAll('-', '').slice(0, 12), 16)) : limit;
}
