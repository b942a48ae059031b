import type { FlowEdge } from '@raccord/contract';
import { findCycle, portsOf, readGraph } from '@raccord/runtime/flow/graph';
import { fromGraph } from './from-graph.ts';
import { type Graph, nodeOfId } from './graph.ts';

/** Why two nodes may not be joined; each has its sentence in the catalogues (`editor.refusal.*`). */
export type RefusalCode =
  | 'unknownNode'
  | 'itself'
  | 'toTrigger'
  | 'portNeeded'
  | 'noSuchPort'
  | 'twice'
  | 'cycle'
  | 'mixedSplit'
  | 'tooMany';
export type RefusalParams = { from: string; to: string; port: string; ports: string; limit: string };
export type Refusal = { code: RefusalCode; params: RefusalParams };

const MOST_EDGES = 2_000;

/** Why the edge may not be drawn, or undefined when it may. The same rules as the server's check, told before and not after. */
export function refusalOf(graph: Graph, edge: FlowEdge): Refusal | undefined {
  const refuse = (code: RefusalCode, more: Partial<RefusalParams> = {}): Refusal => ({
    code,
    params: { from: edge.from, to: edge.to, port: edge.port ?? '', ports: '', limit: '', ...more },
  });
  const from = nodeOfId(graph, edge.from)?.node;
  const to = nodeOfId(graph, edge.to)?.node;
  if (from === undefined || to === undefined) return refuse('unknownNode');
  if (from.id === to.id) return refuse('itself');
  if (to.kind === 'trigger') return refuse('toTrigger');
  const ports = portsOf(from);
  if (!ports.includes(edge.port ?? '')) {
    const named = ports.filter((port) => port !== '').join(', ');
    return refuse(edge.port === undefined ? 'portNeeded' : 'noSuchPort', { ports: named });
  }
  if (graph.edges.some(({ edge: other }) => sameEdge(other, edge))) return refuse('twice');
  if (graph.edges.length >= MOST_EDGES) return refuse('tooMany', { limit: String(MOST_EDGES) });
  const flow = fromGraph(graph);
  const before = readGraph(flow);
  if (before.upstream.get(edge.from)?.has(edge.to)) return refuse('cycle');
  const after = readGraph({ nodes: flow.nodes, edges: [...flow.edges, edge] });
  if (findCycle(before) === undefined && findCycle(after) !== undefined) return refuse('cycle');
  if (after.mixed.some((id) => !before.mixed.includes(id))) return refuse('mixedSplit');
  return undefined;
}

export function sameEdge(a: FlowEdge, b: FlowEdge): boolean {
  return a.from === b.from && a.to === b.to && (a.port ?? '') === (b.port ?? '');
}
