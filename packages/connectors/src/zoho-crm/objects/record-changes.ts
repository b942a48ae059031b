import {
  type ConnectorContext,
  Failure,
  type ListOptions,
  type ObjectChange,
  type ObjectPage,
  type ObjectRecord,
} from '@raccord/contract';
import { crm, crmTime, infoOf, rowsOf } from '../client.ts';
import { listedFields } from './record-fields.ts';

/** One call lists at most 200 records, at most 50 fields of each, and at most 100 that are named by id. */
const PAGE = 200;
const MOST_FIELDS = 50;
const MOST_IDS = 100;
/** Zoho's times have no more than seconds, and nothing says whether "since" means that second too: the last one is read again. */
const SECOND = 1_000;
const HOUR = 3_600_000;
/** The deleted are told of this long. */
const REMEMBERED_MS = 120 * 86_400_000;

/**
 * How far a module has been read. `since`: everything saved before then has been seen; null: nothing has. All times are milliseconds
 * since 1970. `saved` and `deleted` are there while a reading is under way.
 */
type Cursor = {
  since: number | null;
  deletedSince: number;
  fields?: { names: string[]; readAt: number };
  /** Rows come by the time of their change; `floor` is asked for, `token` goes on where so many share one second that it does not move. */
  saved?: { floor: number | null; token?: string };
  deleted?: { page: number; newest: number };
};
type Place = Record<string, unknown>;

/** What was saved since, oldest first, then what was deleted since. */
export async function recordChanges(
  context: ConnectorContext,
  { module }: Place,
  stored: unknown,
  options: ListOptions,
): Promise<ObjectPage> {
  const name = String(module);
  const cursor = stored === null ? begin(options) : (stored as Cursor);
  if (cursor.deleted !== undefined) return deletedPage(context, name, cursor, cursor.deleted, options);
  const floor = cursor.since === null ? null : Math.max(0, cursor.since - options.overlapMs);
  return savedPage(context, name, cursor, cursor.saved ?? { floor }, options);
}

function begin({ from, now }: ListOptions): Cursor {
  return { since: from === 'now' ? now : null, deletedSince: now };
}

async function savedPage(
  context: ConnectorContext,
  module: string,
  cursor: Cursor,
  reading: NonNullable<Cursor['saved']>,
  { now }: ListOptions,
): Promise<ObjectPage> {
  const fields = await fieldsFor(context, module, cursor, now);
  const answer = await readPage(context, module, fields.names, reading);
  // A token that is no longer good is no loss: its stretch is read again from the start.
  if (answer === 'tokenEnded')
    return { changes: [], cursor: { ...cursor, fields, saved: { floor: reading.floor } }, more: true };
  const rows = await withOtherFields(context, module, fields.names, rowsOf(answer));
  const changes = rows.map((record): ObjectChange => ({ change: 'saved', record }));
  const last = timeOf(rows.at(-1)?.Modified_Time);
  const since = last === undefined ? cursor.since : Math.max(last, cursor.since ?? 0);
  const { saved: _done, ...rest } = cursor;
  const info = infoOf(answer);
  if (info.more_records === true) {
    return {
      changes,
      cursor: { ...rest, since, fields, saved: next(reading, last, info.next_page_token) },
      more: true,
    };
  }
  // All that was saved until now has been seen. By Zoho's clock "now" may be some time ago, so an hour is read again.
  const seen = now - HOUR;
  const deleted = { page: 1, newest: Math.max(cursor.deletedSince, seen) };
  const read: Cursor = { ...rest, since: Math.max(since ?? 0, seen), fields, deleted };
  return { changes, cursor: read, more: true };
}

function next(
  { floor }: NonNullable<Cursor['saved']>,
  last: number | undefined,
  token: string | undefined,
): NonNullable<Cursor['saved']> {
  const moved = last === undefined ? null : last - SECOND;
  if (moved !== null && (floor === null || moved > floor)) return { floor: moved };
  return { floor, ...(token === undefined ? {} : { token }) };
}

