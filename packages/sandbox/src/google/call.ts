import type { FastifyInstance, FastifyRequest } from 'fastify';
import { answerFor, type Gate, sendAnswer } from '../control/gate.ts';
import { Refusal, type Vendor, type VendorAnswer, type VendorAnswers } from '../control/vendor.ts';
import type { World } from '../world.ts';
import { badRequest, googleError, invalidCredentials, scopeMissing } from './errors.ts';
import { withFields } from './field-mask.ts';

export type Fields = Record<string, unknown>;

/** One request to one of Google's APIs, read and checked. */
export type GoogleCall = {
  world: World;
  /** Named groups of the path, decoded. */
  params: Record<string, string>;
  query: URLSearchParams;
  /** The JSON of the body; empty when there is none. */
  json: Fields;
  /** The body as it came, with its type. */
  body: { type: string; text: string };
  /** E-mail address of whom the token speaks for. */
  user: string;
  scopes: readonly string[];
  /** Enters a write in the ledger; `body` when it is only a part of the request's. */
  effect(operation: string, id: string, more?: { key?: string | null; body?: string }): void;
};

export type GoogleRoute = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Of the path as it came, not decoded: `/` and `:` inside a parameter stay apart from those of the path. */
  path: RegExp;
  /** One of them is enough. */
  scopes: readonly string[];
  /** Undefined is an answer without a body. */
  run(call: GoogleCall): object | undefined | Promise<object | undefined>;
};

type Api = { vendor: Vendor; under: readonly string[]; answers: VendorAnswers; bodyLimit?: number };

const prefix = 'https://www.googleapis.com/auth/';
export const scope = (...names: string[]) => names.map((name) => (name.startsWith('https:') ? name : prefix + name));

/** Serves an API's routes: token, scopes, quota, `fields` and errors are done here. */
export function googleRoutes(
  app: FastifyInstance,
  world: World,
  gate: Gate,
  { vendor, under, answers, bodyLimit }: Api,
  routes: readonly GoogleRoute[],
): void {
  for (const path of under) {
    app.route({
      method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      url: `${path}/*`,
      ...(bodyLimit === undefined ? {} : { bodyLimit }),
      async handler(request, reply) {
        await gate.beforeWork(request);
        return sendAnswer(reply, await answerCall(request));
      },
    });
  }

  async function answerCall(request: FastifyRequest): Promise<VendorAnswer> {
    try {
      const { user, scopes } = caller(request);
      const [path = '', search = ''] = request.url.split('?', 2);
      const [route, match] = find(request.method, path.slice('/google'.length));
      if (!route.scopes.some((one) => scopes.includes(one))) throw new Refusal(scopeMissing(route.scopes));
      const limited = world.limits.take(vendor, user, world.now());
      if (limited !== undefined) return answers.rateLimited(Math.ceil(limited.waitMs / 1_000));
      const query = new URLSearchParams(search);
      const body = bodyOf(request);
      const result = await route.run({
        world,
        params: Object.fromEntries(Object.entries(match.groups ?? {}).map(([name, value]) => [name, decoded(value)])),
        query,
        json: jsonOf(body),
        body,
        user,
        scopes,
        effect: (operation, id, more = {}) =>
          world.effects.record({ at: world.now(), vendor, operation, id, key: null, body: body.text, ...more }),
      });
      if (result === undefined) return { status: 204, body: '' };
      const fields = query.get('fields');
      return { status: 200, body: fields === null ? result : withFields(result, fields) };
    } catch (thrown) {
      return answerFor(thrown);
    }
  }

  function find(method: string, path: string): [GoogleRoute, RegExpExecArray] {
    for (const route of routes) {
      const match = route.method === method ? route.path.exec(path) : null;
      if (match !== null) return [route, match];
    }
    throw new Refusal(googleError(404, 'NOT_FOUND', 'Not Found', { reason: 'notFound' }));
  }

  function caller(request: FastifyRequest) {
    const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const known = world.googleAccounts.check(token);
    if (known === undefined) throw new Refusal(invalidCredentials());
    return known;
  }
}

function decoded(text: string | undefined): string {
  try {
    return decodeURIComponent(text ?? '');
  } catch {
    return badRequest('Malformed URL.');
  }
}

function bodyOf(request: FastifyRequest): GoogleCall['body'] {
  return {
    type: request.headers['content-type'] ?? '',
    text: typeof request.body === 'string' ? request.body : '',
  };
}

function jsonOf({ type, text }: GoogleCall['body']): Fields {
  if (text === '' || !type.startsWith('application/json')) return {};
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as Fields;
  } catch {
    // Falls through to the refusal.
  }
  return badRequest('Invalid JSON payload received. Unexpected token.');
}
