import { Failure } from '@raccord/contract';
import type { EngineCommands } from '../../engine-commands.ts';
import type { Queryable } from './claim-batch.ts';

/** Cancels what of a run has not ended and is in nobody's hands; a batch that is being worked on ends as it does. */
export async function cancelRun(
  db: Queryable,
  { workspaceId, runId }: Parameters<EngineCommands['cancelRun']>[0],
): Promise<{ cancelled: number }> {
  const run = await db.query('update runs set cancelled_at = now(), open = false where id = $1 and workspace_id = $2', [
    runId,
    workspaceId,
  ]);
  if (run.rowCount === 0) throw new Failure('missing', 'server.noRun', { id: runId });
  await db.query('update triggers set open_run_id = null, worker_id = null, fence = fence + 1 where open_run_id = $1', [
    runId,
  ]);
  const { rows } = await db.query<{ ids: string[] }>(
    `with queued as (delete from batches where run_id = $1 and state = 'queued' returning record_ids),
          unparked as (delete from parked where run_id = $1 returning record_id)
     select array(select unnest(record_ids) from queued union select record_id from unparked) as ids`,
    [runId],
  );
  const ids = rows[0]?.ids ?? [];
  const { rowCount } = await db.query(
    `update records set state = 'cancelled', wait_reason = null, settled_at = now() where id = any($1) and state = 'waiting'`,
    [ids],
  );
  const cancelled = rowCount ?? 0;
  await db.query(
    'update runs set waiting = waiting - $2, cancelled = cancelled + $2, ended_at = case when waiting - $2 = 0 then now() end where id = $1',
    [runId, cancelled],
  );
  return { cancelled };
}
