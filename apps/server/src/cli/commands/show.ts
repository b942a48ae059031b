import { Failure } from '@raccord/contract';
import type { Command } from 'commander';
import { type ApiClient, type ApiOptions, apiOptions, openApi } from '../api-client.ts';
import type { OpenFailure, RecordJourney, RecordSummary, Run } from '../api-types.ts';
import { type Cli, describeCommand, perform } from '../cli.ts';
import { environmentNames } from '../environments.ts';
import { exitCodes } from '../exit-codes.ts';
import { brief, printJson } from '../output/json.ts';
import { tableLines } from '../output/table.ts';
import type { Terminal } from '../output/terminal.ts';
import { duration, moment } from '../output/times.ts';
import { countersText, statusText } from './runs.ts';

/** As many records of a run as a page has. */
const SHOWN = 100;

export function addShow(program: Command, cli: Cli): void {
  const { terminal } = cli;
  const command = apiOptions(describeCommand(program, 'show', cli, 'cli.help.show'), cli).argument(
    '<id>',
    terminal.text('cli.help.runOrRecord'),
  );
  perform(command, async (id: string, options: ApiOptions) => {
    if (!/^[0-9a-f-]{36}$/i.test(id)) throw new Failure('input', 'cli.notAnId', { found: id });
    const api = await openApi(cli, options);
    const run = await found(() => api.get<Run>(`/api/runs/${id}`));
    if (run !== undefined) {
      const { records } = await api.get<{ records: RecordSummary[] }>(`/api/runs/${id}/records`, { limit: SHOWN });
      const { failures } = await api.get<{ failures: OpenFailure[] }>('/api/failures', { runId: id, limit: SHOWN });
      if (options.json) printJson(terminal, { run, records, failures });
      else for (const line of await runLines(api, terminal, run, records, failures)) terminal.print(line);
      return exitCodes.done;
    }
    const record = await found(() => api.get<RecordJourney>(`/api/records/${id}`));
    if (record === undefined) throw new Failure('missing', 'cli.noSuchId', { id });
    if (options.json) printJson(terminal, { record });
    else for (const line of recordLines(terminal, record)) terminal.print(line);
    return exitCodes.done;
  });
}

async function found<T>(get: () => Promise<T>): Promise<T | undefined> {
  try {
    return await get();
  } catch (error) {
    if (error instanceof Failure && error.kind === 'missing') return undefined;
    throw error;
  }
}

async function runLines(
  api: ApiClient,
  terminal: Terminal,
  run: Run,
  records: readonly RecordSummary[],
  failures: readonly OpenFailure[],
): Promise<string[]> {
  const { text, style } = terminal;
  const nameOf = await environmentNames(api);
  const sentences = new Map(failures.map(({ recordId, message }) => [recordId, message]));
  const rows = records.map(({ id, key, state, node }) => [
    id,
    key ?? '',
    text(`cli.state.${state}`),
    node ?? '',
    sentences.get(id) ?? '',
  ]);
  const columns = ['record', 'key', 'state', 'node', 'failure'] as const;
  const [head = '', ...lines] = tableLines(
    columns.map((column) => text(`cli.column.${column}`)),
    rows,
  );
  const more = run.counters.total - records.length;
  return [
    `${style('bold', run.flowId)} v${run.version} (${nameOf(run.environmentId)}), ${statusText(terminal, run.status)}`,
    text('cli.show.records', { value: countersText(terminal, run.counters) }),
    text('cli.show.time', {
      value: `${moment(run.startedAt)}${run.endedAt === null ? '' : ` – ${moment(run.endedAt)}`}`,
    }),
    ...(records.length === 0 ? [] : ['', style('bold', head), ...lines]),
    ...(more > 0 ? [text('cli.show.more', { count: more })] : []),
  ];
}

/** A record's whole story: what came in, what each node did with it, every try, what came back. */
export function recordLines(terminal: Terminal, record: RecordJourney): string[] {
  const { text, style, language } = terminal;
  const lines = [
    `${style('bold', record.key ?? record.id)}, ${text(`cli.state.${record.state}`)}`,
    text('cli.show.flow', { value: `${record.flowId} v${record.version}` }),
    text('cli.show.run', { value: record.runId }),
    text('cli.show.input', { value: brief(record.input, 2_000) }),
    '',
  ];
  for (const step of record.journey) {
    lines.push(`${style('bold', step.node)} (${step.kind}) ${text(`cli.step.${step.state as 'done'}`)}`);
    for (const attempt of record.attempts.filter(({ node }) => node === step.node)) {
      const took = attempt.ms === undefined ? '' : `, ${duration(attempt.ms, language)}`;
      lines.push(
        `  ${text('cli.show.try', { n: attempt.try })} ${moment(attempt.at)}${took}${outcome(terminal, attempt)}`,
      );
      if (attempt.idempotencyKey !== undefined)
        lines.push(style('dim', `    ${text('cli.show.idempotencyKey', { value: attempt.idempotencyKey })}`));
    }
    if (step.failure !== undefined && !record.attempts.some(({ node, failure }) => node === step.node && failure))
      lines.push(`  ${style('red', terminal.describe(step.failure))}`);
  }
  if (record.parked !== null)
    lines.push(
      '',
      text(`cli.wait.${record.parked.reason as 'retry'}`, {
        node: record.parked.node,
        due: moment(record.parked.dueAt) || '…',
      }),
    );
  if (record.answer !== null && record.answer !== undefined)
    lines.push('', text('cli.show.answer', { value: brief(record.answer, 2_000) }));
  return lines;
}

function outcome(terminal: Terminal, attempt: RecordJourney['attempts'][number]): string {
  if (attempt.kind === 'intent') return `: ${terminal.text('cli.show.intent')}`;
  if (attempt.failure !== undefined) return `: ${terminal.style('red', terminal.describe(attempt.failure))}`;
  return attempt.output === undefined ? '' : `: ${brief(attempt.output, 2_000)}`;
}
