import type { Command } from 'commander';
import { type ApiOptions, apiOptions, openApi } from '../api-client.ts';
import { type Cli, describeCommand, perform } from '../cli.ts';
import { exitCodes } from '../exit-codes.ts';
import { printJson } from '../output/json.ts';

export function addUndeploy(program: Command, cli: Cli): void {
  const { terminal } = cli;
  const command = apiOptions(describeCommand(program, 'undeploy', cli, 'cli.help.undeploy'), cli)
    .argument('<flow>', terminal.text('cli.help.flowId'))
    .requiredOption('--env <name>', terminal.text('cli.help.environment'));
  perform(command, async (flow: string, options: ApiOptions & { env: string }) => {
    const { env: environment } = options;
    const api = await openApi(cli, options);
    await api.send('POST', `/api/flows/${encodeURIComponent(flow)}/undeploy`, { environment });
    if (options.json) printJson(terminal, { flow, environment });
    else terminal.print(terminal.text('cli.undeploy.done', { flow, environment }));
    return exitCodes.done;
  });
}
