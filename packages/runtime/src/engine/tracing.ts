import { AsyncLocalStorage } from 'node:async_hooks';
import { toFailure } from '@raccord/contract';
import type { PlanNode } from '../flow/plan-flow.ts';
import type { CompiledMapping } from '../mapping/mapping.ts';
import type { BatchStep } from './batch-step.ts';
import type { Traveller } from './traveller.ts';

/** Id of the record whose call is being made, for whoever traces it. Set only while somebody does. */
export const tracedRecord = new AsyncLocalStorage<string>();

/** Tells those who look what the expressions of a step gave for a record: their value, or what was thrown. */
export function traceEvaluation(
  step: BatchStep,
  at: PlanNode,
  mapping: CompiledMapping,
  traveller: Traveller,
  came: { value: unknown } | { thrown: unknown },
): void {
  const { tracings } = step.flow.inPlace;
  if (tracings === undefined || mapping.places.length === 0) return;
  const { context, record } = traveller;
  const names = mapping.readsAll ? Object.keys(context) : mapping.reads;
  step.ports.traces.evaluated(tracings, {
    flowId: step.batch.flowId,
    runId: step.batch.runId,
    node: at.node.id,
    recordId: record.id,
    expressions: mapping.places.map(({ path, expressions }) => ({
      path,
      expression: expressions.map(({ source }) => source.trim()).join('\n'),
      ...('value' in came ? { result: valueAt(came.value, path) } : {}),
    })),
    input: Object.fromEntries(
      names.filter((name) => Object.hasOwn(context, name)).map((name) => [name, context[name]]),
    ),
    ...('thrown' in came ? { failure: toFailure(came.thrown).toData() } : {}),
  });
}

/** @param path as a `MappingPlace` has it: `line_items[0].rate` */
function valueAt(value: unknown, path: string): unknown {
  let found: unknown = value;
  // Names may hold dots; a field that is not found under its parts has no value to show.
  for (const part of path.split(/[.[\]]+/).filter((name) => name !== '')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, part)) return undefined;
    found = (found as Record<string, unknown>)[part];
  }
  return found;
}
