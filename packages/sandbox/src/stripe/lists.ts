import type { Table } from '../table.ts';
import { invalid, noSuch } from './errors.ts';

export const listParams = { limit: 'integer', starting_after: 'string', ending_before: 'string' } as const;
type ListParams = { limit?: number; starting_after?: string; ending_before?: string };

/**
 * One page, newest first, as every Stripe list: `{object: "list", url, has_more, data}`.
 * @param rows what an index already narrowed down, oldest first; the whole table without it
 */
export function listPage<T extends object>(
  kind: string,
  url: string,
  table: Table<T, string>,
  params: ListParams,
  matches: (row: T) => boolean = () => true,
  rows?: T[],
): object {
  const limit = readLimit(params.limit);
  const { starting_after: after, ending_before: before } = params;
  if (after !== undefined && before !== undefined) {
    invalid('Please specify only one of these parameters: starting_after, ending_before.', 'starting_after');
  }
  for (const [param, id] of [
    ['starting_after', after],
    ['ending_before', before],
  ] as const) {
    if (id !== undefined && table.position(id) === undefined) noSuch(kind, id, param);
  }
  const walk = before === undefined ? newestFrom(table, after, rows) : oldestFrom(table, before, rows);
  const data: T[] = [];
  let more = false;
  for (const row of walk) {
    if (!matches(row)) continue;
    if (data.length === limit) {
      more = true;
      break;
    }
    data.push(row);
  }
  if (before !== undefined) data.reverse();
  return { object: 'list', data, has_more: more, url };
}

export function readLimit(limit: number | undefined): number {
  if (limit === undefined) return 10;
  if (limit < 1) invalid('This value must be greater than or equal to 1.', 'limit', 'parameter_invalid_integer');
  if (limit > 100)
    invalid('This value must be less than or equal to 100 (inclusive).', 'limit', 'parameter_invalid_integer');
  return limit;
}

function newestFrom<T extends object>(table: Table<T, string>, after: string | undefined, rows?: T[]): Iterable<T> {
  if (rows === undefined) return table.newestFirst(after);
  const newest = rows.toReversed();
  if (after === undefined) return newest;
  const limit = table.position(after)!;
  return newest.filter((row) => table.positionOf(row)! < limit);
}

function oldestFrom<T extends object>(table: Table<T, string>, before: string, rows?: T[]): Iterable<T> {
  if (rows === undefined) return table.oldestFirst(before);
  const limit = table.position(before)!;
  return rows.filter((row) => table.positionOf(row)! > limit);
}
