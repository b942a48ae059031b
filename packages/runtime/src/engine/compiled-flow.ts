import type { ConnectorRegistry, NodeKind } from '@raccord/contract';
import { type FlowPlan, type PlanNode, planFlow } from '../flow/plan-flow.ts';
import { type CompiledMapping, compileMapping } from '../mapping/mapping.ts';
import { type NodeRunner, runnerFor } from '../nodes/node-handlers.ts';
import type { FlowInPlace } from '../ports.ts';

/** A version of a flow in an environment, ready to run: planned, its expressions compiled, its actions found. */
export type CompiledFlow = {
  inPlace: FlowInPlace;
  plan: FlowPlan;
  nodes: { at: PlanNode; run: NodeRunner }[];
  recordKey?: CompiledMapping;
  ordered: boolean;
  responds: boolean;
  /** It has an aggregate of the whole run. */
  gathersRun: boolean;
  /** Calls of one node at a time in a batch. */
  concurrency: number;
};

const DEFAULT_CONCURRENCY = 8;

/** @throws Failure `config` when an action is unknown or an expression does not parse; a deployed flow has been checked for both. */
export function compileFlow(inPlace: FlowInPlace, registry: ConnectorRegistry): CompiledFlow {
  const { document } = inPlace;
  const plan = planFlow(document);
  const settings = document.settings ?? {};
  const kinds = new Set<NodeKind>(document.nodes.map((node) => node.kind));
  return {
    inPlace,
    plan,
    nodes: plan.order.map((at) => ({ at, run: runnerFor(at, { inPlace, registry, plan }) })),
    ...(settings.recordKey === undefined ? {} : { recordKey: compileMapping(settings.recordKey) }),
    ordered: settings.ordering === 'key',
    responds: kinds.has('respond'),
    gathersRun: document.nodes.some((node) => node.kind === 'aggregate' && node.of === 'run'),
    concurrency: settings.concurrency ?? DEFAULT_CONCURRENCY,
  };
}
