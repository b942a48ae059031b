import type { FlowDocument } from '@raccord/contract';
import type { Graph, Point } from './graph.ts';

/** The document of what was edited: `fromGraph(toGraph(document))` says exactly what `document` said. */
export function fromGraph({ head, nodes, edges, strays }: Graph): FlowDocument {
  const places = new Map<string, Point>(Object.entries(strays ?? {}));
  // Of two nodes with one id the first has the place.
  for (const { node, at } of nodes.toReversed()) if (at !== undefined) places.set(node.id, at);
  return {
    ...head,
    nodes: nodes.map(({ node }) => node),
    edges: edges.map(({ edge }) => edge),
    ...(strays === undefined && places.size === 0 ? {} : { layout: Object.fromEntries(places) }),
  };
}
