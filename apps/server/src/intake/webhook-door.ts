import { randomUUIDv7 } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { parse } from 'node:querystring';
import { Failure } from '@raccord/contract';
import type { FastifyInstance } from 'fastify';
import { happened } from '../happenings.ts';
import { errorAnswer, failureOf } from '../plugins/errors.ts';
import { statusOf } from '../plugins/status-table.ts';
import { bodyLimit, isForm } from './body-limit.ts';
import type { DeliveryTaker } from './webhook-intake.ts';
import { answerHeaders, COME_AGAIN_MS, takeDelivery } from './webhook-route.ts';

/** With a token as they are made; anything else takes the ordinary route, which says what is wrong with it. */
const ADDRESS = /^\/hooks\/([\w-]{1,200})(?:\?(.*))?$/;
const WITH_BODY: ReadonlySet<string> = new Set(['POST', 'PUT']);
/** How long those who are inside may take when the door closes; storing takes a fraction of it. */
const LEAVE_MS = 5_000;
/** Of bodies that are being read or whose senders wait for their answer, all together; they are held in memory and nowhere else. */
const MOST_INSIDE_BYTES = 96 * 1_048_576;

/**
 * The short way for deliveries: what has a body for a webhook address goes to the intake without passing the router, hooks and reply of
 * the web framework, which cost as much as all the rest of accepting it (bench: webhooks), and within a bound on the memory of all. Everything
 * else goes on to the application, as do requests that do not come over its first socket.
 *
 * Closing cuts all connections. Whoever is inside then is given his answer first: what is stored already would else be sent again, and
 * a delivery without an id be taken for another.
 */
export function openWebhookDoor(app: FastifyInstance, intake: DeliveryTaker, mostBytes = MOST_INSIDE_BYTES): void {
  const [application] = app.server.listeners('request') as RequestListener[];
  if (application === undefined) throw new Failure('bug', 'engine.unexpected', { message: 'no application to open' });
  const inside = new Set<ServerResponse>();
  const room = new Room(mostBytes);
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
    for (const response of inside) response.shouldKeepAlive = false;
    const deadline = performance.now() + LEAVE_MS;
    while (inside.size > 0 && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 5));
  });
  app.server.removeListener('request', application);
  app.server.on('request', (request, response) => {
    const { method = '', url = '' } = request;
    const [, token, query] = (WITH_BODY.has(method) && ADDRESS.exec(url)) || [];
    if (token === undefined || closing) return application(request, response);
    inside.add(response);
    response.once('close', () => inside.delete(response));
    admit(request, response, { intake, token, method, query, room }).catch((thrown: unknown) =>
      refuse(app, request, response, thrown),
    );
  });
}

/** Bytes that may be held at a time. */
class Room {
  private left: number;

  constructor(bytes: number) {
    this.left = bytes;
  }

  /** @throws Failure `intake.busy` when there is not that much left */
  take(bytes: number): void {
    if (bytes > this.left) throw new Failure('transient', 'intake.busy', {}, { retryAfterMs: COME_AGAIN_MS });
    this.left -= bytes;
  }

  giveBack(bytes: number): void {
    this.left += bytes;
  }
}

type Admission = { intake: DeliveryTaker; token: string; method: string; query: string | undefined; room: Room };

async function admit(
  request: IncomingMessage,
  response: ServerResponse,
  { intake, token, method, query, room }: Admission,
): Promise<void> {
  // Files are worth reading only for somebody: a stranger's are not held in memory.
  if (isForm(request.headers) && !(await intake.knows(token))) throw new Failure('missing', 'intake.unknownAddress');
  let held = 0;
  const hold = (bytes: number) => {
    room.take(bytes);
    held += bytes;
  };
  try {
    const body = await readBody(request, hold);
    // The sender has gone in mid-sentence; what came is not what was signed.
    if (body === undefined) return;
    const { headers } = request;
    const asked = (query === undefined ? {} : parse(query)) as Record<string, string>;
    const answer = await takeDelivery(intake, token, { method, headers, query: asked, body });
    send(response, answer.status, { ...answer.headers, ...answerHeaders }, answer.body ?? '');
  } finally {
    room.giveBack(held);
  }
}

/** Says no as the application does. */
function refuse(app: FastifyInstance, request: IncomingMessage, response: ServerResponse, thrown: unknown): void {
  const failure = failureOf(thrown);
  happened('delivered', { outcome: failure.code });
  const status = statusOf(failure);
  const id = randomUUIDv7();
  if (status >= 500) app.log.error({ reqId: id, err: thrown }, 'request failed');
  const headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8', ...answerHeaders };
  if (failure.retryAfterMs !== undefined) headers['retry-after'] = String(Math.ceil(failure.retryAfterMs / 1_000));
  // Part of a body that is too large may still be under way.
  if (!request.complete) headers.connection = 'close';
  send(response, status, headers, JSON.stringify(errorAnswer(failure, { id, headers: request.headers })));
}

function send(response: ServerResponse, status: number, headers: Record<string, string>, body: string): void {
  if (response.destroyed) return;
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

/** @returns undefined when the sender went away @throws Failure `tooLarge`, or what `hold` throws when it is told of bytes to keep */
function readBody(request: IncomingMessage, hold: (bytes: number) => void): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    // He went while his address was looked up.
    if (request.destroyed) return resolve(undefined);
    const chunks: Buffer[] = [];
    let size = 0;
    const stop = (why: unknown) => {
      chunks.length = 0;
      request.removeAllListeners('data').resume();
      reject(why);
    };
    const tooLarge = () => stop(new Failure('tooLarge', 'server.bodyTooLarge'));
    const limit = bodyLimit(request.headers);
    if (Number(request.headers['content-length'] ?? 0) > limit) return tooLarge();
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) return tooLarge();
      try {
        hold(chunk.length);
        chunks.push(chunk);
      } catch (full) {
        stop(full);
      }
    });
    request.on('end', () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
    request.on('error', () => resolve(undefined));
    request.on('close', () => resolve(undefined));
  });
}
