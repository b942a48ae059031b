import { Failure } from '@raccord/contract';
import type { ClaimedBatch, Ring, SubRun } from '@raccord/runtime/ports';
import { uuidv7 } from '@raccord/runtime/uuid';
import type { Queryable } from './claim-batch.ts';
import { insertBatch } from './settle-batch.ts';
import { fingerprint } from './settle-statement.ts';

/** How deep flows may call each other; a flow that calls itself stops here instead of never. */
const DEEPEST = 16;

/** Starts a run of another flow for each record that called it; the record is parked until that run's record has ended. */
export async function startSubRuns(db: Queryable, batch: ClaimedBatch, subRuns: readonly SubRun[]): Promise<Ring[]> {
  const rings: Ring[] = [];
  for (const subRun of subRuns) {
    const { rows } = await db.query<{ version: number }>(
      'select version from deployments where workspace_id = $1 and flow_id = $2 and environment_id = $3 and active',
      [batch.workspaceId, subRun.flowId, batch.environmentId],
    );
    const version = rows[0]?.version;
    const tooDeep = (await depthOf(db, batch.runId)) >= DEEPEST;
    if (version === undefined || tooDeep) {
      await refuse(db, batch, subRun, tooDeep);
      continue;
    }
    const [runId, recordId] = [uuidv7(), uuidv7()];
    await db.query(
      `insert into runs (id, workspace_id, flow_id, version, environment_id, cause, parent_record_id, total, waiting) values ($1, $2, $3, $4, $5, 'subflow', $6, 1, 1)`,
      [runId, batch.workspaceId, subRun.flowId, version, batch.environmentId, subRun.parentRecordId],
    );
    await db.query(
      `insert into records (id, workspace_id, run_id, state, wait_reason, input) values ($1, $2, $3, 'waiting', 'turn', $4)`,
      [recordId, batch.workspaceId, runId, JSON.stringify(subRun.input ?? null)],
    );
    await db.query('update parked set group_id = $2 where record_id = $1', [subRun.parentRecordId, runId]);
    rings.push(
      await insertBatch(db, { workspaceId: batch.workspaceId, runId, queue: batch.queue, recordIds: [recordId] }),
    );
  }
  return rings;
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

/** The record fails at the subflow node, in the same transaction. */
async function refuse(db: Queryable, batch: ClaimedBatch, subRun: SubRun, tooDeep: boolean): Promise<void> {
  const failure = tooDeep
    ? new Failure('config', 'engine.subflowTooDeep', { flow: subRun.flowId, deepest: DEEPEST }, { at: subRun.node })
    : new Failure('config', 'engine.subflowNotDeployed', { flow: subRun.flowId }, { at: subRun.node });
  const data = failure.toData();
  await db.query('delete from parked where record_id = $1', [subRun.parentRecordId]);
  const { rows } = await db.query<{ input: string; carried: string }>(
    `update records set state = 'failed', wait_reason = null, settled_at = now() where id = $1 returning input, carried`,
    [subRun.parentRecordId],
  );
  const carried = JSON.parse(rows[0]?.carried ?? '{}');
  delete carried[subRun.node];
  await db.query('update records set carried = $2 where id = $1', [subRun.parentRecordId, JSON.stringify(carried)]);
  await db.query(
    'update runs set waiting = waiting - 1, failed = failed + 1, ended_at = case when not open and waiting = 1 then now() end where id = $1',
    [batch.runId],
  );
  await db.query(
    `insert into failures (id, workspace_id, run_id, record_id, flow_id, version, environment_id, node, kind, code, failure, fingerprint, data)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      uuidv7(),
      batch.workspaceId,
      batch.runId,
      subRun.parentRecordId,
      batch.flowId,
      batch.version,
      batch.environmentId,
      subRun.node,
      data.kind,
      data.code,
      JSON.stringify(data),
      fingerprint(batch.flowId, subRun.node, data),
      rows[0]?.input ?? 'null',
    ],
  );
}
