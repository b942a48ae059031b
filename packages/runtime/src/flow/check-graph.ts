import { type FlowDocument, type Problem, reservedNames } from '@raccord/contract';
import { type FlowGraph, findCycle, portsOf } from './graph.ts';
import { problemAt } from './problem-path.ts';
import { suggestion } from './schema-problems.ts';

/** How the nodes hang together: names, edges, ports, cycles, reachability, splits. */
export function checkGraph(flow: FlowDocument, graph: FlowGraph): Problem[] {
  return [...checkNodes(flow), ...checkEdges(flow, graph), ...checkShape(flow, graph)];
}

function checkNodes(flow: FlowDocument): Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  let trigger: string | undefined;
  for (const [index, node] of flow.nodes.entries()) {
    const at = (code: string, params: Record<string, unknown>) =>
      problems.push(problemAt(flow, ['nodes', index, 'id'], code, params));
    if (seen.has(node.id)) at('flow.duplicateNode', { name: node.id });
    if (reservedNames.some((name) => name === node.id)) at('flow.reservedName', { name: node.id });
    if (node.kind === 'trigger' && trigger !== undefined) at('flow.secondTrigger', { name: node.id, first: trigger });
    if (node.kind === 'trigger') trigger ??= node.id;
    seen.add(node.id);
  }
  if (trigger === undefined) problems.push(problemAt(flow, ['nodes'], 'flow.noTrigger'));
  return problems;
}

function checkEdges(flow: FlowDocument, graph: FlowGraph): Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const [index, edge] of flow.edges.entries()) {
    const at = (field: string, code: string, params: Record<string, unknown>) =>
      problems.push(problemAt(flow, ['edges', index, ...(field === '' ? [] : [field])], code, { ...edge, ...params }));
    for (const end of ['from', 'to'] as const) {
      if (!graph.byId.has(edge[end])) {
        at(end, 'flow.unknownNode', { name: edge[end], ...suggestion(edge[end], graph.byId.keys()) });
      }
    }
    const from = graph.byId.get(edge.from)?.node;
    if (from !== undefined) {
      const ports = portsOf(from);
      const named = ports.filter((port) => port !== '');
      if (edge.port === undefined) {
        if (!ports.includes('')) at('', 'flow.portNeeded', { ports: named.join(', ') });
      } else if (!ports.includes(edge.port)) {
        const code = named.length === 0 ? 'flow.noPorts' : 'flow.unknownPort';
        at('port', code, { ports: named.join(', '), ...suggestion(edge.port, named) });
      }
    }
    if (graph.byId.get(edge.to)?.node.kind === 'trigger') at('to', 'flow.edgeToTrigger', {});
    const key = JSON.stringify([edge.from, edge.port ?? '', edge.to]);
    if (seen.has(key)) at('', 'flow.duplicateEdge', {});
    seen.add(key);
  }
  return problems;
}

function checkShape(flow: FlowDocument, graph: FlowGraph): Problem[] {
  const problems: Problem[] = [];
  const cycle = findCycle(graph);
  if (cycle !== undefined) {
    const { index } = graph.byId.get(cycle[0]!)!;
    problems.push(problemAt(flow, ['nodes', index], 'flow.cycle', { nodes: cycle.join(' → ') }));
  }
  const reached = reachable(flow, graph);
  for (const [id, { node, index }] of graph.byId) {
    const at = (code: string) => problems.push(problemAt(flow, ['nodes', index], code, { name: id }));
    if (reached !== undefined && !reached.has(id)) at('flow.unreachable');
    // Behind a cycle nothing is known about splits; unreachable nodes have been told so.
    else if (node.kind === 'aggregate' && node.of !== 'run' && graph.inside.get(id)?.length === 0)
      at('flow.aggregateAlone');
    if (graph.mixed.includes(id)) at('flow.mixedSplit');
  }
  return problems;
}

/** Undefined without a trigger: then everything is unreachable, and saying so would only hide the cause. */
function reachable(flow: FlowDocument, graph: FlowGraph): Set<string> | undefined {
  const trigger = flow.nodes.find((node) => node.kind === 'trigger');
  if (trigger === undefined) return undefined;
  const reached = new Set([trigger.id]);
  for (const id of reached) for (const { to } of graph.outgoing.get(id)!) reached.add(to);
  return reached;
}
