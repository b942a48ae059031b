import type { ConnectorRegistry, NodeKind, NodeOf } from '@raccord/contract';
import type { BatchStep } from '../engine/batch-step.ts';
import type { Traveller } from '../engine/traveller.ts';
import type { FlowPlan, PlanNode } from '../flow/plan-flow.ts';
import type { FlowInPlace } from '../ports.ts';
import { actionNode } from './action.ts';
import { aggregateNode } from './aggregate.ts';
import { approvalNode } from './approval.ts';
import { branchNode } from './branch.ts';
import { filterNode } from './filter.ts';
import { lookupNode } from './lookup.ts';
import { mapNode } from './map.ts';
import { respondNode } from './respond.ts';
import { splitNode } from './split.ts';
import { subflowNode } from './subflow.ts';
import { triggerNode } from './trigger.ts';
import { waitNode } from './wait.ts';

/** Moves the records that arrived at a node, all of them together. */
export type NodeRunner = (step: BatchStep, arriving: Traveller[]) => Promise<void> | void;
export type CompileContext = { inPlace: FlowInPlace; registry: ConnectorRegistry; plan: FlowPlan };
/** Compiles what can be compiled once for the version, and gives back what runs for each batch. */
export type NodeHandler<K extends NodeKind> = (at: PlanNode, node: NodeOf<K>, context: CompileContext) => NodeRunner;

/** Closed: a new kind does not compile until its handler is here. */
const nodeHandlers = {
  trigger: triggerNode,
  action: actionNode,
  map: mapNode,
  filter: filterNode,
  branch: branchNode,
  split: splitNode,
  aggregate: aggregateNode,
  lookup: lookupNode,
  wait: waitNode,
  approval: approvalNode,
  subflow: subflowNode,
  respond: respondNode,
} satisfies { [K in NodeKind]: NodeHandler<K> };

export function runnerFor(at: PlanNode, context: CompileContext): NodeRunner {
  const handler = nodeHandlers[at.node.kind] as NodeHandler<NodeKind>;
  return handler(at, at.node, context);
}
