import { Failure, type FailureKind, type WebhookAnswer } from '@raccord/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { happened } from '../happenings.ts';
import { failureOf } from '../plugins/errors.ts';
import { BODY_LIMIT, FORM_LIMIT } from './body-limit.ts';
import { openWebhookDoor } from './webhook-door.ts';
import type { DeliveryTaker } from './webhook-intake.ts';

/** How soon a sender should come again when the fault is ours. */
export const COME_AGAIN_MS = 5_000;

/** What a flow answers must never run as a page of ours, whatever type the flow gives it. */
export const answerHeaders = {
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
} as const;

/**
 * `/hooks/<token>`: any method, any type, untouched bytes. The delivery proves itself to the connector, not to our sign-in.
 * Most deliveries take the shorter way of `openWebhookDoor`, which gives the same answers.
 * @param mostBytes of bodies held there at a time
 */
export async function webhookRoute(
  app: FastifyInstance,
  { intake, mostBytes }: { intake: DeliveryTaker; mostBytes?: number },
): Promise<void> {
  openWebhookDoor(app, intake, mostBytes);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) =>
    done(null, body),
  );
  app.addContentTypeParser(
    'multipart/form-data',
    { parseAs: 'buffer', bodyLimit: FORM_LIMIT },
    (_request, body, done) => done(null, body),
  );
  app.route({
    method: ['POST', 'PUT', 'GET'],
    url: '/hooks/:token',
    // A HEAD is a look, not a delivery.
    exposeHeadRoute: false,
    config: { access: 'public', anyOrigin: true, rateLimit: false },
    // Replaced by the few headers above: putting together those of a page costs more than reading the delivery.
    helmet: false,
    bodyLimit: BODY_LIMIT,
    schema: { hide: true },
    logLevel: 'warn',
    async handler(request: FastifyRequest<{ Params: { token: string } }>, reply) {
      const answer = await takeDelivery(intake, request.params.token, {
        method: request.method,
        headers: request.headers,
        query: request.query as Record<string, string>,
        body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
      }).catch((refused: unknown) => {
        happened('delivered', { outcome: failureOf(refused).code });
        throw refused;
      });
      reply.code(answer.status);
      for (const [name, value] of Object.entries({ ...answer.headers, ...answerHeaders })) reply.header(name, value);
      return reply.send(answer.body ?? '');
    },
  });
}

type Received = {
  method: string;
  headers: Record<string, string | string[] | undefined>;
  query: Record<string, string>;
  body: Buffer;
};

/** What the sender can put right. Anything else, a secret that our vault cannot open among it, is our fault and not his. */
const ofSender: ReadonlySet<FailureKind> = new Set<FailureKind>(['auth', 'input', 'missing', 'tooLarge']);

/** @throws Failure what is the sender's to know; whatever went wrong on our side asks him to keep the delivery and come again */
export async function takeDelivery(intake: DeliveryTaker, token: string, received: Received): Promise<WebhookAnswer> {
  try {
    const answer = await intake.take(token, { ...received, headers: singleHeaders(received.headers) });
    happened('delivered', { outcome: 'accepted' });
    return answer;
  } catch (thrown) {
    if (thrown instanceof Failure && (ofSender.has(thrown.kind) || thrown.retryAfterMs !== undefined)) throw thrown;
    throw new Failure('transient', 'intake.unavailable', {}, { retryAfterMs: COME_AGAIN_MS, cause: thrown });
  }
}

function singleHeaders(headers: Received['headers']): Record<string, string> {
  const single: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) single[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return single;
}
