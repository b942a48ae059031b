import { connectorNamed } from '../../connections/check-connection.ts';
import { connectionUses } from '../../connections/connection-uses.ts';
import { missingScopes, scopesToAsk } from '../../connections/scopes.ts';
import { getConnection } from '../../stores/connections.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams } from '../params.ts';
import { ConnectionDetail } from './connection-body.ts';

export const getConnectionRoute = endpoint({
  method: 'GET',
  url: '/api/connections/:id',
  access: 'viewer',
  summary: 'One connection, without its secrets: its health, what uses it, and what it was granted',
  params: IdParams,
  answer: ConnectionDetail,
  async handle({ deps, principal: { workspaceId }, params }) {
    const connection = await getConnection(deps.db, workspaceId, params.id);
    const connector = connectorNamed(deps.registry, connection.connector);
    const { flows, scopes } = await connectionUses(deps.db, deps.registry, workspaceId, connection);
    const neededScopes = scopesToAsk(connector, scopes);
    const missing = missingScopes(connector.auth.oauth2, connection.grantedScopes, neededScopes);
    return { ...connection, flows, neededScopes, missingScopes: missing };
  },
});
