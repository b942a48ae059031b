import type { FlowDocument } from '@raccord/contract';
import { freshName, type Graph, type GraphEdge, type GraphNode, type Point } from './graph.ts';

/**
 * Reads a document for editing. Half-drawn ones too: two nodes of one id get keys of their own (the first has the place), edges to
 * nowhere are kept, as are places of nodes that are gone.
 */
export function toGraph(document: FlowDocument): Graph {
  const { nodes: documentNodes, edges: documentEdges, layout, ...head } = document;
  const places = new Map<string, Point>(Object.entries(layout ?? {}));
  const keys = new Set<string>();
  const keyFor = (name: string) => {
    const key = freshName(name, keys, '~');
    keys.add(key);
    return key;
  };
  const nodes = documentNodes.map((node): GraphNode => {
    const at = places.get(node.id);
    places.delete(node.id);
    return { key: keyFor(node.id), node, ...(at === undefined ? {} : { at }) };
  });
  const edges = documentEdges.map(
    (edge): GraphEdge => ({ key: keyFor(`${edge.from}:${edge.port ?? ''}>${edge.to}`), edge }),
  );
  return { head, nodes, edges, ...(layout === undefined ? {} : { strays: Object.fromEntries(places) }) };
}
