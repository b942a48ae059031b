import {
  describeFailure,
  describeProblem,
  Failure,
  type FailureData,
  type Language,
  type Problem,
  toFailure,
} from '@raccord/contract';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import plugin from 'fastify-plugin';
import { preferredLanguage } from './languages.ts';
import { statusOf } from './status-table.ts';
import { validationFailure } from './validation.ts';

/** How every error leaves the server. */
export type ErrorAnswer = { error: Omit<FailureData, 'retryAfterMs' | 'uncertain'> & { message: string } };

/** What Fastify itself throws, by its codes; anything else with a status below 500 is a request we cannot read. */
const fastifyCodes: Record<string, (error: FastifyError) => Failure> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => new Failure('input', 'server.unknownType'),
  FST_ERR_CTP_BODY_TOO_LARGE: () => new Failure('tooLarge', 'server.bodyTooLarge'),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => new Failure('input', 'server.badJson'),
  FST_ERR_CTP_INVALID_JSON_BODY: () => new Failure('input', 'server.badJson'),
};

/** Turns whatever was thrown into a failure: ours as it is, Fastify's by its code, what we did not foresee as our bug. */
export function failureOf(thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown;
  const error = thrown as Partial<FastifyError>;
  if (error.validation !== undefined) return validationFailure(error.validation, error.validationContext);
  const known = typeof error.code === 'string' ? fastifyCodes[error.code] : undefined;
  if (known !== undefined) return known(thrown as FastifyError);
  if (thrown instanceof SyntaxError) return new Failure('input', 'server.badJson', {}, { cause: thrown });
  if (typeof error.statusCode === 'number' && error.statusCode >= 400 && error.statusCode < 500)
    return new Failure('input', 'server.unreadable', {}, { cause: thrown });
  return toFailure(thrown);
}

/** The answer for a failure; of what we did not foresee only the request's number is told, the rest stands in the log. */
export function errorAnswer(failure: Failure, request: Pick<FastifyRequest, 'id' | 'headers'>): ErrorAnswer {
  const told = failure.kind === 'bug' ? new Failure('bug', 'server.unexpected', { request: request.id }) : failure;
  const { kind, code, at } = told;
  const language = preferredLanguage(request.headers['accept-language']);
  const message = describeFailure(told.toData(), language);
  const params = withSentences(told.params, language);
  return { error: { kind, code, params, message, ...(at === undefined ? {} : { at }) } };
}

/** A failure that lists problems of a flow says each in the reader's language too. */
function withSentences(params: Record<string, unknown>, language: Language): Record<string, unknown> {
  if (!Array.isArray(params.problems)) return params;
  const problems = (params.problems as Problem[]).map((problem) => ({
    ...problem,
    message: describeProblem(problem, language),
  }));
  return { ...params, problems };
}

function send(failure: Failure, request: FastifyRequest, reply: FastifyReply) {
  const status = statusOf(failure);
  if (failure.retryAfterMs !== undefined) reply.header('retry-after', Math.ceil(failure.retryAfterMs / 1_000));
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(errorAnswer(failure, request)));
}

export const errors = plugin(async (app) => {
  app.setErrorHandler((thrown, request, reply) => {
    const failure = failureOf(thrown);
    // What is only not there yet (a worker, a database) says so itself; a probe asks every few seconds.
    if (failure.kind === 'transient' && failure.cause === undefined)
      request.log.warn({ code: failure.code, params: failure.params }, 'request turned away for now');
    else if (statusOf(failure) >= 500) request.log.error({ err: thrown }, 'request failed');
    return send(failure, request, reply);
  });
  app.setNotFoundHandler((request, reply) =>
    send(
      new Failure('missing', 'server.noRoute', { method: request.method, path: request.url.split('?')[0] ?? '' }),
      request,
      reply,
    ),
  );
});
