import type { FlowDocument, FlowEdge, FlowNode } from '@raccord/contract';
import { groupChanges, noteChanges } from './diff-drawing.ts';
import { diffTrees, type TreeChange } from './diff-trees.ts';
import { movedItems } from './moved-items.ts';
import { pairRenamed } from './pair-renamed.ts';
import { isRecord, pathText } from './problem-path.ts';

/**
 * One difference between two flows, as a code with parameters; the screens make the sentence. `path` is where it stands, with node ids in
 * place of indexes (for what is gone: in the flow before). `node` is the step it belongs to, by its id afterwards, or before if it is gone.
 */
export type FlowChange = { code: FlowChangeCode; path: string; node?: string; params: Record<string, unknown> };

/** Each with the parameters it has beside `before` and `after`, which hold the values and are absent where there is none. */
export const flowChangeCodes = [
  /** `field`: name, description, owner, tags, … */
  'flow',
  /** `setting` */
  'setting',
  /** `slot`; `before`, `after`: the connector */
  'connection',
  /** `table`; `rows`: how many */
  'tableAdded',
  'tableRemoved',
  /** `table` */
  'tableTitle',
  /** `table`, `key` */
  'row',
  /** `step`: the step as it is, or was */
  'stepAdded',
  'stepRemoved',
  /** `before`, `after`: the ids */
  'stepRenamed',
  /** `follows`: the step it stands behind now; absent: it is the first */
  'stepMoved',
  /** Another kind of step under the same name. */
  'stepReplaced',
  /** `steps`: into a mapping (`with`, `body`, `collect`, …), as keys and indexes */
  'field',
  /** The same fields in another order. `steps` as above */
  'fieldsReordered',
  /** The cases of a branch are tried in another order; `ports`: the new one */
  'casesReordered',
  /** `steps`: of the step itself (`title`, `uses`, `when`, `retry.attempts`, …) */
  'property',
  /** `from`, `port` (absent: the plain one), `to` */
  'edgeAdded',
  'edgeRemoved',
  /** `group`: what it is called, or was; `steps`: how many it has, or had */
  'groupAdded',
  'groupRemoved',
  /** `before`, `after`: the titles */
  'groupRenamed',
  /** `group`: its title; `added`, `removed`: ids of steps, in either flow */
  'groupMembers',
  /** `text` */
  'noteAdded',
  'noteRemoved',
  /** `before`, `after`: the texts */
  'noteText',
  /** `text`: of a note that has another place, size or colour */
  'noteLook',
  /** `nodes`: ids of the steps that stand elsewhere on the drawing */
  'layout',
] as const;
export type FlowChangeCode = (typeof flowChangeCodes)[number];

/** Of the drawing alone: whatever of these differs, both flows do the same. */
const drawingCodes: ReadonlySet<FlowChangeCode> = new Set<FlowChangeCode>([
  'groupAdded',
  'groupRemoved',
  'groupRenamed',
  'groupMembers',
  'noteAdded',
  'noteRemoved',
  'noteText',
  'noteLook',
  'layout',
]);

/** Only the drawing differs, or what is written on it: both flows do the same. */
export const isLayoutOnly = (changes: readonly FlowChange[]) => changes.every(({ code }) => drawingCodes.has(code));

/** Where a step keeps what people map: trees in which a place is a field. */
const mappings = new Set(['with', 'body', 'collect', 'headers']);

/**
 * What changed from one flow to another: nothing for the same flow, and otherwise each place that differs, once. In the order in which a
 * person reads a flow: what it is, then its steps as they stand in the newer one, then what is gone, the drawing last.
 */
export function diffFlows(before: FlowDocument, after: FlowDocument): FlowChange[] {
  const renamed = pairRenamed(before, after);
  return [
    ...headChanges(before, after),
    ...connectionChanges(before, after),
    ...tableChanges(before, after),
    ...stepChanges(before, after, renamed),
    ...edgeChanges(before, after, renamed),
    ...groupChanges(before.groups, after.groups, renamed),
    ...noteChanges(before.notes, after.notes),
    ...layoutChanges(before, after, renamed),
  ];
}

/** Steps of `before` that go by another id in `after`: new ids by old ones. */
export const renamedSteps = pairRenamed;

