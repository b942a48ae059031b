import { describeProblem, type Problem } from '@raccord/contract';
import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import { preferredLanguage } from '../../plugins/languages.ts';

/** What is wrong with a flow, with the sentence in the caller's language. */
export const Problems = Type.Array(
  Type.Object({
    code: Type.String(),
    path: Type.String(),
    params: Type.Record(Type.String(), Type.Unknown()),
    severity: Type.Enum(['error', 'warning']),
    node: Type.Optional(Type.String()),
    message: Type.String(),
  }),
);

export function withMessages(problems: readonly Problem[], request: FastifyRequest) {
  const language = preferredLanguage(request.headers['accept-language']);
  return problems.map((problem) => ({ ...problem, message: describeProblem(problem, language) }));
}
