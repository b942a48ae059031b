import { Failure } from '@raccord/contract';
import { flowDigest } from '@raccord/runtime/flow/canonical';
import { storedDocument } from '../flows/read-document.ts';
import { getEnvironment } from '../stores/environments.ts';
import { getVersionText } from '../stores/flow-versions.ts';
import { getFlow } from '../stores/flows.ts';
import { hasPassed, runTests } from './run-tests.ts';

/**
 * Runs the tests of what is about to go into service, where the environment asks for it. @returns the digest of what they passed for
 * @throws Failure `config` / `server.testsFailing` with the names, `server.testsMissing` when there are none
 */
export async function requireTests(
  tools: Parameters<typeof runTests>[0],
  place: { workspaceId: string; flowId: string },
  wanted: { environment: string; version?: number | undefined },
): Promise<string | undefined> {
  const { db } = tools;
  const { workspaceId, flowId } = place;
  const { name: environment, testsRequired } = await getEnvironment(db, workspaceId, wanted.environment);
  if (!testsRequired) return undefined;
  const { draft } = await getFlow(db, workspaceId, flowId);
  const text = wanted.version === undefined ? draft : await getVersionText(db, workspaceId, flowId, wanted.version);
  const document = storedDocument(text);
  const ran = await runTests(tools, place, document);
  if (ran.length === 0) throw new Failure('config', 'server.testsMissing', { environment });
  const failing = ran.filter(({ result }) => !hasPassed(result)).map(({ stored }) => stored.name);
  if (failing.length > 0)
    throw new Failure('config', 'server.testsFailing', { environment, tests: failing.join(', '), failing });
  return flowDigest(document);
}
