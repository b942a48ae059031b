import { sql } from 'kysely';
import type { Db } from './database.ts';

/** Which run of which flow a record belongs to. */
export type RecordOrigin = { recordId: string; runId: string; flowId: string; flowName: string };
/** Whose webhook address it is: a flow's, or that of a connection, which serves all its triggers. */
export type HookOrigin = { token: string; flowId: string | null; flowName: string | null; connectionId: string | null };

/** At most a few hundred ids; those that are not known (any more) are left out. */
export async function recordOrigins(db: Db, workspaceId: string, ids: readonly string[]): Promise<RecordOrigin[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<RecordOrigin>`
    select r.id as "recordId", r.run_id as "runId", u.flow_id as "flowId", f.name as "flowName"
      from records r join runs u on u.id = r.run_id
      join flows f on f.workspace_id = u.workspace_id and f.id = u.flow_id
     where r.workspace_id = ${workspaceId} and r.id = any(${[...ids]}::uuid[])`.execute(db);
  return rows;
}

export async function hookOrigins(db: Db, workspaceId: string, tokens: readonly string[]): Promise<HookOrigin[]> {
  if (tokens.length === 0) return [];
  const { rows } = await sql<HookOrigin>`
    select t.token, t.flow_id as "flowId", f.name as "flowName", t.connection_id as "connectionId"
      from triggers t join flows f on f.workspace_id = t.workspace_id and f.id = t.flow_id
     where t.workspace_id = ${workspaceId} and t.token = any(${[...tokens]})
     union all
    select c.hook_token, null, null, c.id from connections c
     where c.workspace_id = ${workspaceId} and c.hook_token = any(${[...tokens]})`.execute(db);
  return rows;
}
