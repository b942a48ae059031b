import {
  type ConnectorContext,
  Failure,
  type HttpRequest,
  type HttpResponse,
  type ObjectRecord,
} from '@raccord/contract';
import { booksFailure } from './failure.ts';

type Client = Pick<ConnectorContext, 'http' | 'settings' | 'endpoints'>;
type Call = Pick<HttpRequest, 'method' | 'query' | 'json' | 'headers'>;

/**
 * One call of Books' API for the connection's organisation.
 * @param path below `/books/v3`, e.g. `/contacts/460…`
 * @throws Failure as `booksFailure`, config `zohoBooks.organizationMissing`, transient `http.answerUnreadable`
 */
export async function books(context: Client, path: string, call: Call): Promise<ObjectRecord> {
  const { organizationId } = context.settings;
  if (typeof organizationId !== 'string' || organizationId === '') {
    throw new Failure('config', 'zohoBooks.organizationMissing');
  }
  return send(context, path, { ...call, query: { organization_id: organizationId, ...call.query } });
}

/** The organisations the account may see; the one call that needs none. */
export async function organizationsOf(context: Client): Promise<ObjectRecord[]> {
  const { organizations } = await send(context, '/organizations', { method: 'GET' });
  return Array.isArray(organizations) ? (organizations as ObjectRecord[]) : [];
}

async function send(context: Client, path: string, call: Call): Promise<ObjectRecord> {
  const response = await context.http.request({ ...call, url: `/books/v3${path}` });
  const body = response.json as (ObjectRecord & { code?: unknown }) | undefined;
  if (response.status < 300 && typeof body?.code !== 'number') throw unreadable(context, response, call.method);
  if (response.status >= 300 || body?.code !== 0) throw booksFailure(response, call.method);
  return body;
}

/** A success we cannot read: cut short, or a page of something in between. A write may have been carried out. */
function unreadable({ endpoints }: Client, { text }: HttpResponse, method: HttpRequest['method']): Failure {
  const params = { host: new URL(endpoints.api).host, reason: text === '' ? 'empty' : 'not what was asked for' };
  return new Failure('transient', 'http.answerUnreadable', params, { uncertain: method !== 'GET' });
}

/** The one document an answer holds. */
export async function booksOne(context: Client, key: string, path: string, call: Call): Promise<ObjectRecord> {
  const body = await books(context, path, call);
  return (body[key] ?? {}) as ObjectRecord;
}

/** The first page of a list: the newest that fit, at most 200. */
export async function booksList(
  context: Client,
  key: string,
  path: string,
  query: HttpRequest['query'],
): Promise<ObjectRecord[]> {
  const body = await books(context, path, { method: 'GET', query: { ...query, per_page: 200 } });
  return (body[key] ?? []) as ObjectRecord[];
}

/** One page of a list. `more`: whether there is another. */
export async function booksPage(
  context: Client,
  key: string,
  path: string,
  query: HttpRequest['query'],
): Promise<{ rows: ObjectRecord[]; more: boolean }> {
  const body = await books(context, path, { method: 'GET', query: { ...query, per_page: 200 } });
  // Some of Books' examples show it as a list of one.
  const pageContext = (Array.isArray(body.page_context) ? body.page_context[0] : body.page_context) as
    | ObjectRecord
    | undefined;
  return { rows: (body[key] ?? []) as ObjectRecord[], more: pageContext?.has_more_page === true };
}

type Written = { json: ObjectRecord; query?: HttpRequest['query'] };

/**
 * Creates a document. With a unique custom field in the connection's settings, it is written under our key: sent twice, it is
 * found and written again instead of doubled.
 * @param field API name of the unique field, e.g. `cf_raccord_key`
 */
export function booksCreate(
  context: Client & { idempotencyKey: string },
  key: string,
  path: string,
  { json, query = {}, field }: Written & { field: unknown },
): Promise<ObjectRecord> {
  if (!isUniqueField(field)) return booksOne(context, key, path, { method: 'POST', json, query });
  return booksUpsert(context, key, path, { json, query, field, value: context.idempotencyKey });
}

/** Writes the document that has this value in a unique custom field, or makes it. The headers only find, so the body carries the value too. */
export function booksUpsert(
  context: Client,
  key: string,
  path: string,
  { json, query = {}, field, value }: Written & { field: string; value: string },
): Promise<ObjectRecord> {
  const others = Array.isArray(json.custom_fields) ? json.custom_fields : [];
  return booksOne(context, key, path, {
    method: 'PUT',
    query,
    json: { ...json, custom_fields: [...others, { api_name: field, value }] },
    headers: { 'x-unique-identifier-key': field, 'x-unique-identifier-value': value, 'x-upsert': 'true' },
  });
}

export function isUniqueField(field: unknown): field is string {
  return typeof field === 'string' && field !== '';
}
