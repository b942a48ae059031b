import type { Command } from 'commander';
import type { CliSettings, Settings } from '../env.ts';
import type { ExitCode } from './exit-codes.ts';
import type { CliMessage, Terminal } from './output/terminal.ts';

/** What a command has to do its work with. */
export type Cli = {
  terminal: Terminal;
  /** Read when a command asks, so that a wrong setting spoils only what needs it. */
  settings(): Settings;
  environment: CliSettings;
};

/**
 * Adds one command; one file each in `commands/`. What only its work needs (the server, the connectors, the engine) is imported when it
 * works: all of it takes two seconds to load, and `raccord --help` should not.
 */
export type AddCommand = (program: Command, cli: Cli) => void;

/** Sets what a command does; the number it answers becomes the exit code. */
export function perform<A extends unknown[]>(command: Command, work: (...args: A) => Promise<ExitCode>): Command {
  return command.action(async (...args) => {
    // Commander passes arguments, options and the command itself, as declared where `work` is written.
    process.exitCode = await work(...(args as unknown as A));
  });
}

/** A command with its one-line description. */
export function describeCommand(parent: Command, words: string, { terminal }: Cli, description: CliMessage): Command {
  return parent.command(words).description(terminal.text(description));
}
