import { Failure } from '@raccord/contract';
import type { Carried } from '@raccord/runtime/engine/carried';
import type { Ring } from '@raccord/runtime/ports';
import type { EngineCommands } from '../../engine-commands.ts';
import { findBlocked } from '../inbox/blocked.ts';
import { textArray } from '../text-array.ts';
import { type Queryable, span } from './claim-batch.ts';
import { completeGroups } from './complete-groups.ts';
import { type LockedFailure, lockFailures } from './lock-failures.ts';
import { insertBatches, type NewBatch } from './settle-batch.ts';
import type { Settled } from './settle-statement.ts';

type Retry = Parameters<EngineCommands['retryRecords']>[0];
type Decide = Parameters<EngineCommands['decideInDoubt']>[0];
type Close = Parameters<EngineCommands['closeFailures']>[0];
type Refused = { id: string; code: string };

const RECORDS_IN_A_BATCH = 200;

/**
 * Runs failed records again, from the last effect that was recorded. Whoever comes second for the same failure is told so. An
 * edited record is given its new data; what it did before stays done.
 */
export async function retryRecords(
  db: Queryable,
  command: Retry,
): Promise<{ accepted: string[]; refused: Refused[]; rings: Ring[] }> {
  const rows = await lockFailures(db, command.workspaceId, command.failureIds);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const blocked = await findBlocked(db, rows);
  const refused: Refused[] = [];
  const accepted: LockedFailure[] = [];
  const recordIds = new Set<string>();
  for (const id of new Set(command.failureIds)) {
    const row = byId.get(id);
    const edited = command.edited !== undefined && Object.hasOwn(command.edited, id);
    if (row === undefined) refused.push({ id, code: 'server.noFailure' });
    else if (row.status === 'retrying') refused.push({ id, code: 'engine.retriedAlready' });
    else if (row.status === 'inDoubt') refused.push({ id, code: 'engine.decideFirst' });
    // A failure of an earlier try is history: its record may have failed anew since, and that failure is the one to answer.
    else if (row.state !== 'failed' || row.status === 'resolved')
      refused.push({ id, code: row.state === null ? 'engine.recordGone' : 'engine.notFailed' });
    else if (recordIds.has(row.record_id)) refused.push({ id, code: 'engine.retriedAlready' });
    else if (edited && row.root_id !== null) refused.push({ id, code: 'engine.editTheWhole' });
    else {
      const code = blocked(row);
      if (code !== undefined) {
        refused.push({ id, code });
        continue;
      }
      accepted.push(row);
      recordIds.add(row.record_id);
    }
  }
  if (accepted.length === 0) return { accepted: [], refused, rings: [] };
  await startRecords(db, accepted, command.edited);
  await mark(db, accepted, 'retrying', command.by);
  const rings = await again(db, accepted, 'failed', command.queue);
  return { accepted: accepted.map((row) => row.id), refused, rings };
}

async function startRecords(
  db: Queryable,
  rows: readonly LockedFailure[],
  edited: Retry['edited'] = {},
): Promise<void> {
  const ids = rows.map((row) => row.record_id);
  const { min, max } = span(ids);
  const carried = rows.map((row) => JSON.stringify(startAgain(row.carried === null ? {} : JSON.parse(row.carried))));
  const inputs = rows.map((row) => (Object.hasOwn(edited, row.id) ? JSON.stringify(edited[row.id]) : null));
  await db.query(
    `update records r set state = 'waiting', wait_reason = 'turn', settled_at = null, carried = u.carried, edition = edition + 1, input = coalesce(u.input, r.input)
       from unnest($1::uuid[], $2::text[], $3::text[]) as u(id, carried, input) where r.id = u.id and r.id >= $4 and r.id <= $5`,
    [ids, textArray(carried), textArray(inputs), min, max],
  );
}

/**
 * What the record still knows when a person runs it again: what is done stays done. A call that was certainly refused starts anew
 * under a new key; one that may have been carried out keeps its key, so that it cannot be carried out twice.
 */
export function startAgain(carried: Carried): Carried {
  const next: Carried = {};
  for (const [node, entry] of Object.entries(carried)) {
    const { e = 0, maybe } = entry.s === 'failed' ? entry : {};
    if (entry.s !== 'failed' || entry.fixed) next[node] = entry;
    else if (maybe) next[node] = { s: 'tried', n: 0, maybe, ...(e === 0 ? {} : { e }) };
    else next[node] = { s: 'tried', n: 0, e: e + 1 };
  }
  return next;
}

