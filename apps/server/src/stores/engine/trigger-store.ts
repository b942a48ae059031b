import { durationMs, type FlowDocument } from '@raccord/contract';
import { redactedFailure } from '@raccord/runtime/engine/redacted-json';
import { failPoint } from '@raccord/runtime/fail-points';
import type { ClaimedBatch, PollTask, Ring, StoredPage, TriggerStore } from '@raccord/runtime/ports';
import { uuidv7 } from '@raccord/runtime/uuid';
import type { Pool } from 'pg';
import { happened } from '../../happenings.ts';
import type { Queryable } from './claim-batch.ts';
import { completeGroups } from './complete-groups.ts';
import { inTransaction } from './in-transaction.ts';
import { noteLost } from './lost-stretches.ts';
import { persistently } from './persistently.ts';
import type { Settled } from './settle-statement.ts';
import { storeArrivals } from './store-arrivals.ts';

/** After a failed poll the next try comes no later than this, however long the interval, unless the other side said when. */
const TRY_AGAIN_MS = 60_000;
/** A page whose items were all taken before is kept by vendors' clocks within this much of the last. */
const DEFAULT_OVERLAP_MS = 5 * 60_000;

type ClaimRow = {
  id: string;
  workspace_id: string;
  flow_id: string;
  environment_id: string;
  environment_name: string;
  node: string;
  uses: string;
  config: string;
  connection_id: string | null;
  ordered: boolean;
  cursor: string | null;
  open_run_id: string | null;
  fence: number;
  version: number;
  document: string;
  open_version: number | null;
  started_at: Date | null;
  woken: boolean;
};

export function createTriggerStore(pool: Pool, redact: (text: string) => string): TriggerStore {
  return {
    claimPoll: (triggerId, workerId) => claimPoll(pool, triggerId, workerId),
    storePage: (task, workerId, page) => storePage(pool, task, workerId, page),
    async letGo({ triggerId, fence }) {
      await persistently(() =>
        pool.query('update triggers set worker_id = null, rung_at = null where id = $1 and fence = $2', [
          triggerId,
          fence,
        ]),
      );
    },
    async endPoll(task, result) {
      const againMs = result.ok ? Number.MAX_SAFE_INTEGER : (result.failure.retryAfterMs ?? TRY_AGAIN_MS);
      const told = result.ok ? result : { ...result, failure: redactedFailure(result.failure, redact) };
      const rings = await persistently(() => endPoll(pool, task, result.ok, JSON.stringify(told), againMs));
      happened('polled', { flowId: task.flowId, environmentId: task.environmentId, ok: result.ok });
      return rings;
    },
  };
}

async function claimPoll(pool: Pool, triggerId: string, workerId: string): Promise<PollTask | undefined> {
  const { rows } = await pool.query<ClaimRow>(
    `with before as (select woken from triggers where id = $1), claimed as (
       update triggers t set worker_id = $2, fence = t.fence + 1, rung_at = now(), woken = false from deployments d
        where t.id = $1 and t.active and t.kind = 'poll' and t.next_due_at <= now() and t.worker_id is null
          and d.workspace_id = t.workspace_id and d.flow_id = t.flow_id and d.environment_id = t.environment_id and d.active
       returning t.*, d.version)
     select c.id, c.workspace_id, c.flow_id, c.environment_id, e.name as environment_name, c.node, c.uses, c.config, c.connection_id, c.ordered,
            c.cursor, c.open_run_id, c.fence, c.version, b.woken, v.document, r.version as open_version, r.started_at
       from claimed c cross join before b left join runs r on r.id = c.open_run_id join environments e on e.id = c.environment_id
       join flow_versions v on v.workspace_id = c.workspace_id and v.flow_id = c.flow_id and v.version = c.version`,
    [triggerId, workerId],
  );
  const row = rows[0];
  if (row === undefined) return undefined;
  if (row.open_run_id !== null && row.open_version !== row.version) {
    // A run has one version: what is read from now on is another's.
    await inTransaction(pool, (db) => closeRun(db, row.id));
    row.open_run_id = null;
    row.started_at = null;
  }
  const document: FlowDocument = JSON.parse(row.document);
  const node = document.nodes.find((each) => each.kind === 'trigger');
  return {
    triggerId: row.id,
    workspaceId: row.workspace_id,
    flowId: row.flow_id,
    version: row.version,
    environmentId: row.environment_id,
    environmentName: row.environment_name,
    uses: row.uses,
    config: JSON.parse(row.config),
    ...(row.connection_id === null ? {} : { connectionId: row.connection_id }),
    overlapMs: node?.poll?.overlap === undefined ? DEFAULT_OVERLAP_MS : durationMs(node.poll.overlap),
    cursor: row.cursor === null ? null : JSON.parse(row.cursor),
    ...(row.open_run_id === null ? {} : { openRunId: row.open_run_id }),
    ...(row.ordered ? { lane: `${row.flow_id}:${row.environment_id}` } : {}),
    queue: row.woken && row.cursor !== null ? 'live' : 'bulk',
    fence: row.fence,
    runStartedAt: row.started_at?.getTime() ?? Date.now(),
  };
}

