import { getConnection } from '../../stores/connections.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams } from '../params.ts';
import { ConnectionAnswer } from './connection-body.ts';

export const getConnectionRoute = endpoint({
  method: 'GET',
  url: '/api/connections/:id',
  access: 'viewer',
  summary: 'One connection, without its secrets',
  params: IdParams,
  answer: ConnectionAnswer,
  handle: ({ deps, principal, params }) => getConnection(deps.db, principal.workspaceId, params.id),
});
