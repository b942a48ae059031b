import type { FlowEdge, FlowNode } from '@raccord/contract';
import type { Graph, GraphEdge, GraphNode, Head, Point } from '../canvas/graph.ts';

/** The smallest edits; every command is a list of them, and so is its inverse. */
export type Change =
  | { do: 'insertNode'; index: number; node: GraphNode }
  | { do: 'removeNode'; key: string }
  | { do: 'putNode'; key: string; node: FlowNode }
  | { do: 'place'; key: string; at: Point | undefined }
  | { do: 'insertEdge'; index: number; edge: GraphEdge }
  | { do: 'removeEdge'; key: string }
  | { do: 'putEdge'; key: string; edge: FlowEdge }
  | { do: 'setHead'; head: Partial<{ [K in keyof Head]: Head[K] | undefined }> }
  | { do: 'replace'; graph: Graph };

/** What an edit speaks of is not there: somebody else has taken it away. */
export class NotThere extends Error {
  constructor(key: string) {
    super(`not in this flow: ${key}`);
    this.name = 'NotThere';
  }
}

/** Makes the changes in order. @returns the new graph, and the changes that lead back. @throws NotThere */
export function applyChanges(graph: Graph, changes: readonly Change[]): { graph: Graph; inverse: Change[] } {
  const inverse: Change[] = [];
  let current = graph;
  for (const change of changes) {
    inverse.unshift(inverseOf(current, change));
    current = changed(current, change);
  }
  return { graph: current, inverse };
}

function inverseOf(graph: Graph, change: Change): Change {
  switch (change.do) {
    case 'insertNode':
      return { do: 'removeNode', key: change.node.key };
    case 'removeNode': {
      const index = placeOf(graph.nodes, change.key);
      return { do: 'insertNode', index, node: graph.nodes[index]! };
    }
    case 'putNode':
      return { ...change, node: graph.nodes[placeOf(graph.nodes, change.key)]!.node };
    case 'place':
      return { ...change, at: graph.nodes[placeOf(graph.nodes, change.key)]!.at };
    case 'insertEdge':
      return { do: 'removeEdge', key: change.edge.key };
    case 'removeEdge': {
      const index = placeOf(graph.edges, change.key);
      return { do: 'insertEdge', index, edge: graph.edges[index]! };
    }
    case 'putEdge':
      return { ...change, edge: graph.edges[placeOf(graph.edges, change.key)]!.edge };
    case 'setHead': {
      const fields = Object.keys(change.head) as (keyof Head)[];
      return { do: 'setHead', head: Object.fromEntries(fields.map((field) => [field, graph.head[field]])) };
    }
    case 'replace':
      return { do: 'replace', graph };
  }
}

function changed(graph: Graph, change: Change): Graph {
  switch (change.do) {
    case 'insertNode':
      return { ...graph, nodes: graph.nodes.toSpliced(change.index, 0, change.node) };
    case 'removeNode':
      return { ...graph, nodes: graph.nodes.toSpliced(placeOf(graph.nodes, change.key), 1) };
    case 'putNode':
      return { ...graph, nodes: withEntry(graph.nodes, change.key, (old) => ({ ...old, node: change.node })) };
    case 'place':
      return {
        ...graph,
        nodes: withEntry(graph.nodes, change.key, ({ at: _at, ...old }) =>
          change.at === undefined ? old : { ...old, at: change.at },
        ),
      };
    case 'insertEdge':
      return { ...graph, edges: graph.edges.toSpliced(change.index, 0, change.edge) };
    case 'removeEdge':
      return { ...graph, edges: graph.edges.toSpliced(placeOf(graph.edges, change.key), 1) };
    case 'putEdge':
      return { ...graph, edges: withEntry(graph.edges, change.key, (old) => ({ ...old, edge: change.edge })) };
    case 'setHead': {
      const entries = Object.entries({ ...graph.head, ...change.head }).filter(([, value]) => value !== undefined);
      // Name, id and version cannot be taken away: no command does.
      return { ...graph, head: Object.fromEntries(entries) as Head };
    }
    case 'replace':
      return change.graph;
  }
}

function placeOf(entries: readonly { key: string }[], key: string): number {
  const index = entries.findIndex((entry) => entry.key === key);
  if (index === -1) throw new NotThere(key);
  return index;
}

function withEntry<T extends { key: string }>(entries: readonly T[], key: string, replace: (old: T) => T): T[] {
  const index = placeOf(entries, key);
  return entries.with(index, replace(entries[index]!));
}
