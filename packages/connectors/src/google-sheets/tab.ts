import { type ConnectorContext, Failure } from '@raccord/contract';
import type { sheets_v4 } from '../shared/google/apis.ts';
import { columnLetters, quoted } from './a1.ts';
import { readSheets } from './client.ts';
import type { Place } from './place.ts';

type Client = Pick<ConnectorContext, 'http' | 'endpoints'>;

/** How a column is formatted in its first row; its dates come and go as ISO text, although a cell holds a number. */
export type ColumnKind = 'date' | 'dateTime' | 'time' | 'plain';
export type Column = {
  /** As records and mappings name it: its header, with a number behind when that is there twice; its letters without one. */
  name: string;
  header: string;
  index: number;
  kind: ColumnKind;
};

/** A sheet as its header row describes it. */
export type Tab = {
  spreadsheetId: string;
  sheetId: number;
  title: string;
  headerRow: number;
  rowCount: number;
  /** Every column between the first and the last with a header. */
  columns: Column[];
  /** First and last of `columns`, counted from 0. */
  area: { first: number; last: number };
  keyColumn: Column | undefined;
};

const fields =
  'sheets(properties(sheetId,title,gridProperties(rowCount)),data(rowData(values(formattedValue,effectiveFormat(numberFormat(type))))))';
const kinds: Record<string, ColumnKind> = { DATE: 'date', DATE_TIME: 'dateTime', TIME: 'time' };

/**
 * Reads the header row, and the formats of the row below it, in one call.
 * @throws Failure config `googleSheets.sheetUnknown`, `headerMissing`, `columnUnknown`, `columnTwice`
 */
export async function readTab(context: Client, place: Place): Promise<Tab> {
  const { spreadsheetId, sheet: title, headerRow = 1 } = place;
  const get = (rows: string) =>
    readSheets<sheets_v4.Schema$Spreadsheet>(context, (api, options) =>
      api.spreadsheets.get({ spreadsheetId, ranges: [`${quoted(title)}!${rows}`], fields }, options),
    );
  const answer = await get(`${headerRow}:${headerRow + 1}`).catch((thrown: unknown) => {
    // There may be no row below the header yet.
    if (thrown instanceof Failure && thrown.code === 'googleSheets.outsideGrid')
      return get(`${headerRow}:${headerRow}`);
    throw thrown;
  });
  const sheet = answer.sheets?.[0];
  const [header = {}, below = {}] = sheet?.data?.[0]?.rowData ?? [];
  const columns = columnsOf(header.values ?? [], below.values ?? []);
  const [first, last] = [columns[0], columns.at(-1)];
  if (first === undefined || last === undefined)
    throw new Failure('config', 'googleSheets.headerMissing', { row: headerRow, sheet: title });
  const tab: Tab = {
    spreadsheetId,
    sheetId: sheet?.properties?.sheetId ?? 0,
    title,
    headerRow,
    rowCount: sheet?.properties?.gridProperties?.rowCount ?? 0,
    columns,
    area: { first: first.index, last: last.index },
    keyColumn: undefined,
  };
  return place.keyColumn === undefined ? tab : { ...tab, keyColumn: columnNamed(tab, place.keyColumn) };
}

/** @throws Failure config `googleSheets.columnUnknown`, `googleSheets.columnTwice` */
export function columnNamed({ columns, title: sheet }: Tab, name: string): Column {
  const column = columns.find((candidate) => candidate.name === name);
  if (column === undefined) {
    const known = columns.map((candidate) => candidate.name).join(', ');
    throw new Failure('config', 'googleSheets.columnUnknown', { sheet, column: name, known });
  }
  if (columns.filter(({ header }) => header !== '' && header === column.header).length > 1)
    throw new Failure('config', 'googleSheets.columnTwice', { sheet, column: column.header });
  return column;
}

function columnsOf(header: sheets_v4.Schema$CellData[], below: sheets_v4.Schema$CellData[]): Column[] {
  const names = header.map(({ formattedValue }) => (formattedValue ?? '').trim());
  const first = names.findIndex((name) => name !== '');
  if (first < 0) return [];
  const taken = new Set<string>();
  return names.slice(first, names.findLastIndex((name) => name !== '') + 1).map((text, offset) => {
    const index = first + offset;
    const base = text === '' ? columnLetters(index) : text;
    let name = base;
    for (let number = 2; taken.has(name); number++) name = `${base} (${number})`;
    taken.add(name);
    return {
      name,
      header: text,
      index,
      kind: kinds[below[index]?.effectiveFormat?.numberFormat?.type ?? ''] ?? 'plain',
    };
  });
}
