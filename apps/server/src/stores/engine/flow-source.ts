import type { FlowDocument } from '@raccord/contract';
import { Failure } from '@raccord/contract';
import type { FlowInPlace, FlowSource } from '@raccord/runtime/ports';
import type { Pool } from 'pg';
import { persistently } from './persistently.ts';

/** A version of a flow with what its environment gives it. */
export function createFlowSource(pool: Pool): FlowSource {
  return {
    async load({ workspaceId, flowId, version, environmentId }): Promise<FlowInPlace> {
      const { rows } = await persistently(() =>
        pool.query<{ document: string; name: string; variables: string; tracings: string[] | null }>(
          `select v.document, e.name, e.variables,
                  (select array_agg(t.id order by t.id) from tracings t
                    where t.workspace_id = $1 and t.flow_id = $2 and t.ended_at is null and t.until > now()) as tracings
             from flow_versions v join environments e on e.id = $4 and e.workspace_id = v.workspace_id
            where v.workspace_id = $1 and v.flow_id = $2 and v.version = $3`,
          [workspaceId, flowId, version, environmentId],
        ),
      );
      const row = rows[0];
      if (row === undefined) throw new Failure('config', 'engine.versionGone', { flow: flowId, version });
      const document: FlowDocument = JSON.parse(row.document);
      const place = { workspaceId, flowId, environmentId };
      const bindings = await persistently(() => readBindings(pool, place, document));
      return {
        document,
        environment: { id: environmentId, name: row.name, variables: JSON.parse(row.variables) },
        bindings,
        ...(row.tracings === null ? {} : { tracings: row.tracings }),
      };
    },
  };
}

/** Connection ids by slot: what the flow is bound to in this environment, else the environment's default for the connector. */
export async function readBindings(
  pool: Pick<Pool, 'query'>,
  place: { workspaceId: string; flowId: string; environmentId: string },
  document: Pick<FlowDocument, 'connections'>,
): Promise<Record<string, string>> {
  const { rows } = await pool.query<{ slot: string | null; connector: string | null; connection_id: string }>(
    `select slot, null as connector, connection_id from bindings where workspace_id = $1 and flow_id = $2 and environment_id = $3
     union all select null, connector, id from connections where workspace_id = $1 and environment_id = $3 and is_default`,
    [place.workspaceId, place.flowId, place.environmentId],
  );
  const bySlot = new Map(rows.flatMap((row) => (row.slot === null ? [] : [[row.slot, row.connection_id] as const])));
  const byConnector = new Map(
    rows.flatMap((row) => (row.connector === null ? [] : [[row.connector, row.connection_id] as const])),
  );
  const bindings: Record<string, string> = {};
  for (const [slot, { connector }] of Object.entries(document.connections ?? {})) {
    const connectionId = bySlot.get(slot) ?? byConnector.get(connector);
    if (connectionId !== undefined) bindings[slot] = connectionId;
  }
  return bindings;
}
