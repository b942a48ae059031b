import { asName } from '../store/rename-reads.ts';

export type JsonKind = 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';
/** One line of a JSON value that is shown as a tree. */
export type JsonRow = {
  /** As an expression would read it; also what tells rows apart. */
  path: string;
  /** The field or the index; the root has the name it was given. */
  name: string;
  level: number;
  kind: JsonKind;
  value: unknown;
  /** How many fields or items; 0 for plain values. */
  size: number;
  /** Undefined where there is nothing to open. */
  open?: boolean;
  /** In the place of what is left out: this many more. */
  more?: number;
};

/** So many fields or items of one container are shown before somebody asks for more. */
export const AT_ONCE = 100;
/** A text longer than this is cut until it is opened. */
export const LONG_TEXT = 160;
/** A search ends after this many hits, or after having looked at this many values. */
const MOST_HITS = 200;
const MOST_LOOKED_AT = 200_000;

export function jsonKind(value: unknown): JsonKind {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'array';
  const type = typeof value;
  return type === 'object' || type === 'string' || type === 'boolean' ? type : 'number';
}

function children(value: unknown): [name: string, path: string, child: unknown][] {
  if (Array.isArray(value)) return value.map((item, index) => [String(index), `[${index}]`, item]);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).map(([name, item]) => [name, `.${asName(name)}`, item]);
}

const sizeOf = (value: unknown) =>
  Array.isArray(value) ? value.length : typeof value === 'object' && value !== null ? Object.keys(value).length : 0;

export const isLong = (value: unknown): value is string =>
  typeof value === 'string' && (value.length > LONG_TEXT || value.includes('\n'));

/**
 * The lines that are to be seen. Only what is open is looked into, so depth and size of the rest do not matter.
 * @param shown how many of a container's children are shown, by path, where it is not `AT_ONCE`
 */
export function jsonRows(
  root: string,
  value: unknown,
  open: ReadonlySet<string>,
  shown: ReadonlyMap<string, number>,
): JsonRow[] {
  const rows: JsonRow[] = [];
  const waiting: JsonRow[] = [rowOf(root, root, 1, value, open)];
  for (let row = waiting.pop(); row !== undefined; row = waiting.pop()) {
    rows.push(row);
    if (row.open !== true || row.more !== undefined) continue;
    const { path, level } = row;
    const all = children(row.value);
    const count = shown.get(path) ?? AT_ONCE;
    if (all.length > count) waiting.push({ ...rowOf('', `${path}…`, level + 1, null, open), more: all.length - count });
    for (const [name, step, child] of all.slice(0, count).reverse())
      waiting.push(rowOf(name, path + step, level + 1, child, open));
  }
  return rows;
}

function rowOf(name: string, path: string, level: number, value: unknown, open: ReadonlySet<string>): JsonRow {
  const size = sizeOf(value);
  const row = { path, name, level, kind: jsonKind(value), value, size };
  return size > 0 || isLong(value) ? { ...row, open: open.has(path) } : row;
}

/** What is open at first: the root, and what stands in it unless there is much of it. */
export function openAtFirst(root: string, value: unknown): Set<string> {
  const inside = children(value);
  const few = inside.reduce((sum, [, , child]) => sum + sizeOf(child), inside.length) <= 40;
  return new Set([root, ...(few ? inside.map(([, step]) => root + step) : [])]);
}

export type JsonHit = {
  path: string;
  /** What has to be open for it to be seen, and how much of each. */
  within: { path: string; index: number }[];
};

/** The values whose name or text holds `wanted`, in the order they are shown. */
export function searchJson(root: string, value: unknown, wanted: string): JsonHit[] {
  const text = wanted.trim().toLowerCase();
  if (text === '') return [];
  const hits: JsonHit[] = [];
  type Place = { name: string; path: string; value: unknown; within: JsonHit['within'] };
  const waiting: Place[] = [{ name: root, path: root, value, within: [] }];
  let looked = 0;
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    if (++looked > MOST_LOOKED_AT || hits.length >= MOST_HITS) break;
    const { name, path, within } = place;
    const plain = sizeOf(place.value) === 0 && typeof place.value !== 'object' ? String(place.value) : '';
    if (name.toLowerCase().includes(text) || plain.toLowerCase().includes(text)) hits.push({ path, within });
    for (const [index, [step, stepPath, child]] of [...children(place.value).entries()].reverse())
      waiting.push({ name: step, path: path + stepPath, value: child, within: [...within, { path, index }] });
  }
  return hits;
}