const ownParts = new Set(['settings', 'connections', 'tables', 'nodes', 'edges', 'groups', 'notes', 'layout']);

function headChanges(before: FlowDocument, after: FlowDocument): FlowChange[] {
  const head = (flow: FlowDocument) => Object.fromEntries(Object.entries(flow).filter(([name]) => !ownParts.has(name)));
  // A list of tags is one thing to a reader.
  const fields = namesOf(head(before), head(after)).flatMap((field) =>
    same(own(before, field), own(after, field))
      ? []
      : [change('flow', field, { field, ...sides(own(before, field), own(after, field)) })],
  );
  const settings = namesOf(before.settings, after.settings).flatMap((setting) =>
    same(own(before.settings, setting), own(after.settings, setting))
      ? []
      : [
          change('setting', `settings.${setting}`, {
            setting,
            ...sides(own(before.settings, setting), own(after.settings, setting)),
          }),
        ],
  );
  return [...fields, ...settings];
}

function connectionChanges(before: FlowDocument, after: FlowDocument): FlowChange[] {
  return namesOf(before.connections, after.connections).flatMap((slot) => {
    const [was, is] = [before.connections?.[slot]?.connector, after.connections?.[slot]?.connector];
    return was === is ? [] : [change('connection', pathText(['connections', slot]), { slot, ...sides(was, is) })];
  });
}

function tableChanges(before: FlowDocument, after: FlowDocument): FlowChange[] {
  return namesOf(before.tables, after.tables).flatMap((table): FlowChange[] => {
    const [was, is] = [before.tables?.[table], after.tables?.[table]];
    const path = pathText(['tables', table]);
    if (was === undefined || is === undefined) {
      const rows = Object.keys((is ?? was)?.rows ?? {}).length;
      return [change(is === undefined ? 'tableRemoved' : 'tableAdded', path, { table, rows })];
    }
    const title = was.title === is.title ? [] : [change('tableTitle', path, { table, ...sides(was.title, is.title) })];
    const rows = namesOf(was.rows, is.rows).flatMap((key) =>
      JSON.stringify(own(was.rows, key)) === JSON.stringify(own(is.rows, key))
        ? []
        : [
            change('row', pathText(['tables', table, 'rows', key]), {
              table,
              key,
              ...sides(own(was.rows, key), own(is.rows, key)),
            }),
          ],
    );
    return [...title, ...rows];
  });
}

function stepChanges(before: FlowDocument, after: FlowDocument, renamed: ReadonlyMap<string, string>): FlowChange[] {
  const was = new Map(keysOf(before.nodes, renamed).map((key, index) => [key, before.nodes[index]!]));
  const keys = keysOf(after.nodes);
  const kept = new Set(keys);
  const moved = movedItems(
    [...was.keys()].filter((key) => kept.has(key)),
    keys.filter((key) => was.has(key)),
  );
  const found = after.nodes.flatMap((node, index): FlowChange[] => {
    const key = keys[index]!;
    const old = was.get(key);
    const of = (code: FlowChangeCode, params: Record<string, unknown>) => [
      change(code, pathText(['nodes', node.id]), params, node.id),
    ];
    if (old === undefined) return of('stepAdded', { step: node });
    const follows = after.nodes[index - 1]?.id;
    return [
      ...(old.id === node.id ? [] : of('stepRenamed', { before: old.id, after: node.id })),
      ...(moved.has(key) ? of('stepMoved', follows === undefined ? {} : { follows }) : []),
      ...(old.kind === node.kind
        ? insideChanges(old, node)
        : of('stepReplaced', { before: old.kind, after: node.kind, step: node })),
    ];
  });
  const gone = [...was].flatMap(([key, step]) => (kept.has(key) ? [] : [step]));
  return [...found, ...gone.map((step) => change('stepRemoved', pathText(['nodes', step.id]), { step }, step.id))];
}

/** What a step is known by on both sides: its newer id. A draft may hold one id twice; the second is then another step. */
function keysOf(nodes: readonly FlowNode[], renamed?: ReadonlyMap<string, string>): string[] {
  const seen = new Map<string, number>();
  return nodes.map((node) => {
    const id = renamed?.get(node.id) ?? node.id;
    const times = (seen.get(id) ?? 0) + 1;
    seen.set(id, times);
    return times === 1 ? id : `${id} ${times}`;
  });
}

