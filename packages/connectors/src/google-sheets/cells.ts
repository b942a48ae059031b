import { createHash } from 'node:crypto';
import { Failure, type ObjectRecord } from '@raccord/contract';
import type { Column, ColumnKind, Tab } from './tab.ts';

/** A cell as Google gives and takes it: dates are numbers, an empty one is `''`. `null` in what is written leaves a cell alone. */
export type Cell = string | number | boolean | null;

const DAY_MS = 86_400_000;
/** Serial numbers count the days since 30 December 1899. */
const EPOCH_DAYS = 25_569;
const MAX_LENGTH = 50_000;

/** A row as flows see it. @param cells those of the tab's area, ragged at the end */
export function recordOf(tab: Tab, row: number, cells: readonly Cell[]): ObjectRecord {
  const values = tab.columns.map(({ name, kind }, at) => [name, shown(cells[at] ?? '', kind)] as const);
  const key = tab.keyColumn === undefined ? String(row) : keyText(cells[tab.keyColumn.index - tab.area.first]);
  return { ...Object.fromEntries(values), _row: row, _key: key, _version: versionOf(cells) };
}

/** What a row's cells are, in twelve characters; empty cells at the end do not count, so that a new column changes nothing. */
export function versionOf(cells: readonly Cell[]): string {
  const last = cells.findLastIndex((cell) => cell !== '' && cell !== null);
  const given = cells.slice(0, last + 1).map((cell) => cell ?? '');
  return createHash('sha256').update(JSON.stringify(given)).digest('base64url').slice(0, 12);
}

/** The value of a key cell as text, so that 5 and '5' are the same key. */
export function keyText(cell: unknown): string {
  return cell === undefined || cell === null ? '' : String(cell).trim();
}

/**
 * The cells of a row that is to be written, over the tab's area: `null` for columns that are not filled in, `''` for those that are
 * filled with nothing.
 * @param asTyped dates stay text, which Google then reads itself
 * @throws Failure input `googleSheets.cellInvalid`, tooLarge `googleSheets.cellTooLong`
 */
export function cellsOf(tab: Tab, columns: readonly (readonly [Column, unknown])[], asTyped: boolean): Cell[] {
  const cells: Cell[] = tab.columns.map(() => null);
  for (const [column, value] of columns) cells[column.index - tab.area.first] = cellOf(column, value, asTyped);
  return cells;
}

export function cellOf({ name, kind }: Column, value: unknown, asTyped: boolean): Cell {
  if (value === undefined) return null;
  if (value === null) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'string') throw new Failure('input', 'googleSheets.cellInvalid', { column: name });
  if (value.length > MAX_LENGTH)
    throw new Failure('tooLarge', 'googleSheets.cellTooLong', {
      column: name,
      length: value.length,
      limit: MAX_LENGTH,
    });
  return asTyped ? value : (serialOf(value, kind) ?? value);
}

function shown(cell: Cell, kind: ColumnKind): Cell {
  if (cell === '' || cell === null) return null;
  if (typeof cell !== 'number' || kind === 'plain') return cell;
  const moment = new Date(Math.round((cell - EPOCH_DAYS) * DAY_MS));
  // Numbers that are no date at all may stand in such a column.
  if (Number.isNaN(moment.getTime())) return cell;
  const text = moment.toISOString().slice(0, 19);
  if (kind === 'time') return text.slice(11);
  return kind === 'date' ? text.slice(0, 10) : text;
}

/** The number of an ISO date or time for a column of that kind; what is something else stays text. */
function serialOf(text: string, kind: ColumnKind): number | undefined {
  const forms: Record<ColumnKind, RegExp | undefined> = {
    date: /^\d{4}-\d{2}-\d{2}$/,
    dateTime: /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?$/,
    time: /^\d{2}:\d{2}(:\d{2})?$/,
    plain: undefined,
  };
  if (forms[kind]?.test(text) !== true) return undefined;
  const ms = Date.parse(kind === 'time' ? `1970-01-01T${text}Z` : text.includes('T') ? `${text}Z` : `${text}T00:00Z`);
  if (Number.isNaN(ms)) return undefined;
  return kind === 'time' ? ms / DAY_MS : ms / DAY_MS + EPOCH_DAYS;
}
