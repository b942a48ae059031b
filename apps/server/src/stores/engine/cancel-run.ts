import { Failure } from '@raccord/contract';
import type { Carried } from '@raccord/runtime/engine/carried';
import type { Ring } from '@raccord/runtime/ports';
import type { EngineCommands } from '../../engine-commands.ts';
import { type Queryable, span } from './claim-batch.ts';
import { completeGroups } from './complete-groups.ts';
import { nextInLane } from './lanes.ts';

type Cancelled = { cancelled: number; rings: Ring[] };

/**
 * Cancels what of a run has not ended and is in nobody's hands, with the flows it called. A batch that is being worked on ends as it
 * does; what goes on from it is cancelled when it is claimed. A run that has ended stays as it is.
 */
export async function cancelRun(
  db: Queryable,
  { workspaceId, runId }: Pick<Parameters<EngineCommands['cancelRun']>[0], 'workspaceId' | 'runId'>,
): Promise<Cancelled> {
  const { rows } = await db.query('select 1 from runs where id = $1 and workspace_id = $2', [runId, workspaceId]);
  if (rows.length === 0) throw new Failure('missing', 'server.noRun', { id: runId });
  // Before the run itself: one of them that ends at this moment holds its own run and then looks for its caller.
  const called = await calledRuns(db, runId);
  for (const id of called) await sweep(db, id);
  const swept = await sweep(db, runId);
  return { cancelled: swept.cancelled, rings: await afterwards(db, runId, swept) };
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

type Swept = { cancelled: number; lanes: string[]; waiting: number };

async function sweep(db: Queryable, runId: string): Promise<Swept> {
  // The trigger before its run, as the end of a poll does.
  await db.query('update triggers set open_run_id = null, worker_id = null, fence = fence + 1 where open_run_id = $1', [
    runId,
  ]);
  const run = await db.query<{ waiting: number }>(
    'update runs set cancelled_at = now(), open = false where id = $1 and ended_at is null returning waiting',
    [runId],
  );
  if (run.rowCount === 0) return { cancelled: 0, lanes: [], waiting: 0 };
  const { rows } = await db.query<{ ids: string[]; lanes: string[] }>(
    `with queued as (delete from batches where run_id = $1 and state = 'queued' returning record_ids, lane),
          unparked as (delete from parked where run_id = $1 returning record_id, lane)
     select array(select unnest(record_ids) from queued union select record_id from unparked) as ids,
            array(select lane from queued where lane is not null union select lane from unparked where lane is not null) as lanes`,
    [runId],
  );
  const { ids = [], lanes = [] } = rows[0] ?? {};
  const cancelled = ids.length === 0 ? 0 : await cancelRecords(db, ids);
  const left = await db.query<{ waiting: number }>(
    `update runs set waiting = waiting - $2, cancelled = cancelled + $2, ended_at = case when waiting = $2 then now() end
      where id = $1 returning waiting`,
    [runId, cancelled],
  );
  return { cancelled, lanes, waiting: left.rows[0]?.waiting ?? 0 };
}

async function cancelRecords(db: Queryable, ids: readonly string[]): Promise<number> {
  await db.query(
    `update failures set status = 'resolved', resolved_at = now(), resolution = 'cancelled' where record_id = any($1) and status = 'retrying'`,
    [ids],
  );
  const { min, max } = span(ids);
  const { rowCount } = await db.query(
    `update records set state = 'cancelled', wait_reason = null, settled_at = now()
      where id = any($1) and id >= $2 and id <= $3 and state = 'waiting'`,
    [ids, min, max],
  );
  return rowCount ?? 0;
}

/** Whoever waited for records of this run goes on without them. */
async function afterwards(db: Queryable, runId: string, { waiting, lanes, cancelled }: Swept): Promise<Ring[]> {
  const rings: Ring[] = [];
  if (cancelled > 0)
    rings.push(...(await completeGroups(db, { runId, parentIds: [], settled: { waiting, open: false } })));
  for (const lane of lanes) rings.push(...(await nextInLane(db, lane)));
  return rings;
}
