import type { Graph, GraphNode } from '../../canvas/graph.ts';

/** The slots that are left when no node uses those of `gone` any more; undefined when all are. */
export function unusedSlots(left: Graph, gone: readonly GraphNode[]) {
  const slotOf = ({ node }: GraphNode) => ('connection' in node ? node.connection : undefined);
  const used = new Set(left.nodes.map(slotOf));
  const freed = gone.map(slotOf).filter((slot) => slot !== undefined && !used.has(slot));
  const { connections } = left.head;
  if (connections === undefined || !freed.some((slot) => Object.hasOwn(connections, slot ?? ''))) return undefined;
  return Object.fromEntries(Object.entries(connections).filter(([slot]) => !freed.includes(slot)));
}
