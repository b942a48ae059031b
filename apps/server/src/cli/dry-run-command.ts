import { connectors } from '@raccord/connectors';
import { type ConnectorRegistry, describeProblem, Failure, type FlowDocument } from '@raccord/contract';
import { checkFlow } from '@raccord/runtime/flow/check-flow';
import { type DryRunResult, dryRun } from '@raccord/runtime/testing/dry-run';
import { openApi } from './api-client.ts';
import type { FlowDraft } from './api-types.ts';
import type { Cli } from './cli.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { readFlowFile } from './flow-files.ts';
import { readRecords } from './input-records.ts';
import { brief, printJson } from './output/json.ts';
import { problemLines } from './output/problems.ts';
import type { Terminal } from './output/terminal.ts';
import { readJsonFile } from './read-file.ts';
import { isPath, type RunOptions } from './run-options.ts';

/** Runs a flow in this process with every call held back; without a server when the flow is a file. */
export async function runDry(cli: Cli, named: string, options: RunOptions): Promise<ExitCode> {
  const { terminal } = cli;
  const mocks = options.mocks === undefined ? {} : await readMocks(options.mocks);
  const variables = options.variables === undefined ? {} : await readMocks(options.variables);
  const document = await readDocument(cli, named, options);
  const problems = checkFlow(document, { registry: connectors })
    .filter(({ severity }) => severity === 'error')
    .map((each) => ({ ...each, message: describeProblem(each, terminal.language) }));
  if (problems.length > 0) {
    for (const line of problemLines(terminal, named, problems)) terminal.note(line);
    return exitCodes.failed;
  }
  const records = options.input === undefined ? [sampleOf(document)] : await readRecords(options.input);
  const environment = options.env;
  const result = await dryRun(document, {
    registry: connectors,
    records,
    mocks,
    variables,
    environment,
    unmocked: 'example',
  });
  if (options.json) printJson(terminal, { flow: document.id, dry: true, ...result });
  else for (const line of dryLines(terminal, document, result)) terminal.print(line);
  return result.records.some(({ state }) => state === 'failed' || state === 'inDoubt')
    ? exitCodes.failed
    : exitCodes.done;
}

async function readMocks(file: string): Promise<Record<string, unknown>> {
  const mocks = await readJsonFile(file);
  if (typeof mocks === 'object' && mocks !== null && !Array.isArray(mocks)) return mocks as Record<string, unknown>;
  throw new Failure('input', 'cli.badMocks', { file });
}

async function readDocument(cli: Cli, named: string, options: RunOptions): Promise<FlowDocument> {
  if (!(await isPath(named))) {
    const api = await openApi(cli, options);
    return (await api.get<FlowDraft>(`/api/flows/${encodeURIComponent(named)}`)).document;
  }
  const read = await readFlowFile(named);
  if (read.ok) return read.flow;
  throw new Failure('input', 'cli.flowUnreadable', { file: read.file });
}

/** Without input the trigger's own sample shows what happens. */
function sampleOf(document: FlowDocument): unknown {
  const registry: ConnectorRegistry = connectors;
  const trigger = document.nodes.find(({ kind }) => kind === 'trigger');
  const [connector = '', id = ''] = trigger?.kind === 'trigger' ? trigger.uses.split('/') : [];
  return registry[connector]?.triggers[id]?.sample ?? {};
}

function dryLines(
  terminal: Terminal,
  document: FlowDocument,
  { records, calls, skippedWaits, answeredApprovals }: DryRunResult,
): string[] {
  const { text, style } = terminal;
  const order = new Map(document.nodes.map(({ id, kind }) => [id, kind]));
  const lines: string[] = [];
  for (const record of records) {
    const name = record.key ?? text('cli.dry.record', { n: record.index + 1 });
    lines.push(`${style('bold', name)}: ${text(`cli.state.${record.state}`)}`);
    for (const [node, value] of Object.entries(record.values))
      if (!['action', 'subflow', 'trigger'].includes(order.get(node) ?? ''))
        lines.push(`  ${node} = ${brief(value, 400)}`);
    for (const call of calls.filter((each) => each.record === record.id)) {
      const tries = call.n > 1 ? ` (${text('cli.show.try', { n: call.n }).replace(/,$/, '')})` : '';
      lines.push(`  ${style('cyan', `${call.node} → ${call.uses}`)}${tries} ${brief(call.input, 1_000)}`);
      if (call.failure !== undefined) lines.push(`    ${style('red', terminal.describe(call.failure))}`);
      else lines.push(`    ${text(call.mocked ? 'cli.dry.mocked' : 'cli.dry.example')} ${brief(call.output, 400)}`);
    }
    if (record.answer !== undefined)
      lines.push(`  ${text('cli.show.answer', { value: brief(record.answer.body, 1_000) })}`);
    if (
      record.failure !== undefined &&
      !calls.some(({ record: id, failure }) => id === record.id && failure !== undefined)
    )
      lines.push(`  ${style('red', terminal.describe(record.failure))}`);
    if (record.waitReason !== undefined && record.state === 'waiting')
      lines.push(`  ${text(`cli.wait.${record.waitReason}`, { node: record.node, due: '…' })}`);
  }
  lines.push('', style('dim', text('cli.dry.note', { calls: calls.length })));
  if (skippedWaits.length > 0) lines.push(style('dim', text('cli.dry.waits', { nodes: skippedWaits.join(', ') })));
  if (answeredApprovals.length > 0)
    lines.push(style('dim', text('cli.dry.approvals', { nodes: answeredApprovals.join(', ') })));
  return lines;
}
