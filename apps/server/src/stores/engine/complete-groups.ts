import { Failure } from '@raccord/contract';
import type { Carried, CarriedEntry } from '@raccord/runtime/engine/carried';
import type { Ring, Settlement } from '@raccord/runtime/ports';
import { uuidv7 } from '@raccord/runtime/uuid';
import { childrenFrom } from '../spans.ts';
import { type Queryable, span } from './claim-batch.ts';
import { resumeRecords } from './resume-records.ts';
import { insertBatch } from './settle-batch.ts';
import type { Settled } from './settle-statement.ts';
import { answerCaller } from './sub-runs.ts';

/** What is put together is in memory at once. */
const LARGEST_GROUP = 50_000;
const LARGEST_GROUP_BYTES = 64 * 1024 * 1024;

/**
 * Lets go on what was waiting for records that have just ended: a split record whose children are all done, a run's aggregate, a
 * record that called another flow. A child that failed holds its group back until somebody has dealt with it.
 */
export async function completeGroups(
  db: Queryable,
  {
    runId,
    parentIds,
    settled,
  }: { runId: string; parentIds: readonly string[]; settled: Pick<Settled, 'waiting' | 'open'> },
): Promise<Ring[]> {
  const rings: Ring[] = [];
  for (const parentId of parentIds) rings.push(...(await completeSplit(db, parentId)));
  rings.push(...(await completeRunAggregate(db, runId, settled)));
  rings.push(...(await completeSubRun(db, runId)));
  return rings;
}

/** A record counts as dealt with once it has ended well, or somebody ignored its failure. */
const failing = `state in ('failed', 'inDoubt') and exists (
  select 1 from failures f where f.record_id = records.id and f.status in ('open', 'inDoubt', 'retrying'))`;
const unfinished = `state = 'waiting' or (${failing})`;
/** A part that only waits for its run to be gathered is through with its split: the run waits for its whole. */
const underWay = `state = 'waiting' and not (wait_reason = 'group' and exists (
  select 1 from parked p where p.record_id = records.id and p.group_id = records.run_id))`;

export async function completeSplit(db: Queryable, parentId: string): Promise<Ring[]> {
  const children = 'from records where parent_id = $1 and id > $2';
  const family = [parentId, childrenFrom(parentId)];
  const moving = await db.query(`select 1 ${children} and ${underWay} limit 1`, family);
  if (moving.rowCount !== 0) return [];
  const waiting = await db.query(
    `select 1 from parked where record_id = $1 and group_id = $1 and reason = 'group' for update`,
    [parentId],
  );
  if (waiting.rowCount === 0) return [];
  const parent = await db.query<{ carried: string | null; node: string }>(
    'select carried, node from records where id = $1',
    [parentId],
  );
  const carried: Carried = JSON.parse(parent.rows[0]?.carried ?? '{}');
  const node = parent.rows[0]?.node ?? '';
  // It waits at the split itself: nothing is gathered, so what failed is nobody's to wait for.
  if (carried[node]?.s === 'split') return resumeRecords(db, 'record_id = $1', [parentId]);
  const failed = await db.query(`select 1 ${children} and ${failing} limit 1`, family);
  if (failed.rowCount !== 0) return [];
  const shares = await gather(db, children, family, ({ run }) => run !== true);
  // No child got as far as the aggregate (all were filtered): it still goes on, with nothing.
  if (node !== '') Object.assign(carried, { [node]: { s: 'done', v: [] } }, entriesOf(shares, [node]));
  await db.query('update records set carried = $2 where id = $1', [parentId, JSON.stringify(carried)]);
  return resumeRecords(db, 'record_id = $1', [parentId]);
}

/** What records gave, by aggregate, in the order of the records; or that it is too much. */
async function gather(
  db: Queryable,
  members: string,
  values: readonly unknown[],
  counts: (given: Extract<CarriedEntry, { s: 'gave' }>) => boolean = () => true,
): Promise<Map<string, unknown[]> | Failure> {
  const size = await db.query<{ count: number; bytes: string }>(
    `select count(*)::int as count, coalesce(sum(octet_length(carried)), 0) as bytes ${members}`,
    [...values],
  );
  const { count = 0, bytes = '0' } = size.rows[0] ?? {};
  if (count > LARGEST_GROUP) return new Failure('tooLarge', 'engine.groupTooLarge', { count, most: LARGEST_GROUP });
  if (Number(bytes) > LARGEST_GROUP_BYTES)
    return new Failure('tooLarge', 'engine.groupTooHeavy', {
      mb: inMb(Number(bytes)),
      most: inMb(LARGEST_GROUP_BYTES),
    });
  const { rows } = await db.query<{ carried: string | null }>(`select carried ${members} order by id`, [...values]);
  const shares = new Map<string, unknown[]>();
  for (const { carried } of rows)
    for (const [node, entry] of Object.entries(JSON.parse(carried ?? '{}') as Carried)) {
      if (entry.s !== 'gave' || !counts(entry)) continue;
      const given = shares.get(node) ?? [];
      given.push(entry.v ?? null);
      shares.set(node, given);
    }
  return shares;
}

