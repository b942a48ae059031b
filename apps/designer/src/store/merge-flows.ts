import type { FlowDocument } from '@raccord/contract';

/** A place that both changed, each differently; in the merged flow it is as in `mine`. */
export type Conflict = { path: string };

/**
 * What two people made of the same flow, put together: nodes by their name, edges by their ends, everything else field by field. Where both
 * changed the same place, mine is taken and the place is told.
 */
export function mergeFlows(base: FlowDocument, mine: FlowDocument, theirs: FlowDocument) {
  const conflicts: Conflict[] = [];
  const merged = merge(base, mine, theirs, '', conflicts) as FlowDocument;
  return { merged, conflicts };
}

const gone = Symbol('not there');

function merge(base: unknown, mine: unknown, theirs: unknown, path: string, conflicts: Conflict[]): unknown {
  if (same(mine, theirs) || same(base, theirs)) return mine;
  if (same(base, mine)) return theirs;
  const ofList = listNames.get(path);
  if (ofList !== undefined && Array.isArray(mine) && Array.isArray(theirs)) {
    const lists = [asList(base), mine, theirs].map((list) => named(list, ofList));
    const merged = mergeFields(lists[0]!, lists[1]!, lists[2]!, path, conflicts);
    return [...merged.values()];
  }
  if (isRecord(mine) && isRecord(theirs)) {
    const before = isRecord(base) ? base : {};
    const maps = [before, mine, theirs].map((record) => new Map(Object.entries(record)));
    return Object.fromEntries(mergeFields(maps[0]!, maps[1]!, maps[2]!, path, conflicts));
  }
  conflicts.push({ path });
  return mine;
}

type Fields = ReadonlyMap<string, unknown>;

function mergeFields(base: Fields, mine: Fields, theirs: Fields, path: string, conflicts: Conflict[]) {
  const merged = new Map<string, unknown>();
  for (const name of new Set([...mine.keys(), ...theirs.keys()])) {
    const [was, ours, others] = [base, mine, theirs].map((fields) => (fields.has(name) ? fields.get(name) : gone));
    const value = merge(was, ours, others, path === '' ? name : `${path}.${name}`, conflicts);
    if (value !== gone) merged.set(name, value);
  }
  return merged;
}

/** Two entries of one name, which only a half-drawn flow has, are told apart by their number. */
function named(list: readonly unknown[], nameOf: (entry: unknown) => string): Map<string, unknown> {
  const entries = new Map<string, unknown>();
  for (const entry of list) {
    const name = nameOf(entry);
    let free = name;
    for (let count = 2; entries.has(free); count++) free = `${name}~${count}`;
    entries.set(free, entry);
  }
  return entries;
}

const nodeName = (node: unknown) => (isRecord(node) ? String(node.id) : '');
const edgeName = (edge: unknown) => (isRecord(edge) ? `${edge.from}:${edge.port ?? ''}>${edge.to}` : '');
const listNames = new Map([
  ['nodes', nodeName],
  ['groups', nodeName],
  ['notes', nodeName],
  ['edges', edgeName],
]);
const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** The order of keys is no difference: a document that was saved comes back sorted. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((one, index) => same(one, b[index]));
  if (!isRecord(a) || !isRecord(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export type Difference = { added: string[]; removed: string[]; changed: string[]; flow: boolean };

/** What somebody changed, in names that can be shown: steps, and whether the flow's own settings or edges are among it. */
export function differenceOf(before: FlowDocument, after: FlowDocument): Difference {
  const [old, now] = [named(before.nodes, nodeName), named(after.nodes, nodeName)];
  const rest = ({ nodes: _nodes, ...other }: FlowDocument) => other;
  return {
    added: [...now.keys()].filter((id) => !old.has(id)),
    removed: [...old.keys()].filter((id) => !now.has(id)),
    changed: [...now.keys()].filter((id) => old.has(id) && !same(old.get(id), now.get(id))),
    flow: !same(rest(before), rest(after)),
  };
}
