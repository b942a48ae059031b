import type { FlowDocument, FlowEdge, FlowNode } from '@raccord/contract';

export type Point = { x: number; y: number };
/** `key` stays the same when the node is renamed; `at` is absent as long as nobody has put the node anywhere. */
export type GraphNode = { readonly key: string; readonly node: FlowNode; readonly at?: Point };
export type GraphEdge = { readonly key: string; readonly edge: FlowEdge };
/** What a document says beside its drawing. */
export type Head = Omit<FlowDocument, 'nodes' | 'edges' | 'layout'>;

/** A flow as it is edited. Never changed in place: each edit makes a new one that shares what stayed. */
export type Graph = {
  readonly head: Head;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** Places of the document that belong to no node; absent when it has no `layout` at all. */
  readonly strays?: Readonly<Record<string, Point>>;
};

/** The first node of an id: the one that edges and expressions mean. */
export function nodeOfId(graph: Graph, id: string): GraphNode | undefined {
  return graph.nodes.find(({ node }) => node.id === id);
}

export function nodeOfKey(graph: Graph, key: string): GraphNode | undefined {
  return graph.nodes.find((one) => one.key === key);
}

/** `base`, or `base2`, `base3` …: the first that is not taken. */
export function freshName(base: string, taken: ReadonlySet<string>, between = ''): string {
  if (!taken.has(base)) return base;
  for (let count = 2; ; count++) {
    const name = `${base}${between}${count}`;
    if (!taken.has(name)) return name;
  }
}

export function takenKeys(graph: Graph): Set<string> {
  return new Set([...graph.nodes, ...graph.edges].map(({ key }) => key));
}
