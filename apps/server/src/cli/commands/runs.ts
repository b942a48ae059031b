import type { Counters } from '@raccord/contract';
import type { Command } from 'commander';
import { type ApiOptions, apiOptions, openApi } from '../api-client.ts';
import type { Run } from '../api-types.ts';
import { type Cli, describeCommand, perform } from '../cli.ts';
import { environmentNames } from '../environments.ts';
import { exitCodes } from '../exit-codes.ts';
import { wholeNumber } from '../options.ts';
import { printJson } from '../output/json.ts';
import { printTable } from '../output/table.ts';
import type { Terminal } from '../output/terminal.ts';
import { moment } from '../output/times.ts';

type Options = ApiOptions & { flow?: string; env?: string; status?: string; limit?: string };

export function addRuns(program: Command, cli: Cli): void {
  const { terminal } = cli;
  const command = apiOptions(describeCommand(program, 'runs', cli, 'cli.help.runs'), cli)
    .option('--flow <id>', terminal.text('cli.help.onlyFlow'))
    .option('--env <name>', terminal.text('cli.help.onlyEnvironment'))
    .option('--status <status>', terminal.text('cli.help.onlyStatus'))
    .option('--limit <count>', terminal.text('cli.help.limit'));
  perform(command, async (options: Options) => {
    const { flow, env: environment, status } = options;
    const limit = wholeNumber('--limit', options.limit, { from: 1, to: 200 }) ?? 20;
    const api = await openApi(cli, options);
    const { runs } = await api.get<{ runs: Run[] }>('/api/runs', { flow, environment, status, limit });
    if (options.json) {
      printJson(terminal, { runs });
      return exitCodes.done;
    }
    const nameOf = await environmentNames(api);
    const columns = ['run', 'flow', 'environment', 'status', 'records', 'started'] as const;
    const headers = columns.map((column) => terminal.text(`cli.column.${column}`));
    const rows = runs.map((run) => [
      run.id,
      `${run.flowId} v${run.version}`,
      nameOf(run.environmentId),
      statusText(terminal, run.status),
      countersText(terminal, run.counters),
      moment(run.startedAt),
    ]);
    printTable(terminal, headers, rows, terminal.text('cli.none.runs'));
    return exitCodes.done;
  });
}

const colours = { running: 'cyan', succeeded: 'green', partial: 'yellow', failed: 'red', cancelled: 'dim' } as const;

export function statusText(terminal: Terminal, status: Run['status']): string {
  return terminal.style(colours[status], terminal.text(`cli.status.${status}`));
}

/** `12: 10 succeeded, 2 failed`; states that no record is in are left out. */
export function countersText(terminal: Terminal, { total, ...states }: Counters): string {
  const parts = Object.entries(states).flatMap(([state, count]) =>
    count === 0 ? [] : `${count} ${terminal.text(`cli.state.${state as keyof typeof states}`)}`,
  );
  return parts.length === 0 ? String(total) : `${total}: ${parts.join(', ')}`;
}
