import { MarkerType } from '@xyflow/react';
import { edgeWords } from '../store/commands/edges.ts';
import type { DrawnEdge } from './flow-edge.tsx';
import { handleOf } from './flow-node.tsx';
import { type Graph, nodeOfId } from './graph.ts';
import { nodePorts } from './node-ports.ts';

const marker = { type: MarkerType.ArrowClosed, width: 18, height: 18 };

/** The edges as they are drawn; what has not changed stays the same object. */
export function drawEdges(
  graph: Graph,
  chosen: readonly string[],
  onInsert: (edge: string) => void,
  before: ReadonlyMap<string, DrawnEdge>,
): DrawnEdge[] {
  const keys = new Map(graph.nodes.toReversed().map(({ key, node }) => [node.id, key]));
  return graph.edges.flatMap(({ key, edge }): DrawnEdge[] => {
    const [source, target] = [keys.get(edge.from), keys.get(edge.to)];
    if (source === undefined || target === undefined) return [];
    const selected = chosen.includes(key);
    const sourceHandle = handleOf(edge.port);
    const old = before.get(key);
    if (old?.source === source && old.target === target && old.sourceHandle === sourceHandle)
      if (old.selected === selected && old.data?.onInsert === onInsert) return [old];
    const from = edge.port === undefined ? undefined : nodeOfId(graph, edge.from);
    const way = from && nodePorts(from.node).find(({ port }) => port === edge.port);
    const data = { from: edge.from, to: edge.to, way, onInsert };
    const ends = { source, sourceHandle, target };
    return [{ id: key, type: 'way', ...ends, selected, data, markerEnd: marker, ariaLabel: edgeWords(edge) }];
  });
}
