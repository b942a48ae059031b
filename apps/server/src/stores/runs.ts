import { type Counters, Failure, type RunStatus, runStatus, type runStatuses } from '@raccord/contract';
import { sql } from 'kysely';
import type { Db } from './database.ts';

export type Run = {
  id: string;
  flowId: string;
  version: number;
  environmentId: string;
  triggerId: string | null;
  cause: string;
  parentRecordId: string | null;
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
  after?: string | undefined;
  limit: number;
};

/** `runStatus` of the contract, in SQL; the test of this store holds them together. */
const wrong = sql`(failed + in_doubt)`;
const statusConditions = {
  running: sql<boolean>`(open or waiting > 0)`,
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
    status: runStatus(counters, row.open),
    counters,
    startedAt: row.started_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    cancelledAt: row.cancelled_at?.toISOString() ?? null,
  };
}

/** The newest first. Ids are times, so paging by id walks from one day's partition to the one before and stops when it has enough. */
export async function listRuns(db: Db, workspaceId: string, filter: RunFilter): Promise<Run[]> {
  const { flowId, environmentId, status, after, limit } = filter;
  let query = select(db, workspaceId);
  if (flowId !== undefined) query = query.where('flow_id', '=', flowId);
  if (environmentId !== undefined) query = query.where('environment_id', '=', environmentId);
  if (status !== undefined) query = query.where(statusConditions[status]);
  if (after !== undefined) query = query.where('id', '<', after);
  return (await query.orderBy('id', 'desc').limit(limit).execute()).map(fromRow);
}

/** @throws Failure `missing` / `server.noRun` */
export async function getRun(db: Db, workspaceId: string, id: string): Promise<Run> {
  const row = await select(db, workspaceId).where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new Failure('missing', 'server.noRun', { id });
  return fromRow(row);
}
