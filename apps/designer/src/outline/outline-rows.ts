import type { FlowEdge } from '@raccord/contract';
import { readOrder } from '@raccord/runtime/flow/graph';
import { fromGraph } from '../canvas/from-graph.ts';
import type { Graph, GraphNode } from '../canvas/graph.ts';

export type OutlineRow = {
  of: GraphNode;
  /** From 1, as screen readers count. */
  level: number;
  /** Edges that lead here, and from here. */
  from: FlowEdge[];
  to: FlowEdge[];
  /** Its place among all steps, from 1. */
  position: number;
};

/**
 * The flow as a tree, read from its start: a step stands below the last step that leads to it; where ways part, each is a level deeper. Steps
 * that nothing leads to come last.
 */
export function outlineRows(graph: Graph): OutlineRow[] {
  const { byId, order, incoming, outgoing } = readOrder(fromGraph(graph));
  const first = (id: string) => graph.nodes[byId.get(id)!.index]!;
  // On a circle there is no order; such steps are listed as the document has them.
  const ordered = new Set(order);
  const all = [...order, ...[...byId.keys()].filter((id) => !ordered.has(id))];
  const rank = new Map(all.map((id, index) => [id, index]));
  const lastBefore = (id: string) =>
    incoming.get(id)!.reduce<string | undefined>((last, { from }) => {
      if (rank.get(from)! >= rank.get(id)!) return last;
      return last === undefined || rank.get(from)! > rank.get(last)! ? from : last;
    }, undefined);
  const children = Map.groupBy(all, lastBefore);
  const rows: Omit<OutlineRow, 'position'>[] = [];
  const walk = (id: string, level: number) => {
    rows.push({ of: first(id), level, from: incoming.get(id)!, to: outgoing.get(id)! });
    const below = children.get(id) ?? [];
    // One step behind another is a line, not a branch.
    for (const child of below) walk(child, below.length > 1 ? level + 1 : level);
  };
  for (const id of children.get(undefined) ?? []) walk(id, 1);
  const listed = new Set(rows.map(({ of }) => of));
  const twins = graph.nodes.filter((one) => !listed.has(one)).map((of) => ({ of, level: 1, from: [], to: [] }));
  return [...rows, ...twins].map((row, index) => ({ ...row, position: index + 1 }));
}
