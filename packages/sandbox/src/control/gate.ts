import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { World } from '../world.ts';
import { type Call, Calls } from './calls.ts';
import type { ActiveFault } from './faults.ts';
import { Refusal, type Vendor, type VendorAnswer, type VendorAnswers } from './vendor.ts';

declare module 'fastify' {
  interface FastifyRequest {
    sandboxFault: ActiveFault | undefined;
    sandboxCall: Call | undefined;
    sandboxStartedAt: number;
  }
}

export type Gate = {
  /** Waits as the `slow` fault asks. A stand-in calls it when it has taken the request on and before it does the work. */
  beforeWork(request: FastifyRequest): Promise<void>;
};

/**
 * Puts the call log and the faults in front of a vendor's routes, and behind them the faults that strike after the work.
 * To be called inside the vendor's own Fastify scope, before its routes.
 */
export function installGate(
  app: FastifyInstance,
  world: World,
  vendor: Vendor,
  answers: VendorAnswers,
  stopping: AbortSignal,
): Gate {
  app.addHook('onRequest', async (request, reply) => {
    const path = request.url.split('?', 1)[0]!;
    request.sandboxStartedAt = performance.now();
    const call = world.calls.begin({ at: world.now(), vendor, method: request.method, url: request.url, body: '' });
    request.sandboxCall = call;
    const fault = world.faults.meet(vendor, request.method, path);
    if (fault === undefined) return;
    request.sandboxFault = fault;
    call.fault = fault.fault;
    switch (fault.fault) {
      case 'rateLimit':
        return sendAnswer(reply, answers.rateLimited(fault.retryAfterSeconds));
      case 'serverError':
        return sendAnswer(reply, answers.serverError(fault.status ?? 500));
      case 'unauthorized':
        return sendAnswer(reply, answers.unauthorized());
      case 'revoked':
        return sendAnswer(reply, answers.revoked());
      case 'dropBefore':
        reply.hijack();
        request.raw.socket.resetAndDestroy();
        return reply;
      default:
        return;
    }
  });

  app.addHook('preHandler', async (request) => {
    if (request.sandboxCall !== undefined && typeof request.body === 'string') request.sandboxCall.body = request.body;
  });

  app.addHook('onSend', async (request, reply, payload) => {
    const call = request.sandboxCall;
    const answer = Calls.shown(payload);
    if (call !== undefined && answer !== undefined) call.answer = answer;
    const fault = request.sandboxFault;
    if (fault?.fault === 'timeoutAfterWork') {
      await pause(fault.delayMs ?? 60_000, stopping, request);
      request.raw.socket.resetAndDestroy();
    } else if (fault?.fault === 'dropAfterWork') {
      request.raw.socket.resetAndDestroy();
    } else if (fault?.fault === 'errorAfterWork') {
      const { status, body } = answers.serverError(fault.status ?? 500);
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      reply.code(status).removeHeader('content-length');
      if (call !== undefined) call.answer = text;
      return text;
    }
    return payload;
  });

  app.addHook('onResponse', async (request, reply) => {
    if (request.sandboxCall === undefined) return;
    request.sandboxCall.durationMs = Math.round(performance.now() - request.sandboxStartedAt);
    request.sandboxCall.status = reply.statusCode;
  });

  return {
    async beforeWork(request) {
      const fault = request.sandboxFault;
      if (fault?.fault === 'slow') await pause(fault.delayMs ?? 1_000, stopping, request);
    },
  };
}

/** Sends what a stand-in answers; gives the reply back so that a hook may end there. */
export function sendAnswer(reply: FastifyReply, answer: VendorAnswer): FastifyReply {
  reply.code(answer.status);
  if (answer.headers !== undefined) reply.headers(answer.headers);
  if (typeof answer.body === 'string' || Buffer.isBuffer(answer.body)) return reply.send(answer.body);
  return reply.header('content-type', 'application/json').send(JSON.stringify(answer.body));
}

/** What a handler threw, as the vendor would say it. */
export function answerFor(thrown: unknown): VendorAnswer {
  if (thrown instanceof Refusal) return thrown.answer;
  throw thrown;
}

/** Ends early when the sandbox closes or the caller has gone. */
async function pause(ms: number, stopping: AbortSignal, request: FastifyRequest): Promise<void> {
  const gone = new AbortController();
  const socket = request.raw.socket;
  const leave = () => gone.abort();
  socket.once('close', leave);
  try {
    await sleep(ms, undefined, { signal: AbortSignal.any([stopping, gone.signal]) });
  } catch {
    // Woken early: whoever waited is no longer there, or we are closing.
  } finally {
    socket.off('close', leave);
  }
}
