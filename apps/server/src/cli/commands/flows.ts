import type { Command } from 'commander';
import { allFlows } from '../all-flows.ts';
import { type ApiOptions, apiOptions, openApi } from '../api-client.ts';
import { type Cli, describeCommand, perform } from '../cli.ts';
import { environmentNames } from '../environments.ts';
import { exitCodes } from '../exit-codes.ts';
import { printJson } from '../output/json.ts';
import { printTable } from '../output/table.ts';
import { moment } from '../output/times.ts';

export function addFlows(program: Command, cli: Cli): void {
  const { terminal } = cli;
  const command = apiOptions(describeCommand(program, 'flows', cli, 'cli.help.flows'), cli).option(
    '--archived',
    terminal.text('cli.help.archived'),
  );
  perform(command, async (options: ApiOptions & { archived?: boolean }) => {
    const api = await openApi(cli, options);
    const flows = await allFlows(api, options.archived);
    if (options.json) {
      printJson(terminal, { flows });
      return exitCodes.done;
    }
    const nameOf = await environmentNames(api);
    const headers = (['flow', 'name', 'service', 'saved'] as const).map((column) =>
      terminal.text(`cli.column.${column}`),
    );
    const rows = flows.map(({ id, name, deployments, updatedAt }) => {
      const active = deployments.filter((each) => each.active);
      const service = active.map(({ environmentId, version }) => `${nameOf(environmentId)} v${version}`).join(', ');
      return [id, name, service || terminal.style('dim', '–'), moment(updatedAt)];
    });
    printTable(terminal, headers, rows, terminal.text('cli.none.flows'));
    return exitCodes.done;
  });
}
