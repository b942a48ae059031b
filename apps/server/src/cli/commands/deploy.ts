import type { Command } from 'commander';
import { type ApiClient, type ApiOptions, apiOptions, openApi } from '../api-client.ts';
import type { ToldProblem } from '../api-types.ts';
import { type Cli, describeCommand, perform } from '../cli.ts';
import { exitCodes } from '../exit-codes.ts';
import { wholeNumber } from '../options.ts';
import { printJson } from '../output/json.ts';
import { problemLines } from '../output/problems.ts';
import type { Terminal } from '../output/terminal.ts';

type Options = ApiOptions & { env: string; at?: string; note?: string };
export type Deployed = { version: number; problems: ToldProblem[] };

export function addDeploy(program: Command, cli: Cli): void {
  const { terminal } = cli;
  const command = apiOptions(describeCommand(program, 'deploy', cli, 'cli.help.deploy'), cli)
    .argument('<flow>', terminal.text('cli.help.flowId'))
    .requiredOption('--env <name>', terminal.text('cli.help.environment'))
    .option('--at <version>', terminal.text('cli.help.at'))
    .option('--note <text>', terminal.text('cli.help.note'));
  perform(command, async (flow: string, options: Options) => {
    const version = wholeNumber('--at', options.at, { from: 1, to: 2_147_483_647 });
    const { env: environment, note } = options;
    const api = await openApi(cli, options);
    const deployed = await deployFlow(api, flow, {
      environment,
      ...(version === undefined ? {} : { version }),
      ...(note === undefined ? {} : { note }),
    });
    if (options.json) printJson(terminal, { flow, environment, ...deployed });
    else sayDeployed(terminal, flow, environment, deployed);
    return exitCodes.done;
  });
}

/** @throws Failure when the flow has errors there */
export function deployFlow(
  api: ApiClient,
  flow: string,
  body: { environment: string; version?: number; note?: string },
): Promise<Deployed> {
  return api.send<Deployed>('POST', `/api/flows/${encodeURIComponent(flow)}/deploy`, body);
}

export function sayDeployed(terminal: Terminal, flow: string, environment: string, deployed: Deployed): void {
  for (const line of problemLines(terminal, flow, deployed.problems)) terminal.print(line);
  terminal.print(terminal.text('cli.deploy.done', { flow, environment, version: deployed.version }));
}
