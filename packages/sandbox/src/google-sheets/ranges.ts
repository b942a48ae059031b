import { badRequest } from '../google/errors.ts';
import type { Sheet, Spreadsheet } from './state.ts';

/** A rectangle of cells; ends are exclusive, everything counts from 0. */
export type Range = { sheet: Sheet; top: number; bottom: number; left: number; right: number };

/** Reads A1 notation: `Leads!A1:E`, `'My tab'!2:3`, `Leads`, `B2`. Outside the grid is a 400, an unknown tab too. */
export function readRange(spreadsheet: Spreadsheet, text: string): Range {
  const { title, cells } = split(text);
  const unreadable = () => badRequest(`Unable to parse range: ${text}`);
  const sheet =
    title === undefined ? spreadsheet.sheets[0] : spreadsheet.sheets.find((candidate) => candidate.title === title);
  const whole = title === undefined ? spreadsheet.sheets.find((candidate) => candidate.title === cells) : undefined;
  if (whole !== undefined) return gridOf(whole);
  if (sheet === undefined) return unreadable();
  if (cells === undefined) return gridOf(sheet);
  const match = /^([A-Z]*)(\d*)(?:(:)([A-Z]*)(\d*))?$/i.exec(cells);
  if (match === null || cells === '' || cells === ':') return unreadable();
  const [, leftLetters = '', topText = '', colon, rightLetters = '', bottomText = ''] = match;
  const left = columnOf(leftLetters) ?? 0;
  const top = topText === '' ? 0 : Number(topText) - 1;
  const single = colon === undefined;
  if (single && (leftLetters === '' || topText === '')) return unreadable();
  const right = single ? left + 1 : (columnOf(rightLetters) ?? sheet.columnCount - 1) + 1;
  const bottom = single ? top + 1 : bottomText === '' ? sheet.rowCount : Number(bottomText);
  if (bottom > sheet.rowCount || right > sheet.columnCount || top >= sheet.rowCount || left >= sheet.columnCount)
    badRequest(`Range (${text}) exceeds grid limits. Max rows: ${sheet.rowCount}, max columns: ${sheet.columnCount}`);
  return { sheet, top: Math.min(top, bottom - 1), bottom: Math.max(top + 1, bottom), left, right };
}

/** As Google writes a range: quotes only where they are needed. */
export function shownRange({ sheet, top, bottom, left, right }: Range): string {
  const title = /^[A-Za-z_][A-Za-z0-9_]*$/.test(sheet.title) ? sheet.title : `'${sheet.title.replaceAll("'", "''")}'`;
  const start = `${letters(left)}${top + 1}`;
  const end = `${letters(right - 1)}${bottom}`;
  return `${title}!${start === end ? start : `${start}:${end}`}`;
}

export function columnOf(text: string): number | undefined {
  if (text === '') return undefined;
  return [...text.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function letters(column: number): string {
  let text = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    text = String.fromCharCode(65 + ((rest - 1) % 26)) + text;
  return text;
}

function gridOf(sheet: Sheet): Range {
  return { sheet, top: 0, bottom: sheet.rowCount, left: 0, right: sheet.columnCount };
}

function split(text: string): { title?: string; cells?: string } {
  const quotedTitle = /^'((?:[^']|'')*)'(?:!(.*))?$/.exec(text);
  if (quotedTitle !== null) {
    const [, title = '', cells] = quotedTitle;
    return { title: title.replaceAll("''", "'"), ...(cells === undefined ? {} : { cells }) };
  }
  const mark = text.lastIndexOf('!');
  return mark < 0 ? { cells: text } : { title: text.slice(0, mark), cells: text.slice(mark + 1) };
}
