import Type from 'typebox';
import { createConnection } from '../../connections/save-connection.ts';
import { endpoint } from '../endpoint.ts';
import { ConnectionAnswer, connectionFields, withMessages } from './connection-body.ts';

export const createConnectionRoute = endpoint({
  method: 'POST',
  url: '/api/connections',
  access: 'admin',
  summary: 'Connect an account in an environment',
  body: Type.Object(
    {
      connector: Type.String({ maxLength: 64 }),
      environment: Type.String({ minLength: 1, maxLength: 100, description: 'Name or id.' }),
      ...connectionFields,
    },
    { additionalProperties: false },
  ),
  answer: ConnectionAnswer,
  handle: async ({ deps, principal: { workspaceId, label: by }, body, request }) =>
    withMessages(await createConnection(deps, { workspaceId, by }, body), request),
});
