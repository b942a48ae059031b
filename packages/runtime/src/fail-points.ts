/**
 * Places right before and right after something becomes durable or is done outside. `tests/chaos` has a process killed at each of
 * them and asks whether anything was lost or done twice. In the product none is ever armed, and each costs one comparison.
 */
export const failPoints = [
  'intake.beforeStore',
  'intake.afterStore',
  'fire.beforeCommit',
  'fire.afterCommit',
  'claim.before',
  'claim.after',
  'intent.before',
  'intent.after',
  'call.before',
  'call.after',
  'journal.before',
  'journal.after',
  'settle.before',
  'settle.inTransaction',
  'settle.beforeCommit',
  'settle.after',
  'ring.before',
  'ring.after',
  'abandon.before',
  'abandon.after',
  'cut.beforeCommit',
  'cut.after',
  'page.beforeCommit',
  'page.afterCommit',
  'poll.beforeEnd',
  'poll.afterEnd',
  'reconcile.beforeCommit',
  'reconcile.afterCommit',
] as const;
export type FailPoint = (typeof failPoints)[number];

let armed: { name: FailPoint; left: number; act: () => void } | undefined;

/** Has `act` called when the point is passed for the `times`-th time (from 1), in this process. For tests only. */
export function armFailPoint(name: FailPoint, times: number, act: () => void): void {
  armed = { name, left: times, act };
}

export function failPoint(name: FailPoint): void {
  if (armed === undefined || armed.name !== name) return;
  armed.left -= 1;
  if (armed.left === 0) armed.act();
}
