import type { Pool } from 'pg';
import { dropPartitions, ensurePartitions, uuidBound } from '../stores/partitions.ts';

/** Days things are kept. Open failures are kept until somebody has dealt with them, whatever their age. */
export type Retention = { records: number; runs: number; resolvedFailures: number; taken: number };
export const defaultRetention: Retention = { records: 30, runs: 90, resolvedFailures: 90, taken: 30 };

const DAY_MS = 86_400_000;

/** Rows deleted by one statement: few enough that nobody waits for it. */
const AT_ONCE = 20_000;
/** Statements for one table in one go; more rows than that wait for the next. */
const MOST_DELETES = 200;

/**
 * Makes the partitions of the days ahead, and drops what has been kept long enough: whole partitions where rows grow, rows elsewhere.
 * A day of which something is still needed stays, with its journal; the days around it go.
 * @returns the partitions dropped
 */
export async function keepHouse(pool: Pool, retention: Retention, now = Date.now()): Promise<string[]> {
  await ensurePartitions(pool, now);
  const records = now - retention.records * DAY_MS;
  const runs = now - retention.runs * DAY_MS;
  const needed = await neededDays(pool, Math.max(records, runs));
  const dropped = [
    ...(await dropPartitions(pool, 'records', records, needed)),
    ...(await dropPartitions(pool, 'attempts', records, needed)),
    ...(await dropPartitions(pool, 'files', records, needed)),
    ...(await dropPartitions(pool, 'traces', records, needed)),
    ...(await dropPartitions(pool, 'runs', Math.min(records, runs), needed)),
    ...(await dropPartitions(pool, 'events', runs)),
  ];
  await deleteRows(pool, 'taken', `at < now() - interval '${retention.taken} days'`);
  await deleteRows(pool, 'traces_default', `record_id < '${uuidBound(records)}'`);
  const counted = `at < now() - interval '${retention.runs} days'`;
  await deleteRows(pool, 'run_counts', counted);
  await deleteRows(pool, 'run_counts_made', counted);
  await deleteRows(pool, 'connection_asks', `asked_at < now() - interval '5 minutes'`);
  await deleteRows(pool, 'oauth_states', 'expires_at < now()');
  const over = `interval '${retention.runs} days'`;
  await deleteRows(pool, 'alert_incidents', `closed_at < now() - ${over}`);
  await deleteRows(pool, 'alert_deliveries', `incident_id is null and created_at < now() - ${over}`);
  const resolved = `resolved_at < now() - interval '${retention.resolvedFailures} days'`;
  await deleteRows(pool, 'failures', `status in ('resolved', 'ignored') and ${resolved}`);
  const unused =
    'not exists (select from runs r where r.workspace_id = v.workspace_id and r.flow_id = v.flow_id and r.version = v.version)';
  await deleteRows(pool, 'flow_versions v', `version < 0 and created_at < now() - interval '1 day' and ${unused}`);
  await deleteRows(pool, 'failure_jobs', `ended_at < now() - interval '${retention.resolvedFailures} days'`);
  // What was said of a group stays as long as anything of the group does; that it is ignored, for good.
  const gone = (table: string, at: string) =>
    `${at} < now() - interval '${retention.resolvedFailures} days' and not exists (
       select 1 from failures f where f.workspace_id = ${table}.workspace_id and f.fingerprint = ${table}.fingerprint)`;
  await deleteRows(pool, 'failure_notes', gone('failure_notes', 'at'));
  await deleteRows(pool, 'failure_groups', `ignored_at is null and ${gone('failure_groups', 'updated_at')}`);
  const decided = `scheduled_at < now() - interval '${retention.runs} days'`;
  await deleteRows(pool, 'occurrences', `${decided} and outcome <> 'queued'`);
  return dropped;
}

async function deleteRows(pool: Pool, table: string, condition: string): Promise<void> {
  const some = `delete from ${table} where ctid = any(array(select ctid from ${table} where ${condition} limit ${AT_ONCE}))`;
  for (let times = 0; times < MOST_DELETES; times += 1) {
    const { rowCount } = await pool.query(some);
    if ((rowCount ?? 0) < AT_ONCE) return;
  }
}

/**
 * Days before `limit` of records that have not ended or whose failure nobody has dealt with, of their runs, their batches, and the
 * records whose input they share.
 */
async function neededDays(pool: Pool, limit: number): Promise<Set<number>> {
  const { rows } = await pool.query<{ day: string }>(
    `with waiting as (
       select record_id, run_id, null::uuid as batch_id from parked where run_id < $1
       union all select unnest(record_ids), run_id, id from batches where run_id < $1
       union all select record_id, run_id, id from failures where status in ('open', 'inDoubt', 'retrying') and run_id < $1
     ), needed as (
       select record_id as id from waiting union select run_id from waiting union select batch_id from waiting
       union select r.root_id from waiting w join records r on r.id = w.record_id
     )
     select distinct ('x' || replace(left(id::text, 13), '-', ''))::bit(48)::bigint / ${DAY_MS} as day from needed where id is not null`,
    // A record may be a moment older than its run, and with it a day.
    [uuidBound(limit + DAY_MS)],
  );
  return new Set(rows.map((row) => Number(row.day) * DAY_MS));
}
