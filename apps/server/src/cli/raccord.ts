import { toFailure } from '@raccord/contract';
import { readCliSettings, readSettings } from '../env.ts';
import { exitCodes } from './exit-codes.ts';
import { processTerminal } from './output/terminal.ts';
import { runCli } from './program.ts';

/** What a command leaves open may not keep the shell waiting. */
const LINGER_MS = 2_000;

async function main(): Promise<void> {
  const environment = readCliSettings();
  const terminal = processTerminal(environment);
  const settings = () => readSettings();
  const exitCode = await runCli(process.argv.slice(2), { terminal, settings, environment });
  if (exitCode !== undefined) process.exitCode = exitCode;
}

// Whoever reads us may stop reading (`raccord runs | head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCodes.done);
  throw error;
});
main()
  .catch((error: unknown) => {
    const terminal = processTerminal({ language: 'en', mayColour: false });
    terminal.note(terminal.describe(toFailure(error).toData()));
    process.exitCode = exitCodes.failed;
  })
  .finally(() => setTimeout(() => process.exit(), LINGER_MS).unref());
