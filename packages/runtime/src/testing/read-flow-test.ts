import { FlowTest, type Problem } from '@raccord/contract';
import { schemaProblems } from '../flow/schema-problems.ts';

const MOST_PROBLEMS = 20;

/** Judges the form of a flow test; `describeProblem` says what is wrong with it. */
export function readFlowTest(value: unknown): { ok: true; test: FlowTest } | { ok: false; problems: Problem[] } {
  const problems = schemaProblems(value, [], value, FlowTest);
  if (problems.length === 0) return { ok: true, test: value as FlowTest };
  return { ok: false, problems: problems.slice(0, MOST_PROBLEMS) };
}
