import Type from 'typebox';
import { listApiTokens } from '../../stores/api-tokens.ts';
import { endpoint } from '../endpoint.ts';

export const listTokens = endpoint({
  method: 'GET',
  url: '/api/tokens',
  access: 'admin',
  summary: 'The API tokens that work',
  answer: Type.Object({
    tokens: Type.Array(
      Type.Object({
        id: Type.String(),
        name: Type.String(),
        role: Type.String(),
        createdAt: Type.String(),
        lastUsedAt: Type.Union([Type.String(), Type.Null()]),
      }),
    ),
  }),
  handle: async ({ deps, principal }) => ({ tokens: await listApiTokens(deps.db, principal.workspaceId) }),
});
