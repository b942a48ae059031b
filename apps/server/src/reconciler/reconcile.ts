import type { Doorbell, QueueName, Ring } from '@raccord/runtime/ports';
import { DEAD_AFTER_MS } from '@raccord/runtime/worker/start-worker';
import type { PoolClient } from 'pg';
import { happened } from '../happenings.ts';
import { afterCommit } from '../stores/engine/after-commit.ts';
import { nextInLane } from '../stores/engine/lanes.ts';
import { resumeRecords } from '../stores/engine/resume-records.ts';

/** A queued batch that nobody took within this has lost its ring. Longer than a busy queue needs, since a second ring is only noise. */
const RING_AGAIN_AFTER_MS = 5_000;
/** How many held records try a connection that seemed down; after a throttle, how many go at once. */
const PROBES = { breaker: 1, rateLimited: 50, auth: 0 } as const;
/** While a probe is out, no other goes. */
const PROBE_MS = 15_000;

/**
 * Batches of workers that are gone (those named; none named: all that were not heard of), put back into the queue; each counts as a crash of the batch. Of a lane whoever goes first is rung
 * for: a retry that came back meanwhile stands before the batch that was taken, and its own ring found the lane busy.
 */
export async function takeFromTheDead(db: PoolClient, deadIds?: readonly string[]): Promise<Ring[]> {
  await db.query(
    "delete from workers where id = any($2) or ($2::uuid[] is null and seen_at < now() - $1 * interval '1 ms')",
    [DEAD_AFTER_MS, deadIds ?? null],
  );
  const gone = '($1::uuid[] is null or worker_id = any($1))';
  const { rows } = await db.query<{ id: string; queue: Ring['queue']; lane: string | null }>(
    `update batches set state = 'queued', worker_id = null, crashes = crashes + 1, rung_at = now()
      where state = 'running' and not exists (select 1 from workers w where w.id = batches.worker_id) and ${gone} returning id, queue, lane`,
    [deadIds ?? null],
  );
  await db.query(
    `update triggers set worker_id = null where worker_id is not null and not exists (select 1 from workers w where w.id = triggers.worker_id) and ${gone}`,
    [deadIds ?? null],
  );
  const rings = rows.map((row): Ring => ({ queue: row.queue, kind: 'batch', id: row.id, first: true }));
  tell(db, 'workerDied', rows.length);
  for (const lane of new Set(rows.flatMap((row) => row.lane ?? []))) rings.push(...(await nextInLane(db, lane)));
  return rings;
}

/** Rings that may wait in a queue before nobody rings again: those that were not lost are heard first. */
const MOST_WAITING = 1_000;

/**
 * How many may be rung for again, by queue. As long as no worker comes the rings would otherwise pile up in the queue for ever; one each
 * time is always let in, so that a ring lost in a queue that never empties is rung again too.
 */
export async function roomToRing(doorbell: Doorbell): Promise<Record<QueueName, number>> {
  const [live, bulk] = await Promise.all([doorbell.waiting('live'), doorbell.waiting('bulk')]);
  return { live: Math.max(1, MOST_WAITING - live), bulk: Math.max(1, MOST_WAITING - bulk) };
}

/** Batches whose ring was lost, with all of Redis perhaps. */
export async function ringAgain(db: PoolClient, room: Record<QueueName, number>): Promise<Ring[]> {
  const lost = (queue: QueueName, place: string) => `
    (select id from batches b where state = 'queued' and queue = '${queue}' and rung_at < now() - $1 * interval '1 ms'
        and (lane is null or not exists (select 1 from batches e where e.lane = b.lane and e.id <> b.id and (e.state = 'running' or e.lane_order < b.lane_order)))
      order by rung_at limit ${place})`;
  const { rows } = await db.query<{ id: string; queue: Ring['queue']; begun: boolean }>(
    `update batches set rung_at = now() where id in (${lost('live', '$2')} union all ${lost('bulk', '$3')}) and state = 'queued'
     returning id, queue, fence > 0 as begun`,
    [RING_AGAIN_AFTER_MS, room.live, room.bulk],
  );
  tell(db, 'ringLost', rows.length);
  return rows.map((row): Ring => ({ queue: row.queue, kind: 'batch', id: row.id, first: row.begun }));
}

function tell(db: PoolClient, what: 'ringLost' | 'workerDied', times: number): void {
  if (times > 0) afterCommit(db, () => happened('repaired', { what, times }));
}

/** Records whose time has come: waits that are over, retries that are due. */
export function wakeDue(db: PoolClient): Promise<Ring[]> {
  return resumeRecords(db, 'due_at <= now()', []);
}

/** Work behind connections that are well again, and probes of those that may be. */
export async function releaseHeld(db: PoolClient): Promise<Ring[]> {
  const free = `reason = 'held' and (connection_id is null or not exists (select 1 from connection_holds h where h.connection_id = parked.connection_id))`;
  const rings = await resumeRecords(db, free, []);
  const { rows } = await db.query<{ connection_id: string; reason: keyof typeof PROBES }>(
    `update connection_holds h set probed_at = now()
      where until <= now() and (probed_at is null or probed_at < now() - $1 * interval '1 ms')
        and exists (select 1 from parked p where p.connection_id = h.connection_id) returning connection_id, reason`,
    [PROBE_MS],
  );
  // The hold stays, so that whoever calls knows to be a probe; the first success ends it. Who waited longest since its last try goes
  // first: one record that always fails must not be everybody's probe.
  const behind = "connection_id = $1 and reason = 'held'";
  for (const { connection_id: id, reason } of rows)
    rings.push(...(await resumeRecords(db, behind, [id], PROBES[reason], 'since, record_id')));
  return rings;
}
