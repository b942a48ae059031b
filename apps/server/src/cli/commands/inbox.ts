import { failureKinds } from '@raccord/contract';
import type { Command } from 'commander';
import { type ApiOptions, apiOptions, openApi } from '../api-client.ts';
import type { Environment, FailureGroup, OpenFailure } from '../api-types.ts';
import { type Cli, describeCommand, perform } from '../cli.ts';
import { exitCodes } from '../exit-codes.ts';
import { oneOf } from '../options.ts';
import { printJson } from '../output/json.ts';
import { moment } from '../output/times.ts';

type Options = ApiOptions & { flow?: string; env?: string; kind?: string };
/** Failures shown for each group. */
const SHOWN = 20;

export function addInbox(program: Command, cli: Cli): void {
  const { terminal } = cli;
  const command = apiOptions(describeCommand(program, 'inbox', cli, 'cli.help.inbox'), cli)
    .option('--flow <id>', terminal.text('cli.help.onlyFlow'))
    .option('--env <name>', terminal.text('cli.help.onlyEnvironment'))
    .option('--kind <kind>', terminal.text('cli.help.onlyKind'));
  perform(command, async (options: Options) => {
    const kind = options.kind === undefined ? undefined : oneOf('--kind', options.kind, failureKinds);
    const api = await openApi(cli, options);
    const { environments } =
      options.env === undefined
        ? { environments: [] }
        : await api.get<{ environments: Environment[] }>('/api/environments');
    const environmentId = environments.find(({ name }) => name === options.env)?.id;
    const query = { flow: options.flow, kind, environmentId };
    const groups = [];
    for (const status of ['open', 'inDoubt'] as const) {
      const answer = await api.get<{ groups: FailureGroup[] }>('/api/failure-groups', { ...query, status });
      for (const group of answer.groups) {
        const { fingerprint } = group;
        const page = { ...query, status, fingerprint, limit: SHOWN };
        const { failures } = await api.get<{ failures: OpenFailure[] }>('/api/failures', page);
        groups.push({ ...group, status, failures });
      }
    }
    if (options.json) {
      printJson(terminal, { groups });
      return exitCodes.done;
    }
    if (groups.length === 0) terminal.print(terminal.text('cli.none.inbox'));
    for (const group of groups) {
      const { flowId, node, count, message, lastAt, failures } = group;
      terminal.print(`${terminal.style('bold', `${count} × ${flowId} › ${node}`)}  ${moment(lastAt)}`);
      terminal.print(`  ${terminal.style('red', message)}`);
      for (const { id, recordId } of failures)
        terminal.print(`    ${id}  ${terminal.style('dim', `${terminal.text('cli.column.record')} ${recordId}`)}`);
      if (count > failures.length)
        terminal.print(`    ${terminal.text('cli.show.more', { count: count - failures.length })}`);
    }
    return exitCodes.done;
  });
}
