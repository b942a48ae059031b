import { Failure } from '@raccord/contract';
import type { Carried, CarriedEntry } from '@raccord/runtime/engine/carried';
import { redactedJson } from '@raccord/runtime/engine/redacted-json';
import type { ClaimedBatch, Ring, SubRun } from '@raccord/runtime/ports';
import { uuidv7 } from '@raccord/runtime/uuid';
import { happened } from '../../happenings.ts';
import { afterCommit } from './after-commit.ts';
import type { Queryable } from './claim-batch.ts';
import { resumeRecords } from './resume-records.ts';
import { insertBatch } from './settle-batch.ts';

/** How deep flows may call each other; a flow that calls itself stops here instead of never. */
const DEEPEST = 16;

/** Starts a run of another flow for each record that called it; the record is parked until that run's record has ended. */
export async function startSubRuns(
  db: Queryable,
  batch: ClaimedBatch,
  subRuns: readonly SubRun[],
  redact: (text: string) => string,
): Promise<Ring[]> {
  const rings: Ring[] = [];
  for (const subRun of subRuns) {
    const { rows } = await db.query<{ version: number }>(
      'select version from deployments where workspace_id = $1 and flow_id = $2 and environment_id = $3 and active',
      [batch.workspaceId, subRun.flowId, batch.environmentId],
    );
    const version = rows[0]?.version;
    const tooDeep = (await depthOf(db, batch.runId)) >= DEEPEST;
    if (version === undefined || tooDeep) {
      rings.push(...(await answerCaller(db, subRun.parentRecordId, subRun.id, refusal(subRun, tooDeep))));
      continue;
    }
    const [runId, recordId] = [subRun.id, uuidv7()];
    await db.query(
      `insert into runs (id, workspace_id, flow_id, version, environment_id, cause, parent_record_id, total, waiting) values ($1, $2, $3, $4, $5, 'subflow', $6, 1, 1)`,
      [runId, batch.workspaceId, subRun.flowId, version, batch.environmentId, subRun.parentRecordId],
    );
    await db.query(
      `insert into records (id, workspace_id, run_id, state, wait_reason, input) values ($1, $2, $3, 'waiting', 'turn', $4)`,
      [recordId, batch.workspaceId, runId, redactedJson(subRun.input, redact)],
    );
    const place = { flowId: subRun.flowId, environmentId: batch.environmentId };
    afterCommit(db, () => happened('accepted', { ...place, cause: 'subflow', records: 1 }));
    rings.push(
      await insertBatch(db, { workspaceId: batch.workspaceId, runId, queue: batch.queue, recordIds: [recordId] }),
    );
  }
  return rings;
}

function refusal({ flowId }: SubRun, tooDeep: boolean): CarriedEntry {
  const failure = tooDeep
    ? new Failure('config', 'engine.subflowTooDeep', { flow: flowId, deepest: DEEPEST })
    : new Failure('config', 'engine.subflowNotDeployed', { flow: flowId });
  return { s: 'failed', f: failure.toData() };
}

async function depthOf(db: Queryable, runId: string): Promise<number> {
  const { rows } = await db.query<{ depth: number }>(
    `with recursive up as (
       select id, parent_record_id, 0 as depth from runs where id = $1
       union all
       select p.id, p.parent_record_id, up.depth + 1 from up join records r on r.id = up.parent_record_id join runs p on p.id = r.run_id where up.depth < ${DEEPEST}
     ) select max(depth)::int as depth from up`,
    [runId],
  );
  return rows[0]?.depth ?? 0;
}

/**
 * Gives the record that called a run what came of it, in place of `called`. One that waits for nothing else goes on; one that is being
 * worked on at this moment asks when it comes back to waiting (`askSubRuns`).
 */
export async function answerCaller(
  db: Queryable,
  recordId: string,
  runId: string,
  entry: CarriedEntry,
): Promise<Ring[]> {
  const find = (locking: string) =>
    db.query<{ reason: string }>(`select reason from parked where record_id = $1 for update ${locking}`, [recordId]);
  let [parked] = (await find('')).rows;
  if (parked === undefined) {
    // It may be on its way into the park: whoever settles it holds its row until that is done. One of us two has to see the other.
    await db.query('select 1 from records where id = $1 for update', [recordId]);
    [parked] = (await find('skip locked')).rows;
  }
  if (parked === undefined) return [];
  const { rows } = await db.query<{ carried: string | null }>('select carried from records where id = $1', [recordId]);
  const carried: Carried = JSON.parse(rows[0]?.carried ?? '{}');
  const called = Object.entries(carried).find(([, each]) => each.s === 'called' && each.run === runId);
  if (called === undefined) return [];
  carried[called[0]] = entry;
  await db.query('update records set carried = $2 where id = $1', [recordId, JSON.stringify(carried)]);
  return parked.reason === 'subflow' ? resumeRecords(db, 'record_id = $1', [recordId]) : [];
}
