import type { House } from './house.ts';
import { seeded } from './random.ts';
import type { Outcome, Scenario } from './scenario.ts';
import type { QueueKind } from './stage.ts';

/** Runs a scenario; one that throws has failed, and says why. */
export async function runScenario(
  scenario: Scenario,
  { house, queue, seed, scale }: { house: House; queue: QueueKind; seed: number; scale: number },
): Promise<Outcome & { ms: number }> {
  const started = performance.now();
  const scaled = (full: number, least: number) => Math.max(least, Math.round(full * scale));
  const outcome = await scenario
    .run({ house, queue, seed, scale, random: seeded(seed), scaled })
    .catch((error: unknown): Outcome => {
      const breaches = [error instanceof Error ? (error.stack ?? error.message) : String(error)];
      return { expected: 1, done: 0, lost: 0, doubled: 0, inDoubt: 0, stuck: 0, recoveries: [], breaches };
    });
  return { ...outcome, ms: performance.now() - started };
}
