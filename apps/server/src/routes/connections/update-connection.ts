import Type from 'typebox';
import { changeConnection } from '../../connections/save-connection.ts';
import { endpoint } from '../endpoint.ts';
import { IdParams } from '../params.ts';
import { ConnectionAnswer, connectionFields, withMessages } from './connection-body.ts';

export const updateConnectionRoute = endpoint({
  method: 'PATCH',
  url: '/api/connections/:id',
  access: 'admin',
  summary: 'Change a connection; what is left out stays',
  params: IdParams,
  body: Type.Partial(Type.Object(connectionFields), { additionalProperties: false }),
  answer: ConnectionAnswer,
  handle: async ({ deps, principal: { workspaceId, label: by }, params, body, request }) =>
    withMessages(await changeConnection(deps, { workspaceId, by }, params.id, body), request),
});