async function readPage(
  context: ConnectorContext,
  module: string,
  names: readonly string[],
  { floor, token }: NonNullable<Cursor['saved']>,
): Promise<ObjectRecord | 'tokenEnded'> {
  const order = { sort_by: 'Modified_Time', sort_order: 'asc' };
  const place = token === undefined ? order : { ...order, page_token: token };
  try {
    return await crm(context, `/${module}`, {
      method: 'GET',
      query: { fields: names.slice(0, MOST_FIELDS).join(','), per_page: PAGE, ...place },
      ...(floor === null ? {} : { headers: { 'if-modified-since': crmTime(floor) } }),
    });
  } catch (error) {
    const refused = error instanceof Failure && (error.kind === 'input' || error.kind === 'config');
    if (token !== undefined && refused) return 'tokenEnded';
    throw error;
  }
}

/** Modules with more than 50 fields: the others are read for the same records and put beside. */
async function withOtherFields(
  context: ConnectorContext,
  module: string,
  names: readonly string[],
  rows: ObjectRecord[],
): Promise<ObjectRecord[]> {
  const merged = new Map(rows.map((row) => [String(row.id), { ...row }]));
  const ids = [...merged.keys()];
  for (let at = MOST_FIELDS; at < names.length; at += MOST_FIELDS) {
    for (let from = 0; from < ids.length; from += MOST_IDS) {
      const fields = names.slice(at, at + MOST_FIELDS).join(',');
      const query = { fields, ids: ids.slice(from, from + MOST_IDS).join(','), per_page: PAGE, converted: 'both' };
      for (const row of rowsOf(await crm(context, `/${module}`, { method: 'GET', query }))) {
        Object.assign(merged.get(String(row.id)) ?? {}, row);
      }
    }
  }
  return [...merged.values()];
}

async function deletedPage(
  context: ConnectorContext,
  module: string,
  cursor: Cursor,
  { page, newest }: NonNullable<Cursor['deleted']>,
  { overlapMs, now }: ListOptions,
): Promise<ObjectPage> {
  const answer = await crm(context, `/${module}/deleted`, {
    method: 'GET',
    query: { type: 'all', page, per_page: PAGE },
    headers: { 'if-modified-since': crmTime(cursor.deletedSince - overlapMs) },
  });
  const rows = rowsOf(answer).map((row) => ({ row, at: timeOf(row.deleted_time) ?? now }));
  const latest = Math.max(newest, ...rows.map(({ at }) => at));
  const changes = rows
    .sort((a, b) => a.at - b.at)
    .map(({ row, at }): ObjectChange => ({ change: 'deleted', record: row, at: new Date(at).toISOString() }));
  const forgotten = now - REMEMBERED_MS;
  const lost =
    page === 1 && cursor.deletedSince < forgotten ? { from: iso(cursor.deletedSince), to: iso(forgotten) } : undefined;
  const { deleted: _done, ...rest } = cursor;
  const more = infoOf(answer).more_records === true;
  const read: Cursor = more
    ? { ...rest, deleted: { page: page + 1, newest: latest } }
    : { ...rest, deletedSince: latest };
  return { changes, cursor: read, more, ...(lost === undefined ? {} : { lost }) };
}

/** Asked once an hour, so that a new custom field comes along without a call for each reading. */
async function fieldsFor(context: ConnectorContext, module: string, { fields }: Cursor, now: number) {
  if (fields !== undefined && now - fields.readAt < HOUR) return fields;
  const own = ['id', 'Created_Time', 'Modified_Time'];
  const names = await listedFields(context, module);
  return { names: [...own, ...names.filter((name) => !own.includes(name))], readAt: now };
}

function timeOf(value: unknown): number | undefined {
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

const iso = (ms: number) => new Date(ms).toISOString();
