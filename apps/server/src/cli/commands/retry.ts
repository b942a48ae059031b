import { Failure, messages } from '@raccord/contract';
import type { Command } from 'commander';
import { type ApiOptions, apiOptions, openApi } from '../api-client.ts';
import { type Cli, describeCommand, perform } from '../cli.ts';
import { exitCodes } from '../exit-codes.ts';
import { printJson } from '../output/json.ts';
import { readJsonFile } from '../read-file.ts';

type Options = ApiOptions & { edit?: string };
type Outcome = { accepted: string[]; refused: { id: string; code: string }[] };

export function addRetry(program: Command, cli: Cli): void {
  const { terminal } = cli;
  const command = apiOptions(describeCommand(program, 'retry', cli, 'cli.help.retry'), cli)
    .argument('<failure...>', terminal.text('cli.help.failures'))
    .option('--edit <file>', terminal.text('cli.help.edit'));
  perform(command, async (ids: string[], options: Options) => {
    // One corrected record cannot be meant for several failures.
    if (options.edit !== undefined && ids.length !== 1)
      throw new Failure('input', 'cli.editOne', { count: ids.length });
    const corrected = options.edit === undefined ? undefined : await readJsonFile(options.edit);
    const api = await openApi(cli, options);
    const outcome = await api.send<Outcome>('POST', '/api/failures/retry', {
      ids,
      ...(options.edit === undefined ? {} : { edited: { [ids[0]!]: corrected } }),
    });
    if (options.json) printJson(terminal, outcome);
    else {
      for (const id of outcome.accepted) terminal.print(terminal.text('cli.retry.accepted', { id }));
      for (const { id, code } of outcome.refused) {
        const known = Object.hasOwn(messages, code);
        terminal.note(
          known
            ? terminal.describe({ kind: 'input', code, params: { id, status: '?' } })
            : terminal.text('cli.retry.refused', { id, code }),
        );
      }
    }
    return outcome.refused.length === 0 ? exitCodes.done : exitCodes.failed;
  });
}
