import { failPoint } from '@raccord/runtime/fail-points';
import type { AttemptRow, BatchRecord, ClaimedBatch, QueueName } from '@raccord/runtime/ports';
import type { Pool, PoolClient } from 'pg';
import { inTransaction } from './in-transaction.ts';
import { undo } from './undo.ts';

type BatchRow = {
  id: string;
  workspace_id: string;
  run_id: string;
  queue: QueueName;
  lane: string | null;
  fence: number;
  crashes: number;
  record_ids: string[];
  flow_id: string;
  version: number;
  environment_id: string;
  started_at: Date;
  parent_record_id: string | null;
  cancelled: boolean;
};

const claimed = `returning b.id, b.workspace_id, b.run_id, b.queue, b.lane, b.fence, b.crashes, b.record_ids`;
const withRun = `select c.*, r.flow_id, r.version, r.environment_id, r.started_at, r.parent_record_id, r.cancelled_at is not null as cancelled from claimed c join runs r on r.id = c.run_id`;
const take = `update batches b set state = 'running', fence = b.fence + 1, worker_id = $2, rung_at = now() where b.id = $1 and b.state = 'queued'`;

const claimFree = `with claimed as (${take} and b.lane is null ${claimed}) ${withRun}`;
const claimInLane = `with claimed as (${take} and not exists (
    select 1 from batches e where e.lane = b.lane and e.id <> b.id and (e.state = 'running' or e.lane_order < b.lane_order)
  ) ${claimed}) ${withRun}`;

/** Takes a queued batch with its records; undefined when it is gone, taken, or another batch of its lane goes first. */
export async function claimBatch(pool: Pool, batchId: string, workerId: string): Promise<ClaimedBatch | undefined> {
  failPoint('claim.before');
  const free = await pool.query<BatchRow>({ name: 'claim-free', text: claimFree, values: [batchId, workerId] });
  const row = free.rows[0] ?? (await claimLaneBatch(pool, batchId, workerId));
  if (row === undefined) return undefined;
  failPoint('claim.after');
  const records = await readRecords(pool, row.record_ids);
  if (records.length < row.record_ids.length) await forget(pool, row, records);
  const journal = row.fence === 1 ? [] : await readJournal(pool, row.id);
  // Whose journal it is says only the journal: none of them may go on without it.
  if ('why' in journal)
    return claimedBatch(
      row,
      records.map((record) => damagedBy(journal.why, record)),
      [],
    );
  return claimedBatch(row, records, journal);
}

/** Under a lock for the lane: two workers that look at the same moment must not both find it free. */
async function claimLaneBatch(pool: Pool, batchId: string, workerId: string): Promise<BatchRow | undefined> {
  const { rows } = await pool.query<{ lane: string }>(
    "select lane from batches where id = $1 and state = 'queued' and lane is not null",
    [batchId],
  );
  const lane = rows[0]?.lane;
  if (lane === undefined) return undefined;
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query('begin');
    await client.query("select pg_advisory_xact_lock(hashtextextended('raccord.lane ' || $1, 0))", [lane]);
    const result = await client.query<BatchRow>(claimInLane, [batchId, workerId]);
    await client.query('commit');
    return result.rows[0];
  } catch (error) {
    broken = await undo(client, error);
    throw error;
  } finally {
    client.release(broken);
  }
}

type RecordRow = {
  id: string;
  parent_id: string | null;
  root_id: string | null;
  input: string;
  carried: string | null;
  edition: number;
};

async function readRecords(pool: Pool, ids: string[]): Promise<BatchRecord[]> {
  const { min, max } = span(ids);
  const { rows } = await pool.query<RecordRow>({
    name: 'read-records',
    text: 'select id, parent_id, root_id, input, carried, edition from records where id = any($1) and id >= $2 and id <= $3 order by id',
    values: [ids, min, max],
  });
  const roots = [...new Set(rows.flatMap((row) => row.root_id ?? []))];
  const inputs = new Map<string, string>();
  if (roots.length > 0) {
    const { min, max } = span(roots);
    const found = await pool.query<{ id: string; input: string }>(
      'select id, input from records where id = any($1) and id >= $2 and id <= $3',
      [roots, min, max],
    );
    for (const root of found.rows) inputs.set(root.id, root.input);
  }
  return rows.map((row) => {
    const record = {
      id: row.id,
      ...(row.parent_id === null ? {} : { parentId: row.parent_id }),
      ...(row.root_id === null ? {} : { rootId: row.root_id }),
      edition: row.edition,
    };
    const read = orDamage(() => ({
      input: JSON.parse((row.root_id === null ? undefined : inputs.get(row.root_id)) ?? row.input),
      carried: row.carried === null ? {} : JSON.parse(row.carried),
    }));
    if (!('why' in read)) return { ...record, ...read };
    return { ...record, input: null, carried: {}, damaged: { why: read.why, carried: row.carried ?? '{}' } };
  });
}

function damagedBy(why: string, record: BatchRecord): BatchRecord {
  return record.damaged === undefined
    ? { ...record, damaged: { why, carried: JSON.stringify(record.carried) } }
    : record;
}

/** What stands in the store is JSON that we wrote. One that is none must not keep its batch from ever being claimed. */
function orDamage<T extends object>(read: () => T): T | { why: string } {
  try {
    return read();
  } catch (error) {
    if (error instanceof SyntaxError) return { why: error.message };
    throw error;
  }
}

/** Records that are no longer there (somebody had them erased) leave the batch, and the run does not wait for them. */
async function forget(pool: Pool, { id, fence, record_ids: all }: BatchRow, records: BatchRecord[]): Promise<void> {
  await inTransaction(pool, async (db) => {
    const ours = await db.query<{ run_id: string }>(
      "update batches set record_ids = $3 where id = $1 and fence = $2 and state = 'running' returning run_id",
      [id, fence, records.map((record) => record.id)],
    );
    for (const { run_id: runId } of ours.rows)
      await db.query('update runs set waiting = waiting - $2, cancelled = cancelled + $2 where id = $1', [
        runId,
        all.length - records.length,
      ]);
  });
}

async function readJournal(pool: Pool, batchId: string): Promise<AttemptRow[] | { why: string }> {
  const { rows } = await pool.query<{ node: string; kind: AttemptRow['kind']; entries: string }>(
    'select node, kind, entries from attempts where batch_id = $1 order by seq',
    [batchId],
  );
  return orDamage(() => rows.map((row) => ({ node: row.node, kind: row.kind, entries: JSON.parse(row.entries) })));
}

function claimedBatch(row: BatchRow, records: BatchRecord[], journal: AttemptRow[]): ClaimedBatch {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    runId: row.run_id,
    flowId: row.flow_id,
    version: row.version,
    environmentId: row.environment_id,
    startedAt: row.started_at.getTime(),
    queue: row.queue,
    ...(row.lane === null ? {} : { lane: row.lane }),
    ...(row.parent_record_id === null ? {} : { parentRecordId: row.parent_record_id }),
    fence: row.fence,
    crashes: row.crashes,
    ...(row.cancelled ? { cancelled: true } : {}),
    records,
    journal,
  };
}

/** The least and the greatest of some ids: lets the database look only at the partitions between them. Of none: ids that nothing has. */
export function span(ids: readonly string[]): { min: string; max: string } {
  let min = ids[0] ?? '00000000-0000-0000-0000-000000000000';
  let max = min;
  for (const id of ids) {
    if (id < min) min = id;
    if (id > max) max = id;
  }
  return { min, max };
}

export type Queryable = Pick<PoolClient, 'query'>;
