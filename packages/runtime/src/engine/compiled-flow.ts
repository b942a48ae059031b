import { type ConnectorRegistry, type Failure, type NodeKind, toFailure } from '@raccord/contract';
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

/** What runs in the place of a node that cannot be made ready. */
export type BrokenNode = (at: PlanNode, failure: Failure) => NodeRunner;
const refuse: BrokenNode = (_at, failure) => {
  throw failure;
};

/**
 * @param broken default: the flow as a whole is refused
 * @throws Failure `config` when an action is unknown or an expression does not parse; a deployed flow has been checked for both.
 */
export function compileFlow(inPlace: FlowInPlace, registry: ConnectorRegistry, broken = refuse): CompiledFlow {
  const { document } = inPlace;
  const plan = planFlow(document);
  const settings = document.settings ?? {};
  const kinds = new Set<NodeKind>(document.nodes.map((node) => node.kind));
  const runnerOf = (at: PlanNode): NodeRunner => {
    try {
      return runnerFor(at, { inPlace, registry, plan });
    } catch (thrown) {
      const failure = toFailure(thrown);
      return broken(at, failure.at?.startsWith(at.node.id) ? failure : failure.within(at.node.id));
    }
  };
  return {
    inPlace,
    plan,
    nodes: plan.order.map((at) => ({ at, run: runnerOf(at) })),
    ...(settings.recordKey === undefined ? {} : { recordKey: compileMapping(settings.recordKey) }),
    ordered: settings.ordering === 'key',
    responds: kinds.has('respond'),
    gathersRun: document.nodes.some((node) => node.kind === 'aggregate' && node.of === 'run'),
    concurrency: settings.concurrency ?? DEFAULT_CONCURRENCY,
  };
}
