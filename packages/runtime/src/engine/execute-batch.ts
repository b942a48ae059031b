import type { Child, ClaimedBatch, Ports, Settlement } from '../ports.ts';
import { uuidv7 } from '../uuid.ts';
import { BatchStep } from './batch-step.ts';
import type { Carried } from './carried.ts';
import type { CompiledFlow } from './compiled-flow.ts';
import type { ConnectionHealth } from './connection-health.ts';
import { nextWave, readKeys } from './lanes.ts';
import { recallJournal } from './recall.ts';
import { arrivesAt, depart, destination, park, type Traveller } from './traveller.ts';

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
  const travellers = batch.records.map((record) => depart(record, flow, fixed));
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
  const result: Settlement = { ended: [], parked: [], children: [], subRuns: [], journal, gathersRun };
  for (const { traveller, at, items, closing } of step.splits) {
    // A record stopped elsewhere splits when it comes by again: its children must know all that it did.
    if (traveller.stops.size > 0) continue;
    result.children.push(...childrenOf(traveller, at.node.id, items));
    traveller.record.carried[at.node.id] = { s: 'split' };
    if (closing === undefined) traveller.arrived = true;
    else park(traveller, closing, { reason: 'group', groupId: traveller.record.id });
  }
  for (const traveller of travellers) {
    const place = destination(traveller);
    if ('ended' in place) result.ended.push(place.ended);
    else result.parked.push(place.parked);
  }
  const parkedIds = new Set(result.parked.map((parked) => parked.id));
  result.subRuns.push(...step.subRuns.filter((subRun) => parkedIds.has(subRun.parentRecordId)));
  return result;
}

function childrenOf(traveller: Traveller, node: string, items: unknown[]): Child[] {
  const { record } = traveller;
  const done: Carried = {};
  for (const [id, entry] of Object.entries(record.carried)) if (entry.s === 'done') done[id] = entry;
  return items.map((item) => ({
    id: uuidv7(),
    parentId: record.id,
    rootId: record.rootId ?? record.id,
    carried: { ...done, [node]: { s: 'done', v: item } },
  }));
}
