import { availableParallelism, loadavg } from 'node:os';
import type { House } from './house.ts';
import type { Findings } from './oracle.ts';
import type { Random } from './random.ts';
import type { QueueKind } from './stage.ts';

export type Context = {
  house: House;
  queue: QueueKind;
  random: Random;
  seed: number;
  /** How much of a scenario's full size: 1 is the full run. */
  scale: number;
  /** A figure of the full size, scaled; at least `least`. */
  scaled(full: number, least: number): number;
};

export type Outcome = {
  /** Pieces of work that should have been done, and were. */
  expected: number;
  done: number;
  lost: number;
  doubled: number;
  inDoubt: number;
  stuck: number;
  /** Milliseconds from each fault until the work it hit was in other hands. */
  recoveries: number[];
  /** What must not be; empty when the scenario held. */
  breaches: string[];
};

export type Scenario = {
  name: string;
  /** What it does, for the table's legend. */
  title: string;
  queues: readonly QueueKind[];
  run(context: Context): Promise<Outcome>;
};

/** Less work than this done proves nothing. */
const ENOUGH = 0.95;
/** Where the machine has much more to do than it can, everything takes longer. */
export const atThisLoad = (ms: number) => ms * Math.max(1, (loadavg()[0] ?? 0) / availableParallelism() - 1);

/** The figures every scenario answers for; `extra` are its own. */
export function judge(
  figures: Omit<Outcome, 'breaches' | 'stuck' | 'recoveries'> & { recoveries?: number[] },
  findings: Findings,
  extra: readonly (string | false | undefined)[] = [],
): Outcome {
  const { expected, done, lost, doubled, recoveries = [] } = figures;
  const slowest = Math.max(0, ...recoveries);
  const breaches = [
    done < expected * ENOUGH && `only ${done} of ${expected} done`,
    lost > 0 && `${lost} lost`,
    // Not wrong in itself; without it nobody knows why something was not done.
    (done < expected || lost > 0) && findings.inbox.length > 0 && `in the inbox: ${JSON.stringify(findings.inbox)}`,
    doubled > 0 && `${doubled} doubled`,
    slowest > atThisLoad(5_000) && `work was taken on only after ${Math.round(slowest)} ms`,
    ...findings.wrong.slice(0, 5),
    ...extra,
  ].filter((breach) => typeof breach === 'string');
  const { inDoubt } = figures;
  return { expected, done, lost, doubled, inDoubt, stuck: findings.stuck, recoveries, breaches };
}

export function percentile(values: readonly number[], share: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
