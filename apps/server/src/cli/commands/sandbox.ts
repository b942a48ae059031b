import { Failure } from '@raccord/contract';
import type { Command } from 'commander';
import { type ApiOptions, apiOptions } from '../api-client.ts';
import { type Cli, describeCommand, perform } from '../cli.ts';
import { exitCodes } from '../exit-codes.ts';
import { wholeNumber } from '../options.ts';
import { brief, printJson } from '../output/json.ts';
import { printTable } from '../output/table.ts';
import { openSandbox } from '../sandbox-client.ts';

type PayOptions = ApiOptions & { amount: string; currency: string; email: string; name?: string; description?: string };
type FaultOptions = ApiOptions & {
  fault?: string;
  clear?: boolean;
  status?: string;
  times?: string;
  rate?: string;
  retryAfter?: string;
  delay?: string;
  method?: string;
  path?: string;
};
type Fault = { id: number; vendor: string; fault: string; met: number; times?: number; match?: unknown };

/** Amounts are in the smallest unit of the currency, as Stripe counts. */
const MOST = 99_999_999;
const DAY_MS = 86_400_000;

export function addSandbox(program: Command, cli: Cli): void {
  const { terminal } = cli;
  const { text } = terminal;
  const parent = describeCommand(program, 'sandbox', cli, 'cli.help.sandbox');
  const add = (words: string, help: Parameters<typeof text>[0]) =>
    apiOptions(describeCommand(parent, words, cli, help), cli);

  perform(
    add('state', 'cli.help.sandboxState').argument('[vendor]', text('cli.help.vendor')),
    async (vendor: string | undefined, options: ApiOptions) => {
      const sandbox = await openSandbox(cli, options);
      if (vendor !== undefined) {
        const state = await sandbox<Record<string, unknown[]>>('GET', `/state/${encodeURIComponent(vendor)}`);
        if (options.json) printJson(terminal, state);
        else
          for (const [table, rows] of Object.entries(state)) {
            terminal.print(terminal.style('bold', `${table} (${rows.length})`));
            for (const row of rows) terminal.print(`  ${brief(row, 400)}`);
          }
        return exitCodes.done;
      }
      const state = await sandbox<Record<string, Record<string, number>>>('GET', '/state');
      const rows = Object.entries(state).flatMap(([name, tables]) =>
        Object.entries(tables).map(([table, count]) => [name, table, String(count)]),
      );
      const headers = (['vendor', 'table', 'count'] as const).map((column) => text(`cli.column.${column}`));
      if (options.json) printJson(terminal, state);
      else printTable(terminal, headers, rows, text('cli.none.state'));
      return exitCodes.done;
    },
  );

  perform(
    add('pay', 'cli.help.sandboxPay')
      .requiredOption('--amount <cents>', text('cli.help.amount'))
      .requiredOption('--currency <code>', text('cli.help.currency'))
      .requiredOption('--email <address>', text('cli.help.email'))
      .option('--name <name>', text('cli.help.payer'))
      .option('--description <text>', text('cli.help.description')),
    async (options: PayOptions) => {
      const { currency, email, name, description } = options;
      const amount = wholeNumber('--amount', options.amount, { from: 1, to: MOST });
      const sandbox = await openSandbox(cli, options);
      const payment = await sandbox<{ id: string }>('POST', '/stripe/pay', {
        amount,
        currency,
        email,
        name,
        description,
      });
      if (options.json) printJson(terminal, { payment });
      else terminal.print(text('cli.sandbox.paid', { id: payment.id, amount, currency }));
      return exitCodes.done;
    },
  );

  perform(
    add('faults', 'cli.help.sandboxFaults')
      .argument('[vendor]', text('cli.help.vendor'))
      .option('--fault <kind>', text('cli.help.fault'))
      .option('--clear', text('cli.help.clearFaults'))
      .option('--times <count>', text('cli.help.faultTimes'))
      .option('--rate <share>', text('cli.help.faultRate'))
      .option('--status <status>', text('cli.help.faultStatus'))
      .option('--retry-after <seconds>', text('cli.help.faultRetryAfter'))
      .option('--delay <ms>', text('cli.help.faultDelay'))
      .option('--method <method>', text('cli.help.faultMethod'))
      .option('--path <path>', text('cli.help.faultPath')),
    async (vendor: string | undefined, options: FaultOptions) => {
      if (options.fault !== undefined && vendor === undefined)
        throw new Failure('input', 'cli.missingArgument', { found: '<vendor>', command: 'sandbox faults' });
      const fault = options.fault === undefined ? undefined : { vendor, ...readFault(options, options.fault) };
      const sandbox = await openSandbox(cli, options);
      if (options.clear)
        await sandbox('DELETE', vendor === undefined ? '/faults' : `/faults?vendor=${encodeURIComponent(vendor)}`);
      if (fault !== undefined) await sandbox('POST', '/faults', fault);
      const { faults } = await sandbox<{ faults: Fault[] }>('GET', '/faults');
      const headers = (['vendor', 'fault', 'met', 'match'] as const).map((column) => text(`cli.column.${column}`));
      const rows = faults.map(({ vendor: of, fault: kind, met, times, match }) => [
        of,
        kind,
        times === undefined ? String(met) : `${met}/${times}`,
        match === undefined ? '' : brief(match),
      ]);
      if (options.json) printJson(terminal, { faults });
      else printTable(terminal, headers, rows, text('cli.none.faults'));
      return exitCodes.done;
    },
  );

  perform(
    add('reset', 'cli.help.sandboxReset').option('--empty', text('cli.help.empty')),
    async (options: ApiOptions & { empty?: boolean }) => {
      const sandbox = await openSandbox(cli, options);
      const seed = options.empty ? 'empty' : 'demo';
      await sandbox('POST', '/reset', { seed });
      if (options.json) printJson(terminal, { reset: true, seed });
      else terminal.print(text('cli.sandbox.reset'));
      return exitCodes.done;
    },
  );
}

function readFault(options: FaultOptions, fault: string): Record<string, unknown> {
  const { method, path } = options;
  const rate = options.rate === undefined ? undefined : Number(options.rate);
  if (rate !== undefined && !(rate >= 0 && rate <= 1))
    throw new Failure('input', 'cli.badOption', { option: '--rate', found: options.rate, expected: '0–1' });
  // JSON leaves out what is undefined.
  return {
    fault,
    rate,
    times: wholeNumber('--times', options.times, { from: 1, to: 1_000_000 }),
    status: wholeNumber('--status', options.status, { from: 400, to: 599 }),
    retryAfterSeconds: wholeNumber('--retry-after', options.retryAfter, { from: 0, to: 86_400 }),
    delayMs: wholeNumber('--delay', options.delay, { from: 0, to: DAY_MS }),
    ...(method === undefined && path === undefined ? {} : { match: { method, path } }),
  };
}
