import { Failure, type FlowDocument, type FlowEdge, type FlowNode, type NodeOf } from '@raccord/contract';
import { findCycle, readGraph } from './graph.ts';

/** What the engine needs to know about a node beside the node itself. */
export type PlanNode = {
  node: FlowNode;
  /** Its place in `FlowPlan.order`. */
  index: number;
  incoming: FlowEdge[];
  /** Ids of the nodes a record goes to, by the port it leaves through; the plain way out is `''`. */
  outgoing: Map<string, string[]>;
  /** Every node from which a path leads here. */
  upstream: Set<string>;
  /** The splits it is inside, outermost first; see `FlowGraph.inside`. */
  inside: readonly string[];
  /** The innermost split whose records run here; for an aggregate, the split it closes. Absent outside every split. */
  split?: string;
};

/** A flow made ready to run. Holds no state: one plan serves every record of a flow version. */
export type FlowPlan = {
  flow: FlowDocument;
  trigger: NodeOf<'trigger'>;
  /** Every edge goes from an earlier to a later node; document order among equals. */
  order: PlanNode[];
  byId: Map<string, PlanNode>;
};

/**
 * Plans a flow that `checkFlow` found no error in. Pure.
 * @throws Failure `config` (`flow.noTrigger`, `flow.cycle`) for a flow that was never checked
 */
export function planFlow(flow: FlowDocument): FlowPlan {
  const trigger = flow.nodes.find((node) => node.kind === 'trigger');
  if (trigger === undefined) throw new Failure('config', 'flow.noTrigger', {}, { at: flow.id });
  const graph = readGraph(flow);
  const cycle = findCycle(graph);
  if (cycle !== undefined) throw new Failure('config', 'flow.cycle', { nodes: cycle.join(' → ') }, { at: flow.id });
  const order = graph.order.map((id, index): PlanNode => {
    const outgoing = new Map<string, string[]>();
    for (const { port = '', to } of graph.outgoing.get(id)!) {
      const targets = outgoing.get(port);
      if (targets === undefined) outgoing.set(port, [to]);
      else targets.push(to);
    }
    const inside = graph.inside.get(id)!;
    const split = inside.at(-1);
    return {
      node: graph.byId.get(id)!.node,
      index,
      incoming: graph.incoming.get(id)!,
      outgoing,
      upstream: graph.upstream.get(id)!,
      inside,
      ...(split === undefined ? {} : { split }),
    };
  });
  return { flow, trigger, order, byId: new Map(order.map((planned) => [planned.node.id, planned])) };
}
