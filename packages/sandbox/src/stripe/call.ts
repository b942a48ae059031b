import type { FastifyInstance, FastifyRequest } from 'fastify';
import { answerFor, type Gate, sendAnswer } from '../control/gate.ts';
import type { VendorAnswer } from '../control/vendor.ts';
import { randomToken } from '../ids.ts';
import type { World } from '../world.ts';
import { refuse, stripeAnswers, stripeError } from './errors.ts';
import { expand, expandNames } from './expand.ts';
import { type FormHash, parseForm } from './form.ts';
import { reserve } from './idempotency.ts';
import { apiVersion } from './objects.ts';
import { type ParamSpec, type Params, readParams } from './params.ts';

/** One request to the stand-in, read and checked. */
export type StripeCall<S extends ParamSpec> = {
  params: Params<S>;
  /** The `:id` of the path, else empty. */
  id: string;
  world: World;
  /** Unix seconds. */
  now: number;
  request: { id: string; idempotency_key: string | null };
  /** Enters a write in the ledger. */
  effect(operation: string, id: string): void;
};

export type StripeRoutes = <S extends ParamSpec>(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  spec: S,
  handler: (call: StripeCall<S>) => object,
) => void;

/** Secret key the stand-in knows. */
export const stripeSecretKey = 'sk_test_raccordSandbox51';

/** Gives the function with which the resources declare their routes: key, version, parameters, idempotency and errors are done here. */
export function stripeRoutes(app: FastifyInstance, world: World, gate: Gate): StripeRoutes {
  return (method, path, spec, handler) => {
    app.route({
      method,
      url: path,
      async handler(request, reply) {
        const requestId = `req_${randomToken(14)}`;
        reply.header('request-id', requestId);
        const answer = await answerCall(requestId, request);
        reply.header('stripe-version', header(request, 'stripe-version') ?? apiVersion);
        return sendAnswer(reply, answer);
      },
    });

    async function answerCall(requestId: string, request: FastifyRequest): Promise<VendorAnswer> {
      let form: FormHash;
      try {
        checkKey(header(request, 'authorization'));
        if (world.limits.take('stripe', 'account', world.now()) !== undefined)
          return stripeAnswers.rateLimited(undefined);
        checkVersion(header(request, 'stripe-version'));
        form = readForm(request);
      } catch (thrown) {
        return answerFor(thrown);
      }
      const key = method === 'POST' ? (header(request, 'idempotency-key') ?? null) : null;
      const work = () => run(requestId, key, request, form);
      if (key === null || key === '') {
        await gate.beforeWork(request);
        return work();
      }
      const fingerprint = `${request.method} ${request.url} ${sorted(request.body)}`;
      const reservation = reserve(world.stripe, key, { fingerprint, requestId, now: world.now() });
      const echo = (answer: VendorAnswer) => ({ ...answer, headers: { ...answer.headers, 'idempotency-key': key } });
      if ('replay' in reservation) return echo(reservation.replay);
      await gate.beforeWork(request);
      const answer = work();
      reservation.keep(answer);
      return echo(answer);
    }

    function run(requestId: string, key: string | null, request: FastifyRequest, form: FormHash): VendorAnswer {
      try {
        const names = expandNames(form);
        const body = typeof request.body === 'string' ? request.body : '';
        const result = handler({
          params: readParams(spec, form),
          id: (request.params as { id?: string }).id ?? '',
          world,
          now: Math.floor(world.now() / 1_000),
          request: { id: requestId, idempotency_key: key },
          effect: (operation, id) =>
            world.effects.record({ at: world.now(), vendor: 'stripe', operation, id, key, body }),
        });
        return { status: 200, body: names.length === 0 ? result : expand(world.stripe, result, names) };
      } catch (thrown) {
        return answerFor(thrown);
      }
    }
  };
}

export function unknownRoute(method: string, url: string): VendorAnswer {
  return stripeError(404, {
    type: 'invalid_request_error',
    message: `Unrecognized request URL (${method}: ${url.split('?', 1)[0]!.replace(/^\/stripe/, '')}). If you are trying to list objects, remove the trailing slash. If you are trying to retrieve an object, make sure you passed a valid (non-empty) identifier in your code. Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
  });
}

function checkKey(authorization: string | undefined): void {
  const [scheme, value] = authorization?.split(' ', 2) ?? [];
  const basic = scheme?.toLowerCase() === 'basic' && value !== undefined;
  const key = basic ? Buffer.from(value, 'base64').toString().split(':', 1)[0] : value;
  if (key === stripeSecretKey) return;
  if (key === undefined || key === '') {
    refuse(401, {
      type: 'invalid_request_error',
      message:
        "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.",
    });
  }
  refuse(401, { type: 'invalid_request_error', message: `Invalid API Key provided: ${masked(key)}` });
}

function masked(key: string): string {
  return `${key.slice(0, 8)}${'*'.repeat(Math.max(4, Math.min(24, key.length - 12)))}${key.length > 12 ? key.slice(-4) : ''}`;
}

function checkVersion(version: string | undefined): void {
  if (version === undefined || /^\d{4}-\d{2}-\d{2}(\.[a-z]+)?$/.test(version)) return;
  refuse(400, { type: 'invalid_request_error', message: `Invalid Stripe API version: ${version}` });
}

function readForm(request: FastifyRequest): FormHash {
  if (request.method === 'GET' || request.method === 'DELETE') {
    const mark = request.url.indexOf('?');
    return parseForm(mark < 0 ? '' : request.url.slice(mark + 1));
  }
  const type = header(request, 'content-type') ?? '';
  const body = typeof request.body === 'string' ? request.body : '';
  if (body !== '' && !type.startsWith('application/x-www-form-urlencoded')) {
    refuse(400, {
      type: 'invalid_request_error',
      message: `Invalid request: the v1 API takes form-encoded bodies (application/x-www-form-urlencoded), not '${type}'.`,
    });
  }
  return parseForm(body);
}

/** Parameters are compared, not the order they were written in. */
function sorted(body: unknown): string {
  const params = new URLSearchParams(typeof body === 'string' ? body : '');
  params.sort();
  return params.toString();
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
