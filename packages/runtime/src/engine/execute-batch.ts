import { Failure } from '@raccord/contract';
import type { Child, ClaimedBatch, Ports, Settlement } from '../ports.ts';
import { uuidv7 } from '../uuid.ts';
import { BatchStep } from './batch-step.ts';
import type { Carried } from './carried.ts';
import type { CompiledFlow } from './compiled-flow.ts';
import type { ConnectionHealth } from './connection-health.ts';
import { nextWave, readKeys } from './lanes.ts';
import { damagedEnds } from './poison.ts';
import { recallJournal } from './recall.ts';
import { arrivesAt, depart, destination, fail, park, type Traveller, waitsForRun } from './traveller.ts';

const MB = 1024 * 1024;
/** Of what splits make in one batch: more would make one record's children outgrow what a transaction should write. */
const MOST_BYTES = 32 * MB;

/**
 * The engine: takes the records of a batch through the graph, all of them one node at a time, and says where each of them ended up.
 * Writes nothing but the journal of effects; the caller settles what comes back.
 *
 * @throws LeaseLost when another worker has taken the batch over
 */
export async function executeBatch(
  batch: ClaimedBatch,
  flow: CompiledFlow,
  ports: Ports,
  health: ConnectionHealth,
  signal: AbortSignal,
): Promise<Settlement> {
  const step = new BatchStep(batch, flow, ports, health, signal);
  recallJournal(batch);
  const fixed = { env: flow.inPlace.environment.variables, run: runVariables(batch, flow) };
  const whole = batch.records.filter((record) => record.damaged === undefined);
  const travellers = whole.map((record) => depart(record, flow, fixed));
  await readKeys(step, travellers);
  let wave = await nextWave(step, travellers, []);
  while (wave.length > 0) {
    for (const { at, run } of flow.nodes) {
      const arriving = wave.filter((traveller) => arrivesAt(traveller, at));
      if (arriving.length > 0) await run(step, arriving);
    }
    wave = await nextWave(step, travellers, wave);
  }
  return settlement(step, travellers);
}

function runVariables(batch: ClaimedBatch, flow: CompiledFlow): Record<string, unknown> {
  const { document, environment } = flow.inPlace;
  return {
    id: batch.runId,
    flow: document.id,
    environment: environment.name,
    startedAt: new Date(batch.startedAt).toISOString(),
  };
}

function settlement(step: BatchStep, travellers: Traveller[]): Settlement {
  const { gathersRun } = step.flow;
  const journal = step.journal.take();
  const ended = damagedEnds(step.batch);
  const result: Settlement = { ended, parked: [], children: [], subRuns: [], asks: [], journal, gathersRun };
  let room = MOST_BYTES;
  for (const { traveller, at, items, closing } of step.splits) {
    // A record stopped elsewhere splits when it comes by again: its children must know all that it did.
    if ([...traveller.stops.values()].some((stop) => !waitsForRun(traveller, stop))) continue;
    const done = doneBy(traveller);
    // What became of the record is carried by each of its children.
    const bytes = JSON.stringify(done).length * items.length + JSON.stringify(items).length;
    if (bytes > MOST_BYTES) {
      const params = { mb: Math.ceil(bytes / MB), most: MOST_BYTES / MB };
      fail(traveller, at, new Failure('tooLarge', 'engine.splitTooHeavy', params, { at: at.node.id }));
      continue;
    }
    if (room < bytes) {
      // Its turn comes with a batch that has room; the first of every batch has.
      park(traveller, at, { reason: 'retry', delayMs: 0 });
      continue;
    }
    room -= bytes;
    for (const item of items)
      result.children.push(childOf(traveller, { ...done, [at.node.id]: { s: 'done', v: item } }));
    traveller.record.carried[at.node.id] = { s: 'split' };
    // With nothing behind its parts to wait for it waits for them all the same where the next of its key must.
    if (closing === undefined && !step.flow.ordered) traveller.arrived = true;
    else park(traveller, closing ?? at, { reason: 'group', groupId: traveller.record.id });
  }
  for (const traveller of travellers) {
    const place = destination(traveller);
    if ('ended' in place) result.ended.push(place.ended);
    else result.parked.push(place.parked);
  }
  const parkedIds = new Set(result.parked.map((parked) => parked.id));
  result.asks.push(...step.asks.filter((ask) => parkedIds.has(ask.recordId)));
  result.subRuns.push(...step.subRuns.filter((subRun) => parkedIds.has(subRun.parentRecordId)));
  return result;
}

/** The ends of a record's steps, good and bad: its children go the way it went. */
function doneBy({ record, failedAt }: Traveller): Carried {
  const done = Object.entries(record.carried).filter(([, entry]) => entry.s === 'done');
  const failed = [...failedAt].map(([node, f]) => [node, { s: 'failed', f, fixed: true }] as const);
  return Object.fromEntries([...done, ...failed]);
}

function childOf({ record }: Traveller, carried: Carried): Child {
  return { id: uuidv7(), parentId: record.id, rootId: record.rootId ?? record.id, carried };
}
