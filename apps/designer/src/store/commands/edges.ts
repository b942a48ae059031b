import type { FlowEdge } from '@raccord/contract';
import { freshName, type Graph, takenKeys } from '../../canvas/graph.ts';
import type { Change } from '../changes.ts';
import type { Command } from '../history.ts';

/** A connection as it is called, with the way out that it begins at. */
export function edgeWords({ from, port, to }: FlowEdge): string {
  return port === undefined ? `${from} → ${to}` : `${from} (${port}) → ${to}`;
}

/** Ask `refusalOf` first. */
export function connect(graph: Graph, edge: FlowEdge): Command {
  return { name: 'connect', about: edgeWords(edge), changes: insertEdges(graph, [edge]) };
}

/** The changes that add edges, under keys that are free. */
export function insertEdges(graph: Graph, edges: readonly FlowEdge[]): Change[] {
  const keys = takenKeys(graph);
  return edges.map((edge, count): Change => {
    const key = freshName(`${edge.from}:${edge.port ?? ''}>${edge.to}`, keys, '~');
    keys.add(key);
    return { do: 'insertEdge', index: graph.edges.length + count, edge: { key, edge } };
  });
}
