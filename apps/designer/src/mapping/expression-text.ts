import { scanExpression } from '@raccord/runtime/mapping/scan';
import { asName } from '../store/rename-reads.ts';
import { knownFunctions } from './jsonata-functions.ts';
import type { Source } from './source-tree.ts';

/** Where an expression stands in a text, without its braces; `to` is the end of the text while it is not closed yet. */
export type Region = { from: number; to: number };

export function regionsIn(text: string): Region[] {
  const regions: Region[] = [];
  let at = 0;
  for (;;) {
    const open = text.indexOf('{{', at);
    if (open === -1) return regions;
    if (/\\*$/.exec(text.slice(at, open))![0].length % 2 === 1) {
      at = open + 2;
      continue;
    }
    const from = open + 2;
    const to = endOf(text, from);
    regions.push({ from, to });
    at = Math.min(to + 2, text.length);
  }
}

function endOf(text: string, from: number): number {
  try {
    return scanExpression(text, from, true).end;
  } catch {
    const close = text.indexOf('}}', from);
    return close === -1 ? text.length : close;
  }
}

export const regionAt = (text: string, position: number): Region | undefined =>
  regionsIn(text).find(({ from, to }) => position >= from && position <= to);

/** A bracket that is open at a place, and what stands before it. */
type Open = { bracket: string; at: number; commas: number };

const TOKEN = /\/\*[\s\S]*?(?:\*\/|$)|"(?:[^"\\]|\\[\s\S])*(?:"|$)|'(?:[^'\\]|\\[\s\S])*(?:'|$)|`[^`]*(?:`|$)|[\s\S]/gy;

/** The brackets open before a place, the innermost last; undefined inside a text or a comment. */
function openAt(expression: string, end: number): Open[] | undefined {
  const open: Open[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const start = TOKEN.lastIndex;
    const [token] = TOKEN.exec(expression)!;
    if (token.length > 1 && TOKEN.lastIndex > end && !token.startsWith('`')) return undefined;
    if (token === '"' || token === "'") return undefined;
    if ('([{'.includes(token)) open.push({ bracket: token, at: start, commas: 0 });
    else if (')]}'.includes(token)) open.pop();
    else if (token === ',' && open.length > 0) open.at(-1)!.commas += 1;
  }
  return open;
}

/** The call whose arguments are being typed: the function's name, and which argument, from 0. */
export function callAt(text: string, position: number): { name: string; argument: number } | undefined {
  const region = regionAt(text, position);
  if (region === undefined) return undefined;
  const expression = text.slice(region.from, region.to);
  for (const { bracket, at, commas } of openAt(expression, position - region.from)?.toReversed() ?? []) {
    const name = bracket === '(' ? /\$([A-Za-z0-9]+)\s*$/.exec(expression.slice(0, at))?.[1] : undefined;
    if (name !== undefined) return { name, argument: commas };
  }
  return undefined;
}

export type Completion = {
  kind: 'function' | 'field';
  label: string;
  /** What is put in place of what was typed, between `from` and the cursor. */
  insert: string;
  source?: Source;
};
export type Completions = { from: number; options: Completion[] };

const STEPS =
  /(?:(?:`[^`]*`|[A-Za-z_\u00c0-\uffff][\w\u00c0-\uffff]*)\s*\.\s*)*(?:`[^`]*`?|[A-Za-z_\u00c0-\uffff][\w\u00c0-\uffff]*)?$/;

/**
 * What could be meant by what is being typed: functions after `$`, fields of what stands before a dot, the steps' outputs, and inside
 * `list[…]`, `list.{…}` and `list.(…)` the fields of an entry.
 * @param tree all sources, as a tree
 */
export function completionsAt(text: string, position: number, tree: readonly Source[]): Completions | undefined {
  const region = regionAt(text, position);
  if (region === undefined) return undefined;
  const expression = text.slice(region.from, region.to);
  const at = position - region.from;
  const before = expression.slice(0, at);
  const open = openAt(expression, at);
  if (open === undefined) return undefined;
  const variable = /\$([A-Za-z0-9]*)$/.exec(before);
  if (variable !== null) return { from: position - variable[0].length, options: functionOptions(before, variable[1]!) };
  const [path = ''] = STEPS.exec(before) ?? [];
  const lastDot = lastDotOf(path);
  const typed = path.slice(lastDot + 1).trimStart();
  const base = basesOf(expression, open, tree);
  const steps = lastDot === -1 ? [] : namesIn(path.slice(0, lastDot));
  const behindCall = lastDot === -1 && /\.\s*$/.test(before.slice(0, before.length - path.length));
  if (behindCall) return undefined;
  const found = lastDot === -1 ? [...base, ...tree] : (stepInto(base, steps) ?? stepInto(tree, steps) ?? []);
  return { from: position - typed.length, options: found.map(fieldOption) };
}

function functionOptions(before: string, typed: string): Completion[] {
  // Those that have been typed in full stay, for their help.
  return knownFunctions
    .filter(({ name }) => name.toLowerCase().startsWith(typed.toLowerCase()) || before.endsWith('$'))
    .map(({ name, args }) => ({
      kind: 'function',
      label: `$${name}`,
      insert: args.length === 0 ? `$${name}()` : `$${name}(`,
    }));
}

const fieldOption = (source: Source): Completion => ({
  kind: 'field',
  label: source.name,
  insert: asName(source.name),
  source,
});

/** The entries of the list inside whose brackets one is; the sources with such a path. */
function basesOf(expression: string, open: readonly Open[], tree: readonly Source[]): readonly Source[] {
  for (const { bracket, at } of open.toReversed()) {
    const before = expression.slice(0, at).trimEnd();
    const behind = bracket === '[' ? before : before.endsWith('.') ? before.slice(0, -1) : undefined;
    const path = behind === undefined ? '' : (STEPS.exec(behind)?.[0] ?? '');
    const found = path === '' ? undefined : stepInto(tree, namesIn(path));
    if (found !== undefined && found.length > 0) return found;
  }
  return [];
}

function namesIn(path: string): string[] {
  return [...path.matchAll(/`([^`]*)`|([A-Za-z_\u00c0-\uffff][\w\u00c0-\uffff]*)/g)].map(
    (match) => match[1] ?? match[2]!,
  );
}

function lastDotOf(path: string): number {
  let last = -1;
  let quoted = false;
  for (const [at, char] of [...path].entries()) {
    if (char === '`') quoted = !quoted;
    else if (char === '.' && !quoted) last = at;
  }
  return last;
}

function stepInto(tree: readonly Source[], [name, ...rest]: readonly string[]): readonly Source[] | undefined {
  if (name === undefined) return tree;
  const found = tree.find((source) => source.name === name);
  return found === undefined ? undefined : stepInto(found.children, rest);
}
