import { type Channel, channel } from 'node:diagnostics_channel';
import type { ClaimedBatch, Settlement } from '@raccord/runtime/ports';

/** What is worth a number. None of it holds what records say: numbers must not become a way out for data. */
export type Happenings = {
  /** Records are stored, for good. */
  accepted: { flowId: string; environmentId: string; cause: string; records: number };
  /** A batch has ended and what it left behind is stored. Counted is what becomes of its records, never what they hold. */
  settled: { batch: ClaimedBatch; settlement: Settlement };
  /** Records that waited were cancelled with their run. */
  cancelled: { flowId: string; environmentId: string; records: number };
  /** The sender of a delivery has his answer: `accepted`, or the code of the failure. */
  delivered: { outcome: string };
  polled: { flowId: string; environmentId: string; ok: boolean };
  fired: { lateMs: number };
  /** The reconciler put something right that should have gone by itself. */
  repaired: { what: 'ringLost' | 'workerDied'; times: number };
  alerted: { state: string };
};

const channels: { [K in keyof Happenings]: Channel<unknown, Happenings[K]> } = {
  accepted: channel('raccord:accepted'),
  settled: channel('raccord:settled'),
  cancelled: channel('raccord:cancelled'),
  delivered: channel('raccord:delivered'),
  polled: channel('raccord:polled'),
  fired: channel('raccord:fired'),
  repaired: channel('raccord:repaired'),
  alerted: channel('raccord:alerted'),
};

/** Says so to whoever counts; costs nothing where nobody does. */
export function happened<K extends keyof Happenings>(what: K, details: Happenings[K]): void {
  const heard = channels[what];
  if (heard.hasSubscribers) heard.publish(details);
}

/** @returns stops hearing */
export function onHappening<K extends keyof Happenings>(what: K, hear: (details: Happenings[K]) => void): () => void {
  const listener = (details: unknown) => hear(details as Happenings[K]);
  channels[what].subscribe(listener);
  return () => channels[what].unsubscribe(listener);
}
