import { describeProblem, Failure, type FlowDocument } from '@raccord/contract';
import { canonicalFlow } from '@raccord/runtime/flow/canonical';
import type { ApiClient } from './api-client.ts';
import type { FlowDraft, ToldProblem } from './api-types.ts';
import type { Cli } from './cli.ts';
import { deployFlow } from './commands/deploy.ts';
import { readFlowFile } from './flow-files.ts';
import { importTests } from './import-tests.ts';

type Saved = { revision: number; problems: ToldProblem[] };
export type Imported = {
  file: string;
  flow?: string;
  outcome: 'created' | 'saved' | 'unchanged' | 'refused';
  problems: Pick<ToldProblem, 'path' | 'severity' | 'message'>[];
  deployed?: number;
  failure?: string;
};

/** Saves the flow of one file on the server, with the tests beside it, and puts it into service where `environment` says so. */
export async function importFile(
  api: ApiClient,
  { terminal }: Cli,
  file: string,
  environment?: string,
): Promise<Imported> {
  const read = await readFlowFile(file);
  if (!read.ok) {
    const problems = read.problems.map((each) => ({ ...each, message: describeProblem(each, terminal.language) }));
    return { file, outcome: 'refused', problems };
  }
  const flow = read.flow.id;
  const saved = await saveFlow(api, read.flow);
  await importTests(api, flow, read.file);
  if (environment === undefined) return { file, flow, ...saved };
  try {
    const { version, problems } = await deployFlow(api, flow, { environment });
    return { file, flow, outcome: saved.outcome, problems: mergeProblems(saved.problems, problems), deployed: version };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    // What is wrong with it is told above; the rest of the files can still go in.
    return { file, flow, ...saved, failure: terminal.describe(error.toData()) };
  }
}

async function saveFlow(
  api: ApiClient,
  document: FlowDocument,
): Promise<{ outcome: 'created' | 'saved' | 'unchanged'; problems: ToldProblem[] }> {
  const path = `/api/flows/${document.id}`;
  const known = await api.get<FlowDraft>(path).catch((error: unknown) => {
    if (error instanceof Failure && error.code === 'server.noFlow') return undefined;
    throw error;
  });
  if (known === undefined) {
    const { problems } = await api.send<Saved>('POST', '/api/flows', { document });
    return { outcome: 'created', problems };
  }
  if (known.archivedAt === null && canonicalFlow(known.document) === canonicalFlow(document)) {
    const { problems } = await api.send<{ problems: ToldProblem[] }>('POST', `${path}/check`, {});
    return { outcome: 'unchanged', problems };
  }
  const { problems } = await api.send<Saved>('PUT', path, { revision: known.revision, document });
  return { outcome: 'saved', problems };
}

function mergeProblems(first: readonly ToldProblem[], second: readonly ToldProblem[]): ToldProblem[] {
  const seen = new Set(first.map(({ path, message }) => `${path} ${message}`));
  return [...first, ...second.filter(({ path, message }) => !seen.has(`${path} ${message}`))];
}
