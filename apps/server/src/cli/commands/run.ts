import { Failure } from '@raccord/contract';
import type { Command } from 'commander';
import { type ApiClient, apiOptions, openApi } from '../api-client.ts';
import type { RecordSummary } from '../api-types.ts';
import { type Cli, describeCommand, perform } from '../cli.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { readRecords } from '../input-records.ts';
import { printJson } from '../output/json.ts';
import { startProgress } from '../output/progress.ts';
import type { Terminal } from '../output/terminal.ts';
import { fireRuns, type Outcome, waitForRun } from '../run-on-server.ts';
import { isPath, type RunOptions } from '../run-options.ts';
import { countersText, statusText } from './runs.ts';

export function addRun(program: Command, cli: Cli): void {
  const { terminal } = cli;
  const { text } = terminal;
  const command = apiOptions(describeCommand(program, 'run', cli, 'cli.help.run'), cli)
    .argument('<flow>', text('cli.help.flowFileOrId'))
    .option('--input <file>', text('cli.help.input'))
    .option('--env <name>', text('cli.help.runEnvironment'), 'sandbox')
    .option('--no-wait', text('cli.help.noWait'))
    .option('--dry', text('cli.help.dry'))
    .option('--mocks <file>', text('cli.help.mocks'))
    .option('--variables <file>', text('cli.help.variables'));
  perform(command, async (flow: string, options: RunOptions) => {
    if (options.dry !== true) return runOnServer(cli, flow, options);
    const { runDry } = await import('../dry-run-command.ts');
    return runDry(cli, flow, options);
  });
}

async function runOnServer(cli: Cli, named: string, options: RunOptions): Promise<ExitCode> {
  const { terminal } = cli;
  if (options.input === undefined)
    throw new Failure('input', 'cli.missingArgument', { found: '--input <file>', command: 'run' });
  const flow = await flowId(named);
  const records = await readRecords(options.input);
  const api = await openApi(cli, options);
  const ids = await fireRuns(api, flow, options.env, records);
  if (!options.wait) {
    if (options.json) printJson(terminal, { flow, runs: ids.map((id) => ({ id })) });
    else for (const id of ids) terminal.print(terminal.text('cli.run.started', { id }));
    return exitCodes.done;
  }
  const outcomes: Outcome[] = [];
  const progress = startProgress(terminal, (line) => void process.stderr.write(line));
  for (const id of ids) {
    const look = (run: Outcome['run']) => progress.show(countersText(terminal, run.counters));
    outcomes.push(await waitForRun(api, id, look, () => sayWhyItWaits(api, terminal, id)));
  }
  progress.end();
  if (options.json) printJson(terminal, { flow, runs: outcomes.map(({ run, failures }) => ({ ...run, failures })) });
  else for (const outcome of outcomes) sayOutcome(terminal, outcome);
  const bad = outcomes.some(({ run }) => run.counters.failed + run.counters.inDoubt > 0);
  return bad ? exitCodes.failed : exitCodes.done;
}

/** A run can wait for long, for a connection that only a person can bring back: whoever looks on should know for what. */
async function sayWhyItWaits(api: ApiClient, terminal: Terminal, id: string): Promise<void> {
  const query = { state: 'waiting', limit: 200 };
  const { records } = await api.get<{ records: RecordSummary[] }>(`/api/runs/${id}/records`, query);
  terminal.note(terminal.text('cli.run.stillWaiting', { id }));
  const reasons = new Map(records.map(({ waitReason, node }) => [`${waitReason} ${node}`, { waitReason, node }]));
  for (const { waitReason, node } of reasons.values())
    if (waitReason !== null) terminal.note(`  ${terminal.text(`cli.wait.${waitReason}`, { node, due: '…' })}`);
}

function sayOutcome(terminal: Terminal, { run, failures }: Outcome): void {
  terminal.print(`${run.id}: ${statusText(terminal, run.status)}`);
  terminal.print(terminal.text('cli.show.records', { value: countersText(terminal, run.counters) }));
  for (const { id, message } of failures) terminal.print(`  ${id}  ${terminal.style('red', message)}`);
  const more = run.counters.failed + run.counters.inDoubt - failures.length;
  if (more > 0) terminal.print(`  ${terminal.text('cli.show.more', { count: more })}`);
}

/** A file or folder names the flow whose id stands in it; anything else is an id. */
async function flowId(named: string): Promise<string> {
  if (!(await isPath(named))) return named;
  const { readFlowFile } = await import('../flow-files.ts');
  const read = await readFlowFile(named);
  if (!read.ok) throw new Failure('input', 'cli.flowUnreadable', { file: read.file });
  return read.flow.id;
}
