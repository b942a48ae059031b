import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { PostgresBinaries } from './postgres-binaries.ts';
import type { PostgresLocation } from './postgres-location.ts';
import { waitForProcessEnd } from './process-identity.ts';

/** PostgreSQL's signals, the milder first, each with the time it is given (milliseconds). */
const ways = [
  // Fast: cancels statements, writes a checkpoint.
  ['SIGINT', 20_000],
  // Immediate: no checkpoint, the next start recovers from the write-ahead log.
  ['SIGQUIT', 5_000],
  ['SIGKILL', 5_000],
] as const;

/** Ends a postmaster and waits until it is gone. Nothing happens when it is not running. */
export async function stopPostmaster(
  pid: number,
  { binaries, location }: { binaries: Pick<PostgresBinaries, 'pgCtl'>; location: Pick<PostgresLocation, 'dataFolder'> },
): Promise<void> {
  if (pid <= 0) return;
  if (process.platform === 'win32') {
    // Windows has no signals: pg_ctl speaks to PostgreSQL over a pipe.
    await promisify(execFile)(binaries.pgCtl, ['stop', '-m', 'fast', '-D', location.dataFolder]).catch(() => {});
  }
  for (const [signal, timeoutMs] of ways) {
    if (await waitForProcessEnd(pid, 0)) return;
    try {
      process.kill(pid, signal);
    } catch {
      // It ended in this very moment.
    }
    if (await waitForProcessEnd(pid, timeoutMs)) return;
  }
}
