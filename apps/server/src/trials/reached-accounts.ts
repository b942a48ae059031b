import type { Connector, ConnectorRegistry, Endpoints, FlowDocument } from '@raccord/contract';
import { resolveBindings } from '../stores/bindings.ts';
import { getConnection } from '../stores/connections.ts';
import type { Db } from '../stores/database.ts';

/** Something outside that a run of the flow would call. */
export type Reached = {
  /** Names of the steps' actions. */
  nodes: string[];
  /** Absent: the steps have none. */
  connection?: { id: string; name: string; account: string | null };
  /** Connector, or the flow that is called. */
  what: string;
  /** All its addresses are stand-ins of the sandbox. */
  standIn: boolean;
};

type Sources = { db: Db; registry: ConnectorRegistry; sandbox: { origins?: readonly string[] } };

/** What the actions of a flow would reach in an environment, by connection. */
export async function reachedAccounts(
  { db, registry, sandbox }: Sources,
  place: { workspaceId: string; flowId: string; environmentId: string },
  document: FlowDocument,
): Promise<Reached[]> {
  const bindings = await resolveBindings(db, place, document);
  const reached = new Map<string, Reached>();
  for (const node of document.nodes) {
    if (node.kind !== 'action' && node.kind !== 'subflow') continue;
    const what = node.kind === 'subflow' ? node.flow : node.uses.split('/')[0]!;
    const bound = node.kind === 'action' && node.connection !== undefined ? bindings[node.connection] : undefined;
    const key = bound?.id ?? `${node.kind} ${what}`;
    const known = reached.get(key);
    if (known !== undefined) {
      known.nodes.push(node.id);
      continue;
    }
    if (bound === undefined) {
      reached.set(key, { nodes: [node.id], what, standIn: false });
      continue;
    }
    const { id, name, account, endpoints } = await getConnection(db, place.workspaceId, bound.id);
    const standIn = isStandIn(registry[bound.connector], endpoints, sandbox.origins ?? []);
    reached.set(key, { nodes: [node.id], connection: { id, name, account }, what, standIn });
  }
  return [...reached.values()];
}

/** Where actions call: tokens are asked for elsewhere, and where files go to is told by the one that is called. */
const called = ['api', 'smtp', 'imap', 'sql'] as const;

function isStandIn(connector: Connector | undefined, own: Partial<Endpoints>, origins: readonly string[]): boolean {
  const endpoints = { ...connector?.endpoints, ...own };
  const addresses = called.flatMap((name) => endpoints[name] ?? []);
  return (
    addresses.length > 0 &&
    addresses.every((address) => origins.some((origin) => address === origin || address.startsWith(`${origin}/`)))
  );
}
