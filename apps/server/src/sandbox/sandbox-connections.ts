import type { Deps } from '../deps.ts';
import { listConnections } from '../stores/connections.ts';

export type SandboxConnectionRef = { id: string; name: string; connector: string; environmentId: string };

/** The connections, in any environment, that lead to the stand-ins and not to the vendors. */
export async function connectionsToSandbox(
  { db, sandbox: { origins = [] } }: Pick<Deps, 'db' | 'sandbox'>,
  workspaceId: string,
): Promise<SandboxConnectionRef[]> {
  const connections = await listConnections(db, workspaceId, {});
  return connections.flatMap(({ id, name, connector, environmentId, endpoints }) => {
    const addresses = Object.values(endpoints);
    const leads = addresses.some((address) =>
      origins.some((origin) => address === origin || address.startsWith(`${origin}/`)),
    );
    return leads ? [{ id, name, connector, environmentId }] : [];
  });
}
