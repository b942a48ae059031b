import type { BatchStep } from './batch-step.ts';
import { park, type Traveller } from './traveller.ts';

const LONGEST_KEY = 500;

/** Evaluates what people know each record by. */
export async function readKeys(step: BatchStep, travellers: readonly Traveller[]): Promise<void> {
  const { recordKey, plan } = step.flow;
  if (recordKey === undefined) return;
  await step.evaluate(plan.order[0]!, recordKey, travellers, nameBy);
}

/** What an expression gave becomes the name people know the record by. */
export function nameBy(traveller: Traveller, value: unknown): void {
  if (value === undefined || value === null || value === '') return;
  traveller.key = (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, LONGEST_KEY);
}

/**
 * The records to take through the graph next: all of them at once, or, where the flow keeps the order of each key, the next one
 * of every key. A record whose forerunner is still waiting waits behind it.
 */
export async function nextWave(
  step: BatchStep,
  travellers: readonly Traveller[],
  last: readonly Traveller[],
): Promise<Traveller[]> {
  const { lane } = step.batch;
  if (lane === undefined) return last.length === 0 ? [...travellers] : [];
  const first = step.flow.plan.order[0]!;
  const waitingKeys = new Set(
    travellers.filter((each) => each.stops.size > 0 && isParked(each)).map((each) => each.key),
  );
  if (last.length === 0) {
    const keys = travellers.flatMap((each) => each.key ?? []);
    const ids = travellers.map((each) => each.record.id);
    for (const key of await step.ports.batches.busyKeys(lane, keys, ids)) waitingKeys.add(key);
  }
  const taken = new Set(step.started);
  const wave: Traveller[] = [];
  const keysInWave = new Set<string>();
  for (const traveller of travellers) {
    if (taken.has(traveller)) continue;
    if (traveller.key !== undefined && waitingKeys.has(traveller.key)) {
      park(traveller, first, { reason: 'lane' });
      step.started.add(traveller);
    } else if (traveller.key === undefined || !keysInWave.has(traveller.key)) {
      if (traveller.key !== undefined) keysInWave.add(traveller.key);
      step.started.add(traveller);
      wave.push(traveller);
    }
  }
  return wave;
}

function isParked(traveller: Traveller): boolean {
  return [...traveller.stops.values()].some((stop) => stop.kind === 'parked');
}
