import { type GoogleCall, type GoogleRoute, scope } from '../google/call.ts';
import { badRequest } from '../google/errors.ts';
import { cellAt, rendered, resultOf } from './cells.ts';
import { growTo, opened, touched } from './open.ts';
import { type Range, readRange } from './ranges.ts';
import { type CellValue, newSheet, type Sheet, type Spreadsheet } from './state.ts';

const reading = scope('spreadsheets.readonly', 'spreadsheets', 'drive.readonly', 'drive', 'drive.file');
const writing = scope('spreadsheets', 'drive', 'drive.file');

export const structureRoutes: GoogleRoute[] = [
  {
    method: 'GET',
    path: /^\/v4\/spreadsheets\/(?<id>[^/:]+)$/,
    scopes: reading,
    run(call) {
      const spreadsheet = opened(call, 'read');
      const ranges = call.query.getAll('ranges').map((text) => readRange(spreadsheet, text));
      const grid = /\bdata\b/.test(call.query.get('fields') ?? '') || call.query.get('includeGridData') === 'true';
      return shownSpreadsheet(call, spreadsheet, ranges, grid);
    },
  },
  {
    method: 'POST',
    path: /^\/v4\/spreadsheets$/,
    scopes: writing,
    run(call) {
      const { properties, sheets } = call.json as {
        properties?: { title?: string };
        sheets?: { properties?: { title?: string } }[];
      };
      const titles = sheets?.map((sheet, at) => sheet.properties?.title ?? `Sheet${at + 1}`) ?? ['Sheet1'];
      const made = call.world.googleSheets.add(call.user, {
        title: properties?.title ?? 'Untitled spreadsheet',
        sheets: titles.map((title) => newSheet(title)),
        modifiedAt: call.world.now(),
      });
      call.effect('spreadsheets.create', made.id);
      return shownSpreadsheet(call, made, [], false);
    },
  },
  {
    method: 'POST',
    path: /^\/v4\/spreadsheets\/(?<id>[^/:]+):batchUpdate$/,
    scopes: writing,
    run: batchUpdate,
  },
];

type Span = { sheetId?: number; dimension?: string; startIndex?: number; endIndex?: number };
type GridRange = { sheetId?: number; startRowIndex?: number; endRowIndex?: number };
type Requests = {
  addSheet: { properties?: { title?: string } };
  deleteSheet: { sheetId?: number };
  updateSheetProperties: { properties?: { sheetId?: number; title?: string }; fields?: string };
  deleteDimension: { range?: Span };
  insertDimension: { range?: Span };
  appendDimension: Span & { length?: number };
  sortRange: { range?: GridRange; sortSpecs?: { dimensionIndex?: number; sortOrder?: string }[] };
};

const handlers: { [K in keyof Requests]: (spreadsheet: Spreadsheet, request: Requests[K]) => object } = {
  addSheet(spreadsheet, { properties }) {
    const title = properties?.title ?? `Sheet${spreadsheet.sheets.length + 1}`;
    if (spreadsheet.sheets.some((sheet) => sheet.title === title))
      badRequest(
        `Invalid requests[0].addSheet: A sheet with the name "${title}" already exists. Please enter another name.`,
      );
    const sheet = newSheet(title);
    spreadsheet.sheets.push(sheet);
    return { addSheet: { properties: sheetProperties(sheet, spreadsheet) } };
  },
  deleteSheet(spreadsheet, { sheetId }) {
    const sheet = sheetById(spreadsheet, sheetId);
    spreadsheet.sheets = spreadsheet.sheets.filter((other) => other !== sheet);
    return {};
  },
  updateSheetProperties(spreadsheet, { properties }) {
    const sheet = sheetById(spreadsheet, properties?.sheetId);
    sheet.title = properties?.title ?? sheet.title;
    return {};
  },
  deleteDimension(spreadsheet, { range = {} }) {
    const { sheet, start, end } = span(spreadsheet, range, 'deleteDimension');
    const count = range.dimension === 'COLUMNS' ? sheet.columnCount : sheet.rowCount;
    if (end > count || end - start >= count) badRequest('Invalid requests[0].deleteDimension: range is out of bounds.');
    if (range.dimension === 'COLUMNS') {
      for (const cells of sheet.rows) cells?.splice(start, end - start);
      sheet.formats.splice(start, end - start);
      sheet.columnCount -= end - start;
    } else {
      sheet.rows.splice(start, end - start);
      sheet.rowCount -= end - start;
    }
    return {};
  },
  insertDimension(spreadsheet, { range = {} }) {
    const { sheet, start, end } = span(spreadsheet, range, 'insertDimension');
    const blank = Array.from({ length: end - start }, () => undefined);
    if (range.dimension === 'COLUMNS') {
      for (const cells of sheet.rows) if ((cells?.length ?? 0) > start) cells.splice(start, 0, ...blank);
      sheet.formats.splice(start, 0, ...blank);
      sheet.columnCount += blank.length;
    } else {
      growTo(spreadsheet, sheet, sheet.rowCount + blank.length);
      if (sheet.rows.length > start) sheet.rows.splice(start, 0, ...blank.map(() => []));
    }
    return {};
  },
  appendDimension(spreadsheet, { sheetId, dimension, length = 0 }) {
    const sheet = sheetById(spreadsheet, sheetId);
    if (dimension === 'COLUMNS') sheet.columnCount += length;
    else growTo(spreadsheet, sheet, sheet.rowCount + length);
    return {};
  },
  sortRange(spreadsheet, { range = {}, sortSpecs = [] }) {
    const sheet = sheetById(spreadsheet, range.sheetId);
    const start = range.startRowIndex ?? 0;
    const end = Math.min(range.endRowIndex ?? sheet.rowCount, sheet.rows.length);
    const key = (row: number, column: number): CellValue => {
      const cell = cellAt(sheet, row, column);
      return cell === undefined ? '' : resultOf(spreadsheet, sheet, cell);
    };
    const order = Array.from({ length: end - start }, (_, at) => start + at).toSorted((a, b) => {
      for (const { dimensionIndex = 0, sortOrder } of sortSpecs) {
        const difference = compared(key(a, dimensionIndex), key(b, dimensionIndex));
        if (difference !== 0) return sortOrder === 'DESCENDING' ? -difference : difference;
      }
      return 0;
    });
    sheet.rows.splice(start, end - start, ...order.map((row) => sheet.rows[row] ?? []));
    return {};
  },
};

