import type { ConnectorRegistry } from '@raccord/contract';
import { dryRun } from '@raccord/runtime/testing/dry-run';
import type { FlowAnswers, FlowQuestionOf } from './flow-questions.ts';

/** Takes samples through a flow with every effect held back; steps that are not pinned give what they once gave, else a made-up example. */
export async function tryFlow(
  { document, records, examples, variables, environment }: FlowQuestionOf<'try'>,
  { registry, signal }: { registry: ConnectorRegistry; signal: AbortSignal },
): Promise<FlowAnswers['try']> {
  const given = { registry, records, examples, variables, environment, signal };
  const run = await dryRun(document, { ...given, unmocked: 'example', unfinished: true });
  return { ...run, records: run.records.map(({ input: _input, ...record }) => record) };
}
