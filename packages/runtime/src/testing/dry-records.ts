import type { Effect, FailureData, RecordState, WaitReason } from '@raccord/contract';
import type { Carried, CarriedEntry } from '../engine/carried.ts';
import type { BatchRecord, Ended, Parked, Settlement } from '../ports.ts';
import { uuidv7 } from '../uuid.ts';

export type DryRecord = {
  id: string;
  /** Place among the records that came in: its own, or that of the one it was made of. For what gathered the whole run: 0. */
  index: number;
  parentId?: string;
  input: unknown;
  state: RecordState;
  waitReason?: WaitReason;
  /** Where it ended or waits. */
  node?: string;
  key?: string;
  failure?: FailureData;
  answer?: { status: number; body?: unknown };
  /** It did not come in: an aggregate over the whole run made it. */
  gathered?: true;
  /** What each node gave, by node id. */
  values: Record<string, unknown>;
  /** Every node it came to, in order. */
  visited: string[];
};

export type DryCall = {
  record: string;
  node: string;
  uses: string;
  effect: Effect | 'subflow';
  input: unknown;
  /** From 1; grows with each try. */
  n: number;
  mocked: boolean;
  output?: unknown;
  failure?: FailureData;
};

type Entry = DryRecord & { rootId?: string; carried: Carried; runnable: boolean; groupId?: string };

/** The records of a dry run, and what the store does with them live: let them go on, put groups together. */
export class DryRecords {
  readonly skippedWaits = new Set<string>();
  private readonly entries = new Map<string, Entry>();
  private readonly runId: string;
  private batch = new Set<string>();

  constructor(runId: string, inputs: readonly unknown[]) {
    this.runId = runId;
    for (const [index, input] of inputs.entries()) this.add({ id: uuidv7(), index, input, carried: {} });
  }

  ids(): Iterable<string> {
    return this.entries.keys();
  }

  all(): DryRecord[] {
    return [...this.entries.values()].map(
      ({ carried: _c, runnable: _r, groupId: _g, rootId: _o, ...record }) => record,
    );
  }

  get(id: string): Entry {
    return this.entries.get(id)!;
  }

  /** Those whose turn it is, as a batch brings them. */
  takeRunnable(): BatchRecord[] {
    const runnable = [...this.entries.values()].filter((entry) => entry.runnable);
    this.batch = new Set(runnable.map(({ id }) => id));
    return runnable.map((entry) => {
      entry.runnable = false;
      const { id, parentId, rootId, input, carried } = entry;
      const family = { ...(parentId === undefined ? {} : { parentId }), ...(rootId === undefined ? {} : { rootId }) };
      return { id, ...family, input, carried, edition: 0 };
    });
  }

  /** The earliest record that waits outside the batch under way, for each of these keys that has one. */
  earliestWaiting(keys: readonly string[]): Map<string, string> {
    const earliest = new Map<string, string>();
    for (const entry of this.entries.values()) {
      const { id, key, state } = entry;
      const keepsTurn = state === 'waiting' && entry.parentId === undefined && !this.waitsForRun(entry);
      if (keepsTurn && key !== undefined && keys.includes(key) && !this.batch.has(id) && !earliest.has(key))
        earliest.set(key, id);
    }
    return earliest;
  }

  saw(id: string, node: string, value: unknown): void {
    const { values, visited } = this.get(id);
    if (value !== undefined) values[node] = value;
    if (!visited.includes(node)) visited.push(node);
  }

  /** @returns whether anything but a place in the queue has changed */
  settle({ ended, parked, children }: Settlement, held: ReadonlySet<string>): boolean {
    for (const each of ended) this.end(each);
    for (const each of parked) this.park(each, held);
    for (const { id, parentId, rootId, carried } of children) {
      const { index, input } = this.get(parentId);
      this.add({ id, index, input, parentId, rootId, carried });
    }
    return ended.length > 0 || children.length > 0 || parked.some(({ reason }) => reason !== 'lane');
  }

  /** The flow that it called has answered, or could not be called. */
  resume(id: string, node: string, answer: Carried[string]): void {
    const entry = this.get(id);
    entry.carried[node] = answer;
    entry.runnable = true;
  }

