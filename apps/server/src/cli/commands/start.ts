import { Failure } from '@raccord/contract';
import type { Command } from 'commander';
import { leaveCompiledCode } from '../../compiled-code.ts';
import { createLogger } from '../../create-logger.ts';
import { startOwnDatabase } from '../../database/own-database.ts';
import type { Settings } from '../../env.ts';
import type { RunningServer } from '../../server.ts';
import { type Cli, describeCommand, perform } from '../cli.ts';
import { exitCodes } from '../exit-codes.ts';
import { removeInstance, writeInstance } from '../instance-file.ts';
import type { Terminal } from '../output/terminal.ts';
import { listenForStop } from '../stop-signals.ts';

type Options = { port?: string; worker: boolean; sandbox: boolean; log?: string };

/** 128 + SIGINT, as shells count it. */
const STOPPED_AT_ONCE = 130;

export function addStart(program: Command, cli: Cli): void {
  const { terminal } = cli;
  const command = describeCommand(program, 'start', cli, 'cli.help.start')
    .option('--port <port>', terminal.text('cli.help.port'))
    .option('--no-worker', terminal.text('cli.help.noWorker'))
    .option('--no-sandbox', terminal.text('cli.help.noSandbox'))
    .option('--log <format>', terminal.text('cli.help.log'));
  perform(command, async (options: Options) => {
    const settings = startSettings(cli, options);
    // Logs in JSON are for a machine: it finds nothing else on standard output.
    const say = settings.logFormat === 'json' && options.log !== undefined ? terminal.note : terminal.print;
    const signals = listenForStop(() => {
      say(terminal.text('cli.start.stoppedAtOnce'));
      process.exit(STOPPED_AT_ONCE);
    });
    say(terminal.text('cli.start.starting'));
    // PostgreSQL starts, and at the first start makes its data, while the rest of the program is loaded.
    const log = createLogger(settings);
    const database =
      settings.databaseUrl === undefined ? startOwnDatabase(settings, (line) => log.info(line)) : undefined;
    database?.catch(() => undefined);
    const { startServer } = await import('../../server.ts');
    const { worker, sandbox: withSandbox } = options;
    const server = await startServer(settings, { worker, sandbox: withSandbox, ...(database && { database }) });
    try {
      const { address, sandboxAddress: sandbox } = server;
      await writeInstance(settings.home, { address, pid: process.pid, ...(sandbox === undefined ? {} : { sandbox }) });
      for (const line of welcome(server, settings, options, terminal)) say(line);
      leaveCompiledCode();
      await signals.asked;
      say(terminal.text('cli.start.stopping'));
    } finally {
      await removeInstance(settings.home, process.pid);
      await server.stop();
    }
    say(terminal.text('cli.start.stopped'));
    signals.end();
    return exitCodes.done;
  });
}

/** The environment's settings, changed by the options; quiet, and for people to read, unless somebody says otherwise. */
export function startSettings(
  { settings, environment }: Pick<Cli, 'settings' | 'environment'>,
  options: Options,
): Settings {
  const { port, log } = options;
  const read = settings();
  if (port !== undefined && !(/^[0-9]{1,5}$/.test(port) && Number(port) <= 65_535))
    throw new Failure('input', 'cli.badOption', { option: '--port', found: port, expected: '0–65535' });
  if (log !== undefined && log !== 'json' && log !== 'pretty')
    throw new Failure('input', 'cli.badOption', { option: '--log', found: log, expected: 'json | pretty' });
  const logFormat = log ?? (environment.logFormatChosen || process.stdout.isTTY !== true ? read.logFormat : 'pretty');
  const logLevel = log !== undefined || environment.logLevelChosen ? read.logLevel : 'warn';
  return { ...read, logFormat, logLevel, ...(port === undefined ? {} : { port: Number(port) }) };
}

function welcome(server: RunningServer, settings: Settings, options: Options, terminal: Terminal): string[] {
  const { text, style } = terminal;
  const address = settings.publicUrl ?? server.address;
  const rows: [string, string][] = [[text('cli.start.address'), style('cyan', address)]];
  if (server.setupLink !== undefined) {
    const { pathname, search } = new URL(server.setupLink);
    rows.push([text('cli.start.setup'), style('cyan', `${address}${pathname}${search}`)]);
    rows.push(['', style('dim', text('cli.start.setupNote'))]);
  }
  const { home, databaseUrl } = settings;
  rows.push([
    text('cli.start.data'),
    databaseUrl === undefined
      ? text('cli.start.dataOwn', { home })
      : text('cli.start.dataYours', { home, where: new URL(databaseUrl).host }),
  ]);
  const width = Math.max(...rows.map(([name]) => name.length));
  return [
    '',
    style('bold', text('cli.start.ready')),
    ...rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`),
    ...(options.worker ? [] : ['', text('cli.start.noWorker')]),
    '',
    text('cli.start.howToStop'),
  ];
}
