import type { Graph } from '../canvas/graph.ts';
import type { NodeMark } from '../store/editor-store.ts';
import type { ShownState } from '../ui/record-state.tsx';
import type { Held, TriedRecord } from './sample-queries.ts';

/** What came of a try; the same for effects held back and for a run. */
export type Tried = {
  /** The drawing that was tried. */
  graph: Graph;
  /** Ids of the samples, in their order; none for an example. */
  samples: readonly string[];
  records: readonly TriedRecord[];
  calls: Held['calls'];
  skippedWaits: readonly string[];
  answeredApprovals: readonly string[];
  replaced: Held['replaced'];
  env: Record<string, unknown>;
  /** The run, when it was for real. */
  run?: { id: string; ended: boolean };
};

const worst: readonly ShownState[] = ['failed', 'inDoubt', 'held', 'waiting', 'cancelled', 'succeeded', 'filtered'];

/** What is drawn on each step: how many records came to it, and the worst of what became of them there. */
export function marksOf(records: readonly TriedRecord[]): Map<string, NodeMark> {
  const marks = new Map<string, NodeMark>();
  for (const record of records)
    for (const node of record.visited) {
      const state = stateAt(record, node);
      const before = marks.get(node);
      const worse = before === undefined || worst.indexOf(state) < worst.indexOf(before.state);
      marks.set(node, { state: worse ? state : before.state, count: (before?.count ?? 0) + 1 });
    }
  return marks;
}

/** What became of a record at a step that it came to. */
export function stateAt({ state, node, visited, waitReason }: TriedRecord, at: string): ShownState {
  if (node === at && state !== 'filtered') return shownState({ state, waitReason });
  return state === 'filtered' && visited.at(-1) === at ? 'filtered' : 'succeeded';
}

export function shownState({
  state,
  waitReason,
}: Pick<TriedRecord, 'state'> & { waitReason?: string | undefined }): ShownState {
  return state === 'waiting' && waitReason === 'held' ? 'held' : state;
}

/** How many records ended in each state, the worst first. */
export function countStates(records: readonly TriedRecord[]): [ShownState, number][] {
  const states = records.map(shownState);
  return worst.flatMap((state): [ShownState, number][] => {
    const count = states.filter((one) => one === state).length;
    return count === 0 ? [] : [[state, count]];
  });
}

export type StepData = {
  /** What its expressions read; undefined: the record did not come to it. */
  input: Record<string, unknown> | undefined;
  /** What it gave; undefined: nothing. */
  output: unknown;
  sent: Held['calls'];
};

/** What a step was given, gave and would have sent, for one record. */
export function dataAt({ calls, env, graph }: Tried, record: TriedRecord, id: string): StepData {
  const came = record.visited.includes(id);
  const before = new Set(record.visited.slice(0, came ? record.visited.indexOf(id) : undefined));
  const order = graph.nodes.map(({ node }) => node.id).filter((one) => before.has(one));
  const given = order.flatMap((one) => (Object.hasOwn(record.values, one) ? [[one, record.values[one]] as const] : []));
  return {
    input: came ? { ...Object.fromEntries(given), env } : undefined,
    output: record.values[id],
    sent: calls.filter((call) => call.record === record.id && call.node === id),
  };
}
