import { waitForProcessEnd } from './process-identity.ts';

/** PostgreSQL's signals, the milder first, each with the time it is given (milliseconds). */
const signals: readonly (readonly [NodeJS.Signals, number])[] = [
  // Fast: cancels statements, writes a checkpoint.
  ['SIGINT', 20_000],
  // Immediate: no checkpoint, the next start recovers from the write-ahead log.
  ['SIGQUIT', 5_000],
  ['SIGKILL', 5_000],
];

/**
 * Ends a postmaster and waits until it is gone. Nothing happens when it is not running. Windows knows no signals: Node ends
 * the process at once there, and the next start recovers.
 */
export async function stopPostmaster(pid: number, ways = signals): Promise<void> {
  if (pid <= 0) return;
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
