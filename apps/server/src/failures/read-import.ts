import { parseCsv } from '@raccord/connectors/shared/tables/csv';
import { Failure } from '@raccord/contract';

/** A row of an exported file that came back. `line`: in the file, or the number of the item. */
export type ImportRow = { line: number; recordId: string } & ({ cells: Record<string, string> } | { data: unknown });

/** @throws Failure `input` / `inbox.badTable`, `inbox.noIdColumn` or `server.badJson` */
export function readImport(format: 'csv' | 'json', text: string): ImportRow[] {
  return format === 'csv' ? fromCsv(text) : fromJson(text);
}

function fromCsv(text: string): ImportRow[] {
  const table = parseCsv(text);
  if (!table.ok) throw new Failure('input', 'inbox.badTable', table.problem);
  if (!table.columns.includes('record_id')) throw new Failure('input', 'inbox.noIdColumn');
  return table.rows.map((cells, index) => ({
    line: table.lines[index] ?? index + 2,
    recordId: (cells.record_id ?? '').trim().toLowerCase(),
    cells,
  }));
}

function fromJson(text: string): ImportRow[] {
  let items: unknown;
  try {
    items = JSON.parse(text);
  } catch {
    throw new Failure('input', 'server.badJson');
  }
  if (!Array.isArray(items)) throw new Failure('input', 'inbox.noIdColumn');
  return items.map((item: unknown, index) => {
    const { record_id: recordId, data } = (typeof item === 'object' && item !== null ? item : {}) as Record<
      string,
      unknown
    >;
    return { line: index + 1, recordId: String(recordId ?? '').toLowerCase(), data };
  });
}