/** Ends a doubt: the effect counts as carried out, with the output a person gives; or as not carried out, and is called again. */
export async function decideInDoubt(db: Queryable, command: Decide): Promise<Ring[]> {
  const [row] = await lockFailures(db, command.workspaceId, [command.failureId]);
  if (row === undefined) throw new Failure('missing', 'server.noFailure', { id: command.failureId });
  if (row.status !== 'inDoubt' || row.state !== 'inDoubt')
    throw new Failure('duplicate', 'server.alreadyDecided', { id: command.failureId });
  const carried: Carried = row.carried === null ? {} : JSON.parse(row.carried);
  carried[row.node] = command.decision === 'done' ? { s: 'done', v: command.output } : { s: 'tried', n: 0 };
  await db.query(
    `update records set state = 'waiting', wait_reason = 'turn', settled_at = null, carried = $2, edition = edition + 1 where id = $1`,
    [row.record_id, JSON.stringify(carried)],
  );
  await mark(db, [row], 'retrying', command.by);
  return again(db, [row], 'in_doubt');
}

/** Takes failures out of the inbox without running their records again; what waited for those records goes on without them. */
export async function closeFailures(db: Queryable, command: Close): Promise<{ closed: string[]; rings: Ring[] }> {
  const { as, by } = command;
  const rows = (await lockFailures(db, command.workspaceId, command.failureIds)).filter(
    (row) => row.status === 'open' || (row.status === 'inDoubt' && as === 'ignored'),
  );
  const ids = rows.map((row) => row.id);
  await db.query(
    'update failures set status = $3, resolved_at = now(), resolved_by = $2, resolution = $4 where id = any($1)',
    [ids, by, as, as === 'ignored' ? 'ignored' : 'byHand'],
  );
  const rings: Ring[] = [];
  for (const { id: runId, ...settled } of await runsThatMayGoOn(db, rows)) {
    const ofRun = rows.filter((row) => row.run_id === runId);
    const parentIds = [...new Set(ofRun.flatMap((row) => row.parent_id ?? []))];
    rings.push(...(await completeGroups(db, { runId, parentIds, settled })));
  }
  return { closed: ids, rings };
}

/** The runs in which something waits for others: for the children of a record, for the whole run, or in another run for this one. */
async function runsThatMayGoOn(
  db: Queryable,
  rows: readonly LockedFailure[],
): Promise<(Pick<Settled, 'waiting' | 'open'> & { id: string })[]> {
  const runIds = [...new Set(rows.map((row) => row.run_id))];
  const split = rows.flatMap((row) => (row.parent_id === null ? [] : [row.run_id]));
  const { min, max } = span(runIds);
  const found = await db.query<Pick<Settled, 'waiting' | 'open'> & { id: string }>(
    `select id, waiting, open from runs where id = any($1) and id >= $2 and id <= $3
        and (waiting > 0 or parent_record_id is not null or id = any($4)) order by id`,
    [runIds, min, max, split],
  );
  return found.rows;
}

async function mark(db: Queryable, rows: readonly LockedFailure[], status: string, by: string): Promise<void> {
  const ids = rows.map((row) => row.id);
  await db.query('update failures set status = $2, resolved_by = $3 where id = any($1)', [ids, status, by]);
}

/** Puts records back into their runs, and into batches. A cancelled run is taken up again with them. */
async function again(
  db: Queryable,
  rows: readonly LockedFailure[],
  from: 'failed' | 'in_doubt',
  queue: Ring['queue'] = 'live',
): Promise<Ring[]> {
  const runs = [...Map.groupBy(rows, (row) => row.run_id)];
  const runIds = runs.map(([runId]) => runId);
  const { min, max } = span(runIds);
  // One statement for all of them: a retry of thousands is a retry of thousands of runs.
  await db.query(
    `update runs r set ${from} = ${from} - u.count, waiting = waiting + u.count, ended_at = null, cancelled_at = null
       from unnest($1::uuid[], $2::int[]) as u(id, count) where r.id = u.id and r.id >= $3 and r.id <= $4`,
    [runIds, runs.map(([, group]) => group.length), min, max],
  );
  const batches = runs.flatMap(([runId, group]): NewBatch[] => {
    const { workspace_id: workspaceId, flow_id: flowId, environment_id: environmentId, ordered } = group[0]!;
    const ids = group.map((row) => row.record_id).sort();
    const lane = ordered ? { lane: `${flowId}:${environmentId}` } : {};
    return Array.from({ length: Math.ceil(ids.length / RECORDS_IN_A_BATCH) }, (_, at) => {
      const recordIds = ids.slice(at * RECORDS_IN_A_BATCH, (at + 1) * RECORDS_IN_A_BATCH);
      return { workspaceId, runId, queue, recordIds, ...lane };
    });
  });
  return insertBatches(db, batches);
}
