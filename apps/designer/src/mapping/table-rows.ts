import { asTyped, readTyped } from '../inspector/json-schema.ts';

/** A row of a lookup table as it is edited: both as text. */
export type TableRow = { key: string; value: string };
/** Why a row is not in the table; each has a word in the catalogues (`mapping.table.*`). */
export type RowTrouble = 'noKey' | 'noValue' | 'twice' | 'forbidden';

/** More would not be a table one edits, and the flow would outgrow what is saved. */
export const MOST_ROWS = 5_000;
const MOST_CHARACTERS = 1_000_000;
const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

/** A value as it is shown: what would be read as something else stands in quotes. */
export function shownValue(value: unknown): string {
  if (typeof value !== 'string') return asTyped(value ?? null);
  return readValue(value) === value && value !== '' ? value : JSON.stringify(value);
}

export function readValue(text: string): unknown {
  if (/^"(?:[^"\\]|\\.)*"$/.test(text)) {
    try {
      return JSON.parse(text) as string;
    } catch {
      return text;
    }
  }
  return readTyped(text, 'any');
}

export const rowsOf = (table: Readonly<Record<string, unknown>>): TableRow[] =>
  Object.entries(table).map(([key, value]) => ({ key, value: shownValue(value) }));

/** What is wrong with each row; undefined where nothing is. Of two rows of one key the first is in the table. */
export function troublesOf(rows: readonly TableRow[]): (RowTrouble | undefined)[] {
  const seen = new Set<string>();
  return rows.map(({ key, value }) => {
    if (key === '') return 'noKey';
    if (forbidden.has(key)) return 'forbidden';
    if (seen.has(key)) return 'twice';
    seen.add(key);
    return value === '' ? 'noValue' : undefined;
  });
}

/** The rows that can be looked up. */
export function tableOf(rows: readonly TableRow[]): Record<string, unknown> {
  const troubles = troublesOf(rows);
  return Object.fromEntries(
    rows.flatMap(({ key, value }, index) => (troubles[index] === undefined ? [[key, readValue(value)]] : [])),
  );
}

export type Pasted = { rows: TableRow[] } | { refused: 'tooMany' | 'tooLarge' | 'quote'; limit: number };

/**
 * Reads what was copied from a spreadsheet (tabs) or a CSV file (semicolons or commas): the first column is the key, the second the value,
 * others are left out. Quotes as RFC 4180 has them. Empty lines are none.
 */
export function readPasted(text: string): Pasted {
  if (text.length > MOST_CHARACTERS) return { refused: 'tooLarge', limit: MOST_CHARACTERS };
  const separator = separatorOf(text);
  const lines: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    lines.at(-1)!.push(cell);
    cell = '';
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[at + 1] === '"') cell += text[++at];
      else quoted = false;
    } else if (char === '"' && cell === '') quoted = true;
    else if (char === separator) endCell();
    else if (char === '\n' || char === '\r') {
      if (char === '\r' && text[at + 1] === '\n') at++;
      endCell();
      lines.push([]);
    } else cell += char;
    if (lines.length > MOST_ROWS + 1) return { refused: 'tooMany', limit: MOST_ROWS };
  }
  if (quoted) return { refused: 'quote', limit: lines.length };
  endCell();
  const rows = lines
    .map(([key = '', value = '']) => ({ key: key.trim(), value: value.trim() }))
    .filter(({ key, value }) => key !== '' || value !== '');
  return rows.length > MOST_ROWS ? { refused: 'tooMany', limit: MOST_ROWS } : { rows };
}

/** A spreadsheet copies with tabs; of a CSV file the first line tells, outside its quotes. */
function separatorOf(text: string): string {
  const line = (text.split(/\r?\n|\r/, 1)[0] ?? '').replace(/"[^"]*"/g, '');
  return ['\t', ';', ','].find((one) => line.includes(one)) ?? '\t';
}

/** Whether it is more than a word that belongs into one cell. */
export const isTable = (text: string): boolean => /[\t\n\r]/.test(text.trim());