/** Where the order of fields is ours, not the author's: it means nothing and is not kept. */
const sortedParts = new Set(['headers', 'poll', 'retry']);

function insideChanges(before: FlowNode, after: FlowNode): FlowChange[] {
  return diffTrees(contentOf(before), contentOf(after)).flatMap((found: TreeChange) => {
    const { steps, before: was, after: is, reordered } = found;
    const part = String(steps[0]);
    const path = pathText(['nodes', after.id, ...steps]);
    if (!reordered)
      return [change(mappings.has(part) ? 'field' : 'property', path, { steps, ...sides(was, is) }, after.id)];
    if (sortedParts.has(part)) return [];
    if (part !== 'cases' || after.kind !== 'branch') return [change('fieldsReordered', path, { steps }, after.id)];
    return steps.length > 1
      ? []
      : [change('casesReordered', path, { ports: after.cases.map(({ port }) => port) }, after.id)];
  });
}

/** A step without its id; the cases of a branch by their ports, so that one more case does not change all behind it. */
function contentOf(node: FlowNode): Record<string, unknown> {
  const { id: _id, ...content } = node;
  if (node.kind !== 'branch') return content;
  const ports = node.cases.map(({ port }) => port);
  if (new Set(ports).size !== ports.length) return content;
  return { ...content, cases: Object.fromEntries(node.cases.map(({ port, ...rest }) => [port, rest])) };
}

function edgeChanges(before: FlowDocument, after: FlowDocument, renamed: ReadonlyMap<string, string>): FlowChange[] {
  const text = ({ from, port, to }: FlowEdge) => JSON.stringify([from, port ?? null, to]);
  const renamedEnds = ({ from, to, ...edge }: FlowEdge): FlowEdge => ({
    from: renamed.get(from) ?? from,
    ...edge,
    to: renamed.get(to) ?? to,
  });
  const [was, is] = [countBy(before.edges.map(renamedEnds), text), countBy(after.edges, text)];
  const found: FlowChange[] = [];
  for (const [key, { item, count }] of is)
    for (let more = count - (was.get(key)?.count ?? 0); more > 0; more -= 1)
      found.push(change('edgeAdded', 'edges', { ...item }, item.from));
  for (const [key, { item, count }] of was)
    for (let fewer = count - (is.get(key)?.count ?? 0); fewer > 0; fewer -= 1)
      found.push(change('edgeRemoved', 'edges', { ...item }, item.from));
  return found;
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, { item: T; count: number }> {
  const counts = new Map<string, { item: T; count: number }>();
  for (const item of items) {
    const known = counts.get(keyOf(item));
    if (known === undefined) counts.set(keyOf(item), { item, count: 1 });
    else known.count += 1;
  }
  return counts;
}

function layoutChanges(before: FlowDocument, after: FlowDocument, renamed: ReadonlyMap<string, string>): FlowChange[] {
  const was = Object.fromEntries(
    Object.entries(before.layout ?? {}).map(([id, spot]) => [renamed.get(id) ?? id, spot]),
  );
  const nodes = namesOf(was, after.layout).filter((id) => !same(own(was, id), own(after.layout, id)));
  return nodes.length === 0 ? [] : [change('layout', 'layout', { nodes })];
}

function change(code: FlowChangeCode, path: string, params: Record<string, unknown>, node?: string): FlowChange {
  return { code, path, ...(node === undefined ? {} : { node }), params };
}

/** Absent where there is no value: `undefined` is not JSON. */
function sides(before: unknown, after: unknown): { before?: unknown; after?: unknown } {
  return { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}

function namesOf(before: object | undefined, after: object | undefined): string[] {
  return [...new Set([...Object.keys(after ?? {}), ...Object.keys(before ?? {})])];
}

function own(value: object | undefined, name: string): unknown {
  return value !== undefined && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
}

/** Whether two values mean the same; the order of fields does not count. */
function same(before: unknown, after: unknown): boolean {
  if (Array.isArray(before) && Array.isArray(after))
    return before.length === after.length && before.every((item, index) => same(item, after[index]));
  if (!isRecord(before) || !isRecord(after)) return Object.is(before, after) || (before === 0 && after === 0);
  return namesOf(before, after).every((name) => same(own(before, name), own(after, name)));
}
