import { type ConnectorContext, Failure } from '@raccord/contract';
import type { sheets_v4 } from '../shared/google/apis.ts';
import { rowsRange, startOf } from './a1.ts';
import type { Cell } from './cells.ts';
import { keyText } from './cells.ts';
import { readSheets, writeSheets } from './client.ts';
import type { Column, Tab } from './tab.ts';

type Client = Pick<ConnectorContext, 'http' | 'endpoints'>;
export type FoundRow = { row: number; cells: Cell[] };

const CELLS_PER_CALL = 200_000;
/** Numbers and dates as numbers, whatever the spreadsheet's language. */
const raw = { valueRenderOption: 'UNFORMATTED_VALUE', dateTimeRenderOption: 'SERIAL_NUMBER' };

/** The rows below the header that have anything in them, from the top; in several calls when there are many. */
export async function* allRows(context: Client, tab: Tab): AsyncGenerator<FoundRow> {
  const width = tab.area.last - tab.area.first + 1;
  const step = Math.max(100, Math.floor(CELLS_PER_CALL / width));
  for (let from = tab.headerRow + 1; from <= tab.rowCount; from += step) {
    const to = Math.min(from + step - 1, tab.rowCount);
    const rows = await readRange(context, tab.spreadsheetId, rowsRange(tab.title, tab.area, from, to));
    for (const [offset, cells] of rows.entries())
      if (cells.some((cell) => cell !== '')) yield { row: from + offset, cells };
  }
}

/** Some rows by their numbers, in that order; a row outside the sheet is empty. */
export async function rowsAt(context: Client, tab: Tab, rows: readonly number[]): Promise<FoundRow[]> {
  const ranges = rows.map((row) => rowsRange(tab.title, tab.area, row, row));
  const { valueRanges = [] } = await readSheets<sheets_v4.Schema$BatchGetValuesResponse>(context, (api, options) =>
    api.spreadsheets.values.batchGet({ spreadsheetId: tab.spreadsheetId, ranges, ...raw }, options),
  );
  return rows.map((row, at) => ({ row, cells: (valueRanges[at]?.values?.[0] ?? []) as Cell[] }));
}

/** The numbers of the rows with each value in a column, as they are at this moment. */
export async function rowsByKey(context: Client, tab: Tab, column: Column): Promise<Map<string, number[]>> {
  const found = new Map<string, number[]>();
  if (tab.rowCount <= tab.headerRow) return found;
  const area = { first: column.index, last: column.index };
  const values = await readRange(context, tab.spreadsheetId, rowsRange(tab.title, area, tab.headerRow + 1));
  for (const [offset, [cell]] of values.entries()) {
    const key = keyText(cell);
    if (key === '') continue;
    const row = tab.headerRow + 1 + offset;
    const rows = found.get(key);
    if (rows === undefined) found.set(key, [row]);
    else rows.push(row);
  }
  return found;
}

/** The one row with this key. @throws Failure duplicate `googleSheets.keyTwice` */
export function onlyRow(tab: Tab, rows: readonly number[] | undefined, key: string): number | undefined {
  if (rows !== undefined && rows.length > 1)
    throw new Failure('duplicate', 'googleSheets.keyTwice', { sheet: tab.title, key, rows: rows.join(', ') });
  return rows?.[0];
}

export async function readRange(context: Client, spreadsheetId: string, range: string): Promise<Cell[][]> {
  const { values = [] } = await readSheets<sheets_v4.Schema$ValueRange>(context, (api, options) =>
    api.spreadsheets.values.get({ spreadsheetId, range, ...raw }, options),
  );
  return values as Cell[][];
}

const echoed = {
  includeValuesInResponse: true,
  responseValueRenderOption: 'UNFORMATTED_VALUE',
  responseDateTimeRenderOption: 'SERIAL_NUMBER',
};
const inputOption = (asTyped: boolean) => (asTyped ? 'USER_ENTERED' : 'RAW');

/**
 * Adds rows below the table under the header. As new rows, so that nothing below is written over.
 * @throws Failure config `googleSheets.misplaced` when Google put them elsewhere
 */
export async function appendRows(context: Client, tab: Tab, rows: Cell[][], asTyped: boolean): Promise<FoundRow[]> {
  const { spreadsheetId, title, headerRow, area } = tab;
  const { updates } = await writeSheets<sheets_v4.Schema$AppendValuesResponse>(context, (api, options) =>
    api.spreadsheets.values.append(
      {
        spreadsheetId,
        range: rowsRange(title, area, headerRow, headerRow),
        valueInputOption: inputOption(asTyped),
        insertDataOption: 'INSERT_ROWS',
        ...echoed,
        requestBody: { majorDimension: 'ROWS', values: rows },
      },
      options,
    ),
  );
  const range = updates?.updatedRange ?? '';
  const start = startOf(range);
  // Empty cells at the left may be left out of the range that Google names.
  const filled = Math.min(...rows.map((cells) => cells.findIndex((cell) => cell !== null && cell !== '')).map(orFirst));
  if (start === undefined || start.row <= headerRow || start.column < area.first || start.column > area.first + filled)
    throw new Failure('config', 'googleSheets.misplaced', { sheet: title, range });
  const echo = start.column === area.first ? updates?.updatedData?.values : undefined;
  return rows.map((cells, at) => ({ row: start.row + at, cells: (echo?.[at] ?? cells) as Cell[] }));
}

const orFirst = (at: number) => Math.max(at, 0);

/** Writes over rows by their numbers; a cell that is `null` stays as it is. Gives the rows as they then are. */
export async function writeRows(
  context: Client,
  tab: Tab,
  rows: readonly FoundRow[],
  asTyped: boolean,
): Promise<FoundRow[]> {
  const { responses = [] } = await writeSheets<sheets_v4.Schema$BatchUpdateValuesResponse>(context, (api, options) =>
    api.spreadsheets.values.batchUpdate(
      {
        spreadsheetId: tab.spreadsheetId,
        requestBody: {
          valueInputOption: inputOption(asTyped),
          data: rows.map(({ row, cells }) => ({ range: rowsRange(tab.title, tab.area, row, row), values: [cells] })),
          ...echoed,
        },
      },
      options,
    ),
  );
  return rows.map(({ row, cells }, at) => ({
    row,
    cells: (responses[at]?.updatedData?.values?.[0] ?? cells) as Cell[],
  }));
}

/** Takes a row out of the sheet; those below move up. */
export async function deleteRow(context: Client, { spreadsheetId, sheetId }: Tab, row: number): Promise<void> {
  const range = { sheetId, dimension: 'ROWS', startIndex: row - 1, endIndex: row };
  await writeSheets(context, (api, options) =>
    api.spreadsheets.batchUpdate(
      { spreadsheetId, requestBody: { requests: [{ deleteDimension: { range } }] } },
      options,
    ),
  );
}
