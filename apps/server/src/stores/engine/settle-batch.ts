import { carriedJson } from '@raccord/runtime/engine/redacted-json';
import { failPoint } from '@raccord/runtime/fail-points';
import type { Child, ClaimedBatch, Ring, Settlement, SettleResult } from '@raccord/runtime/ports';
import { uuidv7 } from '@raccord/runtime/uuid';
import type { Pool } from 'pg';
import { journalColumns } from './append-attempts.ts';
import { closeAsks, insertAsks, unanswered } from './approvals.ts';
import { cancelRun } from './cancel-run.ts';
import { type Queryable, span } from './claim-batch.ts';
import { askSubRuns, completeGroups } from './complete-groups.ts';
import { inTransaction } from './in-transaction.ts';
import { nextInLane } from './lanes.ts';
import { runSettleStatement, type Settled } from './settle-statement.ts';
import { startSubRuns } from './sub-runs.ts';

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
  const settle = (db: Queryable) => runSettleStatement(db, batch, settlement, journal, redact);
  const ended = concernsOthers(batch, settlement)
    ? await inTransaction(pool, (db) => settleWithOthers(db, batch, settlement, settle, redact))
    : await settle(pool).then((settled) => settled && { settled, ring: [] });
  failPoint('settle.after');
  if (ended === false) return false;
  const { ring, settled } = ended;
  if (!settled.cancelled || settled.waiting === 0) return { ring };
  // Somebody cancelled the run while we were at it: what would wait, perhaps for days, is cancelled now and not when it would go on.
  const { workspaceId, runId } = batch;
  const swept = await cancelRun(pool, { workspaceId, runId });
  return { ring: [...ring, ...swept.rings] };
}

async function settleWithOthers(
  db: Queryable,
  batch: ClaimedBatch,
  settlement: Settlement,
  settle: (db: Queryable) => Promise<Settled | false>,
  redact: (text: string) => string,
): Promise<{ settled: Settled; ring: Ring[] } | false> {
  const parents = parentsOf(batch);
  await lockParents(db, parents);
  const settled = await settle(db);
  if (settled === false) return false;
  failPoint('settle.inTransaction');
  await insertAsks(db, batch, settlement.asks);
  await closeAsks(db, unanswered(batch, settlement));
  const parentIds = [...parents, ...regrouped(settlement)];
  const ring = [
    ...(await insertChildren(db, batch, settlement.children, redact)),
    ...(await startSubRuns(db, batch, settlement.subRuns, redact)),
    ...(await askSubRuns(db, settlement)),
    ...(await completeGroups(db, { runId: batch.runId, parentIds, settled })),
    ...(batch.lane === undefined ? [] : await nextInLane(db, batch.lane)),
  ];
  failPoint('settle.beforeCommit');
  return { settled, ring };
}

function concernsOthers(batch: ClaimedBatch, settlement: Settlement): boolean {
  return (
    batch.lane !== undefined ||
    batch.parentRecordId !== undefined ||
    settlement.gathersRun ||
    settlement.children.length > 0 ||
    settlement.parked.some((each) => each.reason === 'group' || each.reason === 'subflow') ||
    settlement.subRuns.length > 0 ||
    settlement.asks.length > 0 ||
    unanswered(batch, settlement).length > 0 ||
    batch.records.some((record) => record.parentId !== undefined)
  );
}

/** Splits make up to ten thousand records, and a gathering writes all that it gathered. */
export function isBulky(batch: ClaimedBatch, { children, gathersRun }: Settlement): boolean {
  return children.length > 0 || gathersRun || batch.records.some((record) => record.parentId !== undefined);
}

function parentsOf(batch: ClaimedBatch): string[] {
  return [...new Set(batch.records.flatMap((record) => record.parentId ?? []))].sort();
}

/** Records that wait for their children again, after having been stopped elsewhere meanwhile: the children may all be in. */
function regrouped(settlement: Settlement): string[] {
  return settlement.parked.filter((each) => each.reason === 'group' && each.groupId === each.id).map((each) => each.id);
}

/**
 * Two batches that end the last children of one record must see each other's. Everybody takes locks in this order: what is parked, its
 * records, the batch and its records, the run, failures.
 */
export async function lockParents(client: Queryable, parents: readonly string[]): Promise<void> {
  if (parents.length === 0) return;
  const { min, max } = span(parents);
  await client.query('select 1 from parked where record_id = any($1) order by record_id for update', [parents]);
  await client.query('select 1 from records where id = any($1) and id >= $2 and id <= $3 order by id for update', [
    parents,
    min,
    max,
  ]);
}

async function insertChildren(
  client: Queryable,
  batch: ClaimedBatch,
  children: readonly Child[],
  redact: (text: string) => string,
): Promise<Ring[]> {
  if (children.length === 0) return [];
  const columns = [
    children.map((c) => c.id),
    children.map((c) => c.parentId),
    children.map((c) => c.rootId),
    children.map((c) => carriedJson(c.carried, redact)),
  ];
  await client.query(
    `insert into records (id, workspace_id, run_id, parent_id, root_id, state, wait_reason, input, carried)
     select u.id, $1, $2, u.parent_id, u.root_id, 'waiting', 'turn', 'null', u.carried
       from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::text[]) as u(id, parent_id, root_id, carried)`,
    [batch.workspaceId, batch.runId, ...columns],
  );
  const rings: Ring[] = [];
  // In no lane: their whole, which waits for them, keeps its turn for them.
  for (let from = 0; from < children.length; from += CHILDREN_IN_A_BATCH) {
    const ids = children.slice(from, from + CHILDREN_IN_A_BATCH).map((child) => child.id);
    rings.push(
      await insertBatch(client, {
        workspaceId: batch.workspaceId,
        runId: batch.runId,
        queue: batch.queue,
        recordIds: ids,
      }),
    );
  }
  return rings;
}

/** A batch that is to be made. */
export type NewBatch = {
  workspaceId: string;
  runId: string;
  queue: ClaimedBatch['queue'];
  recordIds: string[];
  lane?: string;
  crashes?: number;
};

/** Puts records into a queued batch. @returns the ring for it */
export async function insertBatch(client: Queryable, batch: NewBatch): Promise<Ring> {
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

/** The same for many at once: a statement for each would take a hundred times as long. */
export async function insertBatches(client: Queryable, batches: readonly NewBatch[]): Promise<Ring[]> {
  if (batches.length === 0) return [];
  const ids = batches.map(() => uuidv7());
  const of = <T>(read: (batch: NewBatch) => T) => batches.map(read);
  await client.query(
    `insert into batches (id, workspace_id, run_id, queue, lane, lane_order, record_ids, crashes)
     select u.id, u.workspace_id, u.run_id, u.queue, u.lane, u.lane_order, u.record_ids::uuid[], u.crashes
       from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::text[], $8::int[])
         as u(id, workspace_id, run_id, queue, lane, lane_order, record_ids, crashes)`,
    [
      ids,
      of(({ workspaceId }) => workspaceId),
      of(({ runId }) => runId),
      of(({ queue }) => queue),
      of(({ lane = null }) => lane),
      of(({ lane, recordIds }) => (lane === undefined ? null : recordIds[0])),
      of(({ recordIds }) => `{${recordIds.join(',')}}`),
      of(({ crashes = 0 }) => crashes),
    ],
  );
  return batches.map(({ queue }, at) => ({ queue, kind: 'batch', id: ids[at]! }));
}
