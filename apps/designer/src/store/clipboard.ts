import type { FlowEdge, FlowGroup, FlowNode, FlowNote } from '@raccord/contract';
import { FlowEdge as EdgeSchema, nodeKinds, nodeSchemas } from '@raccord/contract/flow';
import {
  FlowGroup as GroupSchema,
  MOST_GROUPS,
  MOST_NOTES,
  FlowNote as NoteSchema,
} from '@raccord/contract/flow-drawing';
import { scanJson } from '@raccord/runtime/flow/scan-json';
import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { freshName, type Graph, type Point, takenKeys } from '../canvas/graph.ts';
import { takenIds } from '../canvas/new-node.ts';
import type { Change } from './changes.ts';
import { insertEdges } from './commands/edges.ts';
import { putGroups } from './commands/groups.ts';
import { noteAbout, putNotes } from './commands/notes.ts';
import type { Command } from './history.ts';
import { renameReads } from './rename-reads.ts';

/** A piece of a flow as JSON text. A whole flow document can be read as one. */
export type Piece = {
  nodes: FlowNode[];
  edges: FlowEdge[];
  connections: Record<string, { connector: string }>;
  layout: Record<string, Point>;
  notes: FlowNote[];
  /** Each with those of its members that came along. */
  groups: FlowGroup[];
};
export type PasteRefusal = { code: PasteRefusalCode; params: Record<string, string | number> };
export type PasteRefusalCode = 'tooLarge' | 'notJson' | 'dangerous' | 'noNodes' | 'unknownKind' | 'badNode' | 'tooMany';

const MOST_CHARS = 1_000_000;
const MOST_DEPTH = 64;
const MOST_NODES = 500;
/** Pasted beside what it was copied from. */
const SHIFT = 40;

/** The nodes, the edges between them, the slots they use, the notes, and the groups of which every member is copied. */
export function copy(graph: Graph, keys: readonly string[], notes: readonly string[] = []): string {
  const chosen = graph.nodes.filter(({ key }) => keys.includes(key));
  const ids = new Set(chosen.map(({ node }) => node.id));
  const slots = new Set(chosen.map(({ node }) => ('connection' in node ? node.connection : undefined)));
  const piece: Piece = {
    nodes: chosen.map(({ node }) => node),
    edges: graph.edges.map(({ edge }) => edge).filter(({ from, to }) => ids.has(from) && ids.has(to)),
    connections: Object.fromEntries(Object.entries(graph.head.connections ?? {}).filter(([slot]) => slots.has(slot))),
    layout: Object.fromEntries(chosen.flatMap(({ node, at }) => (at === undefined ? [] : [[node.id, at]]))),
    notes: (graph.head.notes ?? []).filter(({ id }) => notes.includes(id)),
    groups: (graph.head.groups ?? []).filter(({ members }) => members.every((id) => ids.has(id))),
  };
  return JSON.stringify(piece, undefined, 2);
}

/** Reads what somebody pasted; it may come from anywhere. */
export function readPiece(text: string): { piece: Piece } | { refusal: PasteRefusal } {
  const refuse = (code: PasteRefusalCode, params: PasteRefusal['params'] = {}) => ({ refusal: { code, params } });
  if (text.length > MOST_CHARS) return refuse('tooLarge', { limit: MOST_CHARS });
  const [fault] = scanJson(text, MOST_DEPTH);
  if (fault?.code === 'syntax') return refuse('notJson');
  if (fault !== undefined) return refuse('dangerous', { line: fault.line, column: fault.column });
  const value: unknown = JSON.parse(text);
  const notes = isRecord(value) ? drawnOf<FlowNote>(value.notes, NoteSchema, MOST_NOTES) : [];
  if (!isRecord(value) || !Array.isArray(value.nodes)) return refuse('noNodes');
  if (value.nodes.length + notes.length === 0) return refuse('noNodes');
  if (value.nodes.length > MOST_NODES) return refuse('tooMany', { limit: MOST_NODES });
  for (const [index, node] of (value.nodes as unknown[]).entries()) {
    const kind = isRecord(node) ? nodeKinds.find((known) => known === node.kind) : undefined;
    if (kind === undefined) return refuse('unknownKind', { position: index + 1 });
    if (!Value.Check(nodeSchemas[kind], node)) return refuse('badNode', { position: index + 1 });
  }
  const nodes = value.nodes as FlowNode[];
  const edges = Array.isArray(value.edges) ? value.edges.filter((edge) => Value.Check(EdgeSchema, edge)) : [];
  const groups = drawnOf<FlowGroup>(value.groups, GroupSchema, MOST_GROUPS);
  const [connections, layout] = [slotsOf(value.connections), placesOf(value.layout)];
  return { piece: { nodes, edges, connections, layout, notes, groups } };
}

/** What is no note or no group is left out. */
function drawnOf<T>(value: unknown, schema: TSchema, most: number): T[] {
  return Array.isArray(value) ? (value.filter((one) => Value.Check(schema, one)) as T[]).slice(0, most) : [];
}

function slotsOf(value: unknown): Piece['connections'] {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([slot, one]) =>
      isRecord(one) && typeof one.connector === 'string' ? [[slot, { connector: one.connector }]] : [],
    ),
  );
}

function placesOf(value: unknown): Piece['layout'] {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([id, place]) =>
      isRecord(place) && typeof place.x === 'number' && typeof place.y === 'number'
        ? [[id, { x: place.x, y: place.y }]]
        : [],
    ),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Adds a piece under names that are free; what the pasted expressions read among themselves follows. A second trigger stays out, as
 * does what would make the flow too large.
 * @returns the command, the keys of the new nodes and the ids of the new notes
 */
