import { fieldSteps, replaceField } from './replace-field.ts';

/** Deeper than this, and in a field whose name is no path, a value stands in its cell as JSON. */
const DEEPEST = 4;
export const MOST_COLUMNS = 300;
const PREFIX = 'data.';

/** A record's data as cells of a table: `data.customer.email`, `data.lines[0].sku`. */
export function cellsOf(data: unknown): Record<string, unknown> {
  const cells: Record<string, unknown> = {};
  const walk = (value: unknown, path: string, depth: number) => {
    const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
    const readable = Array.isArray(value) || inner.every(([name]) => fieldSteps(name)?.join() === name);
    if (inner.length === 0 || depth === DEEPEST || !readable) {
      cells[`data${path}`] = value;
      return;
    }
    for (const [name, each] of inner)
      walk(each, Array.isArray(value) ? `${path}[${name}]` : `${path}.${name}`, depth + 1);
  };
  walk(data, '', 0);
  return cells;
}

/**
 * A record's data with what somebody has changed in its cells; what reads as it was stays untouched, with its type.
 * @returns undefined when nothing was changed; `wrong` names the column that no value can be put into
 */
export function fromCells(
  data: unknown,
  row: Readonly<Record<string, string>>,
): { data: unknown } | { wrong: string } | undefined {
  const cells = cellsOf(data);
  let changed = data;
  for (const [column, typed] of Object.entries(row)) {
    if (!column.startsWith(PREFIX)) continue;
    const text = unquoted(typed);
    const before = cells[column];
    if (same(before, text)) continue;
    const after = putCell(changed, column.slice(PREFIX.length), before, text);
    if (after === undefined) return { wrong: column };
    changed = after;
  }
  return changed === data ? undefined : { data: changed };
}

function putCell(data: unknown, field: string, before: unknown, text: string): unknown {
  if (typeof before !== 'object' || before === null)
    return replaceField(data, {
      field,
      by: typeof before === 'number' ? text.trim().replace(/^(-?\d+),(\d+)$/, '$1.$2') : text,
    });
  return undefined;
}

/** The apostrophe that keeps a spreadsheet from taking text for a formula. */
const unquoted = (text: string) => (/^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text);

/** Spreadsheets write TRUE, and decimal commas, where there was true and a point. */
function same(before: unknown, text: string): boolean {
  if (before === null || before === undefined) return text === '';
  if (typeof before === 'object') return text === JSON.stringify(before);
  if (typeof before === 'boolean') return text.toLowerCase() === String(before);
  if (typeof before === 'number') return text.trim() !== '' && Number(text.trim().replace(',', '.')) === before;
  return text === String(before);
}
