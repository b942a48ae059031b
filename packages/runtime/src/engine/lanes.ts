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
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  // PostgreSQL stores no NUL in a text (in everything else that is kept it is escaped), and no half of a pair.
  traveller.key = text.replaceAll('\u0000', '\ufffd').slice(0, LONGEST_KEY).toWellFormed();
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
  if (last.length === 0) {
    const keys = travellers.flatMap((each) => each.key ?? []);
    for (const [key, id] of await step.ports.batches.earliestWaiting(lane, keys)) step.blocked.set(key, id);
  }
  for (const { key, record, stops } of last) {
    if (key === undefined || ![...stops.values()].some((stop) => stop.kind === 'parked')) continue;
    const known = step.blocked.get(key);
    if (known === undefined || record.id < known) step.blocked.set(key, record.id);
  }
  const wave: Traveller[] = [];
  const keysInWave = new Set<string>();
  for (const traveller of travellers) {
    const { key, record } = traveller;
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