const inMb = (bytes: number) => Math.ceil(bytes / (1024 * 1024));

/** What the record that goes on carries for the aggregates: what was gathered, or that it fails there. */
function entriesOf(gathered: Map<string, unknown[]> | Failure, nodes: readonly string[]): Carried {
  if (gathered instanceof Failure)
    return Object.fromEntries(nodes.map((node) => [node, { s: 'failed', f: gathered.toData(), fixed: true }]));
  return Object.fromEntries([...gathered].map(([node, values]) => [node, { s: 'done', v: values }]));
}

async function completeRunAggregate(
  db: Queryable,
  runId: string,
  settled: Pick<Settled, 'waiting' | 'open'>,
): Promise<Ring[]> {
  if (settled.open || settled.waiting === 0) return [];
  const arrived = await db.query<{ count: number }>(
    "select count(*)::int as count from parked where group_id = $1 and reason = 'group'",
    [runId],
  );
  if (arrived.rows[0]?.count !== settled.waiting) return [];
  const { rows } = await db.query<{ record_id: string; node: string; workspace_id: string }>(
    // Locked by another: by somebody who cancels the run, which leaves nothing to gather.
    `select record_id, node, workspace_id from parked where group_id = $1 and reason = 'group' order by record_id for update skip locked`,
    [runId],
  );
  const first = rows[0];
  if (first === undefined || rows.length !== settled.waiting) return [];
  const failed = await db.query(`select 1 from records where run_id = $1 and ${failing} limit 1`, [runId]);
  if (failed.rowCount !== 0) return [];
  const ids = rows.map((row) => row.record_id);
  const { min, max } = span(ids);
  const gathered = await gather(db, 'from records where id = any($1) and id >= $2 and id <= $3', [ids, min, max]);
  const carried = entriesOf(gathered, [...new Set(rows.map((row) => row.node))]);
  const id = uuidv7();
  await db.query('delete from parked where record_id = any($1)', [ids]);
  await db.query(
    `update records set state = 'succeeded', wait_reason = null, settled_at = now() where id = any($1) and id >= $2 and id <= $3`,
    [ids, min, max],
  );
  await db.query(
    `update failures set status = 'resolved', resolved_at = now(), resolution = 'retried' where record_id = any($1) and status = 'retrying'`,
    [ids],
  );
  await db.query(
    `insert into records (id, workspace_id, run_id, state, wait_reason, input, carried) values ($1, $2, $3, 'waiting', 'turn', 'null', $4)`,
    [id, first.workspace_id, runId, JSON.stringify(carried)],
  );
  await db.query(
    'update runs set total = total + 1, waiting = waiting + 1 - $2, succeeded = succeeded + $2, ended_at = null where id = $1',
    [runId, ids.length],
  );
  return [await insertBatch(db, { workspaceId: first.workspace_id, runId, queue: 'live', recordIds: [id] })];
}

type SubRunRow = {
  parent_record_id: string | null;
  flow_id: string;
  waiting: number;
  open: boolean;
  cancelled: number;
};

/**
 * The record that called this flow goes on with the body of its answer, once nothing of the run is open; it fails when somebody
 * cancelled the run before there was one.
 */
async function completeSubRun(db: Queryable, runId: string): Promise<Ring[]> {
  const { rows } = await db.query<SubRunRow>(
    'select parent_record_id, flow_id, waiting, open, cancelled from runs where id = $1',
    [runId],
  );
  const run = rows[0];
  if (run === undefined || run.parent_record_id === null || run.open || run.waiting > 0) return [];
  const open = await db.query(`select 1 from records where run_id = $1 and (${unfinished}) limit 1`, [runId]);
  if (open.rowCount !== 0) return [];
  const answers = await db.query<{ answer: string }>(
    'select answer from records where run_id = $1 and answer is not null order by id limit 1',
    [runId],
  );
  const [answer] = answers.rows;
  if (answer === undefined && run.cancelled > 0) {
    const failure = new Failure('missing', 'engine.subflowCancelled', { flow: run.flow_id });
    return answerCaller(db, run.parent_record_id, runId, { s: 'failed', f: failure.toData() });
  }
  const body = answer === undefined ? undefined : JSON.parse(answer.answer).body;
  return answerCaller(db, run.parent_record_id, runId, { s: 'done', v: body });
}

/** For records that go back to waiting for a flow they called: it may have ended while they were being worked on. */
export async function askSubRuns(db: Queryable, { parked, subRuns }: Settlement): Promise<Ring[]> {
  const started = new Set(subRuns.map((subRun) => subRun.id));
  const rings: Ring[] = [];
  for (const { reason, carried } of parked)
    for (const entry of reason === 'subflow' ? Object.values(carried) : [])
      if (entry.s === 'called' && !started.has(entry.run)) rings.push(...(await completeSubRun(db, entry.run)));
  return rings;
}
