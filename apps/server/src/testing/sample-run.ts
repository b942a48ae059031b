import { type FailureData, type RecordState, recordStates } from '@raccord/contract';
import type { AttemptEntry } from '@raccord/runtime/ports';
import { uuidv7 } from '@raccord/runtime/uuid';
import type { Db } from '../stores/database.ts';
import { DEFAULT_WORKSPACE } from '../stores/workspaces.ts';

const workspace_id = DEFAULT_WORKSPACE;

/** Puts a run with records of the given states straight into the tables, as the engine would leave them. */
export async function insertRun(
  db: Db,
  run: { flowId: string; environmentId: string; states: readonly RecordState[]; open?: boolean; version?: number },
): Promise<{ runId: string; recordIds: string[] }> {
  const { flowId, environmentId, states, open = false, version = 1 } = run;
  const count = (state: RecordState) => states.filter((each) => each === state).length;
  const [waiting, succeeded, filtered, failed, in_doubt, cancelled] = recordStates.map(count);
  const runId = uuidv7();
  const recordIds = states.map(() => uuidv7());
  await db
    .insertInto('runs')
    .values({
      id: runId,
      workspace_id,
      flow_id: flowId,
      environment_id: environmentId,
      version,
      cause: 'webhook',
      open,
      total: states.length,
      waiting: waiting ?? 0,
      succeeded: succeeded ?? 0,
      filtered: filtered ?? 0,
      failed: failed ?? 0,
      in_doubt: in_doubt ?? 0,
      cancelled: cancelled ?? 0,
      ended_at: open || waiting !== 0 ? null : new Date(),
    })
    .execute();
  for (const [index, state] of states.entries())
    await db
      .insertInto('records')
      .values({
        id: recordIds[index] ?? '',
        workspace_id,
        run_id: runId,
        key: `key-${index}`,
        state,
        node: 'send',
        input: JSON.stringify({ body: { number: index } }),
        settled_at: state === 'waiting' ? null : new Date(),
      })
      .execute();
  return { runId, recordIds };
}

export async function insertAttempt(
  db: Db,
  attempt: { runId: string; node: string; kind?: 'intent' | 'result'; entries: readonly AttemptEntry[] },
): Promise<void> {
  const { runId, node, kind = 'result', entries } = attempt;
  const place = { batch_id: uuidv7(), seq: 0, workspace_id, run_id: runId, fence: 1 };
  await db
    .insertInto('attempts')
    .values({ ...place, node, kind, entries: JSON.stringify(entries) })
    .execute();
}

export async function insertFailure(
  db: Db,
  failure: {
    runId: string;
    recordId: string;
    flowId: string;
    environmentId: string;
    failure: FailureData;
    status?: 'open' | 'inDoubt' | 'retrying';
    /** The record as it was; JSON. */
    data?: string;
    recordKey?: string;
  },
): Promise<string> {
  const { runId, recordId, flowId, environmentId, status = 'open', recordKey = null } = failure;
  const id = uuidv7();
  await db
    .insertInto('failures')
    .values({
      id,
      workspace_id,
      run_id: runId,
      record_id: recordId,
      flow_id: flowId,
      version: 1,
      environment_id: environmentId,
      node: 'send',
      kind: failure.failure.kind,
      code: failure.failure.code,
      failure: JSON.stringify(failure.failure),
      fingerprint: `${flowId}/send/${failure.failure.code}`,
      data: failure.data ?? '{"body":{"number":1,"text":"a\\u0000b"}}',
      record_key: recordKey,
      status,
    })
    .execute();
  return id;
}
