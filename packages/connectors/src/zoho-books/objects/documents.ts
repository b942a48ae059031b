import type { ActionContext, ConnectorContext, HttpRequest, ObjectRecord } from '@raccord/contract';
import { booksCreate, booksList, booksOne, booksUpsert, isUniqueField } from '../client.ts';
import { sameLines } from '../fields.ts';

/** What Books calls a kind of document with lines, and where it keeps it. */
export type DocumentKind = {
  /** Key of one in an answer, and of a list. */
  resource: string;
  list: string;
  path: string;
  id: string;
  party: 'customer_id' | 'vendor_id';
  /** Field with the number that Books gives by itself unless told to stand back. */
  number?: string;
  /** Setting of the connection with the API name of its unique field. */
  keyField?: string;
  /** Fields that tell a document from others of the same party. */
  recognisedBy: string;
};
type Document = ObjectRecord & { line_items: readonly ObjectRecord[] };

export function readDocument(
  { resource, path }: DocumentKind,
  context: ConnectorContext,
  id: string,
): Promise<ObjectRecord> {
  return booksOne(context, resource, `${path}/${id}`, { method: 'GET' });
}

/** The newest that fits, as a list shows it; `{}` when there is none. */
export async function findDocument(
  { list, path }: DocumentKind,
  context: ConnectorContext,
  query: HttpRequest['query'],
): Promise<ObjectRecord> {
  return (await booksList(context, list, path, query))[0] ?? {};
}

export function createDocument(
  kind: DocumentKind,
  context: ActionContext,
  json: ObjectRecord,
  query: HttpRequest['query'] = {},
) {
  const { resource, path, keyField } = kind;
  const field = keyField === undefined ? undefined : context.settings[keyField];
  return booksCreate(context, resource, path, { json, query: { ...query, ...numbered(kind, json) }, field });
}

/** The document an earlier attempt has made, by its reference, party and lines. */
export async function documentBefore(
  kind: DocumentKind,
  context: ActionContext,
  json: Document,
): Promise<ObjectRecord | undefined> {
  const { list, path, id, party, keyField, recognisedBy } = kind;
  if (keyField !== undefined && isUniqueField(context.settings[keyField])) return undefined;
  const query = { [recognisedBy]: String(json[recognisedBy]), [party]: String(json[party]) };
  for (const row of await booksList(context, list, path, query)) {
    const candidate = await readDocument(kind, context, String(row[id]));
    if (sameLines(candidate.line_items, json.line_items)) return candidate;
  }
  return undefined;
}

export function updateDocument({ resource, path, id }: DocumentKind, context: ActionContext, input: ObjectRecord) {
  const { [id]: own, ...json } = input;
  return booksOne(context, resource, `${path}/${String(own)}`, { method: 'PUT', json });
}

export function upsertDocument(
  kind: DocumentKind,
  context: ActionContext,
  input: ObjectRecord & { key_field: string; key_value: string },
) {
  const { key_field: field, key_value: value, ...json } = input;
  return booksUpsert(context, kind.resource, kind.path, { json, query: numbered(kind, json), field, value });
}

/** Automatic numbering refuses a number of one's own unless told to stand back. */
function numbered({ number }: DocumentKind, json: ObjectRecord): Record<string, string> {
  return number === undefined || json[number] === undefined ? {} : { ignore_auto_number_generation: 'true' };
}
