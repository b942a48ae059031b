import { closeAsks } from './approvals.ts';
import type { Queryable } from './claim-batch.ts';
import { completeGroups } from './complete-groups.ts';
import { nextInLane } from './lanes.ts';
import type { Settled } from './settle-statement.ts';

/**
 * Cancels records that wait for something other than their turn; what waited for them goes on without them. Those in a batch end, or
 * wait, soon by themselves. In the order in which the end of a batch takes its locks. Nothing is rung for: the reconciler finds it.
 */
export async function cancelRecords(db: Queryable, recordIds: readonly string[]): Promise<void> {
  const parked = await db.query<{ record_id: string; lane: string | null }>(
    'delete from parked where record_id = any($1) returning record_id, lane',
    [recordIds],
  );
  await closeAsks(
    db,
    parked.rows.map((row) => row.record_id),
  );
  const ended = await db.query<{ run_id: string; parent_id: string | null }>(
    `update records set state = 'cancelled', wait_reason = null, settled_at = now()
      where id = any($1) and state = 'waiting' returning run_id, parent_id`,
    [parked.rows.map((row) => row.record_id)],
  );
  for (const [runId, group] of Map.groupBy(ended.rows, (row) => row.run_id)) {
    const run = await db.query<Settled>(
      `update runs set waiting = waiting - $2, cancelled = cancelled + $2,
              ended_at = case when waiting = $2 and not open then now() end where id = $1 returning waiting, open`,
      [runId, group.length],
    );
    await db.query(
      `update failures set status = 'resolved', resolved_at = now(), resolution = 'cancelled'
        where record_id = any($1) and status = 'retrying'`,
      [recordIds],
    );
    const parentIds = [...new Set(group.flatMap((row) => row.parent_id ?? []))];
    for (const settled of run.rows) await completeGroups(db, { runId, parentIds, settled });
  }
  for (const lane of new Set(parked.rows.flatMap((row) => row.lane ?? []))) await nextInLane(db, lane);
}
