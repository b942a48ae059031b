import { Failure } from '@raccord/contract';
import type { Ring } from '@raccord/runtime/ports';
import { uuidv7 } from '@raccord/runtime/uuid';
import type { EngineCommands } from '../../engine-commands.ts';
import type { Queryable } from './claim-batch.ts';
import { storeArrivals } from './store-arrivals.ts';

/** Records of one batch; a firing by hand may bring more. */
const RECORDS_IN_A_BATCH = 200;

type Fire = Parameters<EngineCommands['fire']>[0];
/** What runs where. */
export type FiringPlace = {
  workspaceId: string;
  flowId: string;
  version: number;
  environmentId: string;
  triggerId: string | null;
  ordered: boolean;
};
export type Fired = { runId: string; recordIds: string[]; rings: Ring[] };

/** Starts a run of the version in service, one record for each input. */
export async function fireRun(db: Queryable, command: Fire): Promise<Fired> {
  const { workspaceId, flowId, environment, inputs, cause } = command;
  const place = await placeInService(db, workspaceId, flowId, environment);
  if (place === undefined) throw new Failure('missing', 'server.notDeployed', { flow: flowId, environment });
  if (inputs.length === 0) throw new Failure('input', 'engine.noInputs', { flow: flowId });
  const texts = inputs.map((input) => JSON.stringify(input ?? null));
  return fireInputs(db, place, texts, cause);
}

/** @param environment name or id */
export async function placeInService(
  db: Queryable,
  workspaceId: string,
  flowId: string,
  environment: string,
): Promise<FiringPlace | undefined> {
  const { rows } = await db.query<{
    version: number;
    environment_id: string;
    trigger_id: string | null;
    ordered: boolean | null;
  }>(
    `select d.version, d.environment_id, t.id as trigger_id, t.ordered
       from deployments d join environments e on e.id = d.environment_id
       left join triggers t on t.workspace_id = d.workspace_id and t.flow_id = d.flow_id and t.environment_id = d.environment_id and t.active
      where d.workspace_id = $1 and d.flow_id = $2 and $3 in (e.name, e.id::text) and d.active`,
    [workspaceId, flowId, environment],
  );
  const row = rows[0];
  if (row === undefined) return undefined;
  const { version, environment_id: environmentId, trigger_id: triggerId } = row;
  return { workspaceId, flowId, version, environmentId, triggerId, ordered: row.ordered ?? false };
}

/** Starts a run, one record for each input (JSON). */
export async function fireInputs(
  db: Queryable,
  place: FiringPlace,
  inputs: readonly string[],
  cause: Fire['cause'],
): Promise<Fired> {
  const { ordered, ...where } = place;
  const queue = inputs.length > RECORDS_IN_A_BATCH ? 'bulk' : 'live';
  const startedAt = Date.now();
  const recordIds: string[] = [];
  const rings: Ring[] = [];
  let runId: string | undefined;
  for (let from = 0; from < inputs.length; from += RECORDS_IN_A_BATCH) {
    const items = inputs.slice(from, from + RECORDS_IN_A_BATCH).map((input) => ({ recordId: uuidv7(), input }));
    const stored = await storeArrivals(db, [
      {
        ...where,
        cause,
        queue,
        startedAt,
        ...(ordered ? { lane: `${place.flowId}:${place.environmentId}` } : {}),
        ...(runId === undefined ? {} : { runId }),
        items,
      },
    ]);
    const batch = stored.batches[0]!;
    runId = batch.runId;
    recordIds.push(...items.map((item) => item.recordId));
    rings.push({ queue, kind: 'batch', id: batch.batchId });
  }
  return { runId: runId!, recordIds, rings };
}
