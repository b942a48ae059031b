import type { VendorAnswer } from '../control/vendor.ts';
import type { CrmCall } from './call.ts';
import { invalidParam, paramMissing, refuse } from './errors.ts';
import type { CrmModule, CrmRecord } from './state.ts';
import { crmTime, readCrmTime } from './times.ts';

const mostByPage = 2_000;
const tokenMs = 86_400_000;
const mostFields = 50;

/** Where a page token goes on: behind this place in this order. */
type Place = {
  module: string;
  by: string;
  order: string;
  value: string | number;
  id: string;
  page: number;
  expires: number;
};

/** One page of a module: `{data, info}`; nothing there is 204, nothing newer what the state says. */
export function listPage(call: CrmCall, module: CrmModule): VendorAnswer {
  const { query, crm, world } = call;
  const names = fieldNames(call, module);
  const since = readSince(call);
  const perPage = positive(query, 'per_page', 200, 200);
  const place = readToken(call, module.spec.api_name);
  const by = place?.by ?? query.get('sort_by') ?? 'id';
  const order = place?.order ?? query.get('sort_order') ?? 'desc';
  if (!['id', 'Created_Time', 'Modified_Time'].includes(by)) invalidParam('sort_by');
  if (!['asc', 'desc'].includes(order)) invalidParam('sort_order');
  const page = place?.page ?? positive(query, 'page', 1, Number.MAX_SAFE_INTEGER);
  if (place === undefined && page * perPage > mostByPage) {
    refuse(
      400,
      'DISCRETE_PAGINATION_LIMIT_EXCEEDED',
      'You have reached the maximum limit of records that can be paged.',
      {
        limit: mostByPage,
      },
    );
  }
  const sign = order === 'asc' ? 1 : -1;
  const compare = (a: { value: string | number; id: string }, b: { value: string | number; id: string }) =>
    sign * (compareValues(a.value, b.value) || compareValues(a.id, b.id));
  const rows = wanted(call, module, since)
    .map((row) => ({ row, id: row.id, value: sortValue(row, by) }))
    .sort(compare);
  const from = place === undefined ? (page - 1) * perPage : rows.findIndex((row) => compare(row, place) > 0);
  const shown = from < 0 ? [] : rows.slice(from, from + perPage);
  if (shown.length === 0) return { status: since !== undefined && page === 1 ? crm.nothingNew : 204, body: '' };
  const more = from + perPage < rows.length;
  const last = shown.at(-1)!;
  const expires = world.now() + tokenMs;
  const next: Place = {
    module: module.spec.api_name,
    by,
    order,
    value: last.value,
    id: last.id,
    page: page + 1,
    expires,
  };
  return {
    status: 200,
    body: {
      data: shown.map(({ row }) => cut(row, names)),
      info: {
        per_page: perPage,
        count: shown.length,
        page,
        sort_by: by,
        sort_order: order,
        more_records: more,
        ...(more ? { next_page_token: writeToken(next), page_token_expiry: crmTime(expires) } : {}),
      },
    },
  };
}

/** The fields a list is to show: at most 50, and it must say which. */
export function fieldNames({ query }: CrmCall, module: CrmModule): string[] {
  const asked = query.get('fields');
  if (asked === null || asked === '') return paramMissing('fields');
  const names = asked.split(',');
  if (names.length > mostFields)
    refuse(400, 'LIMIT_EXCEEDED', 'Max field limit exceeded', { limit: mostFields, param: 'fields' });
  const known = new Set(module.fields.map(({ api_name }) => api_name));
  return names.filter((name) => known.has(name) || name.startsWith('$'));
}

export function cut(row: CrmRecord, names: readonly string[]): Record<string, unknown> {
  const shown = Object.fromEntries(names.filter((name) => name in row).map((name) => [name, row[name]]));
  return { ...shown, id: row.id };
}

/** Milliseconds of `If-Modified-Since`; what has that very time is not newer. */
export function readSince(call: CrmCall): number | undefined {
  const text = call.header('if-modified-since');
  if (text === undefined) return undefined;
  return readCrmTime(text) ?? refuse(400, 'INVALID_DATA', 'invalid data', { param_name: 'If-Modified-Since' });
}

export function positive(query: URLSearchParams, name: string, fallback: number, most: number): number {
  const text = query.get(name);
  if (text === null) return fallback;
  const number = Number(text);
  return Number.isInteger(number) && number >= 1 && number <= most ? number : invalidParam(name);
}

function wanted({ query }: CrmCall, module: CrmModule, since: number | undefined): CrmRecord[] {
  const ids = query.get('ids')?.split(',');
  if (ids !== undefined && ids.length > 100)
    refuse(400, 'LIMIT_EXCEEDED', 'Record count exceeded', { limit: 100, param: 'ids' });
  const converted = query.get('converted') ?? 'false';
  const rows = ids === undefined ? module.records.oldestFirst() : ids.flatMap((id) => module.records.get(id) ?? []);
  const newer = (row: CrmRecord) => since === undefined || readCrmTime(row.Modified_Time)! > since;
  const isShown = (row: CrmRecord) => converted === 'both' || String(row.$converted === true) === converted;
  return [...rows].filter((row) => isShown(row) && newer(row));
}

function sortValue(row: CrmRecord, by: string): string | number {
  return by === 'id' ? row.id : readCrmTime(row[by])!;
}

function compareValues(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function writeToken(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

function readToken({ query, world }: CrmCall, module: string): Place | undefined {
  const token = query.get('page_token');
  if (token === null) return undefined;
  if (query.has('page'))
    refuse(400, 'AMBIGUITY_DURING_PROCESSING', 'page and page_token cannot be given together', { param: 'page' });
  try {
    const place = JSON.parse(Buffer.from(token, 'base64url').toString()) as Place;
    if (place.module === module && place.expires > world.now()) return place;
  } catch {
    // Falls through to the refusal.
  }
  return invalidParam('page_token');
}
