import type { FlowDocument } from '@raccord/contract';
import type { Db } from './database.ts';
import { notifyChange } from './notify.ts';

/** A connection in a flow's slot. `explicit`: somebody chose it; else it is the environment's default for the connector. */
export type Binding = {
  id: string;
  connector: string;
  name: string;
  explicit: boolean;
  /** Null: the vendor does not say. */
  grantedScopes: string[] | null;
};

type Place = { workspaceId: string; flowId: string; environmentId: string };

/** The connections that the slots of `document` mean in an environment; a slot without one is left out. */
export async function resolveBindings(db: Db, place: Place, document: FlowDocument): Promise<Record<string, Binding>> {
  const { workspaceId, flowId, environmentId } = place;
  const slots = Object.entries(document.connections ?? {});
  const chosen = await db
    .selectFrom('bindings as b')
    .innerJoin('connections as c', 'c.id', 'b.connection_id')
    .select(['b.slot', 'c.id', 'c.connector', 'c.name', 'c.granted_scopes as grantedScopes'])
    .where('b.workspace_id', '=', workspaceId)
    .where('b.flow_id', '=', flowId)
    .where('b.environment_id', '=', environmentId)
    .execute();
  const defaults = await db
    .selectFrom('connections')
    .select(['id', 'connector', 'name', 'granted_scopes as grantedScopes'])
    .where('environment_id', '=', environmentId)
    .where('is_default', '=', true)
    .execute();
  const bySlot = new Map(chosen.map(({ slot, ...connection }) => [slot, { ...connection, explicit: true }]));
  const byConnector = new Map(defaults.map((connection) => [connection.connector, { ...connection, explicit: false }]));
  const bound = slots.flatMap(([slot, { connector }]) => {
    const binding = bySlot.get(slot) ?? byConnector.get(connector);
    return binding === undefined ? [] : [[slot, binding] as const];
  });
  return Object.fromEntries(bound);
}

/** Puts a connection into a slot; `null` goes back to the environment's default. Within a transaction. */
export async function bindSlot(db: Db, place: Place, slot: string, connectionId: string | null): Promise<void> {
  const key = {
    workspace_id: place.workspaceId,
    flow_id: place.flowId,
    environment_id: place.environmentId,
    slot,
  };
  if (connectionId === null) {
    await db
      .deleteFrom('bindings')
      .where('workspace_id', '=', key.workspace_id)
      .where('flow_id', '=', key.flow_id)
      .where('environment_id', '=', key.environment_id)
      .where('slot', '=', slot)
      .execute();
  } else {
    await db
      .insertInto('bindings')
      .values({ ...key, connection_id: connectionId })
      .onConflict((conflict) =>
        conflict
          .columns(['workspace_id', 'flow_id', 'environment_id', 'slot'])
          .doUpdateSet({ connection_id: connectionId }),
      )
      .execute();
  }
  await notifyChange(db, `flow:${place.workspaceId}:${place.flowId}`);
}
