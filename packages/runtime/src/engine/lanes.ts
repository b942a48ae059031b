import type { BatchStep } from './batch-step.ts';
import { park, type Traveller, waitsForRun } from './traveller.ts';

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
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  // PostgreSQL stores no NUL in a text (in everything else that is kept it is escaped), and no half of a pair.
  traveller.key = text.replaceAll('\u0000', '\ufffd').slice(0, LONGEST_KEY).toWellFormed();
}

/** By what a record takes turns with others. The parts of a split have no turn of their own: they are in their whole's. */
function turnOf({ key, record }: Traveller): string | undefined {
  return record.parentId === undefined ? key : undefined;
}

/** It is not through yet, so its turn goes on. One that only waits for its run to be gathered has had it: that may be for the next. */
function keepsTurn(traveller: Traveller): boolean {
  const stops = [...traveller.stops.values()];
  return traveller.splitting.size > 0 || stops.some((stop) => stop.kind === 'parked' && !waitsForRun(traveller, stop));
}

/**
 * The records to take through the graph next: all of them at once, or, where the flow keeps the order of each key, the next one
 * of every key. A record whose forerunner is still waiting, or has parts that are not through, waits behind it.
 */
export async function nextWave(
  step: BatchStep,
  travellers: readonly Traveller[],
  last: readonly Traveller[],
): Promise<Traveller[]> {
  const { lane } = step.batch;
  if (lane === undefined) return last.length === 0 ? [...travellers] : [];
  const first = step.flow.plan.order[0]!;
  if (last.length === 0) {
    const keys = travellers.flatMap((each) => turnOf(each) ?? []);
    for (const [key, id] of await step.ports.batches.earliestWaiting(lane, keys)) step.blocked.set(key, id);
  }
  for (const traveller of last) {
    const { record } = traveller;
    const key = turnOf(traveller);
    if (key === undefined || !keepsTurn(traveller)) continue;
    const known = step.blocked.get(key);
    if (known === undefined || record.id < known) step.blocked.set(key, record.id);
  }
  const wave: Traveller[] = [];
  const keysInWave = new Set<string>();
  for (const traveller of travellers) {
    const { record } = traveller;
    const key = turnOf(traveller);
    if (step.started.has(traveller) || (key !== undefined && keysInWave.has(key))) continue;
    step.started.add(traveller);
    const before = key === undefined ? undefined : step.blocked.get(key);
    if (before !== undefined && before < record.id) {
      park(traveller, first, { reason: 'lane' });
      continue;
    }
    if (key !== undefined) keysInWave.add(key);
    wave.push(traveller);
  }
  return wave;
}