  /** Lets go on what waited for records that are all in now. @returns whether there was any */
  completeGroups(): boolean {
    let released = false;
    for (const entry of [...this.entries.values()])
      if (entry.waitReason === 'group' && entry.groupId === entry.id) released = this.completeSplit(entry) || released;
    return this.completeRun() || released;
  }

  private completeSplit(parent: Entry): boolean {
    const children = [...this.entries.values()].filter(({ parentId }) => parentId === parent.id);
    const underWay = (child: Entry) => child.state === 'waiting' && !this.waitsForRun(child);
    if (parent.runnable || children.some(underWay)) return false;
    const { node = '' } = parent;
    // It waits at the split itself: nothing is gathered, so what failed is nobody's to wait for.
    if (parent.carried[node]?.s !== 'split') {
      if (children.some(isFailed)) return false;
      const shares = gather(children, ({ run }) => run !== true);
      // No child got as far as the aggregate (all were filtered): it still goes on, with nothing.
      if (node !== '' && !shares.has(node)) shares.set(node, []);
      for (const [at, values] of shares) parent.carried[at] = { s: 'done', v: values };
    }
    parent.runnable = true;
    return true;
  }

  private waitsForRun({ waitReason, groupId, runnable }: Entry): boolean {
    return waitReason === 'group' && groupId === this.runId && !runnable;
  }

  private completeRun(): boolean {
    const all = [...this.entries.values()];
    const waiting = all.filter(({ state }) => state === 'waiting');
    const members = waiting.filter((entry) => this.waitsForRun(entry));
    if (members.length === 0 || members.length !== waiting.length) return false;
    if (all.some(isFailed)) return false;
    const carried: Carried = {};
    for (const [node, values] of gather(members)) carried[node] = { s: 'done', v: values };
    for (const member of members) this.end({ id: member.id, state: 'succeeded' });
    this.add({ id: uuidv7(), index: 0, input: null, carried, gathered: true });
    return true;
  }

  private add(made: Pick<Entry, 'id' | 'index' | 'input' | 'carried' | 'parentId' | 'rootId' | 'gathered'>): void {
    this.entries.set(made.id, { ...made, state: 'waiting', values: {}, visited: [], runnable: true });
  }

  private end({ id, state, node, key, failure, answer }: Ended): void {
    const { waitReason: _reason, groupId: _group, node: _node, ...entry } = this.get(id);
    this.entries.set(id, {
      ...entry,
      state,
      runnable: false,
      ...(node === undefined ? {} : { node }),
      ...(key === undefined ? {} : { key }),
      ...(failure === undefined ? {} : { failure }),
      ...(answer === undefined ? {} : { answer: { status: answer.status, body: answer.body } }),
    });
  }

  private park({ id, reason, node, key, carried, connectionId, groupId }: Parked, held: ReadonlySet<string>): void {
    const { groupId: _group, ...entry } = this.get(id);
    if (reason === 'time') {
      this.skippedWaits.add(node);
      carried[node] = { s: 'until', at: 0 };
    }
    const goesOn =
      reason === 'time' ||
      reason === 'retry' ||
      reason === 'lane' ||
      (reason === 'held' && !(connectionId !== undefined && held.has(connectionId)));
    this.entries.set(id, {
      ...entry,
      state: 'waiting',
      waitReason: reason,
      node,
      carried,
      runnable: goesOn,
      ...(key === undefined ? {} : { key }),
      ...(groupId === undefined ? {} : { groupId }),
    });
  }
}

function isFailed({ state }: Entry): boolean {
  return state === 'failed' || state === 'inDoubt';
}

/** What records gave, by aggregate, in the order of the records. */
function gather(
  entries: readonly Entry[],
  counts: (given: Extract<CarriedEntry, { s: 'gave' }>) => boolean = () => true,
): Map<string, unknown[]> {
  const shares = new Map<string, unknown[]>();
  for (const { carried } of entries)
    for (const [node, entry] of Object.entries(carried)) {
      if (entry.s !== 'gave' || !counts(entry)) continue;
      const values = shares.get(node) ?? [];
      values.push(entry.v ?? null);
      shares.set(node, values);
    }
  return shares;
}
