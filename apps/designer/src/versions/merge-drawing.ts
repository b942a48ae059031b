import type { FlowDocument, FlowEdge } from '@raccord/contract';
import { type FlowChange, renamedSteps } from '@raccord/runtime/flow/diff-flows';
import type { ChangeLook } from './describe-change.ts';

export type Look = Exclude<ChangeLook, 'drawing'> | 'same';
/** Two flows on one drawing: everything that is in one of them, with how it came about. */
export type MergedDrawing = {
  document: FlowDocument;
  steps: ReadonlyMap<string, Look>;
  edges: ReadonlyMap<string, Look>;
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
  return {
    document: {
      ...after,
      nodes: [...after.nodes, ...gone],
      edges: [...after.edges, ...cut],
      layout: { ...places, ...after.layout },
    },
    steps,
    edges,
  };
}
