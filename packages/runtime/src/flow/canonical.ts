import { createHash } from 'node:crypto';
import type { FlowDocument, FlowEdge, FlowGroup, FlowNode } from '@raccord/contract';
import { isRecord } from './problem-path.ts';

/** The order in which a person reads a document: what it is, then what it does, the drawing last. */
const documentKeys: (keyof FlowDocument)[] = [
  '$schema',
  'schemaVersion',
  'id',
  'name',
  'description',
  'owner',
  'tags',
  'settings',
  'connections',
  'tables',
  'nodes',
  'edges',
  'groups',
  'notes',
  'layout',
];
const settingsKeys = ['recordKey', 'timezone', 'concurrency', 'ordering'];
const nodeKeys = [
  'id',
  'kind',
  'title',
  'note',
  'uses',
  'version',
  'flow',
  'connection',
  'table',
  'items',
  'key',
  'when',
  'cases',
  'otherwise',
  'match',
  'of',
  'collect',
  'for',
  'until',
  'status',
  'headers',
  'with',
  'body',
  'poll',
  'retry',
  'onFailure',
  'inDoubt',
];
const groupKeys = ['id', 'title', 'members'];
const noteKeys = ['id', 'text', 'colour', 'x', 'y', 'width', 'height'];
const innerKeys: Record<string, string[]> = {
  poll: ['every', 'overlap'],
  retry: ['attempts', 'base', 'max'],
  cases: ['port', 'when'],
};

/**
 * The one text of a flow: fixed key order, nodes as the author ordered them, edges, groups and notes sorted, maps sorted by name, `layout` last, two
 * spaces and a final newline, so that a diff shows what changed and nothing else. The inside of mappings (`with`, `body`, `collect`)
 * keeps its order: there it is how people see their fields. Reading the text back and writing it again gives the same text.
 */
export function canonicalFlow(flow: FlowDocument): string {
  return `${JSON.stringify(canonicalDocument(flow), undefined, 2)}\n`;
}

/** SHA-256, in hex, of the canonical text without `layout`: moving a node on the canvas makes no new version. */
export function flowDigest(flow: FlowDocument): string {
  const { layout: _layout, ...meaning } = flow;
  return createHash('sha256').update(canonicalFlow(meaning)).digest('hex');
}

function canonicalDocument(flow: FlowDocument): Record<string, unknown> {
  return inOrder(flow, documentKeys, {
    settings: (settings) => inOrder(settings, settingsKeys),
    connections: (slots) => sorted(slots),
    tables: (tables) => sorted(tables, (table) => inOrder(table, ['title', 'rows'], { rows: (rows) => sorted(rows) })),
    nodes: () => flow.nodes.map(canonicalNode),
    edges: () => flow.edges.map((edge) => inOrder(edge, ['from', 'port', 'to'])).sort(byEnds),
    groups: () => flow.groups?.map(canonicalGroup).sort(byId),
    notes: () => flow.notes?.map((note) => inOrder(note, noteKeys)).sort(byId),
    layout: (layout) => sorted(layout, (place) => inOrder(place, ['x', 'y'])),
  });
}

function canonicalNode(node: FlowNode): Record<string, unknown> {
  return inOrder(node, nodeKeys, {
    headers: (headers) => sorted(headers),
    poll: (poll) => inOrder(poll, innerKeys.poll!),
    retry: (retry) => inOrder(retry, innerKeys.retry!),
    cases: (cases) => (Array.isArray(cases) ? cases.map((each) => inOrder(each, innerKeys.cases!)) : cases),
  });
}

function canonicalGroup(group: FlowGroup): Record<string, unknown> {
  return inOrder({ ...group, members: group.members.toSorted(compare) }, groupKeys);
}

/** Copies the keys in the given order, those it does not name after them by name; `inner` says how a key's value is copied. */
function inOrder(
  value: unknown,
  keys: readonly string[],
  inner: Record<string, (value: unknown) => unknown> = {},
): Record<string, unknown> {
  if (!isRecord(value)) throw new TypeError('not an object: the flow was never parsed');
  const rest = Object.keys(value).filter((key) => !keys.includes(key));
  const copy: Record<string, unknown> = {};
  for (const key of [...keys, ...rest.sort()]) {
    if (!Object.hasOwn(value, key) || value[key] === undefined) continue;
    copy[key] = inner[key] === undefined ? value[key] : inner[key](value[key]);
  }
  return copy;
}

function sorted(map: unknown, inner: (value: unknown) => unknown = (value) => value): unknown {
  if (!isRecord(map)) return map;
  return Object.fromEntries(
    Object.keys(map)
      .sort()
      .map((key) => [key, inner(map[key])]),
  );
}

function byEnds(a: Partial<FlowEdge>, b: Partial<FlowEdge>): number {
  return compare(a.from, b.from) || compare(a.port, b.port) || compare(a.to, b.to);
}

function byId(a: { id?: unknown }, b: { id?: unknown }): number {
  return compare(String(a.id), String(b.id));
}

/** By code unit, not by locale: the same on every machine. */
function compare(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
