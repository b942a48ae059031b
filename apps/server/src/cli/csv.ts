import { Failure } from '@raccord/contract';

/**
 * Reads CSV as RFC 4180 has it, with commas, semicolons (spreadsheets where the comma is the decimal sign) or tabs, whichever the
 * first line uses most. The first line names the fields.
 * @throws Failure `cli.badCsv` naming the line
 */
export function parseCsv(file: string, text: string): Record<string, string>[] {
  const [header, ...rows] = readRows(file, text, separatorOf(text));
  if (header === undefined) return [];
  const fields = header.cells.map((name) => name.trim());
  const twice = fields.find((name, index) => name === '' || fields.indexOf(name) !== index);
  if (twice !== undefined) throw bad(file, header.line, 'header');
  return rows.map(({ line, cells }) => {
    if (cells.length !== fields.length) throw bad(file, line, `${cells.length} ≠ ${fields.length}`);
    return Object.fromEntries(fields.map((name, index) => [name, cells[index]!]));
  });
}

type Row = { line: number; cells: string[] };

function readRows(file: string, text: string, separator: string): Row[] {
  const rows: Row[] = [];
  let row: Row = { line: 1, cells: [] };
  let cell = '';
  let line = 1;
  let quoted = false;
  const endRow = () => {
    row.cells.push(cell);
    // A line with nothing on it is no record.
    if (row.cells.length > 1 || cell !== '') rows.push(row);
    row = { line: line + 1, cells: [] };
    cell = '';
  };
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at]!;
    if (quoted) {
      if (letter === '\n') line += 1;
      if (letter !== '"') cell += letter;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (letter === '"' && cell === '') quoted = true;
    else if (letter === separator) {
      row.cells.push(cell);
      cell = '';
    } else if (letter === '\n') {
      endRow();
      line += 1;
    } else if (letter !== '\r') cell += letter;
  }
  if (quoted) throw bad(file, row.line, '"');
  if (cell !== '' || row.cells.length > 0) endRow();
  return rows;
}

function separatorOf(text: string): string {
  const first = text.slice(0, text.search(/\r?\n|$/));
  const count = (separator: string) => first.split(separator).length;
  return [',', ';', '\t'].reduce((best, each) => (count(each) > count(best) ? each : best));
}

function bad(file: string, line: number, reason: string): Failure {
  return new Failure('input', 'cli.badCsv', { file, line, reason });
}
