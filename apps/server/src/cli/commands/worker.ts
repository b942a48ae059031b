import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Failure } from '@raccord/contract';
import type { Command } from 'commander';
import { workerEnvironment } from '../../worker-environment.ts';
import { type Cli, describeCommand, perform } from '../cli.ts';
import { exitCodes } from '../exit-codes.ts';
import { listenForStop } from '../stop-signals.ts';

const entry = fileURLToPath(new URL('../../worker.ts', import.meta.url));

export function addWorker(program: Command, cli: Cli): void {
  const { terminal } = cli;
  perform(describeCommand(program, 'worker', cli, 'cli.help.worker'), async () => {
    const settings = cli.settings();
    const { embeddedPostgresUrl } = await import('../../database/embedded-postgres.ts');
    const databaseUrl = settings.databaseUrl ?? (await embeddedPostgresUrl(settings.home));
    if (databaseUrl === undefined) throw new Failure('config', 'cli.noDatabase', { home: settings.home });
    const signals = listenForStop(() => child.kill('SIGKILL'));
    const { workerListens } = settings;
    const listens =
      workerListens === undefined
        ? {}
        : { RACCORD_WORKER_HOST: workerListens.host, RACCORD_WORKER_PORT: String(workerListens.port) };
    const env = { ...workerEnvironment(settings, databaseUrl), ...listens };
    const child = spawn(process.execPath, [entry], { env, stdio: 'inherit' });
    const ended = new Promise<number>((resolve) => {
      child.once('error', () => resolve(1));
      // Asked to leave before it had begun to listen: it had nothing in hand.
      child.once('exit', (code, signal) => resolve(signal === 'SIGTERM' ? 0 : (code ?? 1)));
    });
    terminal.note(terminal.text('cli.worker.started'));
    void signals.asked.then(() => {
      terminal.note(terminal.text('cli.start.stopping'));
      child.kill('SIGTERM');
    });
    const code = await ended;
    signals.end();
    if (code === 0) return exitCodes.done;
    terminal.note(terminal.text('cli.worker.ended'));
    return exitCodes.failed;
  });
}
