import { failPoint } from '@raccord/runtime/fail-points';
import type { Child, ClaimedBatch, Ring, Settlement, SettleResult } from '@raccord/runtime/ports';
import { uuidv7 } from '@raccord/runtime/uuid';
import type { Pool, PoolClient } from 'pg';
import { journalColumns } from './append-attempts.ts';
import { askSubRuns, completeGroups } from './complete-groups.ts';
import { nextInLane } from './lanes.ts';
import { runSettleStatement } from './settle-statement.ts';
import { startSubRuns } from './sub-runs.ts';
import { undo } from './undo.ts';

/** Children of one split executed together. */
const CHILDREN_IN_A_BATCH = 200;

/** Ends a batch: one statement for most, a transaction where the batch made new records or others were waiting for it. */
export async function settleBatch(
  pool: Pool,
  batch: ClaimedBatch,
  settlement: Settlement,
  redact: (text: string) => string,
): Promise<SettleResult | false> {
  const journal = journalColumns(batch, settlement.journal, redact);
  failPoint('settle.before');
  if (!concernsOthers(batch, settlement)) {
    const settled = await runSettleStatement(pool, batch, settlement, journal, redact);
    failPoint('settle.after');
    return settled === false ? false : { ring: [] };
  }
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query('begin');
    await lockParents(client, batch);
    const settled = await runSettleStatement(client, batch, settlement, journal, redact);
    if (settled === false) {
      await client.query('rollback');
      return false;
    }
    failPoint('settle.inTransaction');
    const ring = [
      ...(await insertChildren(client, batch, settlement.children)),
      ...(await startSubRuns(client, batch, settlement.subRuns)),
      ...(await askSubRuns(client, settlement)),
      ...(await completeGroups(client, {
        runId: batch.runId,
        parentIds: [...parentsOf(batch), ...regrouped(settlement)],
        settled,
      })),
      ...(batch.lane === undefined ? [] : await nextInLane(client, batch.lane)),
    ];
    failPoint('settle.beforeCommit');
    await client.query('commit');
    failPoint('settle.after');
    return { ring };
  } catch (error) {
    broken = await undo(client, error);
    throw error;
  } finally {
    client.release(broken);
  }
}

function concernsOthers(batch: ClaimedBatch, settlement: Settlement): boolean {
  return (
    batch.lane !== undefined ||
    batch.parentRecordId !== undefined ||
    settlement.gathersRun ||
    settlement.children.length > 0 ||
    settlement.parked.some((each) => each.reason === 'group' || each.reason === 'subflow') ||
    settlement.subRuns.length > 0 ||
    batch.records.some((record) => record.parentId !== undefined)
  );
}

function parentsOf(batch: ClaimedBatch): string[] {
  return [...new Set(batch.records.flatMap((record) => record.parentId ?? []))].sort();
}

/** Records that wait for their children again, after having been stopped elsewhere meanwhile: the children may all be in. */
function regrouped(settlement: Settlement): string[] {
  return settlement.parked.filter((each) => each.reason === 'group' && each.groupId === each.id).map((each) => each.id);
}

/** Two batches that end the last children of one record must see each other's. */
async function lockParents(client: PoolClient, batch: ClaimedBatch): Promise<void> {
  const parents = parentsOf(batch);
  if (parents.length > 0)
    await client.query('select id from records where id = any($1) order by id for update', [parents]);
}

async function insertChildren(client: PoolClient, batch: ClaimedBatch, children: readonly Child[]): Promise<Ring[]> {
  if (children.length === 0) return [];
  const columns = [
    children.map((c) => c.id),
    children.map((c) => c.parentId),
    children.map((c) => c.rootId),
    children.map((c) => JSON.stringify(c.carried)),
  ];
  await client.query(
    `insert into records (id, workspace_id, run_id, parent_id, root_id, state, wait_reason, input, carried)
     select u.id, $1, $2, u.parent_id, u.root_id, 'waiting', 'turn', 'null', u.carried
       from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::text[]) as u(id, parent_id, root_id, carried)`,
    [batch.workspaceId, batch.runId, ...columns],
  );
  const rings: Ring[] = [];
  for (let from = 0; from < children.length; from += CHILDREN_IN_A_BATCH) {
    const ids = children.slice(from, from + CHILDREN_IN_A_BATCH).map((child) => child.id);
    rings.push(
      await insertBatch(client, {
        workspaceId: batch.workspaceId,
        runId: batch.runId,
        queue: batch.queue,
        recordIds: ids,
        ...(batch.lane === undefined ? {} : { lane: batch.lane }),
      }),
    );
  }
  return rings;
}

/** Puts records into a queued batch. @returns the ring for it */
export async function insertBatch(
  client: Pick<PoolClient, 'query'>,
  batch: {
    workspaceId: string;
    runId: string;
    queue: ClaimedBatch['queue'];
    recordIds: string[];
    lane?: string;
    crashes?: number;
  },
): Promise<Ring> {
  const id = uuidv7();
  const lane = batch.lane ?? null;
  await client.query(
    'insert into batches (id, workspace_id, run_id, queue, lane, lane_order, record_ids, crashes) values ($1, $2, $3, $4, $5, $6, $7, $8)',
    [
      id,
      batch.workspaceId,
      batch.runId,
      batch.queue,
      lane,
      lane === null ? null : batch.recordIds[0],
      batch.recordIds,
      batch.crashes ?? 0,
    ],
  );
  return { queue: batch.queue, kind: 'batch', id };
}
