import Type from 'typebox';
import { roles } from '../../sign-in/roles.ts';
import { endpoint } from '../endpoint.ts';

export const getSession = endpoint({
  method: 'GET',
  url: '/api/session',
  access: 'viewer',
  summary: 'Who is signed in',
  answer: Type.Object({
    userId: Type.Optional(Type.String()),
    tokenId: Type.Optional(Type.String()),
    workspaceId: Type.String(),
    role: Type.Enum([...roles]),
    name: Type.String(),
    label: Type.String({ description: 'How the history names them.' }),
  }),
  handle: async ({ principal }) => principal,
});
