import { type Queryable, span } from './claim-batch.ts';
import { lockParents } from './settle-batch.ts';

/** A failure with what is known of its record, all of it locked. `state` null: record or run are gone. */
export type LockedFailure = {
  id: string;
  status: string;
  record_id: string;
  run_id: string;
  workspace_id: string;
  flow_id: string;
  environment_id: string;
  version: number;
  node: string;
  state: string | null;
  carried: string | null;
  parent_id: string | null;
  root_id: string | null;
  /** Its flow keeps the order of each key. */
  ordered: boolean;
};
type RecordRow = Pick<LockedFailure, 'state' | 'carried' | 'parent_id' | 'root_id'> & { id: string };

/**
 * Locks failures with their runs, their records and the records those were split from, in the order in which the end of a batch locks
 * them, and reads them as they are then: whoever decides about one decides on what it is now, and alone.
 */
export async function lockFailures(
  db: Queryable,
  workspaceId: string,
  failureIds: readonly string[],
): Promise<LockedFailure[]> {
  const asked = await db.query<{ run_id: string; record_id: string }>(
    'select run_id, record_id from failures where workspace_id = $1 and id = any($2)',
    [workspaceId, failureIds],
  );
  if (asked.rows.length === 0) return [];
  const recordIds = asked.rows.map((row) => row.record_id);
  const known = await byIds<{ parent_id: string | null }>(db, 'select parent_id from records where', '', recordIds);
  await lockParents(db, [...new Set(known.flatMap((row) => row.parent_id ?? []))].sort());
  const records = await byIds<RecordRow>(
    db,
    'select id, state, carried, parent_id, root_id from records where',
    'order by id for update',
    recordIds,
  );
  const runs = await byIds<{ id: string; ordered: boolean }>(
    db,
    'select id, coalesce((select t.ordered from triggers t where t.id = runs.trigger_id), false) as ordered from runs where',
    'order by id for update',
    asked.rows.map((row) => row.run_id),
  );
  const failures = await db.query<Omit<LockedFailure, 'state' | 'carried' | 'parent_id' | 'root_id' | 'ordered'>>(
    `select id, status, record_id, run_id, workspace_id, flow_id, environment_id, version, node from failures
      where workspace_id = $1 and id = any($2) order by id for update`,
    [workspaceId, failureIds],
  );
  const runOf = new Map(runs.map((run) => [run.id, run]));
  const recordOf = new Map(records.map((record) => [record.id, record]));
  return failures.rows.map((failure) => {
    const run = runOf.get(failure.run_id);
    const { state = null, carried = null, parent_id = null, root_id = null } = recordOf.get(failure.record_id) ?? {};
    return {
      ...failure,
      state: run === undefined ? null : state,
      carried,
      parent_id,
      root_id,
      ordered: run?.ordered ?? false,
    };
  });
}

async function byIds<T extends object>(
  db: Queryable,
  before: string,
  after: string,
  ids: readonly string[],
): Promise<T[]> {
  if (ids.length === 0) return [];
  const { min, max } = span(ids);
  const { rows } = await db.query<T>(`${before} id = any($1) and id >= $2 and id <= $3 ${after}`, [ids, min, max]);
  return rows;
}
