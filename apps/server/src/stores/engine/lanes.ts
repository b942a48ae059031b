import type { Ring } from '@raccord/runtime/ports';
import type { Queryable } from './claim-batch.ts';
import { resumeRecords } from './resume-records.ts';

/** What only waits for its run to be gathered has had its turn, which may be what the next of its key needs to be gathered too. */
const keepsTurn = (parked: string) => `(${parked}.reason <> 'group' or ${parked}.group_id = ${parked}.record_id)`;

/**
 * The earliest record of the lane that is parked, or was and stands in a batch that has not run yet, for each of these keys that has one.
 * Batches of records that come again hold several keys, so the order of batches alone does not keep the order of every key.
 */
export async function earliestWaiting(
  db: Queryable,
  lane: string,
  keys: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await db.query<{ key: string; id: string }>(
    `select distinct on (key) key, id from (
       select lane_key as key, record_id as id from parked p where lane = $1 and lane_key = any($2) and ${keepsTurn('p')}
       union all
       select r.key, r.id from batches b, unnest(b.record_ids) as m(id) join records r on r.id = m.id
        where b.lane = $1 and b.state = 'queued' and r.key = any($2) and r.parent_id is null
     ) as waiting order by key, id`,
    [lane, keys],
  );
  return new Map(rows.map((row) => [row.key, row.id]));
}

/** After a batch of a lane has ended: records that waited behind one that is no longer parked, and the lane's next batch. */
export async function nextInLane(db: Queryable, lane: string): Promise<Ring[]> {
  const unblocked = `lane = $1 and reason = 'lane' and not exists (
    select 1 from parked q where q.lane = parked.lane and q.lane_key = parked.lane_key and q.record_id < parked.record_id
       and ${keepsTurn('q')})`;
  await resumeRecords(db, unblocked, [lane]);
  const { rows } = await db.query<{ id: string; queue: Ring['queue'] }>(
    "select id, queue from batches where lane = $1 and state = 'queued' order by lane_order limit 1",
    [lane],
  );
  return rows.map((row): Ring => ({ queue: row.queue, kind: 'batch', id: row.id }));
}
