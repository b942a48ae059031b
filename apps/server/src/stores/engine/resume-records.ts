import type { Ring } from '@raccord/runtime/ports';
import { type Queryable, span } from './claim-batch.ts';
import { insertBatch } from './settle-batch.ts';

const RECORDS_IN_A_BATCH = 200;

/**
 * Takes parked records out of the park and into batches. A record that somebody else took out a moment ago is left to them.
 * @param where condition on `parked`, with values from $1
 * @param order which of them, when there are more than `limit`
 */
export async function resumeRecords(
  db: Queryable,
  where: string,
  values: readonly unknown[],
  limit = 2_000,
  order = 'record_id',
): Promise<Ring[]> {
  const { rows } = await db.query<{ record_id: string; run_id: string; workspace_id: string; lane: string | null }>(
    `with due as (select record_id from parked where ${where} order by ${order} limit ${limit} for update skip locked)
     delete from parked p using due where p.record_id = due.record_id returning p.record_id, p.run_id, p.workspace_id, p.lane`,
    [...values],
  );
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.record_id);
  const { min, max } = span(ids);
  await db.query(
    "update records set wait_reason = 'turn' where id = any($1) and id >= $2 and id <= $3 and state = 'waiting'",
    [ids, min, max],
  );
  const rings: Ring[] = [];
  const groups = Map.groupBy(rows, (row) => `${row.run_id} ${row.lane ?? ''}`);
  const fills = await backFills(db, [...new Set(rows.map((row) => row.run_id))]);
  for (const group of groups.values()) {
    const { run_id: runId, workspace_id: workspaceId, lane } = group[0]!;
    const sorted = group.map((row) => row.record_id).sort();
    for (let from = 0; from < sorted.length; from += RECORDS_IN_A_BATCH) {
      const recordIds = sorted.slice(from, from + RECORDS_IN_A_BATCH);
      const queue = fills.has(runId) ? 'bulk' : 'live';
      rings.push(await insertBatch(db, { workspaceId, runId, queue, recordIds, ...(lane === null ? {} : { lane }) }));
    }
  }
  return rings;
}

/** Of some runs those whose records came by reading or in bulk: that they had to wait does not put them before webhooks. */
async function backFills(db: Queryable, runIds: readonly string[]): Promise<Set<string>> {
  const { min, max } = span(runIds);
  const { rows } = await db.query<{ id: string }>(
    `select id from runs where id = any($1) and id >= $2 and id <= $3 and (cause = 'poll' or total > ${RECORDS_IN_A_BATCH})`,
    [runIds, min, max],
  );
  return new Set(rows.map(({ id }) => id));
}
