import { Failure } from '@raccord/contract';
import Type from 'typebox';
import { mayAct, roles } from '../../sign-in/roles.ts';
import { createApiToken } from '../../stores/api-tokens.ts';
import { endpoint } from '../endpoint.ts';

export const createToken = endpoint({
  method: 'POST',
  url: '/api/tokens',
  access: 'admin',
  summary: 'Make an API token; it is shown this once',
  body: Type.Object(
    { name: Type.String({ minLength: 1, maxLength: 100 }), role: Type.Enum([...roles]) },
    { additionalProperties: false },
  ),
  answer: Type.Object({ id: Type.String(), token: Type.String() }),
  async handle({ deps, principal, body }) {
    // Nobody gives away more than they have.
    if (!mayAct(principal.role, body.role))
      throw new Failure('auth', 'server.notAllowed', { role: principal.role, needed: body.role });
    return createApiToken(deps.db, { workspaceId: principal.workspaceId, ...body });
  },
});
