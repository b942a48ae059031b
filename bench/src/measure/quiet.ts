import { cpuSeconds, processTree } from './processes.ts';

/** Long enough to see what follows the work at a distance: journeys are followed five seconds behind it, every three seconds. */
const LOOK_MS = 9_000;
/** Of one core, everything that this bench has started taken together. */
const QUIET_SHARE = 0.15;
const LONGEST_MS = 120_000;

/**
 * Resolves when nothing that this bench has started is at work any more. What one side still does behind its work (its indexes, its
 * counters, PostgreSQL's own housekeeping) would else be taken from the next side's round.
 * @throws when that takes longer than two minutes
 */
export async function quiet(root = process.pid): Promise<void> {
  const deadline = performance.now() + LONGEST_MS;
  for (;;) {
    const [before, at] = [cpuSeconds(processTree(root)), performance.now()];
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    const share = ((cpuSeconds(processTree(root)) - before) * 1_000) / (performance.now() - at);
    if (share <= QUIET_SHARE) return;
    if (performance.now() > deadline) throw new Error(`still at work: ${(share * 100).toFixed(0)} % of a core`);
  }
}
