import type { Description } from './describe-flow.ts';
import { valueText } from './mapping-table.ts';
import { code, type Section, sentence, text, type Words } from './page.ts';

/** More rows than this are counted and not shown. */
const MOST_ROWS = 200;

/** A lookup table of the flow, as it is. */
export function describeTable({ flow, words: t }: Description, id: string): Section {
  const { title, rows } = flow.tables![id]!;
  const entries = Object.entries(rows);
  const shown = entries.slice(0, MOST_ROWS).map(([key, value]): Words[] => [[code(key)], [code(valueText(value))]]);
  const count = text(String(entries.length - MOST_ROWS));
  if (entries.length > MOST_ROWS) shown.push([sentence(t.more, { count }), []]);
  const label = t.tableRows.replace('{table}', () => title ?? id);
  return {
    id: `table-${id}`,
    title: title === undefined ? id : `${title} (${id})`,
    blocks: [{ kind: 'table', label, head: [t.key, t.value], rows: shown }],
  };
}
