import { pathText } from '../flow/problem-path.ts';
import { pathsRead } from '../mapping/paths-read.ts';
import type { Description } from './describe-flow.ts';
import { type Block, code, listed, sentence, text, type Words } from './page.ts';

/** More rows than this are counted and not shown. */
const MOST_ROWS = 500;

type Schema = {
  title?: string;
  fr?: { title?: string };
  properties?: Record<string, Schema>;
  items?: Schema;
};

/** Target field ← value, with the fields the value reads; undefined when nothing is mapped. */
export function mappingTable(d: Description, step: string, tree: unknown, schema: unknown): Block | undefined {
  const { words: t } = d;
  const leaves = leavesOf(tree, []);
  if (leaves.length === 0) return undefined;
  const rows = leaves.slice(0, MOST_ROWS).map(({ steps, value }): Words[] => {
    const reads = typeof value === 'string' ? pathsRead(value) : [];
    const title = titleOf((schema ?? {}) as Schema, steps, d.language);
    const target = steps.length === 0 ? [text(t.value)] : [code(pathText(steps))];
    const named = title === undefined || title === pathText(steps) ? target : [text(`${title} `), ...target];
    return [named, [code(valueText(value))], reads.length === 0 ? [text(t.nothingRead)] : listed(reads.map(code))];
  });
  if (leaves.length > MOST_ROWS) {
    const count = text(String(leaves.length - MOST_ROWS));
    rows.push([sentence(t.more, { count }), [], []]);
  }
  const label = `${t.mapping.replace('{step}', () => step)}`;
  return { kind: 'table', label, head: [t.target, t.value, t.reads], rows };
}

type Leaf = { steps: (string | number)[]; value: unknown };

/** Every value of a tree that is no group or list, with the way to it; empty groups and lists are values. */
function leavesOf(tree: unknown, steps: (string | number)[]): Leaf[] {
  if (typeof tree !== 'object' || tree === null) return tree === undefined ? [] : [{ steps, value: tree }];
  const entries = Array.isArray(tree) ? [...tree.entries()] : Object.entries(tree);
  if (entries.length === 0) return steps.length === 0 ? [] : [{ steps, value: tree }];
  return entries.flatMap(([key, value]) => leavesOf(value, [...steps, key]));
}

export const valueText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

function titleOf(schema: Schema, steps: readonly (string | number)[], language: 'en' | 'fr'): string | undefined {
  let at: Schema | undefined = schema;
  for (const step of steps) {
    const fields: Record<string, Schema> = at?.properties ?? {};
    at = typeof step === 'number' ? at?.items : Object.hasOwn(fields, step) ? fields[step] : undefined;
  }
  return (language === 'fr' ? at?.fr?.title : undefined) ?? at?.title;
}
