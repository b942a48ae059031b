/** `A` for 0, `Z` for 25, `AA` for 26. */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26) - 1;
  return `${rest < 0 ? '' : columnLetters(rest)}${String.fromCharCode(65 + (index % 26))}`;
}

/** A title as A1 notation wants it; always in quotes, since a title like `A1` would else be taken for a cell. */
export function quoted(title: string): string {
  return `'${title.replaceAll("'", "''")}'`;
}

export type Area = { first: number; last: number };

/** Whole rows of some columns: `'Leads'!B2:F100`; without `to`, down to the bottom. Rows count from 1, columns from 0. */
export function rowsRange(title: string, { first, last }: Area, from: number, to?: number): string {
  return `${quoted(title)}!${columnLetters(first)}${from}:${columnLetters(last)}${to ?? ''}`;
}

/** Where a written range begins: `Leads!B4:F5` is column 1, row 4. */
export function startOf(range: string): { column: number; row: number } | undefined {
  const match = /(?:^|!)\$?([A-Z]+)\$?(\d+)(?::|$)/.exec(range);
  if (match === null) return undefined;
  const column = [...match[1]!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { column, row: Number(match[2]) };
}
