import type { VendorAnswer } from '../control/vendor.ts';
import { invalidValue } from './errors.ts';
import { isBooksDate, readBooksTime } from './times.ts';

type Row = Record<string, unknown>;
export type ListSpec<T extends object> = {
  resource: string;
  /** Columns that may be sorted by; anything else is refused. */
  sortable: readonly string[];
  /** What a row of the list shows: the documents' lines and addresses are left out. */
  show(row: T): object;
};

/**
 * One page: `{code, message, <resource>: [...], page_context}`. Newest first unless `sort_column` and `sort_order` (`A`, `D`) say
 * otherwise.
 * @param rows newest first
 */
export function listPage<T extends object>(spec: ListSpec<T>, query: URLSearchParams, rows: Iterable<T>): VendorAnswer {
  const page = positive(query, 'page', 1, Number.MAX_SAFE_INTEGER);
  const perPage = positive(query, 'per_page', 200, 200);
  const column = query.get('sort_column') ?? 'created_time';
  const order = query.get('sort_order') ?? 'D';
  if (!spec.sortable.includes(column)) invalidValue('sort_column');
  const sorted = query.has('sort_column') || query.has('sort_order') ? sort([...rows], column, order) : rows;
  if (query.get('response_option') === '2') {
    return { status: 200, body: { code: 0, message: 'success', page_context: { total: [...sorted].length } } };
  }
  const skip = (page - 1) * perPage;
  const shown: object[] = [];
  let position = 0;
  let more = false;
  for (const row of sorted) {
    position += 1;
    if (position <= skip) continue;
    if (shown.length === perPage) {
      more = true;
      break;
    }
    shown.push(spec.show(row));
  }
  return {
    status: 200,
    body: {
      code: 0,
      message: 'success',
      [spec.resource]: shown,
      page_context: {
        page,
        per_page: perPage,
        has_more_page: more,
        report_name: spec.resource,
        applied_filter: query.get('filter_by') ?? 'Status.All',
        sort_column: column,
        sort_order: order,
      },
    },
  };
}

/** Whether a row fits the text filters among `names`: `name`, `name_startswith`, `name_contains`, all without regard to case. */
export function textFilter(query: URLSearchParams, names: readonly string[]): (row: object) => boolean {
  const tests: ((row: Row) => boolean)[] = [];
  for (const name of names) {
    const value = (row: Row) => String(row[name] ?? '').toLowerCase();
    const [exact, start, part] = ['', '_startswith', '_contains'].map((suffix) =>
      query.get(`${name}${suffix}`)?.toLowerCase(),
    );
    if (exact !== undefined) tests.push((row) => value(row) === exact);
    if (start !== undefined) tests.push((row) => value(row).startsWith(start));
    if (part !== undefined) tests.push((row) => value(row).includes(part));
  }
  return (row) => tests.every((test) => test(row as Row));
}

/** Whether a row's day fits `name`, `name_start`, `name_end` (both included), `name_before`, `name_after`. */
export function dateFilter(query: URLSearchParams, name: string): (row: object) => boolean {
  const bounds = ['', '_start', '_end', '_before', '_after'].map((suffix) => {
    const day = query.get(`${name}${suffix}`);
    if (day !== null && !isBooksDate(day)) invalidValue(`${name}${suffix}`);
    return day;
  });
  const [exact, start, end, before, after] = bounds;
  return (row) => {
    const day = String((row as Row)[name]);
    return (
      (exact == null || day === exact) &&
      (start == null || day >= start) &&
      (end == null || day <= end) &&
      (before == null || day < before) &&
      (after == null || day > after)
    );
  };
}

/** Whether a row was changed at or after `last_modified_time`. */
export function modifiedFilter(query: URLSearchParams): (row: { last_modified_time: string }) => boolean {
  const text = query.get('last_modified_time');
  if (text === null) return () => true;
  const since = readBooksTime(text);
  if (since === undefined) return invalidValue('last_modified_time');
  return (row) => readBooksTime(row.last_modified_time)! >= since;
}

function sort<T extends object>(rows: T[], column: string, order: string): T[] {
  if (order !== 'A' && order !== 'D') invalidValue('sort_order');
  const sign = order === 'A' ? 1 : -1;
  const isTime = column.endsWith('_time');
  const keyed = rows.map((row) => {
    const value = (row as Row)[column];
    return { row, key: isTime ? (readBooksTime(String(value)) ?? 0) : value };
  });
  return keyed.sort((a, b) => sign * compare(a.key, b.key)).map(({ row }) => row);
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b));
}

function positive(query: URLSearchParams, name: string, fallback: number, max: number): number {
  const text = query.get(name);
  if (text === null) return fallback;
  const number = Number(text);
  return Number.isInteger(number) && number >= 1 ? Math.min(number, max) : invalidValue(name);
}
