import Type from 'typebox';
import { listConnections } from '../../stores/connections.ts';
import { getEnvironment } from '../../stores/environments.ts';
import { endpoint } from '../endpoint.ts';
import { ConnectionAnswer, withMessages } from './connection-body.ts';

export const listConnectionsRoute = endpoint({
  method: 'GET',
  url: '/api/connections',
  access: 'viewer',
  summary: 'The connections, without their secrets',
  query: Type.Object({
    environment: Type.Optional(Type.String({ maxLength: 100 })),
    connector: Type.Optional(Type.String({ maxLength: 64 })),
  }),
  answer: Type.Object({ connections: Type.Array(ConnectionAnswer) }),
  async handle({ deps, principal, query, request }) {
    const { workspaceId } = principal;
    const environment = query.environment;
    const environmentId =
      environment === undefined ? undefined : (await getEnvironment(deps.db, workspaceId, environment)).id;
    const filter = { environmentId, connector: query.connector };
    const connections = await listConnections(deps.db, workspaceId, filter);
    return { connections: connections.map((connection) => withMessages(connection, request)) };
  },
});
