import { type Counters, type RunStatus, runStatus, type runStatuses } from '@raccord/contract';
import { sql } from 'kysely';
import type { Db } from './database.ts';
import { notThere } from './keeping/not-there.ts';
import { uuidBound } from './partitions.ts';

export type Run = {
  id: string;
  flowId: string;
  version: number;
  environmentId: string;
  triggerId: string | null;
  cause: string;
  parentRecordId: string | null;
  /** The run that this one repeats. */
  replayOf: string | null;
  status: RunStatus;
  counters: Counters;
  startedAt: string;
  endedAt: string | null;
  cancelledAt: string | null;
};

export type RunFilter = {
  flowId?: string | undefined;
  environmentId?: string | undefined;
  status?: RunStatus | undefined;
  cause?: string | undefined;
  triggerId?: string | undefined;
  /** Milliseconds since 1970; from the one, before the other. */
  from?: number | undefined;
  to?: number | undefined;
  /** A run, a record of it, or part of a flow's name or id. */
  search?: string | undefined;
  after?: string | undefined;
  limit: number;
};

/** `runStatus` of the contract, in SQL; the test of this store holds them together. */
const wrong = sql`(failed + in_doubt)`;
const statusConditions = {
  // What runs has not ended; said twice, since that is what an index knows.
  running: sql<boolean>`((open or waiting > 0) and ended_at is null)`,
  partial: sql<boolean>`(not open and waiting = 0 and ${wrong} > 0 and ${wrong} < total)`,
  failed: sql<boolean>`(not open and waiting = 0 and ${wrong} > 0 and ${wrong} = total)`,
  cancelled: sql<boolean>`(not open and waiting = 0 and ${wrong} = 0 and cancelled > 0)`,
  succeeded: sql<boolean>`(not open and waiting = 0 and ${wrong} = 0 and cancelled = 0)`,
} satisfies { [S in (typeof runStatuses)[number]]: unknown };

function select(db: Db, workspaceId: string) {
  return db.selectFrom('runs').selectAll().where('workspace_id', '=', workspaceId);
}
type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

function fromRow(row: Row): Run {
  const { total, waiting, succeeded, filtered, failed, in_doubt: inDoubt, cancelled } = row;
  const counters = { total, waiting, succeeded, filtered, failed, inDoubt, cancelled };
  return {
    id: row.id,
    flowId: row.flow_id,
    version: row.version,
    environmentId: row.environment_id,
    triggerId: row.trigger_id,
    cause: row.cause,
    parentRecordId: row.parent_record_id,
    replayOf: row.replay_of,
    status: runStatus(counters, row.open),
    counters,
    startedAt: row.started_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    cancelledAt: row.cancelled_at?.toISOString() ?? null,
  };
}

/** The newest first. Ids are times, so paging by id walks from one day's partition to the one before and stops when it has enough. */
export async function listRuns(db: Db, workspaceId: string, filter: RunFilter): Promise<Run[]> {
  const { flowId, environmentId, status, cause, triggerId, from, to, search, after, limit } = filter;
  let query = select(db, workspaceId);
  if (flowId !== undefined) query = query.where('flow_id', '=', flowId);
  if (environmentId !== undefined) query = query.where('environment_id', '=', environmentId);
  if (status !== undefined) query = query.where(statusConditions[status]);
  if (cause !== undefined) query = query.where('cause', '=', cause);
  if (triggerId !== undefined) query = query.where('trigger_id', '=', triggerId);
  if (from !== undefined) query = query.where('id', '>=', uuidBound(from));
  if (to !== undefined) query = query.where('id', '<', uuidBound(to));
  if (after !== undefined) query = query.where('id', '<', after);
  if (search !== undefined) query = query.where(searched(workspaceId, search));
  return (await query.orderBy('id', 'desc').limit(limit).execute()).map(fromRow);
}

const anId = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function searched(workspaceId: string, search: string) {
  const text = search.trim();
  if (anId.test(text))
    return sql<boolean>`(id = ${text} or id = (select r.run_id from records r where r.id = ${text} and r.workspace_id = ${workspaceId}))`;
  const part = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  return sql<boolean>`flow_id in (select f.id from flows f where f.workspace_id = ${workspaceId} and (f.name ilike ${part} or f.id ilike ${part}))`;
}

/** @throws Failure `missing` / `server.noRun` or `keeping.runForgotten` */
export async function getRun(db: Db, workspaceId: string, id: string): Promise<Run> {
  const row = await select(db, workspaceId).where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw notThere('run', id);
  return fromRow(row);
}
