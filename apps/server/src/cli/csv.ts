import { parseCsv as parseTable } from '@raccord/connectors/shared/tables/csv';
import { Failure } from '@raccord/contract';

/** @throws Failure `cli.badCsv` naming the line */
export function parseCsv(file: string, text: string): Record<string, string>[] {
  const table = parseTable(text);
  if (table.ok) return table.rows;
  throw new Failure('input', 'cli.badCsv', { file, ...table.problem });
}
