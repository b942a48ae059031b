import type { FlowDocument, FlowEdge, FlowNode } from '@raccord/contract';

/** A flow's nodes and edges as a graph, tolerant of broken documents: for the checks and the plan alike. */
export type FlowGraph = {
  /** The first node of each id, in document order. */
  byId: Map<string, { node: FlowNode; index: number }>;
  /** Edges between known nodes, in document order. */
  incoming: Map<string, FlowEdge[]>;
  outgoing: Map<string, FlowEdge[]>;
  /** Ids such that every edge goes forward; document order among equals. Lacks the nodes on or behind a cycle. */
  order: string[];
  /** For each node of `order`, all nodes from which an edge path leads to it. */
  upstream: Map<string, Set<string>>;
  /** For each node of `order`, the splits it is inside, outermost first. A split is not inside itself; an aggregate is inside its split. */
  inside: Map<string, readonly string[]>;
  /**
   * For each node of `order`, the nodes whose output its record carries: `upstream` without what a split's records did before an
   * aggregate made one record of them.
   */
  visible: Map<string, Set<string>>;
  /** Nodes whose incoming edges come from different splits. */
  mixed: string[];
};

/** Reads the graph of a flow. Cost: O(nodes × edges) at worst, for `upstream`. */
export function readGraph(flow: Pick<FlowDocument, 'nodes' | 'edges'>): FlowGraph {
  const { byId, incoming, outgoing, order } = readOrder(flow);
  return { byId, incoming, outgoing, order, ...walkDown(order, byId, incoming) };
}

/** The cheap part of a graph: nodes, edges and order, without what is upstream of what. */
export function readOrder(
  flow: Pick<FlowDocument, 'nodes' | 'edges'>,
): Pick<FlowGraph, 'byId' | 'incoming' | 'outgoing' | 'order'> {
  const byId: FlowGraph['byId'] = new Map();
  for (const [index, node] of flow.nodes.entries()) if (!byId.has(node.id)) byId.set(node.id, { node, index });
  const incoming = new Map([...byId.keys()].map((id): [string, FlowEdge[]] => [id, []]));
  const outgoing = new Map([...byId.keys()].map((id): [string, FlowEdge[]] => [id, []]));
  for (const edge of flow.edges) {
    if (!byId.has(edge.from) || !byId.has(edge.to)) continue;
    outgoing.get(edge.from)!.push(edge);
    incoming.get(edge.to)!.push(edge);
  }
  return { byId, incoming, outgoing, order: sortNodes([...byId.keys()], incoming, outgoing) };
}

/** Kahn's algorithm; among the nodes that are ready, the one that stands first in the document goes first. */
function sortNodes(ids: string[], incoming: Map<string, FlowEdge[]>, outgoing: Map<string, FlowEdge[]>): string[] {
  const position = new Map(ids.map((id, index) => [id, index]));
  const open = new Map(ids.map((id) => [id, incoming.get(id)!.length]));
  const ready = ids.filter((id) => open.get(id) === 0);
  const order: string[] = [];
  while (ready.length > 0) {
    const id = ready.shift()!;
    order.push(id);
    for (const { to } of outgoing.get(id)!) {
      const left = open.get(to)! - 1;
      open.set(to, left);
      if (left > 0) continue;
      const place = ready.findIndex((other) => position.get(other)! > position.get(to)!);
      ready.splice(place === -1 ? ready.length : place, 0, to);
    }
  }
  return order;
}

function walkDown(
  order: string[],
  byId: FlowGraph['byId'],
  incoming: FlowGraph['incoming'],
): Pick<FlowGraph, 'upstream' | 'inside' | 'visible' | 'mixed'> {
  const upstream: FlowGraph['upstream'] = new Map();
  const inside: FlowGraph['inside'] = new Map();
  const visible: FlowGraph['visible'] = new Map();
  const carried = (id: string): ReadonlySet<string> => {
    const { node } = byId.get(id)!;
    if (node.kind !== 'aggregate') return visible.get(id)!;
    const split = node.of === 'run' ? undefined : inside.get(id)!.at(-1);
    return split === undefined ? new Set<string>() : visible.get(split)!;
  };
  const mixed: string[] = [];
  for (const id of order) {
    const above = new Set<string>();
    const seen = new Set<string>();
    const stacks: (readonly string[])[] = [];
    for (const { from } of incoming.get(id)!) {
      above.add(from);
      for (const ancestor of upstream.get(from)!) above.add(ancestor);
      seen.add(from);
      for (const ancestor of carried(from)) seen.add(ancestor);
      stacks.push(leaving(byId.get(from)!.node, inside.get(from)!));
    }
    upstream.set(id, above);
    visible.set(id, seen);
    const deepest = stacks.reduce((best, stack) => (stack.length > best.length ? stack : best), stacks[0] ?? []);
    if (stacks.some((stack) => stack.join() !== deepest.join())) mixed.push(id);
    inside.set(id, deepest);
  }
  return { upstream, inside, visible, mixed };
}

/** The splits a record is inside once it has left the node. */
function leaving(node: FlowNode, stack: readonly string[]): readonly string[] {
  if (node.kind === 'split') return [...stack, node.id];
  if (node.kind !== 'aggregate') return stack;
  return node.of === 'run' ? [] : stack.slice(0, -1);
}

/** A cycle among the nodes that `order` lacks, as ids with the first one repeated at the end; undefined when there is none. */
export function findCycle(graph: FlowGraph): string[] | undefined {
  const sorted = new Set(graph.order);
  const first = [...graph.byId.keys()].find((id) => !sorted.has(id));
  if (first === undefined) return undefined;
  // Every node left over has an incoming edge from another left over, so walking backwards must come round.
  const path: string[] = [];
  let id = first;
  while (!path.includes(id)) {
    path.push(id);
    id = graph.incoming.get(id)!.find((edge) => !sorted.has(edge.from))!.from;
  }
  const cycle = path.slice(path.indexOf(id)).reverse();
  const start = cycle.reduce((best, other, index) => {
    return graph.byId.get(other)!.index < graph.byId.get(cycle[best]!)!.index ? index : best;
  }, 0);
  const turned = [...cycle.slice(start), ...cycle.slice(0, start)];
  return [...turned, turned[0]!];
}

/** The ways out of a node; `''` is the plain one. */
export function portsOf(node: FlowNode): string[] {
  if (node.kind === 'action') return ['', 'failed'];
  if (node.kind === 'approval') return ['approved', 'rejected', 'failed'];
  if (node.kind !== 'branch') return [''];
  const ports = node.cases.map(({ port }) => port);
  return [...new Set(node.otherwise === undefined ? ports : [...ports, node.otherwise])];
}
