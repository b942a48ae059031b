import type { FastifyInstance, FastifyRequest } from 'fastify';
import { answerFor, type Gate, sendAnswer } from '../control/gate.ts';
import { Refusal, type VendorAnswer, type VendorAnswers } from '../control/vendor.ts';
import type { World } from '../world.ts';
import { slackApp } from './state.ts';

export type SlackArgs = Record<string, unknown>;

export type SlackCall = {
  world: World;
  args: SlackArgs;
  /** Enters a write in the ledger. */
  effect(operation: string, id: string, key: string | null): void;
};

/** `scope` is what the token must have; `json` says whether the method reads a JSON body (several of Slack's ignore it). */
export type SlackMethod = {
  scope?: string;
  json: boolean;
  run(call: SlackCall): object;
};

/** Slack fails with HTTP 200 and `ok: false`. */
export function slackError(error: string, details: object = {}): VendorAnswer {
  return { status: 200, body: { ok: false, error, ...details } };
}

export function refuse(error: string, details: object = {}): never {
  throw new Refusal(slackError(error, details));
}

export const slackAnswers: VendorAnswers = {
  rateLimited: (retryAfter) => ({
    status: 429,
    headers: { 'retry-after': String(retryAfter ?? 1) },
    body: { ok: false, error: 'ratelimited' },
  }),
  serverError: (status) => ({ status, body: { ok: false, error: 'internal_error' } }),
  unauthorized: () => slackError('invalid_auth'),
  revoked: () => slackError('token_revoked'),
};

export function slackRoutes(
  app: FastifyInstance,
  world: World,
  gate: Gate,
  methods: Record<string, SlackMethod>,
): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/api/:method',
    async handler(request, reply) {
      await gate.beforeWork(request);
      const name = (request.params as { method: string }).method;
      reply.header('x-oauth-scopes', [...world.slack.scopes].join(','));
      return sendAnswer(reply, answerCall(name, request));
    },
  });

  function answerCall(name: string, request: FastifyRequest): VendorAnswer {
    try {
      const method = Object.hasOwn(methods, name) ? methods[name]! : refuse('unknown_method', { req_method: name });
      const args = readArgs(request, method);
      checkScope(method, checkToken(world, request, args));
      const body = typeof request.body === 'string' ? request.body : '';
      const result = method.run({
        world,
        args,
        effect: (operation, id, key) =>
          world.effects.record({ at: world.now(), vendor: 'slack', operation, id, key, body: decoded(request, body) }),
      });
      return { status: 200, body: { ok: true, ...result } };
    } catch (thrown) {
      return answerFor(thrown);
    }
  }
}

export function textArg(args: SlackArgs, name: string): string | undefined {
  const value = args[name];
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : undefined;
}

export function booleanArg(args: SlackArgs, name: string): boolean {
  const value = args[name];
  return value === true || value === 'true' || value === '1' || value === 1;
}

/** Objects and lists come as JSON, or as JSON in a string. */
export function jsonArg(args: SlackArgs, name: string, error: string): unknown {
  const value = args[name];
  if (typeof value !== 'string') return value;
  if (value === '') return undefined;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return refuse(error);
  }
}

function readArgs(request: FastifyRequest, method: SlackMethod): SlackArgs {
  const mark = request.url.indexOf('?');
  const args: SlackArgs = Object.fromEntries(new URLSearchParams(mark < 0 ? '' : request.url.slice(mark + 1)));
  if (request.method !== 'POST' || typeof request.body !== 'string' || request.body === '') return args;
  if (!isJson(request)) return { ...args, ...Object.fromEntries(new URLSearchParams(request.body)) };
  if (!method.json) return args;
  try {
    const parsed: unknown = JSON.parse(request.body);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return { ...args, ...parsed };
  } catch {
    return refuse('invalid_json');
  }
  return refuse('json_not_object');
}

function isJson(request: FastifyRequest): boolean {
  return request.headers['content-type']?.startsWith('application/json') === true;
}

function decoded(request: FastifyRequest, body: string): string {
  return isJson(request) ? body : decodeURIComponent(body.replaceAll('+', ' '));
}

/** @returns what the token may do */
function checkToken(world: World, request: FastifyRequest, args: SlackArgs): readonly string[] {
  const header = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const token = header ?? textArg(args, 'token');
  if (token === undefined || token === '') refuse('not_authed');
  if (token === slackApp.botToken) return [...world.slack.scopes];
  const installed = world.slackAccounts.check(token) ?? refuse('invalid_auth');
  return installed.expired ? refuse('token_expired') : installed.scopes;
}

function checkScope(method: SlackMethod, scopes: readonly string[]): void {
  if (method.scope === undefined || scopes.includes(method.scope)) return;
  refuse('missing_scope', { needed: method.scope, provided: scopes.join(',') });
}
