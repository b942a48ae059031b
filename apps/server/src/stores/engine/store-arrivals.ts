import { createHash } from 'node:crypto';
import { uuidv7 } from '@raccord/runtime/uuid';
import { happened } from '../../happenings.ts';
import { textArray } from '../text-array.ts';
import { afterCommit } from './after-commit.ts';
import type { Queryable } from './claim-batch.ts';

/** Deliveries or items of one trigger that arrived together: they make one run and one batch. */
export type Arrivals = {
  workspaceId: string;
  flowId: string;
  version: number;
  environmentId: string;
  triggerId: string | null;
  cause: string;
  lane?: string;
  queue: 'live' | 'bulk';
  /** Milliseconds since 1970; `$now()` of the run. */
  startedAt: number;
  /** Goes into a run that is already open; else a new run. */
  runId?: string;
  /** A worker that takes the batch at once, from memory. */
  workerId?: string;
  items: Arrival[];
};
export type Arrival = { recordId: string; key?: string; input: string };

export type Stored = { recordIds: Set<string>; batches: { batchId: string; runId: string; index: number }[] };

/**
 * One statement for everything that arrived together, whoever it is for: what was taken before is left out, the rest is stored with
 * its runs and batches. When it returns, and the transaction it is in commits, all of it is accepted. Keys are taken in their own order:
 * two servers that are given the same deliveries in different orders would else wait for each other.
 *
 * A batch's place in its lane is when it was stored, not when its first record arrived: what was sent once another had been answered comes
 * after that, also where it joins deliveries that have waited for long at another server.
 */
const store = `
with fresh as (
  insert into taken (trigger_id, key)
  select u.trigger_id, u.key from unnest($1::uuid[], $2::bytea[]) as u(trigger_id, key) where u.key is not null
   order by 1, 2
  on conflict do nothing returning trigger_id, key
), arrived as (
  select u.id, u.input, u.batch
    from unnest($3::uuid[], $1::uuid[], $2::bytea[], $4::int[], $5::text[]) as u(id, trigger_id, key, batch, input)
   where u.key is null or exists (select 1 from fresh f where f.trigger_id = u.trigger_id and f.key = u.key)
), sized as (
  select batch, array_agg(id order by id) as ids, count(*)::int as size from arrived group by batch
), batch as (
  select s.*, u.* from sized s join unnest($6::int[], $7::uuid[], $8::uuid[], $9::uuid[], $10::text[], $11::text[], $12::uuid[], $13::text[], $14::int[], $15::uuid[], $16::uuid[], $17::text[], $18::boolean[], $19::timestamptz[])
    as u(index, batch_id, run_id, workspace_id, queue, lane, worker_id, flow_id, version, environment_id, trigger_id, cause, open, started_at) on u.index = s.batch
), queued as (
  insert into batches (id, workspace_id, run_id, queue, state, fence, worker_id, lane, lane_order, record_ids)
  select batch_id, workspace_id, run_id, queue, case when worker_id is null then 'queued' else 'running' end,
         case when worker_id is null then 0 else 1 end, worker_id, lane, case when lane is not null then batch_id end, ids from batch
), run as (
  insert into runs (id, workspace_id, flow_id, version, environment_id, trigger_id, cause, open, total, waiting, started_at)
  select run_id, workspace_id, flow_id, version, environment_id, trigger_id, cause, open, size, size, started_at from batch where flow_id is not null
), more as (
  update runs r set total = r.total + b.size, waiting = r.waiting + b.size, ended_at = null from batch b where b.flow_id is null and r.id = b.run_id
), record as (
  insert into records (id, workspace_id, run_id, state, wait_reason, input)
  select a.id, b.workspace_id, b.run_id, 'waiting', 'turn', a.input from arrived a join batch b on b.batch = a.batch
)
select batch, ids from batch`;

export async function storeArrivals(db: Queryable, groups: readonly Arrivals[]): Promise<Stored> {
  const flat = groups.flatMap((group, index) => group.items.map((item) => ({ item, group, index })));
  const placed = groups.map((group, index) => ({ group, index, batchId: uuidv7(), runId: group.runId ?? uuidv7() }));
  const values = [
    flat.map(({ group }) => group.triggerId),
    flat.map(({ item }) => (item.key === undefined ? null : takenKey(item.key))),
    flat.map(({ item }) => item.recordId),
    flat.map(({ index }) => index),
    textArray(flat.map(({ item }) => item.input)),
    placed.map(({ index }) => index),
    placed.map(({ batchId }) => batchId),
    placed.map(({ runId }) => runId),
    groups.map((group) => group.workspaceId),
    groups.map((group) => group.queue),
    groups.map((group) => group.lane ?? null),
    groups.map((group) => group.workerId ?? null),
    groups.map((group) => (group.runId === undefined ? group.flowId : null)),
    groups.map((group) => group.version),
    groups.map((group) => group.environmentId),
    groups.map((group) => group.triggerId),
    groups.map((group) => group.cause),
    groups.map((group) => group.cause === 'poll'),
    groups.map((group) => new Date(group.startedAt)),
  ];
  const { rows } = await db.query<{ batch: number; ids: string[] }>({ name: 'store-arrivals', text: store, values });
  for (const { batch, ids } of rows) {
    const { flowId, environmentId, cause } = groups[batch]!;
    afterCommit(db, () => happened('accepted', { flowId, environmentId, cause, records: ids.length }));
  }
  return {
    recordIds: new Set(rows.flatMap((row) => row.ids)),
    batches: rows.map((row) => ({
      batchId: placed[row.batch]!.batchId,
      runId: placed[row.batch]!.runId,
      index: row.batch,
    })),
  };
}

/** Keys are kept as 16 bytes of their digest: vendors' ids have any length, and the table is the largest of all. */
function takenKey(key: string): Buffer {
  return createHash('sha256').update(key).digest().subarray(0, 16);
}
