import type { ConnectorRegistry } from '@raccord/contract';
import { parseFlow } from '@raccord/runtime/flow/parse-flow';
import { connectionFlows } from '../stores/connection-flows.ts';
import type { Connection } from '../stores/connections.ts';
import type { Db } from '../stores/database.ts';
import { scopesBySlot } from './scopes.ts';

/** `deployed`: in service in the connection's environment; else only the draft uses it. */
export type ConnectionUses = { flows: { id: string; name: string; deployed: boolean }[]; scopes: string[] };

/** The flows that work through a connection, and the scopes their actions and triggers need. */
export async function connectionUses(
  db: Db,
  registry: ConnectorRegistry,
  workspaceId: string,
  connection: Pick<Connection, 'id' | 'environmentId' | 'connector' | 'isDefault'>,
): Promise<ConnectionUses> {
  const flows = new Map<string, ConnectionUses['flows'][number]>();
  const scopes = new Set<string>();
  for (const { id, name, deployed, document, bindings } of await connectionFlows(db, workspaceId, connection)) {
    const parsed = parseFlow(document);
    // A draft that cannot be read yet uses nothing.
    if (!parsed.ok) continue;
    const ours = Object.entries(parsed.flow.connections ?? {})
      .filter(([slot, { connector }]) => {
        const bound = Object.hasOwn(bindings, slot) ? bindings[slot] : undefined;
        return (
          connector === connection.connector && (bound === undefined ? connection.isDefault : bound === connection.id)
        );
      })
      .map(([slot]) => slot);
    const used = parsed.flow.nodes.some((node) => 'connection' in node && ours.includes(node.connection ?? ''));
    if (!used) continue;
    flows.set(id, { id, name, deployed: deployed || flows.get(id)?.deployed === true });
    for (const node of scopesBySlot(parsed.flow, registry))
      if (ours.includes(node.slot)) for (const scope of node.scopes) scopes.add(scope);
  }
  return { flows: [...flows.values()], scopes: [...scopes].sort() };
}
