import { type ConnectorContext, Failure, type HttpRequest, type ObjectRecord } from '@raccord/contract';
import { booksFailure } from './failure.ts';

type Client = Pick<ConnectorContext, 'http' | 'settings'>;
type Call = Pick<HttpRequest, 'method' | 'query' | 'json' | 'headers'>;

/**
 * One call of Books' API for the connection's organisation.
 * @param path below `/books/v3`, e.g. `/contacts/460…`
 * @throws Failure as `booksFailure`, config `zohoBooks.organizationMissing`
 */
export async function books(context: Client, path: string, call: Call): Promise<ObjectRecord> {
  const { organizationId } = context.settings;
  if (typeof organizationId !== 'string' || organizationId === '') {
    throw new Failure('config', 'zohoBooks.organizationMissing');
  }
  const response = await context.http.request({
    ...call,
    url: `/books/v3${path}`,
    query: { organization_id: organizationId, ...call.query },
  });
  const body = response.json as (ObjectRecord & { code?: unknown }) | undefined;
  if (response.status >= 300 || body?.code !== 0) throw booksFailure(response, call.method);
  return body;
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

/**
 * Creates a document. With a unique custom field in the connection's settings, it is written under our key: sent twice, it is
 * found and written again instead of doubled. The headers only find, so the body carries the key as well.
 * @param field API name of the unique field, e.g. `cf_raccord_key`
 */
export function booksCreate(
  context: Client & { idempotencyKey: string },
  key: string,
  path: string,
  { json, query = {}, field }: { json: ObjectRecord; query?: HttpRequest['query']; field: unknown },
): Promise<ObjectRecord> {
  if (!isUniqueField(field)) return booksOne(context, key, path, { method: 'POST', json, query });
  const own = { api_name: field, value: context.idempotencyKey };
  const others = Array.isArray(json.custom_fields) ? json.custom_fields : [];
  return booksOne(context, key, path, {
    method: 'PUT',
    query,
    json: { ...json, custom_fields: [...others, own] },
    headers: {
      'x-unique-identifier-key': field,
      'x-unique-identifier-value': context.idempotencyKey,
      'x-upsert': 'true',
    },
  });
}

export function isUniqueField(field: unknown): field is string {
  return typeof field === 'string' && field !== '';
}
