import type { Failure, FailureData, WaitReason } from '@raccord/contract';
import type { PlanNode } from '../flow/plan-flow.ts';
import type { Answer, BatchRecord, Ended, Parked } from '../ports.ts';
import type { CompiledFlow } from './compiled-flow.ts';

/**
 * A record on its way through the graph, for as long as one batch lasts. Node handlers move it with the verbs below; where it
 * ended up is read off by `destination`.
 *
 * A node runs when one of its incoming edges is live and no node above it stopped the record: a join therefore waits for all its
 * live branches, and a branch not taken is simply never live.
 */
export type Traveller = {
  readonly record: BatchRecord;
  key?: string;
  /** What expressions read: a key for each node that gave a value, `env` and `run`. */
  context: Record<string, unknown>;
  /** Ids of the nodes an edge has reached. */
  live: Set<string>;
  /** Nodes that stopped the record, with why. */
  stops: Map<string, Stop>;
  /** Ids of the splits that take it apart at the end of this batch. */
  splitting: Set<string>;
  /** It came to the end of a path, and not by a filter's no. */
  arrived: boolean;
  /** The last node that turned it back on one of its paths. */
  turnedBackAt?: string;
  /** What an aggregate gathers later has to be kept with the record. */
  keepCarried: boolean;
  answer?: Answer;
  /** Steps that failed and let it go on, with why. */
  failedAt: Map<string, FailureData>;
  /** For a record that a split made: that split. It passes what lies above and runs what lies inside. */
  madeBy?: PlanNode;
};

type ParkedStop = { kind: 'parked'; reason: WaitReason; delayMs?: number; connectionId?: string; groupId?: string };
export type Stop = { kind: 'failed' | 'inDoubt'; failure: FailureData } | ParkedStop;

export function depart(record: BatchRecord, flow: CompiledFlow, fixed: { env: unknown; run: unknown }): Traveller {
  const trigger = flow.plan.trigger.id;
  const traveller: Traveller = {
    record,
    context: { [trigger]: record.input, env: fixed.env, run: fixed.run },
    live: new Set([trigger]),
    stops: new Map(),
    splitting: new Set(),
    arrived: false,
    keepCarried: false,
    failedAt: new Map(),
  };
  const gathered: string[] = [];
  for (const [id, entry] of Object.entries(record.carried)) {
    if (entry.s !== 'done' && entry.s !== 'failed') continue;
    const at = flow.plan.byId.get(id);
    const node = at?.node;
    if (node?.kind === 'split' && entry.s === 'done') traveller.madeBy = innermost(traveller.madeBy, at!);
    if (node?.kind !== 'aggregate') continue;
    if (node.of === 'run') gathered.push(id);
    else traveller.live.add(id);
  }
  // What gathered a whole run starts at its aggregates: it is no longer any one of the records that came in.
  if (gathered.length > 0) traveller.live = new Set(gathered);
  return traveller;
}

function innermost(a: PlanNode | undefined, b: PlanNode): PlanNode {
  return a !== undefined && a.index > b.index ? a : b;
}

export function arrivesAt(traveller: Traveller, at: PlanNode): boolean {
  const { madeBy } = traveller;
  if (!traveller.live.has(at.node.id)) return false;
  // What lies beside the split, or behind the aggregate that closes it, is its parent's alone.
  if (madeBy !== undefined && at !== madeBy && !madeBy.upstream.has(at.node.id) && !isOwn(traveller, at)) return false;
  for (const stopped of traveller.stops.keys()) if (at.upstream.has(stopped)) return false;
  for (const split of traveller.splitting) if (at.upstream.has(split)) return false;
  return true;
}

/** A record made by a split runs the effects inside the split; those above it were its parent's. */
export function isOwn(traveller: Traveller, at: PlanNode): boolean {
  return traveller.madeBy === undefined || at.inside.includes(traveller.madeBy.node.id);
}

/** Goes on from `at` by `ports` (a plain edge is port ''), leaving `value` for the expressions downstream. */
export function advance(traveller: Traveller, at: PlanNode, value: unknown, ports: readonly string[] = ['']): void {
  if (value !== undefined) traveller.context[at.node.id] = value;
  let onward = false;
  for (const port of ports)
    for (const next of at.outgoing.get(port) ?? []) {
      traveller.live.add(next);
      onward = true;
    }
  if (!onward) traveller.arrived = true;
}

