import { type Fields, type GoogleCall, type GoogleRoute, scope } from '../google/call.ts';
import { badRequest } from '../google/errors.ts';
import { appendBelow, tableAround } from './append.ts';
import { entered, type Render, rendered, setCell } from './cells.ts';
import { opened, touched } from './open.ts';
import { type Range, readRange, shownRange } from './ranges.ts';
import type { CellValue, SheetCell, Spreadsheet } from './state.ts';

const reading = scope('spreadsheets.readonly', 'spreadsheets', 'drive.readonly', 'drive', 'drive.file');
const writing = scope('spreadsheets', 'drive', 'drive.file');
const values = '^/v4/spreadsheets/(?<id>[^/:]+)/values';
const one = '(?<range>(?:[^/:])+)';

export const valueRoutes: GoogleRoute[] = [
  {
    method: 'GET',
    path: new RegExp(`${values}:batchGet$`),
    scopes: reading,
    run(call) {
      const spreadsheet = opened(call, 'read');
      const ranges = call.query.getAll('ranges').map((text) => readRange(spreadsheet, text));
      const shown = ranges.map((range) =>
        valueRange(spreadsheet, range, renderOf(call.query), dimensionOf(call.query)),
      );
      return { spreadsheetId: spreadsheet.id, valueRanges: shown };
    },
  },
  {
    method: 'GET',
    path: new RegExp(`${values}/${one}$`),
    scopes: reading,
    run(call) {
      const spreadsheet = opened(call, 'read');
      const range = readRange(spreadsheet, call.params.range ?? '');
      return valueRange(spreadsheet, range, renderOf(call.query), dimensionOf(call.query));
    },
  },
  {
    method: 'PUT',
    path: new RegExp(`${values}/${one}$`),
    scopes: writing,
    run(call) {
      const spreadsheet = opened(call, 'write');
      const range = readRange(spreadsheet, call.params.range ?? '');
      return written(call, spreadsheet, range, rowsOf(call.json), optionOf(call.query.get('valueInputOption')), {
        echo: call.query.get('includeValuesInResponse') === 'true',
        render: responseRender(call.query),
      });
    },
  },
  {
    method: 'POST',
    path: new RegExp(`${values}/${one}:append$`),
    scopes: writing,
    run: append,
  },
  {
    method: 'POST',
    path: new RegExp(`${values}/${one}:clear$`),
    scopes: writing,
    run(call) {
      const spreadsheet = opened(call, 'write');
      const range = readRange(spreadsheet, call.params.range ?? '');
      clear(call, spreadsheet, range);
      return { spreadsheetId: spreadsheet.id, clearedRange: shownRange(range) };
    },
  },
  {
    method: 'POST',
    path: new RegExp(`${values}:batchClear$`),
    scopes: writing,
    run(call) {
      const spreadsheet = opened(call, 'write');
      const ranges = (call.json.ranges as string[] | undefined) ?? [];
      const found = ranges.map((text) => readRange(spreadsheet, text));
      for (const range of found) clear(call, spreadsheet, range);
      return { spreadsheetId: spreadsheet.id, clearedRanges: found.map(shownRange) };
    },
  },
  {
    method: 'POST',
    path: new RegExp(`${values}:batchUpdate$`),
    scopes: writing,
    run: batchUpdate,
  },
];

function append(call: GoogleCall): object {
  const spreadsheet = opened(call, 'write');
  const range = readRange(spreadsheet, call.params.range ?? '');
  const option = optionOf(call.query.get('valueInputOption'));
  const rows = rowsOf(call.json).map((cells) =>
    cells.map((value) => (value === null ? null : entered(spreadsheet, value, option))),
  );
  const table = tableAround(range);
  const insert = call.query.get('insertDataOption') === 'INSERT_ROWS';
  const at = appendBelow(spreadsheet, range, table, rows, insert);
  for (const offset of rows.keys())
    call.effect('values.append', `${spreadsheet.id}!${at.sheet.title}!${at.top + offset + 1}`, {
      body: JSON.stringify(rowsOf(call.json)[offset]),
    });
  touched(call.world.now(), spreadsheet);
  const echo = call.query.get('includeValuesInResponse') === 'true';
  const updates = {
    ...updateOf(spreadsheet, at, rows),
    ...(echo ? { updatedData: valueRange(spreadsheet, at, responseRender(call.query)) } : {}),
  };
  return {
    spreadsheetId: spreadsheet.id,
    ...(table === undefined ? {} : { tableRange: shownRange(table) }),
    updates,
  };
}

type Data = { range?: string; values?: unknown[][]; majorDimension?: string };

