import Type from 'typebox';
import { createConnection } from '../../connections/save-connection.ts';
import { endpoint } from '../endpoint.ts';
import { ConnectionAnswer, connectionFields } from './connection-body.ts';

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
  handle: ({ deps, principal: { workspaceId, label: by }, body }) => createConnection(deps, { workspaceId, by }, body),
});
