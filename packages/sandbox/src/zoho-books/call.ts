import type { FastifyInstance, FastifyRequest } from 'fastify';
import { answerFor, type Gate, sendAnswer } from '../control/gate.ts';
import type { VendorAnswer } from '../control/vendor.ts';
import type { World } from '../world.ts';
import { booksAnswers, refuse } from './errors.ts';
import { organization } from './state.ts';
import { booksTime } from './times.ts';

export type Fields = Record<string, unknown>;

/** One request to the stand-in, read and checked. */
export type BooksCall = {
  world: World;
  /** The `:id` of the path, else empty. */
  id: string;
  query: URLSearchParams;
  /** The JSON of the body; empty when there is none. */
  fields: Fields;
  /** This moment as Books writes it. */
  time: string;
  /** The headers that make a PUT find its document by a unique field. */
  unique: { key: string; value: string; upsert: boolean } | undefined;
  /** Enters a write in the ledger. */
  effect(operation: string, id: string): void;
};

export type BooksRoutes = (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  handler: (call: BooksCall) => VendorAnswer,
  options?: { withoutOrganization: boolean },
) => void;

/** The answer of a write or a read of one: `{code: 0, message, <resource>: {…}}`. */
export function found(resource: string, row: object, message = 'success', status = 200): VendorAnswer {
  return { status, body: { code: 0, message, [resource]: row } };
}

/** A short list that is never paged. */
export function allOf(resource: string, rows: readonly object[]): VendorAnswer {
  return { status: 200, body: { code: 0, message: 'success', [resource]: rows } };
}

export function done(message: string): VendorAnswer {
  return { status: 200, body: { code: 0, message } };
}

/** Gives the function with which the resources declare their routes: token, organisation, limit and errors are done here. */
export function booksRoutes(app: FastifyInstance, world: World, gate: Gate): BooksRoutes {
  return (method, path, handler, options) => {
    app.route({
      method,
      url: `/books/v3${path}`,
      async handler(request, reply) {
        await gate.beforeWork(request);
        return sendAnswer(reply, answerCall(request));
      },
    });

    function answerCall(request: FastifyRequest): VendorAnswer {
      try {
        checkToken(world, request.headers.authorization);
        const mark = request.url.indexOf('?');
        const query = new URLSearchParams(mark < 0 ? '' : request.url.slice(mark + 1));
        const asked = query.get('organization_id') ?? header(request, 'x-com-zoho-books-organizationid') ?? '';
        if (options?.withoutOrganization !== true && asked !== organization.organization_id) {
          refuse(401, 6041, `This user is not associated with the CompanyID/CompanyName:${asked}.`);
        }
        if (world.limits.take('zoho-books', organization.organization_id, world.now()) !== undefined) {
          return booksAnswers.rateLimited(undefined);
        }
        const unique = readUnique(request);
        const body = typeof request.body === 'string' ? request.body : '';
        const fields = readFields(request, query);
        const key = unique?.value ?? (typeof fields.reference_number === 'string' ? fields.reference_number : null);
        return handler({
          world,
          id: (request.params as { id?: string }).id ?? '',
          query,
          fields,
          time: booksTime(world.now()),
          unique,
          effect: (operation, id) =>
            world.effects.record({ at: world.now(), vendor: 'zoho-books', operation, id, key, body }),
        });
      } catch (thrown) {
        return answerFor(thrown);
      }
    }
  };
}

function checkToken(world: World, authorization: string | undefined): void {
  const match = /^Zoho-oauthtoken (\S+)$/i.exec(authorization ?? '');
  if (match === null) refuse(401, 57, 'You are not authorized to perform this operation');
  const token = world.accounts.accessTokens.get(match[1]!);
  if (token === undefined || token.expiresAt <= world.now()) {
    refuse(401, 14, 'Invalid value passed for authtoken.');
  }
}

/** Books takes raw JSON, or a form whose `JSONString` holds it. */
function readFields(request: FastifyRequest, query: URLSearchParams): Fields {
  if (request.method !== 'POST' && request.method !== 'PUT') return {};
  const body = typeof request.body === 'string' ? request.body : '';
  const isForm = header(request, 'content-type')?.startsWith('application/x-www-form-urlencoded') === true;
  const json = isForm ? new URLSearchParams(body).get('JSONString') : body;
  const text = json || query.get('JSONString');
  if (text === null || text === '') return {};
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as Fields;
  } catch {
    // Falls through to the refusal.
  }
  return refuse(400, 2, 'Invalid value passed for JSONString');
}

function readUnique(request: FastifyRequest): BooksCall['unique'] {
  const key = header(request, 'x-unique-identifier-key');
  const value = header(request, 'x-unique-identifier-value');
  if (key === undefined || value === undefined) return undefined;
  return { key, value, upsert: header(request, 'x-upsert')?.toLowerCase() === 'true' };
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
