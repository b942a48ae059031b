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
  /** What people know the record by; null for a part of another one. */
  recordKey: string | null;
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
  /** Part of what people know the record by. */
  search?: string | undefined;
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
  'record_key',
  'status',
  'resolution',
  'created_at',
  'resolved_at',
  'resolved_by',
] as const;

/** The failures that a filter leaves. */
export function filtered(db: Db, workspaceId: string, filter: FailureFilter) {
  const { status, flowId, environmentId, runId, recordId, node, kind, code, fingerprint, search } = filter;
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
  if (search !== undefined && search !== '')
    query = query.where('record_key', 'ilike', `%${search.replace(/[\\%_]/g, '\\$&')}%`);
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
 * Puts failures back into the inbox; not those that a retry ended: what came of it is another.
 * @returns the ids that were changed
 */
export async function reopenFailures(db: Db, workspaceId: string, ids: readonly string[]): Promise<string[]> {
  const rows = await db
    .updateTable('failures')
    .set({ status: 'open', resolution: null, resolved_at: null, resolved_by: null })
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', ids)
    .where('status', 'in', ['resolved', 'ignored'])
    .where('resolution', 'in', ['byHand', 'ignored', 'laterWrite'])
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
  record_key: string | null;
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
    recordKey: row.record_key,
    status: row.status,
    resolution: row.resolution,
    createdAt: row.created_at.toISOString(),
    resolvedAt: row.resolved_at?.toISOString() ?? null,
    resolvedBy: row.resolved_by,
  };
}
