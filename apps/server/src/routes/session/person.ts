import type { FastifyReply } from 'fastify';
import Type from 'typebox';
import { roles } from '../../sign-in/roles.ts';

/** Who is signed in. */
export const PersonAnswer = Type.Object({
  id: Type.String(),
  name: Type.String(),
  email: Type.String(),
  role: Type.Enum([...roles]),
});

export function giveCookies(reply: FastifyReply, cookies: readonly string[]): void {
  for (const cookie of cookies) reply.header('set-cookie', cookie);
}
