import type { Queryable } from '../engine/claim-batch.ts';

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;

/** The open failure of each of these records that has one; what is no id has none. */
export async function openFailuresOf(
  db: Queryable,
  workspaceId: string,
  recordIds: readonly string[],
): Promise<Map<string, string>> {
  const ids = recordIds.filter((id) => UUID.test(id));
  const { rows } = await db.query<{ record_id: string; id: string }>(
    `select distinct on (record_id) record_id, id from failures
      where workspace_id = $1 and record_id = any($2) and status = 'open' order by record_id, id desc`,
    [workspaceId, ids],
  );
  return new Map(rows.map((row) => [row.record_id, row.id]));
}
