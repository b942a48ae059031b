import { Failure } from '@raccord/contract';
import type { Carried } from '@raccord/runtime/engine/carried';
import type { Ring } from '@raccord/runtime/ports';
import type { Pool } from 'pg';
import type { EngineCommands } from '../../engine-commands.ts';
import { happened } from '../../happenings.ts';
import { afterCommit } from './after-commit.ts';
import { closeAsks } from './approvals.ts';
import { type Queryable, span } from './claim-batch.ts';
import { completeGroups } from './complete-groups.ts';
import { inTransaction } from './in-transaction.ts';
import { nextInLane } from './lanes.ts';

type Cancelled = { cancelled: number; rings: Ring[] };
type Asked = Pick<Parameters<EngineCommands['cancelRun']>[0], 'workspaceId' | 'runId'>;

/**
 * Cancels what of a run has not ended and is in nobody's hands, with the flows it called. What is being worked on is cancelled when it
 * would wait or go on. A run that has ended stays as it is.
 */
export async function cancelRun(pool: Pool, asked: Asked): Promise<Cancelled> {
  // Committed first: a batch that ends from now on sees it, and what those before have parked is seen by us.
  const runIds = await inTransaction(pool, (db) => mark(db, asked));
  return inTransaction(pool, async (db) => {
    const swept = { cancelled: 0, rings: [] as Ring[] };
    for (const id of runIds) {
      const { cancelled, rings } = await sweep(db, id);
      swept.rings.push(...rings);
      if (id === asked.runId) swept.cancelled = cancelled;
    }
    return swept;
  });
}

/** @returns the runs that this concerns, those that were called first */
async function mark(db: Queryable, { workspaceId, runId }: Asked): Promise<string[]> {
  const { rowCount } = await db.query('select 1 from runs where id = $1 and workspace_id = $2', [runId, workspaceId]);
  if (rowCount === 0) throw new Failure('missing', 'server.noRun', { id: runId });
  const ids = [...(await calledRuns(db, runId)), runId];
  for (const id of ids) {
    // The trigger before its run, as the end of a poll does.
    await db.query(
      'update triggers set open_run_id = null, worker_id = null, fence = fence + 1 where open_run_id = $1',
      [id],
    );
    await db.query(
      `update runs set cancelled_at = now(), open = false, ended_at = case when waiting = 0 then now() end
        where id = $1 and ended_at is null`,
      [id],
    );
  }
  return ids;
}

/** Runs that records of this one wait for, and those they wait for, deepest first. */
async function calledRuns(db: Queryable, runId: string): Promise<string[]> {
  const { rows } = await db.query<{ carried: string }>(
    `select carried from records where run_id = $1 and state = 'waiting' and carried like '%"s":"called"%'`,
    [runId],
  );
  const ids = rows.flatMap((row) =>
    Object.values(JSON.parse(row.carried) as Carried).flatMap((entry) => (entry.s === 'called' ? entry.run : [])),
  );
  const deeper: string[] = [];
  for (const id of ids) deeper.push(...(await calledRuns(db, id)));
  return [...deeper, ...ids];
}

/** In the order in which the end of a batch takes its locks: what is parked, records, run, failures. */
async function sweep(db: Queryable, runId: string): Promise<Cancelled> {
  const { rows } = await db.query<{ ids: string[]; lanes: string[] }>(
    `with queued as (delete from batches where run_id = $1 and state = 'queued' returning record_ids, lane),
          unparked as (delete from parked where run_id = $1 returning record_id, lane)
     select array(select unnest(record_ids) from queued union select record_id from unparked) as ids,
            array(select lane from queued where lane is not null union select lane from unparked where lane is not null) as lanes`,
    [runId],
  );
  const { ids = [], lanes = [] } = rows[0] ?? {};
  const { min, max } = span(ids);
  const ended = await db.query(
    `update records set state = 'cancelled', wait_reason = null, settled_at = now()
      where id = any($1) and id >= $2 and id <= $3 and state = 'waiting'`,
    [ids, min, max],
  );
  const cancelled = ended.rowCount ?? 0;
  if (cancelled === 0) return { cancelled, rings: [] };
  await closeAsks(db, ids);
  const run = await db.query<{ waiting: number; flow_id: string; environment_id: string }>(
    `update runs set waiting = waiting - $2, cancelled = cancelled + $2, ended_at = case when waiting = $2 then now() end
      where id = $1 returning waiting, flow_id, environment_id`,
    [runId, cancelled],
  );
  for (const { flow_id: flowId, environment_id: environmentId } of run.rows)
    afterCommit(db, () => happened('cancelled', { flowId, environmentId, records: cancelled }));
  await db.query(
    `update failures set status = 'resolved', resolved_at = now(), resolution = 'cancelled' where record_id = any($1) and status = 'retrying'`,
    [ids],
  );
  // Whoever waited for these records goes on without them.
  const settled = { waiting: run.rows[0]?.waiting ?? 0, open: false };
  const rings = await completeGroups(db, { runId, parentIds: [], settled });
  for (const lane of lanes) rings.push(...(await nextInLane(db, lane)));
  return { cancelled, rings };
}
