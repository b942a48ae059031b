import { describeProblem, Failure, type FlowDocument } from '@raccord/contract';
import { canonicalFlow } from '@raccord/runtime/flow/canonical';
import type { Command } from 'commander';
import { type ApiClient, type ApiOptions, apiOptions, openApi } from '../api-client.ts';
import type { FlowDraft, ToldProblem } from '../api-types.ts';
import { type Cli, describeCommand, perform } from '../cli.ts';
import { exitCodes } from '../exit-codes.ts';
import { findFlowFiles, readFlowFile } from '../flow-files.ts';
import { printJson } from '../output/json.ts';
import { problemLines } from '../output/problems.ts';
import { deployFlow } from './deploy.ts';

type Options = ApiOptions & { deploy?: string };
type Saved = { revision: number; problems: ToldProblem[] };
type Imported = {
  file: string;
  flow?: string;
  outcome: 'created' | 'saved' | 'unchanged' | 'refused';
  problems: Pick<ToldProblem, 'path' | 'severity' | 'message'>[];
  deployed?: number;
  failure?: string;
};

export function addImport(program: Command, cli: Cli): void {
  const { terminal } = cli;
  const command = apiOptions(describeCommand(program, 'import', cli, 'cli.help.import'), cli)
    .argument('<file...>', terminal.text('cli.help.flowFiles'))
    .option('--deploy <environment>', terminal.text('cli.help.alsoDeploy'));
  perform(command, async (paths: string[], options: Options) => {
    const files = (await Promise.all(paths.map(findFlowFiles))).flat();
    const api = await openApi(cli, options);
    const results: Imported[] = [];
    for (const file of files) {
      const imported = await importFile(api, cli, file, options.deploy);
      results.push(imported);
      if (options.json) continue;
      const { flow, outcome, problems, deployed, failure } = imported;
      for (const line of problemLines(terminal, file, problems)) terminal.print(line);
      terminal.print(terminal.text(`cli.import.${outcome}`, { file, flow }));
      if (failure !== undefined) terminal.note(terminal.style('red', failure));
      if (deployed !== undefined)
        terminal.print(terminal.text('cli.deploy.done', { flow, environment: options.deploy, version: deployed }));
    }
    if (options.json) printJson(terminal, { files: results });
    const bad = results.some(({ outcome, failure }) => outcome === 'refused' || failure !== undefined);
    return bad ? exitCodes.failed : exitCodes.done;
  });
}

async function importFile(api: ApiClient, { terminal }: Cli, file: string, environment?: string): Promise<Imported> {
  const read = await readFlowFile(file);
  if (!read.ok) {
    const problems = read.problems.map((each) => ({ ...each, message: describeProblem(each, terminal.language) }));
    return { file, outcome: 'refused', problems };
  }
  const flow = read.flow.id;
  const saved = await saveFlow(api, read.flow);
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
