import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

export type CsvRow = Record<string, string>;
/** `line`: in the text, from 1. `reason`: what does not fit, without words. */
export type CsvProblem = { line: number; reason: string };
export type CsvTable =
  /** `lines`: where in the text each row ends, from 1. */
  { ok: true; columns: string[]; rows: CsvRow[]; lines: number[]; more: boolean } | { ok: false; problem: CsvProblem };

/** Commas, semicolons (where the comma is the decimal sign) or tabs, whichever the first line uses most. */
export function separatorOf(text: string): string {
  const first = text.slice(0, text.search(/\r?\n|$/));
  const count = (separator: string) => first.split(separator).length;
  return [',', ';', '\t', '|'].reduce((best, each) => (count(each) > count(best) ? each : best));
}

/**
 * Reads CSV as RFC 4180 has it. The first line names the fields.
 * @param asked rows from `offset`, `limit` of them
 */
export function parseCsv(
  text: string,
  asked: { separator?: string | undefined; offset?: number; limit?: number } = {},
): CsvTable {
  const { separator = separatorOf(text), offset = 0, limit = Number.POSITIVE_INFINITY } = asked;
  const common = { delimiter: separator, bom: true, skip_empty_lines: true, info: true } as const;
  try {
    const [head] = parse(text, { ...common, to: 1 }) as unknown as { record: string[]; info: { lines: number } }[];
    if (head === undefined) return { ok: true, columns: [], rows: [], lines: [], more: false };
    const columns = head.record.map((name) => name.trim());
    if (columns.some((name, index) => name === '' || name === '__proto__' || columns.indexOf(name) !== index))
      return { ok: false, problem: { line: head.info.lines, reason: 'header' } };
    // One more than asked tells whether there are more; the line of names is the first record.
    const last = Number.isFinite(limit) ? { to: offset + limit + 2 } : {};
    const found = parse(text, { ...common, from: offset + 2, ...last }) as unknown as (typeof head)[];
    const taken = found.slice(0, Number.isFinite(limit) ? limit : undefined);
    const rows = taken.map(({ record }) =>
      Object.fromEntries(columns.map((name, index) => [name, record[index] ?? ''])),
    );
    return { ok: true, columns, rows, lines: taken.map(({ info }) => info.lines), more: found.length > rows.length };
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown;
    const { lines } = thrown as unknown as { lines?: number };
    return { ok: false, problem: { line: lines ?? 1, reason: thrown.code } };
  }
}

export type CsvFormat = { columns: readonly string[]; separator: string; safeFormulas: boolean };

/** Lines end as RFC 4180 has it. Objects and lists are written as JSON. */
export function writeCsv(rows: readonly Record<string, unknown>[], format: CsvFormat): string {
  const cell = (value: unknown) => {
    if (value === null || value === undefined) return '';
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
    return format.safeFormulas && typeof value === 'string' ? harmless(text) : text;
  };
  const { columns, separator, safeFormulas } = format;
  const head = columns.map((name) => (safeFormulas ? harmless(name) : name));
  const body = rows.map((row) => columns.map((name) => cell(row[name])));
  return stringify([head, ...body], { delimiter: separator, record_delimiter: '\r\n' });
}

/** What a spreadsheet would take for a formula gets an apostrophe; a signed number stays a number. */
function harmless(text: string): string {
  if (!/^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) || /^[+-]?\d+([.,]\d+)?$/.test(text)) return text;
  return `'${text}`;
}