/** A path ends here without an arrival: a filter said no, or there is nothing to go on with. */
export function turnBack(traveller: Traveller, at: PlanNode): void {
  traveller.turnedBackAt = at.node.id;
}

export function park(traveller: Traveller, at: PlanNode, wait: Omit<ParkedStop, 'kind'>): void {
  traveller.stops.set(at.node.id, { kind: 'parked', ...wait });
}

/** Leaves by the `failed` port where the flow has one, goes on where the flow says so, else waits in the inbox. */
export function fail(traveller: Traveller, at: PlanNode, failure: Failure): void {
  const data = failure.toData();
  traveller.failedAt.set(at.node.id, data);
  if (at.outgoing.has('failed')) return advance(traveller, at, { failure: data }, ['failed']);
  if (at.node.kind === 'action' && at.node.onFailure === 'ignore') return advance(traveller, at, undefined);
  traveller.stops.set(at.node.id, { kind: 'failed', failure: data });
}

export function doubt(traveller: Traveller, at: PlanNode, failure: FailureData): void {
  traveller.stops.set(at.node.id, { kind: 'inDoubt', failure });
}

/** It has given its share to an aggregate of the whole run, and waits for the others: the only wait that ends with the record. */
export function waitsForRun({ record }: Traveller, stop: Stop): boolean {
  return stop.kind === 'parked' && stop.reason === 'group' && stop.groupId !== record.id;
}

/** Who waits behind several connections looks again this often: any of them may be the first that is well. */
const LOOK_AGAIN_MS = 30_000;

/**
 * What a record that waits on several of its paths is parked for. Held comes first, since only the end of that hold finds it; the
 * soonest of all times wakes it as well.
 */
function foremost(waits: readonly [string, ParkedStop][]): [string, Omit<ParkedStop, 'kind'>] | undefined {
  const bySoonness = waits.toSorted(([, a], [, b]) => (a.delayMs ?? Infinity) - (b.delayMs ?? Infinity));
  const held = waits.filter(([, { reason }]) => reason === 'held');
  const [first] = held.length > 0 ? held : bySoonness;
  if (first === undefined) return undefined;
  const several = new Set(held.map(([, { connectionId }]) => connectionId)).size > 1;
  const delayMs = Math.min(bySoonness[0]?.[1].delayMs ?? Infinity, several ? LOOK_AGAIN_MS : Infinity);
  const [node, { kind: _kind, ...wait }] = first;
  return [node, { ...wait, ...(delayMs === Infinity ? {} : { delayMs }) }];
}

/**
 * The one state the record is in after the batch. Waiting comes before failed, since what waits will still move. Waiting for the rest
 * of a run comes last, and not beside a failure: it ends with the record being counted as gone through, and what is left would be lost.
 */
export function destination(traveller: Traveller): { ended: Ended } | { parked: Parked } {
  const { record, stops } = traveller;
  const key = traveller.key === undefined ? {} : { key: traveller.key };
  const failing = [...stops.values()].some((stop) => stop.kind !== 'parked');
  const waits = [...stops].filter((entry): entry is [string, ParkedStop] => entry[1].kind === 'parked');
  const own = waits.filter(([, stop]) => !waitsForRun(traveller, stop));
  const parked = foremost(own.length === 0 && !failing ? waits : own);
  if (parked !== undefined) {
    const [node, wait] = parked;
    return { parked: { id: record.id, node, carried: record.carried, ...key, ...wait } };
  }
  const answer = traveller.answer === undefined ? {} : { answer: traveller.answer };
  for (const state of ['inDoubt', 'failed'] as const)
    for (const [node, stop] of stops)
      if (stop.kind === state) {
        const { failure } = stop;
        const { id, carried, input } = record;
        return { ended: { id, state, node, failure, input, carried, ...key, ...answer } };
      }
  const kept = traveller.keepCarried ? { carried: record.carried } : {};
  const { arrived, turnedBackAt } = traveller;
  if (arrived) return { ended: { id: record.id, state: 'succeeded', ...key, ...kept, ...answer } };
  const where = turnedBackAt === undefined ? {} : { node: turnedBackAt };
  return { ended: { id: record.id, state: 'filtered', ...where, ...key, ...kept, ...answer } };
}
