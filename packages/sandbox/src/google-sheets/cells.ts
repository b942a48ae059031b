import { badRequest } from '../google/errors.ts';
import { readRange } from './ranges.ts';
import type { CellFormat, CellValue, Sheet, SheetCell, Spreadsheet } from './state.ts';

const DAY_MS = 86_400_000;
/** Serial numbers count days since 30 December 1899. */
const EPOCH = Date.UTC(1899, 11, 30);
const longestText = 50_000;

export type Render = { value: string; dateTime: string };

export function cellAt(sheet: Sheet, row: number, column: number): SheetCell | undefined {
  return sheet.rows[row]?.[column];
}

export function setCell(sheet: Sheet, row: number, column: number, cell: SheetCell | undefined): void {
  const cells = sheet.rows[row] ?? [];
  sheet.rows[row] = cells;
  cells[column] = cell;
}

/** What a cell shows its reader. `''` when it is empty. */
export function rendered(spreadsheet: Spreadsheet, sheet: Sheet, row: number, column: number, how: Render): CellValue {
  const cell = cellAt(sheet, row, column);
  if (cell === undefined) return '';
  if (how.value === 'FORMULA' && cell.formula !== undefined) return cell.formula;
  const value = resultOf(spreadsheet, sheet, cell);
  const format = cell.format ?? (row === 0 ? undefined : sheet.formats[column]);
  if (how.value === 'FORMATTED_VALUE') return formatted(spreadsheet, value, format);
  const isTime = format === 'DATE' || format === 'DATE_TIME' || format === 'TIME';
  return isTime && how.dateTime === 'FORMATTED_STRING' ? formatted(spreadsheet, value, format) : value;
}

/** The result of a formula: sums and single cells are worked out, anything else Google would know is not known here. */
export function resultOf(spreadsheet: Spreadsheet, sheet: Sheet, cell: SheetCell, depth = 0): CellValue {
  if (cell.formula === undefined) return cell.value;
  if (depth > 20) return '#REF!';
  const text = cell.formula.slice(1).trim();
  const sum = /^(?:SUM|SOMME)\(([A-Z]+\d*:[A-Z]+\d*)\)$/i.exec(text);
  const name = sheet.title.replaceAll("'", "''");
  const area = sum?.[1] ?? (/^[A-Z]+\d+$/i.test(text) ? text : undefined);
  if (area === undefined) return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : '#NAME?';
  const { top, bottom, left, right } = readRange(spreadsheet, `'${name}'!${area}`);
  let total = 0;
  for (let row = top; row < Math.min(bottom, sheet.rows.length); row++) {
    for (let column = left; column < right; column++) {
      const other = cellAt(sheet, row, column);
      const value = other === undefined ? '' : resultOf(spreadsheet, sheet, other, depth + 1);
      if (sum === null) return value;
      if (typeof value === 'number') total += value;
    }
  }
  return total;
}

/** What is stored for a value that comes in; `undefined` empties the cell. */
export function entered(spreadsheet: Spreadsheet, value: unknown, option: string): SheetCell | undefined {
  if (typeof value === 'object') return badRequest('Invalid values: list_value or struct_value is not a cell.');
  if (value === '') return undefined;
  if (typeof value === 'string' && value.length > longestText)
    badRequest(`Your input contains more than the maximum of ${longestText} characters in a single cell.`);
  if (typeof value !== 'string' || option === 'RAW') return { value: value as CellValue };
  return typed(spreadsheet, value);
}

/** As if typed into the cell: numbers, dates and formulas are seen in text. */
function typed({ locale }: Spreadsheet, text: string): SheetCell {
  if (text.startsWith("'")) return { value: text.slice(1) };
  if (text.startsWith('=')) return { value: '', formula: text };
  if (/^(TRUE|VRAI)$/i.test(text)) return { value: true };
  if (/^(FALSE|FAUX)$/i.test(text)) return { value: false };
  const number = locale === 'fr_FR' ? text.replace(',', '.') : text;
  if (/^[+-]?\d+(\.\d+)?$/.test(number)) return { value: Number(number) };
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const local = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}))?$/.exec(text);
  const [year, month, date] = day === null ? [local?.[3] ?? '2026', local?.[2], local?.[1]] : [day[1], day[2], day[3]];
  if (month === undefined || date === undefined) return { value: text };
  return { value: (Date.UTC(Number(year), Number(month) - 1, Number(date)) - EPOCH) / DAY_MS, format: 'DATE' };
}

function formatted({ locale }: Spreadsheet, value: CellValue, format: CellFormat | undefined): string {
  const french = locale === 'fr_FR';
  if (typeof value === 'boolean') return french ? (value ? 'VRAI' : 'FAUX') : value ? 'TRUE' : 'FALSE';
  if (typeof value === 'string') return value;
  const moment = new Date(EPOCH + Math.round(value * DAY_MS));
  const time = () => moment.toISOString().slice(11, 19);
  const day = () => moment.toISOString().slice(0, 10).split('-').reverse().join('/');
  switch (format) {
    case 'DATE':
      return day();
    case 'DATE_TIME':
      return `${day()} ${time()}`;
    case 'TIME':
      return time();
    case 'PERCENT':
      return `${number(value * 100)}%`;
    case 'CURRENCY':
      return `${number(value)} €`;
    default:
      return number(value);
  }

  function number(amount: number): string {
    return french ? String(amount).replace('.', ',') : String(amount);
  }
}
