import type { FlowDocument, FlowEdge } from '@raccord/contract';
import { portsOf, readGraph } from '@raccord/runtime/flow/graph';

/** What the tables know of a run. */
export type Seen = {
  /** Records that the trigger brought. */
  roots: number;
  /** Records that splits made. */
  children: number;
  filtered: number;
  /** Records that failed, wait, or are in doubt at a node. */
  stopped: ReadonlyMap<string, number>;
  /** Records for which an action was called, whatever came of it; absent for actions nobody has counted. */
  called: ReadonlyMap<string, number>;
};
export type EdgeCount = { from: string; port?: string; to: string; count: number };

/**
 * How many records went by each edge, as far as it follows from what is kept: nodes that only compute leave no trace, so their part is
 * found from what came in and what arrived further down. An edge of which it does not follow is left out, never guessed. Pure.
 */
export function edgeCounts(flow: Pick<FlowDocument, 'nodes' | 'edges'>, seen: Seen): EdgeCount[] {
  const graph = readGraph(flow);
  const nodes = new Map<string, number>();
  const edges = new Map<FlowEdge, number>();
  const splits = flow.nodes.filter(({ kind }) => kind === 'split').length;
  const filters = flow.nodes.filter(
    (node) => node.kind === 'filter' || (node.kind === 'branch' && node.otherwise === undefined),
  );
  let changed = true;
  const know = <K>(map: Map<K, number>, key: K, count: number) => {
    if (map.has(key) || count < 0) return;
    map.set(key, count);
    changed = true;
  };
  for (const { id, kind } of flow.nodes) if (kind === 'trigger') know(nodes, id, seen.roots);
  for (const [id, count] of seen.called) know(nodes, id, count);

  const settle = (id: string) => {
    const { node } = graph.byId.get(id)!;
    const incoming = graph.incoming.get(id)!;
    const out = Map.groupBy(graph.outgoing.get(id)!, ({ port }) => port ?? '');
    const stopped = seen.stopped.get(id) ?? 0;
    if (incoming.length === 1) {
      const [edge] = incoming;
      if (nodes.has(id)) know(edges, edge!, nodes.get(id)!);
      else if (edges.has(edge!)) know(nodes, id, edges.get(edge!)!);
    }
    // All edges of one way out carry the same records.
    for (const group of out.values()) {
      const known = group.find((edge) => edges.has(edge));
      if (known !== undefined) for (const edge of group) know(edges, edge, edges.get(known)!);
    }
    // What gathers and what splits lets others go on than came.
    if (node.kind === 'aggregate') return;
    if (node.kind === 'split') {
      if (splits === 1) for (const edge of out.get('') ?? []) know(edges, edge, seen.children);
      return;
    }
    const here = nodes.get(id);
    const turnedBack =
      node.kind !== 'filter' && (node.kind !== 'branch' || node.otherwise !== undefined)
        ? 0
        : filters.length === 1
          ? seen.filtered
          : undefined;
    const ways = node.kind === 'action' && !out.has('failed') ? [''] : portsOf(node);
    if (node.kind === 'branch' && node.match === 'all') return;
    const through = (port: string) => {
      const edge = out.get(port)?.[0];
      return edge === undefined ? undefined : edges.get(edge);
    };
    const missing = ways.filter((port) => through(port) === undefined);
    const sum = ways.reduce((all, port) => all + (through(port) ?? 0), 0);
    if (turnedBack === undefined) return;
    if (here !== undefined && missing.length === 1)
      for (const edge of out.get(missing[0]!) ?? []) know(edges, edge, here - stopped - turnedBack - sum);
    if (here === undefined && missing.length === 0) know(nodes, id, sum + stopped + turnedBack);
  };
  while (changed) {
    changed = false;
    for (const id of graph.order) settle(id);
    for (const id of [...graph.order].reverse()) settle(id);
  }
  return [...edges].map(([{ from, port, to }, count]) => ({
    from,
    ...(port === undefined ? {} : { port }),
    to,
    count,
  }));
}