async function storePage(
  pool: Pool,
  task: PollTask,
  workerId: string,
  page: Parameters<TriggerStore['storePage']>[2],
): Promise<StoredPage | false> {
  const known = new Set<string>();
  const fresh = page.items.filter(({ key }) => key === undefined || (!known.has(key) && known.add(key)));
  const items = fresh.map(({ key, data }) => ({
    recordId: uuidv7(),
    input: JSON.stringify(data ?? null),
    data,
    ...(key === undefined ? {} : { key }),
  }));
  const { workspaceId, flowId, version, environmentId, triggerId, lane } = task;
  const group = {
    workspaceId,
    flowId,
    version,
    environmentId,
    triggerId,
    cause: 'poll',
    queue: task.queue,
    startedAt: task.runStartedAt,
    ...(lane === undefined ? { workerId } : { lane }),
    ...(task.openRunId === undefined ? {} : { runId: task.openRunId }),
    items,
  };
  const stored = await inTransaction(pool, async (db) => {
    // The trigger before its run, as the end of a poll and a person who cancels the run do.
    const ours = await db.query('select 1 from triggers where id = $1 and fence = $2 for update', [
      triggerId,
      task.fence,
    ]);
    if (ours.rowCount === 0) return false;
    const arrived = items.length === 0 ? undefined : await storeArrivals(db, [group]);
    await db.query(
      'update triggers set cursor_at = case when cursor is distinct from $2 then now() else cursor_at end, cursor = $2, open_run_id = coalesce($3, open_run_id) where id = $1',
      [triggerId, JSON.stringify(page.cursor ?? null), arrived?.batches[0]?.runId ?? null],
    );
    if (page.lost !== undefined) await noteLost(db, triggerId, page.lost);
    failPoint('page.beforeCommit');
    return arrived ?? { batches: [], recordIds: new Set<string>() };
  });
  if (stored === false) return false;
  failPoint('page.afterCommit');
  const [placed] = stored.batches;
  if (placed === undefined) return { taken: 0 };
  const { batchId: id, runId } = placed;
  const taken = items.filter((item) => stored.recordIds.has(item.recordId));
  if (lane !== undefined) return { ring: { queue: task.queue, kind: 'batch', id }, runId, taken: taken.length };
  const records = taken.map(({ recordId, data }) => ({ id: recordId, input: data ?? null, carried: {}, edition: 0 }));
  const place = { workspaceId, runId, flowId, version, environmentId, startedAt: task.runStartedAt };
  const batch: ClaimedBatch = { id, ...place, queue: task.queue, fence: 1, crashes: 0, records, journal: [] };
  return { batch, runId, taken: taken.length };
}

/** Sets when the next poll is due, an interval after this one or, when it was woken meanwhile, now; closes the run of one that came to its end. */
function endPoll(pool: Pool, task: PollTask, ok: boolean, result: string, againMs: number): Promise<Ring[]> {
  return inTransaction(pool, async (db) => {
    const ended = await db.query(
      `update triggers set worker_id = null, rung_at = null, last_fired_at = now(), last_result = $3,
              next_due_at = case when woken then now() else now() + least(every_ms, $4) * interval '1 ms' end where id = $1 and fence = $2`,
      [task.triggerId, task.fence, result, againMs],
    );
    return ended.rowCount === 1 && ok ? closeRun(db, task.triggerId) : [];
  });
}

/** No more records come into the trigger's open run; whoever waited for that goes on. */
export async function closeRun(db: Queryable, triggerId: string): Promise<Ring[]> {
  const { rows } = await db.query<{ open_run_id: string | null }>(
    'select open_run_id from triggers where id = $1 for update',
    [triggerId],
  );
  const runId = rows[0]?.open_run_id ?? undefined;
  if (runId === undefined) return [];
  await db.query('update triggers set open_run_id = null where id = $1', [triggerId]);
  const closed = await db.query<Settled>(
    'update runs set open = false, ended_at = case when waiting = 0 then now() end where id = $1 returning waiting, open',
    [runId],
  );
  const [settled] = closed.rows;
  return settled === undefined ? [] : completeGroups(db, { runId, parentIds: [], settled });
}