export function paste(graph: Graph, piece: Piece): { command: Command; keys: string[]; notes: string[] } {
  const ids = takenIds(graph);
  const keys = takenKeys(graph);
  const names = new Map<string, string>();
  const hasTrigger = graph.nodes.some(({ node }) => node.kind === 'trigger');
  const { connections, slotNames } = joinSlots(graph, piece);
  const room = piece.nodes
    .filter(
      ({ kind }, index, all) =>
        kind !== 'trigger' || (!hasTrigger && all.findIndex((one) => one.kind === 'trigger') === index),
    )
    .slice(0, Math.max(0, MOST_NODES - graph.nodes.length));
  for (const { id } of room) {
    if (names.has(id)) continue;
    const name = freshName(id.slice(0, 60), ids);
    ids.add(name);
    names.set(id, name);
  }
  const placed = graph.nodes.some(({ at }) => at !== undefined) || graph.nodes.length === 0;
  const seen = new Set<string>();
  const nodes = room.map((node) => {
    const twin = seen.has(node.id);
    seen.add(node.id);
    const id = twin ? freshName(node.id.slice(0, 60), ids) : names.get(node.id)!;
    ids.add(id);
    const key = freshName(id, keys, '~');
    keys.add(key);
    const place = Object.hasOwn(piece.layout, node.id) && !twin ? piece.layout[node.id] : undefined;
    const at = placed && place !== undefined ? { at: { x: place.x + SHIFT, y: place.y + SHIFT } } : {};
    return { key, node: follow({ ...node, id }, names, slotNames), ...at };
  });
  const edges = piece.edges
    .filter(({ from, to }) => names.has(from) && names.has(to))
    .map((edge) => ({ ...edge, from: names.get(edge.from)!, to: names.get(edge.to)! }));
  const changes: Change[] = [
    ...(connections === undefined ? [] : [{ do: 'setHead' as const, head: { connections } }]),
    ...nodes.map((node, index): Change => ({ do: 'insertNode', index: graph.nodes.length + index, node })),
    ...insertEdges(graph, edges),
    ...pastedGroups(graph, piece, names),
  ];
  const notes = pastedNotes(graph, piece);
  if (notes.length > 0) changes.push(putNotes([...(graph.head.notes ?? []), ...notes]));
  const about = [...nodes.map(({ node }) => node.id), ...notes.map(noteAbout)];
  return {
    command: { name: 'paste', about: about.join(', '), count: about.length, changes },
    keys: nodes.map(({ key }) => key),
    notes: notes.map(({ id }) => id),
  };
}

function pastedNotes({ head: { notes: there = [] } }: Graph, { notes }: Piece): FlowNote[] {
  const ids = new Set(there.map(({ id }) => id));
  return notes.slice(0, Math.max(0, MOST_NOTES - there.length)).map((note) => {
    const id = freshName(note.id.slice(0, 60), ids);
    ids.add(id);
    return { ...note, id, x: note.x + SHIFT, y: note.y + SHIFT };
  });
}

/** The groups with the members that were pasted, under their new names; each step stays in one group. */
function pastedGroups(
  { head: { groups: there = [] } }: Graph,
  piece: Piece,
  names: ReadonlyMap<string, string>,
): Change[] {
  const ids = new Set(there.map(({ id }) => id));
  const taken = new Set<string>();
  const made = piece.groups.slice(0, Math.max(0, MOST_GROUPS - there.length)).map((group): FlowGroup => {
    const members = group.members.flatMap((member) => names.get(member) ?? []).filter((name) => !taken.has(name));
    for (const member of members) taken.add(member);
    const id = freshName(group.id.slice(0, 60), ids);
    ids.add(id);
    return { ...group, id, members };
  });
  return made.some(({ members }) => members.length > 0) ? [putGroups([...there, ...made])] : [];
}

/** By way of names nobody has, so that `a → b` and `b → a` do not meet. */
function follow(node: FlowNode, names: ReadonlyMap<string, string>, slotNames: ReadonlyMap<string, string>): FlowNode {
  const { title, note, id, ...rest } = node;
  const moved = [...names].filter(([from, to]) => from !== to);
  let read: typeof rest = rest;
  for (const [index, [from]] of moved.entries()) read = renameReads(read, from, `pasted${index}between`);
  for (const [index, [, to]] of moved.entries()) read = renameReads(read, `pasted${index}between`, to);
  const words = { ...(title === undefined ? {} : { title }), ...(note === undefined ? {} : { note }) };
  const slot = 'connection' in node && node.connection !== undefined ? slotNames.get(node.connection) : undefined;
  return { id, ...read, ...words, ...(slot === undefined ? {} : { connection: slot }) } as FlowNode;
}

/** A slot of the same name and connector is the same; one of the same name for another app gets a name of its own. */
function joinSlots(graph: Graph, piece: Piece) {
  const slots = new Map(Object.entries(graph.head.connections ?? {}));
  const slotNames = new Map<string, string>();
  const before = slots.size;
  for (const [slot, { connector }] of Object.entries(piece.connections)) {
    const same = slots.get(slot)?.connector === connector;
    const name = same ? slot : freshName(slot.slice(0, 60), new Set(slots.keys()));
    slots.set(name, { connector });
    slotNames.set(slot, name);
  }
  return { connections: slots.size === before ? undefined : Object.fromEntries(slots), slotNames };
}
