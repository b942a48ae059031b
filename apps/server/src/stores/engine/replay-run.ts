import { Failure } from '@raccord/contract';
import type { Ring } from '@raccord/runtime/ports';
import type { EngineCommands } from '../../engine-commands.ts';
import { ERASED_INPUT } from '../../person/erase-json.ts';
import { uuidBound } from '../partitions.ts';
import { spanOfRun } from '../spans.ts';
import type { Queryable } from './claim-batch.ts';
import { type FiringPlace, fireInputs, placeInService } from './fire-run.ts';
import { closeFailures } from './retry-records.ts';

type Replay = Parameters<EngineCommands['replayRun']>[0];
/** More are started in several goes: all of them stand in one transaction. */
export const MOST_REPLAYED = 10_000;
/** Bytes of data that one replay reads and writes. */
export const MOST_REPLAYED_BYTES = 64 * 1024 * 1024;
/** Whoever asks for the same within this pressed twice, or was not alone. */
const TWICE_MS = 10_000;

type RunRow = {
  flow_id: string;
  version: number;
  environment_id: string;
  trigger_id: string | null;
  waiting: number;
  ended_at: Date | null;
  ordered: boolean;
};

/**
 * The records of a run that a replay starts with: what the trigger brought, whole. Of failed records those they came from; what gathered
 * a run has no data of its own to start with. Conditions on `records r`, with $1 the run, $2 and $3 its span.
 */
export function replayed(records: Replay['records']): string {
  const roots =
    records === 'all'
      ? 'r.parent_id is null'
      : `r.id in (select coalesce(f.root_id, f.id) from records f where f.run_id = $1 and f.id >= $2 and f.id <= $3 and f.state = 'failed')`;
  return `r.run_id = $1 and r.id >= $2 and r.id <= $3 and ${roots} and not (r.input = 'null' and coalesce(r.carried, '') like '%"s":"done"%') and r.input <> '${ERASED_INPUT}'`;
}

/** Starts the records of a run once more, from the beginning, as a new run. What the old ones left in the inbox is closed with it. */
export async function replayRun(
  db: Queryable,
  command: Replay,
): Promise<{ runId: string; records: number; rings: Ring[] }> {
  const { workspaceId, runId, records, version, by } = command;
  // Two at once: the second waits here, and then sees the first one's run.
  await db.query("select pg_advisory_xact_lock(hashtext('raccord.replay'), hashtext($1))", [runId]);
  const found = await db.query<RunRow>(
    `select flow_id, version, environment_id, trigger_id, waiting, ended_at,
            coalesce((select t.ordered from triggers t where t.id = runs.trigger_id), false) as ordered
       from runs where id = $1 and workspace_id = $2`,
    [runId, workspaceId],
  );
  const run = found.rows[0];
  if (run === undefined) throw new Failure('missing', 'server.noRun', { id: runId });
  if (records === 'all' && run.waiting > 0)
    throw new Failure('duplicate', 'server.replayRunning', { count: run.waiting });
  const twice = await db.query<{ id: string }>(
    'select id from runs where id >= $1 and replay_of = $2 order by id desc limit 1',
    [uuidBound(Date.now() - TWICE_MS), runId],
  );
  if (twice.rows[0] !== undefined) throw new Failure('duplicate', 'server.replayedTwice', { run: twice.rows[0].id });
  const place = await placeOf(db, workspaceId, run, version);
  const { from, to } = spanOfRun(runId, run.ended_at);
  const size = await db.query<{ count: number; bytes: string }>(
    `select count(*)::int as count, coalesce(sum(octet_length(r.input)), 0) as bytes from records r where ${replayed(records)}`,
    [runId, from, to],
  );
  const { count, bytes } = size.rows[0]!;
  if (count === 0) throw new Failure('missing', 'server.replayNothing', { run: runId });
  if (count > MOST_REPLAYED || Number(bytes) > MOST_REPLAYED_BYTES)
    throw new Failure('tooLarge', 'server.replayTooLarge', { count, most: MOST_REPLAYED });
  const inputs = await db.query<{ input: string }>(
    `select r.input from records r where ${replayed(records)} order by r.id`,
    [runId, from, to],
  );
  const failures = await db.query<{ id: string }>(
    `select id from failures where workspace_id = $1 and run_id = $2 and status = 'open'`,
    [workspaceId, runId],
  );
  const closed = await closeFailures(db, {
    workspaceId,
    failureIds: failures.rows.map(({ id }) => id),
    as: 'resolved',
    by,
  });
  const fired = await fireInputs(
    db,
    place,
    inputs.rows.map(({ input }) => input),
    'replay',
  );
  await db.query('update runs set replay_of = $2 where id = $1', [fired.runId, runId]);
  return { runId: fired.runId, records: fired.recordIds.length, rings: [...closed.rings, ...fired.rings] };
}

async function placeOf(
  db: Queryable,
  workspaceId: string,
  run: RunRow,
  version: Replay['version'],
): Promise<FiringPlace> {
  const { flow_id: flowId, environment_id: environmentId, trigger_id: triggerId, ordered } = run;
  if (version === 'deployed') {
    const place = await placeInService(db, workspaceId, flowId, environmentId);
    if (place === undefined) throw new Failure('missing', 'server.replayNotDeployed', { flow: flowId });
    return place;
  }
  const there = await db.query(
    'select 1 from flow_versions where workspace_id = $1 and flow_id = $2 and version = $3',
    [workspaceId, flowId, run.version],
  );
  if (there.rowCount === 0) throw new Failure('missing', 'server.noVersion', { flow: flowId, version: run.version });
  return { workspaceId, flowId, version: run.version, environmentId, triggerId, ordered };
}