function batchUpdate(call: GoogleCall): object {
  const spreadsheet = opened(call, 'write');
  const option = optionOf(call.json.valueInputOption);
  const query = new URLSearchParams(
    Object.entries(call.json).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
  const echo = call.json.includeValuesInResponse === true;
  const data = ((call.json.data as Data[] | undefined) ?? []).map((one) => ({
    range: readRange(spreadsheet, one.range ?? ''),
    rows: rowsOf(one as Fields),
  }));
  const responses = data.map(({ range, rows }) =>
    written(call, spreadsheet, range, rows, option, { echo, render: responseRender(query) }),
  );
  const total = (name: 'updatedRows' | 'updatedColumns' | 'updatedCells') =>
    responses.reduce((sum, response) => sum + response[name], 0);
  return {
    spreadsheetId: spreadsheet.id,
    totalUpdatedRows: total('updatedRows'),
    totalUpdatedColumns: total('updatedColumns'),
    totalUpdatedCells: total('updatedCells'),
    totalUpdatedSheets: new Set(data.map(({ range }) => range.sheet)).size,
    responses,
  };
}

function written(
  call: GoogleCall,
  spreadsheet: Spreadsheet,
  range: Range,
  rows: unknown[][],
  option: string,
  { echo, render }: { echo: boolean; render: Render },
) {
  const { sheet, top, left } = range;
  if (rows.length > range.bottom - top)
    badRequest(`Requested writing within range [${shownRange(range)}], but tried writing to row [${range.bottom + 1}]`);
  if (rows.some((cells) => cells.length > range.right - left))
    badRequest(`Requested writing within range [${shownRange(range)}], but tried writing to another column`);
  const cells = rows.map((row) => row.map((value) => (value === null ? null : entered(spreadsheet, value, option))));
  for (const [down, row] of cells.entries())
    for (const [across, cell] of row.entries()) if (cell !== null) setCell(sheet, top + down, left + across, cell);
  call.effect('values.update', `${spreadsheet.id}!${shownRange(range)}`, { body: JSON.stringify(rows) });
  touched(call.world.now(), spreadsheet);
  const width = Math.max(1, ...rows.map((row) => row.length));
  const area = { ...range, bottom: top + Math.max(1, rows.length), right: left + width };
  return {
    ...updateOf(spreadsheet, area, cells),
    ...(echo ? { updatedData: valueRange(spreadsheet, area, render) } : {}),
  };
}

function updateOf(spreadsheet: Spreadsheet, area: Range, cells: (SheetCell | undefined | null)[][]) {
  return {
    spreadsheetId: spreadsheet.id,
    updatedRange: shownRange(area),
    updatedRows: cells.length,
    updatedColumns: area.right - area.left,
    updatedCells: cells.flat().filter((cell) => cell !== null).length,
  };
}

function clear({ world, effect }: GoogleCall, spreadsheet: Spreadsheet, range: Range): void {
  const { sheet, top, bottom, left, right } = range;
  for (const cells of sheet.rows.slice(top, bottom)) cells?.fill(undefined, left, Math.min(right, cells.length));
  effect('values.clear', `${spreadsheet.id}!${shownRange(range)}`);
  touched(world.now(), spreadsheet);
}

/** Empty cells and rows at the end are left out, and `values` with them when there is nothing. */
function valueRange(spreadsheet: Spreadsheet, range: Range, render: Render, dimension = 'ROWS'): object {
  const { sheet, top, bottom, left, right } = range;
  const rows: CellValue[][] = [];
  for (let row = top; row < Math.min(bottom, sheet.rows.length); row++) {
    const cells: CellValue[] = [];
    const last = Math.min(right, sheet.rows[row]?.length ?? 0);
    for (let column = left; column < last; column++) cells.push(rendered(spreadsheet, sheet, row, column, render));
    while (cells.at(-1) === '') cells.pop();
    rows.push(cells);
  }
  while (rows.length > 0 && rows.at(-1)!.length === 0) rows.pop();
  const shown = dimension === 'COLUMNS' ? turned(rows) : rows;
  return { range: shownRange(range), majorDimension: dimension, ...(rows.length === 0 ? {} : { values: shown }) };
}

function turned(rows: CellValue[][]): CellValue[][] {
  const width = Math.max(0, ...rows.map((cells) => cells.length));
  return Array.from({ length: width }, (_, column) => rows.map((cells) => cells[column] ?? ''));
}

function rowsOf(json: Fields): unknown[][] {
  const rows = json.values ?? [];
  if (!Array.isArray(rows) || rows.some((row) => !Array.isArray(row))) badRequest('Invalid value at "data.values".');
  return json.majorDimension === 'COLUMNS' ? (turned(rows as CellValue[][]) as unknown[][]) : (rows as unknown[][]);
}

function optionOf(option: unknown): string {
  if (option === 'RAW' || option === 'USER_ENTERED') return option;
  return badRequest("'valueInputOption' is required but not specified");
}

function renderOf(query: URLSearchParams): Render {
  return {
    value: query.get('valueRenderOption') ?? 'FORMATTED_VALUE',
    dateTime: query.get('dateTimeRenderOption') ?? 'SERIAL_NUMBER',
  };
}

function responseRender(query: URLSearchParams): Render {
  return {
    value: query.get('responseValueRenderOption') ?? 'FORMATTED_VALUE',
    dateTime: query.get('responseDateTimeRenderOption') ?? 'SERIAL_NUMBER',
  };
}

function dimensionOf(query: URLSearchParams): string {
  return query.get('majorDimension') === 'COLUMNS' ? 'COLUMNS' : 'ROWS';
}