/** All or nothing: what an earlier request did is taken back when a later one is refused. */
function batchUpdate(call: GoogleCall): object {
  const spreadsheet = opened(call, 'write');
  const requests =
    (call.json.requests as Partial<Requests>[] | undefined) ?? badRequest('Must specify at least one request.');
  const before = structuredClone(spreadsheet.sheets);
  try {
    const replies = requests.map((request) => {
      const [name = ''] = Object.keys(request);
      if (!Object.hasOwn(handlers, name))
        badRequest(`Invalid JSON payload received. Unknown name "${name}" at 'requests[0]': Cannot find field.`);
      const handle = handlers[name as keyof Requests] as (spreadsheet: Spreadsheet, request: unknown) => object;
      return handle(spreadsheet, request[name as keyof Requests]);
    });
    for (const request of requests) call.effect(`spreadsheets.${Object.keys(request)[0]}`, spreadsheet.id);
    touched(call.world.now(), spreadsheet);
    return { spreadsheetId: spreadsheet.id, replies };
  } catch (thrown) {
    spreadsheet.sheets = before;
    throw thrown;
  }
}

function shownSpreadsheet(
  { world }: GoogleCall,
  spreadsheet: Spreadsheet,
  ranges: readonly Range[],
  grid: boolean,
): object {
  const { id, title, locale, timeZone } = spreadsheet;
  const asked = spreadsheet.sheets.filter(
    (sheet) => ranges.length === 0 || ranges.some((range) => range.sheet === sheet),
  );
  return {
    spreadsheetId: id,
    properties: { title, locale, timeZone, autoRecalc: 'ON_CHANGE' },
    sheets: asked.map((sheet) => ({
      properties: sheetProperties(sheet, spreadsheet),
      ...(grid ? { data: gridData(spreadsheet, sheet, ranges) } : {}),
    })),
    spreadsheetUrl: `${world.baseUrl()}/google/spreadsheets/d/${id}/edit`,
  };
}

function sheetProperties(sheet: Sheet, { sheets }: Spreadsheet): object {
  const { sheetId, title, rowCount, columnCount } = sheet;
  const gridProperties = { rowCount, columnCount };
  return { sheetId, title, index: sheets.indexOf(sheet), sheetType: 'GRID', gridProperties };
}

function gridData(spreadsheet: Spreadsheet, sheet: Sheet, ranges: readonly Range[]): object[] {
  const own = ranges.filter((range) => range.sheet === sheet);
  const whole = { sheet, top: 0, bottom: sheet.rowCount, left: 0, right: sheet.columnCount };
  return (own.length === 0 ? [whole] : own).map(({ top, bottom, left, right }) => {
    const rowData: object[] = [];
    for (let row = top; row < Math.min(bottom, Math.max(sheet.rows.length, top + 2)); row++) {
      const values: object[] = [];
      for (let column = left; column < right; column++) values.push(cellData(spreadsheet, sheet, row, column));
      while (values.length > 0 && Object.keys(values.at(-1)!).length === 0) values.pop();
      rowData.push(values.length === 0 ? {} : { values });
    }
    return { ...(top > 0 ? { startRow: top } : {}), ...(left > 0 ? { startColumn: left } : {}), rowData };
  });
}

function cellData(spreadsheet: Spreadsheet, sheet: Sheet, row: number, column: number): object {
  const cell = cellAt(sheet, row, column);
  const type = cell?.format ?? (row === 0 ? undefined : sheet.formats[column]);
  const format = type === undefined ? {} : { effectiveFormat: { numberFormat: { type } } };
  if (cell === undefined) return format;
  const how = { value: 'FORMATTED_VALUE', dateTime: 'FORMATTED_STRING' };
  return {
    userEnteredValue: cell.formula === undefined ? extended(cell.value) : { formulaValue: cell.formula },
    effectiveValue: extended(resultOf(spreadsheet, sheet, cell)),
    formattedValue: String(rendered(spreadsheet, sheet, row, column, how)),
    ...format,
  };
}

function extended(value: CellValue): object {
  if (typeof value === 'number') return { numberValue: value };
  return typeof value === 'boolean' ? { boolValue: value } : { stringValue: value };
}

function sheetById(spreadsheet: Spreadsheet, sheetId = 0): Sheet {
  return (
    spreadsheet.sheets.find((sheet) => sheet.sheetId === sheetId) ??
    badRequest(`Invalid requests[0]: No grid with id: ${sheetId}`)
  );
}

function span(spreadsheet: Spreadsheet, { sheetId, startIndex = 0, endIndex }: Span, request: string) {
  const sheet = sheetById(spreadsheet, sheetId);
  const end = endIndex ?? startIndex + 1;
  if (startIndex < 0 || end <= startIndex)
    badRequest(`Invalid requests[0].${request}: endIndex must be after startIndex.`);
  return { sheet, start: startIndex, end };
}

function compared(a: CellValue, b: CellValue): number {
  // Empty cells come last whatever the order, as far as it matters here.
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b));
}
