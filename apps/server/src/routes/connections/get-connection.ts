import { connectionUses } from '../../connections/connection-uses.ts';
import { missingScopes, scopesToAsk } from '../../connections/scopes.ts';
import { mayAct } from '../../sign-in/roles.ts';
import { getConnection, hookTokenOf } from '../../stores/connections.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams } from '../params.ts';
import { ConnectionDetail, withMessages } from './connection-body.ts';

export const getConnectionRoute = endpoint({
  method: 'GET',
  url: '/api/connections/:id',
  access: 'viewer',
  summary: 'One connection, without its secrets: its health, what uses it, and what it was granted',
  params: IdParams,
  answer: ConnectionDetail,
  async handle({ deps, principal: { workspaceId, role }, params, request }) {
    const connection = await getConnection(deps.db, workspaceId, params.id);
    // It may be of a connector that this Raccord no longer has.
    const connector = Object.hasOwn(deps.registry, connection.connector)
      ? deps.registry[connection.connector]
      : undefined;
    const { flows, scopes } = await connectionUses(deps.db, deps.registry, workspaceId, connection);
    const neededScopes = connector === undefined ? [] : scopesToAsk(connector, scopes);
    const missing = missingScopes(connector?.auth.oauth2, connection.grantedScopes, neededScopes);
    const shares = Object.values(connector?.triggers ?? {}).some(({ webhook }) => webhook?.shared);
    const deliveries =
      shares && mayAct(role, 'builder') ? `${deps.publicUrl}/hooks/${await hookTokenOf(deps.db, connection.id)}` : null;
    return { ...withMessages(connection, request), flows, neededScopes, missingScopes: missing, deliveries };
  },
});
