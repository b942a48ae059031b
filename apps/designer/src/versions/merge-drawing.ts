import type { FlowDocument, FlowEdge } from '@raccord/contract';
import { type FlowChange, renamedSteps } from '@raccord/runtime/flow/diff-flows';
import type { ChangeLook } from './describe-change.ts';

export type Look = Exclude<ChangeLook, 'drawing'> | 'same';
/** Two flows on one drawing: everything that is in one of them, with how it came about. */
export type MergedDrawing = {
  document: FlowDocument;
  steps: ReadonlyMap<string, Look>;
  edges: ReadonlyMap<string, Look>;
  /** By their ids. */
  notes: ReadonlyMap<string, Look>;
  groups: ReadonlyMap<string, Look>;
};

export const edgeName = ({ from, port, to }: FlowEdge) => `${from}:${port ?? ''}>${to}`;

/** What is gone stands where it stood, what is there stands where it stands now. */
export function mergeDrawing(before: FlowDocument, after: FlowDocument, changes: readonly FlowChange[]): MergedDrawing {
  const renamed = renamedSteps(before, after);
  const now = new Set(after.nodes.map(({ id }) => id));
  const gone = before.nodes.filter(({ id }) => !now.has(renamed.get(id) ?? id));
  const ends = ({ from, to, ...edge }: FlowEdge): FlowEdge => ({
    from: renamed.get(from) ?? from,
    ...edge,
    to: renamed.get(to) ?? to,
  });
  const names = new Set(after.edges.map(edgeName));
  const cut = before.edges.map(ends).filter((edge) => !names.has(edgeName(edge)));
  const steps = new Map<string, Look>();
  const edges = new Map<string, Look>(cut.map((edge) => [edgeName(edge), 'removed']));
  for (const { code, node, params } of changes) {
    if (code === 'edgeAdded') edges.set(edgeName(params as FlowEdge), 'added');
    else if (node !== undefined && code !== 'edgeRemoved')
      steps.set(node, code === 'stepAdded' ? 'added' : code === 'stepRemoved' ? 'removed' : 'changed');
  }
  const places = Object.fromEntries(
    gone.flatMap(({ id }) => (before.layout?.[id] === undefined ? [] : [[id, before.layout[id]]])),
  );
  const notes = besides(before.notes, after.notes, (a, b) => a.text === b.text);
  const called = (members: readonly string[]) => members.map((id) => renamed.get(id) ?? id);
  const grouped = before.groups?.map((group) => ({ ...group, members: called(group.members) }));
  const groups = besides(grouped, after.groups, (a, b) => a.title === b.title && sameSet(a.members, b.members));
  return {
    document: {
      ...after,
      notes: notes.all,
      groups: groups.all,
      nodes: [...after.nodes, ...gone],
      edges: [...after.edges, ...cut],
      layout: { ...places, ...after.layout },
    },
    steps,
    edges,
    notes: notes.looks,
    groups: groups.looks,
  };
}

/** What stands beside the steps, with what is gone of it. Another place or colour is no change that is drawn. */
function besides<T extends { id: string }>(
  before: readonly T[] = [],
  after: readonly T[] = [],
  isSame: (a: T, b: T) => boolean,
): { all: T[]; looks: Map<string, Look> } {
  const old = new Map(before.map((one) => [one.id, one]));
  const now = new Set(after.map(({ id }) => id));
  const gone = before.filter(({ id }) => !now.has(id));
  const lookOf = (one: T): Look => {
    const was = old.get(one.id);
    return was === undefined ? 'added' : isSame(was, one) ? 'same' : 'changed';
  };
  return {
    all: [...after, ...gone],
    looks: new Map([
      ...after.map((one): [string, Look] => [one.id, lookOf(one)]),
      ...gone.map(({ id }): [string, Look] => [id, 'removed']),
    ]),
  };
}

const sameSet = (a: readonly string[], b: readonly string[]) => [...a].sort().join() === [...b].sort().join();
