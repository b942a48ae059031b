import { Failure } from '@raccord/contract';
import { Command, CommanderError } from 'commander';
import { VERSION } from '../version.ts';
import type { Cli } from './cli.ts';
import { commands } from './commands/commands.ts';
import { type ExitCode, exitCodeOf, exitCodes } from './exit-codes.ts';
import type { CliMessage, Terminal } from './output/terminal.ts';

/** The whole command line. */
export function createProgram(cli: Cli): Command {
  const { terminal } = cli;
  const program = new Command('raccord')
    .description(terminal.text('cli.help.program'))
    .version(VERSION, '-V, --version', terminal.text('cli.help.version'))
    .helpOption('-h, --help', terminal.text('cli.help.help'))
    .helpCommand(false)
    .addHelpText('after', `\n${terminal.text('cli.help.exitCodes')}`)
    .configureHelp({ styleTitle: (title) => headings(terminal)[title] ?? title })
    .configureOutput({ outputError: () => undefined })
    .showSuggestionAfterError(false)
    .exitOverride();
  for (const add of commands) add(program, cli);
  inheritHelp(program, terminal);
  return program;
}

/** Runs one command line. Never throws: what went wrong is said in a sentence, and in the exit code. */
export async function runCli(args: readonly string[], cli: Cli): Promise<ExitCode | undefined> {
  const program = createProgram(cli);
  try {
    await program.parseAsync(args, { from: 'user' });
    return undefined;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return exitCodes.done;
      // `raccord` alone and `raccord connection` alone have shown their help.
      if (error.code === 'commander.help') return exitCodes.usage;
      return refuse(usageFailure(error, commandOf(program, args)), cli.terminal);
    }
    if (error instanceof Failure) return refuse(error, cli.terminal);
    cli.terminal.note(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return exitCodes.failed;
  }
}

function refuse(failure: Failure, terminal: Terminal): ExitCode {
  terminal.note(terminal.describe(failure.toData()));
  return exitCodeOf(failure.code);
}

const usageCodes: Record<string, CliMessage> = {
  'commander.unknownOption': 'cli.unknownOption',
  'commander.unknownCommand': 'cli.unknownCommand',
  'commander.missingArgument': 'cli.missingArgument',
  'commander.optionMissingArgument': 'cli.missingArgument',
  'commander.missingMandatoryOptionValue': 'cli.missingArgument',
  'commander.excessArguments': 'cli.excessArguments',
};

/** Commander speaks English only; what it found stands in its sentence between quotes. */
function usageFailure(error: CommanderError, command: string): Failure {
  const found = /'([^']*)'/.exec(error.message)?.[1] ?? '';
  const message = error.message.replace(/^error: /, '');
  return new Failure('input', usageCodes[error.code] ?? 'cli.badUsage', { found, command, message });
}

/** The words of the command that was meant, e.g. `connection add`. */
function commandOf(program: Command, args: readonly string[]): string {
  const words: string[] = [];
  let at: Command | undefined = program;
  for (const word of args) {
    at = at?.commands.find((candidate) => candidate.name() === word);
    if (at === undefined) break;
    words.push(word);
  }
  return words.join(' ');
}

function headings(terminal: Terminal): Record<string, string> {
  return {
    'Usage:': terminal.text('cli.help.usage'),
    'Arguments:': terminal.text('cli.help.arguments'),
    'Options:': terminal.text('cli.help.options'),
    'Commands:': terminal.text('cli.help.commands'),
  };
}

function inheritHelp(command: Command, terminal: Terminal): void {
  for (const child of command.commands) {
    child.helpOption('-h, --help', terminal.text('cli.help.help')).helpCommand(false);
    inheritHelp(child, terminal);
  }
}
