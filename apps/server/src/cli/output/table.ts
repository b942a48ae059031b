import { stripVTControlCharacters } from 'node:util';
import type { Terminal } from './terminal.ts';

const GAP = '  ';

/** Lines of a table; columns as wide as their widest cell, the last one not filled up. */
export function tableLines(headers: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [headers, ...rows];
  const widths = headers.map((_, column) => Math.max(...all.map((row) => widthOf(row[column] ?? ''))));
  return all.map((row) =>
    headers
      .map((_, column) => {
        const cell = row[column] ?? '';
        return column === headers.length - 1 ? cell : cell + ' '.repeat(widths[column]! - widthOf(cell));
      })
      .join(GAP)
      .trimEnd(),
  );
}

/** Prints a table, or the sentence that says there is nothing to show. */
export function printTable(
  terminal: Terminal,
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  nothing: string,
): void {
  if (rows.length === 0) return terminal.print(nothing);
  const [head = '', ...lines] = tableLines(headers, rows);
  terminal.print(terminal.style('bold', head));
  for (const line of lines) terminal.print(line);
}

/** Columns that a text takes: an emoji is one letter of two columns, a colour none. */
function widthOf(text: string): number {
  let width = 0;
  for (const letter of stripVTControlCharacters(text)) width += /\p{Emoji_Presentation}/u.test(letter) ? 2 : 1;
  return width;
}
