import type { FailureData, FlowDocument } from '@raccord/contract';
import type { Attempt, RecordDetail } from '../stores/records.ts';

/** What is known of a record at a node. Nodes that only compute leave no trace, unless the record ended or waits there. */
export const stepStates = [
  'done',
  'failed',
  'inDoubt',
  'retrying',
  'waiting',
  'filtered',
  'ended',
  'cancelled',
] as const;
export type StepState = (typeof stepStates)[number];

export type Step = {
  node: string;
  kind: string;
  state: StepState;
  /** Tries so far. */
  tries: number;
  /** What the last failed try said. */
  failure?: FailureData;
  /** ISO 8601 of the last try. */
  at?: string;
};

/** What the engine carries for a node (see runtime/engine/carried.ts), as a state of the journey. */
const carriedStates: Record<string, StepState> = {
  done: 'done',
  split: 'done',
  gave: 'done',
  failed: 'failed',
  tried: 'retrying',
  doubt: 'inDoubt',
  until: 'waiting',
  called: 'waiting',
};

/** The way a record took through its flow, in the order of the document: what each node did with it, as far as it is known. */
export function journeyOf(
  flow: Pick<FlowDocument, 'nodes'>,
  record: Pick<RecordDetail, 'state' | 'node' | 'carried' | 'parked'>,
  attempts: readonly Attempt[],
): Step[] {
  return flow.nodes.flatMap((node): Step[] => {
    const tried = attempts.filter((attempt) => attempt.node === node.id);
    const last = tried.at(-1);
    const carried = record.carried[node.id] as { s: string } | undefined;
    const state =
      (record.node === node.id ? stateHere(record) : undefined) ??
      (carried === undefined ? undefined : carriedStates[carried.s]) ??
      stateOfAttempt(last) ??
      (node.kind === 'trigger' ? 'done' : undefined);
    if (state === undefined) return [];
    const tries = tried.reduce((most, { n }) => Math.max(most, n), 0);
    const failure = tried.findLast(({ f }) => f !== undefined)?.f;
    return [
      {
        node: node.id,
        kind: node.kind,
        state,
        tries,
        ...(failure === undefined || state === 'done' ? {} : { failure }),
        ...(last === undefined ? {} : { at: last.at }),
      },
    ];
  });
}

function stateOfAttempt(last: Attempt | undefined): StepState | undefined {
  if (last === undefined) return undefined;
  if (last.kind === 'intent') return 'inDoubt';
  return last.f === undefined ? 'done' : 'failed';
}

/** A record that succeeded ended where its last node was; that node's own trace says more, if it has one. */
function stateHere({ state, parked }: Pick<RecordDetail, 'state' | 'parked'>): StepState | undefined {
  if (state === 'waiting') return parked?.reason === 'retry' ? 'retrying' : 'waiting';
  if (state === 'succeeded') return 'ended';
  return state;
}
