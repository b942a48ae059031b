import { Failure } from '@raccord/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { WebhookIntake } from './webhook-intake.ts';

/** Vendors keep far below this; who needs more can send a reference. */
const BODY_LIMIT = 1_048_576;
/** How soon a sender should come again when the fault is ours. */
const COME_AGAIN_MS = 5_000;

/** `/hooks/<token>`: any method, any type, untouched bytes. The delivery proves itself to the connector, not to our sign-in. */
export async function webhookRoute(app: FastifyInstance, { intake }: { intake: WebhookIntake }): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) =>
    done(null, body),
  );
  app.route({
    method: ['POST', 'PUT', 'GET'],
    url: '/hooks/:token',
    config: { access: 'public', anyOrigin: true, rateLimit: false },
    // Replaced by the few headers below: putting together those of a page costs more than reading the delivery.
    helmet: false,
    bodyLimit: BODY_LIMIT,
    schema: { hide: true },
    logLevel: 'warn',
    async handler(request: FastifyRequest<{ Params: { token: string } }>, reply) {
      const delivery = {
        method: request.method,
        headers: singleHeaders(request.headers),
        query: request.query as Record<string, string>,
        body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
      };
      const answer = await intake.take(request.params.token, delivery).catch((thrown: unknown) => {
        throw thrown instanceof Failure && thrown.kind !== 'bug' ? thrown : notOurDay(thrown);
      });
      reply.code(answer.status);
      for (const [name, value] of Object.entries(answer.headers ?? {})) reply.header(name, value);
      // What a flow answers must never run as a page of ours, whatever type the flow gives it.
      reply.header('content-security-policy', "default-src 'none'; sandbox");
      reply.header('x-content-type-options', 'nosniff');
      return reply.send(answer.body ?? '');
    },
  });
}

/** Whatever went wrong on our side: the sender keeps the delivery and comes again. */
function notOurDay(cause: unknown): Failure {
  return new Failure('transient', 'intake.unavailable', {}, { retryAfterMs: COME_AGAIN_MS, cause });
}

function singleHeaders(headers: FastifyRequest['headers']): Record<string, string> {
  const single: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) single[name] = Array.isArray(value) ? value.join(', ') : value;
  return single;
}
