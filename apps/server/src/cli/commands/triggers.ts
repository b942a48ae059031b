import type { Command } from 'commander';
import { type ApiOptions, apiOptions, openApi } from '../api-client.ts';
import type { TriggerInService } from '../api-types.ts';
import { type Cli, describeCommand, perform } from '../cli.ts';
import { environmentNames } from '../environments.ts';
import { exitCodes } from '../exit-codes.ts';
import { printJson } from '../output/json.ts';
import { printTable } from '../output/table.ts';
import { moment } from '../output/times.ts';

type Options = ApiOptions & { flow?: string; env?: string };
type Occurrences = { timezone: string | null; next: string[] };
/** Next times shown of a schedule. */
const SHOWN = 3;

export function addTriggers(program: Command, cli: Cli): void {
  const { terminal } = cli;
  const command = apiOptions(describeCommand(program, 'triggers', cli, 'cli.help.triggers'), cli)
    .option('--flow <id>', terminal.text('cli.help.onlyFlow'))
    .option('--env <name>', terminal.text('cli.help.onlyEnvironment'));
  perform(command, async (options: Options) => {
    const api = await openApi(cli, options);
    const query = { flow: options.flow, environment: options.env };
    const answer = await api.get<{ triggers: TriggerInService[] }>('/api/triggers', query);
    const triggers = [];
    for (const trigger of answer.triggers) {
      const isSchedule = trigger.kind === 'schedule' && trigger.active;
      const { next } = isSchedule
        ? await api.get<Occurrences>(`/api/triggers/${trigger.id}/occurrences`)
        : { next: trigger.nextDueAt === null ? [] : [trigger.nextDueAt] };
      triggers.push({ ...trigger, next });
    }
    if (options.json) {
      printJson(terminal, { triggers });
      return exitCodes.done;
    }
    const nameOf = await environmentNames(api);
    const columns = ['flow', 'environment', 'trigger', 'addressOrNext', 'lastFired'] as const;
    const rows = triggers.map(({ flowId, environmentId, uses, active, address, next, lastFiredAt }) => [
      flowId,
      nameOf(environmentId),
      uses,
      active
        ? (address ?? next.slice(0, SHOWN).map(moment).join(', '))
        : terminal.style('dim', terminal.text('cli.trigger.inactive')),
      moment(lastFiredAt),
    ]);
    const headers = columns.map((column) => terminal.text(`cli.column.${column}`));
    printTable(terminal, headers, rows, terminal.text('cli.none.triggers'));
    return exitCodes.done;
  });
}
