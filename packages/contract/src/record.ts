import Type from 'typebox';

/** The one state a record is in (design.md §4.2). `waiting` says for what; the others are ends, though a person can reopen some. */
export const recordStates = ['waiting', 'succeeded', 'filtered', 'failed', 'inDoubt', 'cancelled'] as const;
export type RecordState = (typeof recordStates)[number];

/** What a waiting record waits for: its turn, a retry, a connection, a time, the rest of its group, another flow, its
 * lane, or a person's decision. */
export const waitReasons = ['turn', 'retry', 'held', 'time', 'group', 'subflow', 'lane', 'approval'] as const;
export type WaitReason = (typeof waitReasons)[number];

/** How often each state stands in a run; `total` is their sum, always. */
export const Counters = Type.Object({
  total: Type.Integer(),
  waiting: Type.Integer(),
  succeeded: Type.Integer(),
  filtered: Type.Integer(),
  failed: Type.Integer(),
  inDoubt: Type.Integer(),
  cancelled: Type.Integer(),
});
export type Counters = Type.Static<typeof Counters>;

/** `partial` as soon as one record failed or is in doubt; `succeeded` only if all succeeded or were filtered. */
export const runStatuses = ['running', 'succeeded', 'partial', 'failed', 'cancelled'] as const;
export type RunStatus = (typeof runStatuses)[number];

/**
 * The status that the counters add up to.
 * @param open the trigger may still bring records
 */
export function runStatus(counters: Counters, open: boolean): RunStatus {
  if (open || counters.waiting > 0) return 'running';
  const wrong = counters.failed + counters.inDoubt;
  if (wrong > 0) return wrong === counters.total ? 'failed' : 'partial';
  if (counters.cancelled > 0) return 'cancelled';
  return 'succeeded';
}
