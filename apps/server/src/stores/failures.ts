import { Failure, type FailureData, type FailureKind } from '@raccord/contract';
import { sql } from 'kysely';
import type { Db } from './database.ts';
import type { FailureStatus } from './schema.ts';

export type InboxFailure = {
  id: string;
  runId: string;
  recordId: string;
  flowId: string;
  version: number;
  environmentId: string;
  node: string;
  failure: FailureData;
  fingerprint: string;
  status: FailureStatus;
  resolution: string | null;
  createdAt: string;
  resolvedAt: string | null;
  resolvedBy: string | null;
};

export type FailureFilter = {
  status?: FailureStatus | undefined;
  flowId?: string | undefined;
  environmentId?: string | undefined;
  runId?: string | undefined;
  recordId?: string | undefined;
  node?: string | undefined;
  kind?: FailureKind | undefined;
  code?: string | undefined;
  fingerprint?: string | undefined;
};

const columns = [
  'id',
  'run_id',
  'record_id',
  'flow_id',
  'version',
  'environment_id',
  'node',
  'failure',
  'fingerprint',
  'status',
  'resolution',
  'created_at',
  'resolved_at',
  'resolved_by',
] as const;

function filtered(db: Db, workspaceId: string, filter: FailureFilter) {
  const { status, flowId, environmentId, runId, recordId, node, kind, code, fingerprint } = filter;
  const wanted = {
    status,
    flow_id: flowId,
    environment_id: environmentId,
    run_id: runId,
    record_id: recordId,
    node,
    kind,
    code,
    fingerprint,
  };
  let query = db.selectFrom('failures').where('workspace_id', '=', workspaceId);
  for (const [column, value] of Object.entries(wanted) as [keyof typeof wanted, string | undefined][])
    if (value !== undefined) query = query.where(column, '=', value as never);
  return query;
}

/** The newest first; `after` is the id of the last one seen. */
export async function listFailures(
  db: Db,
  workspaceId: string,
  filter: FailureFilter & { after?: string | undefined; limit: number },
): Promise<InboxFailure[]> {
  let query = filtered(db, workspaceId, filter).select(columns);
  if (filter.after !== undefined)
    query = query.where(
      sql<boolean>`(created_at, id) < (select f.created_at, f.id from failures f where f.id = ${filter.after})`,
    );
  const rows = await query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(filter.limit).execute();
  return rows.map(fromRow);
}

export type FailureGroup = {
  fingerprint: string;
  flowId: string;
  node: string;
  kind: string;
  code: string;
  /** The newest of them, for the sentence. */
  failure: FailureData;
  count: number;
  firstAt: string;
  lastAt: string;
};

/** The inbox as people read it: what failed alike (flow, node, kind, code) together, the most recent first. */
export async function listFailureGroups(db: Db, workspaceId: string, filter: FailureFilter): Promise<FailureGroup[]> {
  const rows = await filtered(db, workspaceId, filter)
    .select((is) => [
      'fingerprint',
      'flow_id',
      'node',
      'kind',
      'code',
      sql<string>`(array_agg(failure order by created_at desc))[1]`.as('failure'),
      is.fn.countAll<string>().as('count'),
      is.fn.min('created_at').as('first_at'),
      is.fn.max('created_at').as('last_at'),
    ])
    .groupBy(['fingerprint', 'flow_id', 'node', 'kind', 'code'])
    .orderBy('last_at', 'desc')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    fingerprint: row.fingerprint,
    flowId: row.flow_id,
    node: row.node,
    kind: row.kind,
    code: row.code,
    failure: JSON.parse(row.failure),
    count: Number(row.count),
    firstAt: row.first_at.toISOString(),
    lastAt: row.last_at.toISOString(),
  }));
}

/** With the record's data as it was. @throws Failure `missing` / `server.noFailure` */
export async function getFailure(db: Db, workspaceId: string, id: string): Promise<InboxFailure & { data: unknown }> {
  const row = await db
    .selectFrom('failures')
    .select([...columns, 'data'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw new Failure('missing', 'server.noFailure', { id });
  return { ...fromRow(row), data: JSON.parse(row.data) };
}

/**
 * Puts failures back into the inbox; only those a person closed, not those that a retry ended.
 * @returns the ids that were changed
 */
export async function reopenFailures(db: Db, workspaceId: string, ids: readonly string[]): Promise<string[]> {
  const rows = await db
    .updateTable('failures')
    .set({ status: 'open', resolution: null, resolved_at: null, resolved_by: null })
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', ids)
    .where('status', 'in', ['resolved', 'ignored'])
    .where('resolution', 'in', ['byHand', 'ignored'])
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

type Row = {
  id: string;
  run_id: string;
  record_id: string;
  flow_id: string;
  version: number;
  environment_id: string;
  node: string;
  failure: string;
  fingerprint: string;
  status: FailureStatus;
  resolution: string | null;
  created_at: Date;
  resolved_at: Date | null;
  resolved_by: string | null;
};

function fromRow(row: Row): InboxFailure {
  return {
    id: row.id,
    runId: row.run_id,
    recordId: row.record_id,
    flowId: row.flow_id,
    version: row.version,
    environmentId: row.environment_id,
    node: row.node,
    failure: JSON.parse(row.failure),
    fingerprint: row.fingerprint,
    status: row.status,
    resolution: row.resolution,
    createdAt: row.created_at.toISOString(),
    resolvedAt: row.resolved_at?.toISOString() ?? null,
    resolvedBy: row.resolved_by,
  };
}
