import { durationMs, type FlowDocument } from '@raccord/contract';
import { failPoint } from '@raccord/runtime/fail-points';
import type { ClaimedBatch, PollTask, StoredPage, TriggerStore } from '@raccord/runtime/ports';
import { uuidv7 } from '@raccord/runtime/uuid';
import type { Pool } from 'pg';
import { completeGroups } from './complete-groups.ts';
import { persistently } from './persistently.ts';
import { storeArrivals } from './store-arrivals.ts';
import { undo } from './undo.ts';

/** After a failed poll the next try comes no later than this, however long the interval. */
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
  started_at: Date | null;
};

export function createTriggerStore(pool: Pool): TriggerStore {
  return {
    claimPoll: (triggerId, workerId) => claimPoll(pool, triggerId, workerId),
    storePage: (task, workerId, page) => storePage(pool, task, workerId, page),
    endPoll: (task, result) => persistently(() => endPoll(pool, task, result)),
  };
}

async function claimPoll(pool: Pool, triggerId: string, workerId: string): Promise<PollTask | undefined> {
  const { rows } = await pool.query<ClaimRow>(
    `with claimed as (
       update triggers set worker_id = $2, fence = fence + 1
        where id = $1 and active and kind = 'poll' and next_due_at <= now() and worker_id is null returning *)
     select c.id, c.workspace_id, c.flow_id, c.environment_id, e.name as environment_name, c.node, c.uses, c.config, c.connection_id, c.ordered,
            c.cursor, c.open_run_id, c.fence, d.version, v.document, r.started_at
       from claimed c left join runs r on r.id = c.open_run_id join environments e on e.id = c.environment_id
       join deployments d on d.workspace_id = c.workspace_id and d.flow_id = c.flow_id and d.environment_id = c.environment_id and d.active
       join flow_versions v on v.workspace_id = d.workspace_id and v.flow_id = d.flow_id and v.version = d.version`,
    [triggerId, workerId],
  );
  const row = rows[0];
  if (row === undefined) return undefined;
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
    fence: row.fence,
    runStartedAt: row.started_at?.getTime() ?? Date.now(),
  };
}

async function storePage(
  pool: Pool,
  task: PollTask,
  workerId: string,
  page: { items: { key?: string; data: unknown }[]; cursor: unknown },
): Promise<StoredPage | false> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query('begin');
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
      queue: 'bulk' as const,
      startedAt: task.runStartedAt,
      ...(lane === undefined ? { workerId } : { lane }),
      ...(task.openRunId === undefined ? {} : { runId: task.openRunId }),
      items,
    };
    const stored = items.length === 0 ? undefined : await storeArrivals(client, [group]);
    const placed = stored?.batches[0];
    const moved = await client.query(
      'update triggers set cursor = $3, open_run_id = coalesce($4, open_run_id) where id = $1 and fence = $2',
      [triggerId, task.fence, JSON.stringify(page.cursor ?? null), placed?.runId ?? null],
    );
    if (moved.rowCount === 0) {
      await client.query('rollback');
      return false;
    }
    failPoint('page.beforeCommit');
    await client.query('commit');
    failPoint('page.afterCommit');
    if (stored === undefined || placed === undefined) return { taken: 0 };
    const taken = items.filter((item) => stored.recordIds.has(item.recordId));
    if (lane !== undefined) return { runId: placed.runId, taken: taken.length };
    const batch: ClaimedBatch = {
      id: placed.batchId,
      workspaceId,
      runId: placed.runId,
      flowId,
      version,
      environmentId,
      startedAt: task.runStartedAt,
      queue: 'bulk',
      fence: 1,
      crashes: 0,
      records: taken.map(({ recordId, data }) => ({ id: recordId, input: data ?? null, carried: {}, edition: 0 })),
      journal: [],
    };
    return { batch, runId: placed.runId, taken: taken.length };
  } catch (error) {
    broken = await undo(client, error);
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Closes the run and sets when the next poll is due: an interval after this one began. */
async function endPoll(pool: Pool, task: PollTask, result: Parameters<TriggerStore['endPoll']>[1]): Promise<void> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query('begin');
    const ended = await client.query(
      `update triggers set worker_id = null, rung_at = null, last_fired_at = now(), last_result = $3, open_run_id = case when $4 then null else open_run_id end,
              next_due_at = now() + least(every_ms, $5) * interval '1 ms' where id = $1 and fence = $2`,
      [
        task.triggerId,
        task.fence,
        JSON.stringify(result),
        result.ok,
        result.ok ? Number.MAX_SAFE_INTEGER : TRY_AGAIN_MS,
      ],
    );
    if (ended.rowCount === 1 && result.ok && task.openRunId !== undefined) {
      const { rows } = await client.query<{ waiting: number; open: boolean }>(
        'update runs set open = false, ended_at = case when waiting = 0 then now() end where id = $1 returning waiting, open',
        [task.openRunId],
      );
      if (rows[0] !== undefined)
        await completeGroups(client, { runId: task.openRunId, parentIds: [], settled: rows[0] });
    }
    await client.query('commit');
  } catch (error) {
    broken = await undo(client, error);
    throw error;
  } finally {
    client.release(broken);
  }
}
