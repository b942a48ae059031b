import { Failure, type FlowDocument } from '@raccord/contract';
import type { Deps } from '../deps.ts';
import type { AskAboutFlow } from '../flow-asks/ask-about-flow.ts';
import type { TestResult } from '../flow-asks/flow-questions.ts';
import { checkAlone } from '../flows/check-draft.ts';
import { hasErrors } from '../flows/read-document.ts';
import type { Db } from '../stores/database.ts';
import { readFlowTests, type StoredFlowTest } from '../stores/flow-tests.ts';

export type RanTest = { stored: StoredFlowTest; result: TestResult };
type Tools = { db: Db; askFlow: AskAboutFlow; registry: Deps['registry'] };

export const hasPassed = ({ differences, failure }: TestResult) => failure === undefined && differences.length === 0;

/**
 * Has a worker run the tests of a flow against a document; `ids`: those only.
 * @throws Failure `config` / `server.flowHasProblems` for a document that cannot run
 */
export async function runTests(
  { db, askFlow, registry }: Tools,
  place: { workspaceId: string; flowId: string },
  document: FlowDocument,
  ids?: readonly string[],
): Promise<RanTest[]> {
  const tests = await readFlowTests(db, place.workspaceId, place.flowId, ids);
  if (tests.length === 0) return [];
  mustRun(registry, document);
  const asked = tests.map(({ id, test }) => ({ id, test }));
  const { results } = await askFlow({ kind: 'tests', document, tests: asked });
  const byId = new Map(results.map((result) => [result.id, result]));
  return tests.map((stored) => ({ stored, result: byId.get(stored.id)! }));
}

/** @throws Failure `config` / `server.flowHasProblems` with the `problems` */
export function mustRun(registry: Deps['registry'], document: FlowDocument): void {
  const problems = checkAlone(registry, document);
  if (!hasErrors(problems)) return;
  const count = problems.filter(({ severity }) => severity === 'error').length;
  throw new Failure('config', 'server.flowHasProblems', { count, problems });
}
