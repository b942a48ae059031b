import { randomToken } from '../ids.ts';

export type CellFormat = 'DATE' | 'DATE_TIME' | 'TIME' | 'CURRENCY' | 'PERCENT' | 'NUMBER' | 'TEXT';
export type CellValue = string | number | boolean;
export type SheetCell = { value: CellValue; formula?: string; format?: CellFormat };
export type Sheet = {
  sheetId: number;
  title: string;
  rowCount: number;
  columnCount: number;
  /** Ragged: what is not there is empty. */
  rows: (SheetCell | undefined)[][];
  /** Formats of whole columns, by their place. */
  formats: (CellFormat | undefined)[];
};
export type Spreadsheet = {
  id: string;
  title: string;
  locale: 'fr_FR' | 'en_GB';
  timeZone: string;
  owner: string;
  editors: string[];
  readers: string[];
  /** An uploaded Excel file looks like one in Drive, but the API refuses it. */
  uploaded: boolean;
  trashed: boolean;
  sheets: Sheet[];
  /** Milliseconds since 1970. */
  modifiedAt: number;
  version: number;
};

export class SheetsState {
  readonly spreadsheets = new Map<string, Spreadsheet>();

  add(owner: string, spreadsheet: Partial<Spreadsheet> & { title: string }): Spreadsheet {
    const made: Spreadsheet = {
      id: `1${randomToken(43)}`,
      locale: 'fr_FR',
      timeZone: 'Europe/Paris',
      owner,
      editors: [],
      readers: [],
      uploaded: false,
      trashed: false,
      sheets: [],
      modifiedAt: 0,
      version: 1,
      ...spreadsheet,
    };
    this.spreadsheets.set(made.id, made);
    return made;
  }

  tables(): Record<string, object[]> {
    const all = [...this.spreadsheets.values()];
    return {
      spreadsheets: all.map(({ sheets, ...spreadsheet }) => ({
        ...spreadsheet,
        sheets: sheets.map(({ title }) => title),
      })),
      rows: all.flatMap(({ title: spreadsheet, sheets }) =>
        sheets.flatMap(({ title: sheet, rows }) =>
          rows.map((cells, at) => ({ spreadsheet, sheet, row: at + 1, cells: cells.map((cell) => cell?.value ?? '') })),
        ),
      ),
    };
  }
}

/** A tab of the size Google gives a new one. */
export function newSheet(title: string, rows: CellValue[][] = [], more: Partial<Sheet> = {}): Sheet {
  return {
    sheetId: Math.floor(Math.random() * 2_000_000_000),
    title,
    rowCount: 1_000,
    columnCount: 26,
    rows: rows.map((cells) => cells.map((value) => (value === '' ? undefined : { value }))),
    formats: [],
    ...more,
  };
}
