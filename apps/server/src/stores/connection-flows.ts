import { sql } from 'kysely';
import type { Connection } from './connections.ts';
import type { Db } from './database.ts';

/** A flow that may work through a connection: its draft, or the version in service. `bindings`: connection ids by slot. */
export type ConnectionFlow = {
  id: string;
  name: string;
  deployed: boolean;
  document: string;
  bindings: Record<string, string>;
};

/** Drafts and versions in service that name the connection's connector, with what their slots are bound to in its environment. */
export async function connectionFlows(
  db: Db,
  workspaceId: string,
  { environmentId, connector }: Pick<Connection, 'environmentId' | 'connector'>,
): Promise<ConnectionFlow[]> {
  // The text is only a first look, so that not every flow is read.
  const mentions = `%"${connector}"%`;
  const { rows } = await sql<ConnectionFlow>`
    select f.id, f.name, t.deployed, t.document,
           coalesce((select json_object_agg(b.slot, b.connection_id) from bindings b
                      where b.workspace_id = f.workspace_id and b.flow_id = f.id and b.environment_id = ${environmentId}), '{}') as bindings
      from flows f
      join lateral (
        select false as deployed, f.draft as document
        union all
        select true, v.document from deployments d
          join flow_versions v on v.workspace_id = d.workspace_id and v.flow_id = d.flow_id and v.version = d.version
         where d.workspace_id = f.workspace_id and d.flow_id = f.id and d.environment_id = ${environmentId} and d.active
      ) t on t.document like ${mentions}
     where f.workspace_id = ${workspaceId} and f.archived_at is null
     order by lower(f.name), f.id`.execute(db);
  return rows;
}
