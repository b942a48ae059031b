import type { RecordState, WaitReason } from '@raccord/contract';
import type { Pool } from 'pg';
import type { Run } from './runs.ts';
import { spanOfRun } from './spans.ts';

/** Calls of larger runs are not counted by node: their journal is too long to read for a screen. */
const MOST_COUNTED = 20_000;

export type NodeStops = { node: string | null; state: RecordState; reason: WaitReason | null; count: number };
export type Progress = {
  children: number;
  /** Records that have not come to an end of their path, by where they are. */
  stops: NodeStops[];
  /** Records that arrived at a node that calls, by node; undefined when the run is too large. */
  arrived: Map<string, number> | undefined;
  /** By connection: work that is held. */
  held: { connectionId: string; count: number; since: string }[];
  /** When the next of those that wait for a time is due. */
  nextDueAt: string | null;
};

/** Where the records of a run are. */
export async function readProgress(pool: Pool, workspaceId: string, run: Run): Promise<Progress> {
  const { from, to } = spanOfRun(run.id, run.endedAt === null ? null : new Date(run.endedAt));
  const place = [run.id, from, to, workspaceId];
  const own = 'run_id = $1 and id >= $2 and id <= $3 and workspace_id = $4';
  const counts = await pool.query<NodeStops & { children: number; ended: boolean }>(
    `select case when state in ('succeeded', 'filtered') then null else node end as node, state, wait_reason as reason, count(*)::int as count,
            (count(*) filter (where parent_id is not null))::int as children
       from records where ${own} group by 1, 2, 3`,
    place,
  );
  const arrived =
    run.counters.total > MOST_COUNTED
      ? undefined
      : await pool.query<{ node: string; count: number }>(
          `select node, count(*)::int as count from (
             select a.node, m[1]::uuid as id from attempts a, regexp_matches(a.entries, '\\{"r":"([0-9a-f-]{36})","n":', 'g') m
              where a.run_id = $1 and a.batch_id >= $2 and a.batch_id <= $3 and a.workspace_id = $4
             union select node, id from records where ${own} and node is not null and state in ('failed', 'inDoubt', 'waiting')
           ) at group by node`,
          place,
        );
  const held = await pool.query<{ connection_id: string; count: number; since: Date }>(
    `select connection_id, count(*)::int as count, min(since) as since from parked
      where run_id = $1 and workspace_id = $2 and reason = 'held' and connection_id is not null group by 1`,
    [run.id, workspaceId],
  );
  const due = await pool.query<{ at: Date | null }>('select min(due_at) as at from parked where run_id = $1', [run.id]);
  return {
    children: counts.rows.reduce((sum, { children }) => sum + children, 0),
    stops: counts.rows
      .filter(({ state }) => state !== 'succeeded' && state !== 'filtered')
      .map(({ node, state, reason, count }) => ({ node, state, reason, count })),
    arrived: arrived === undefined ? undefined : new Map(arrived.rows.map(({ node, count }) => [node, count])),
    held: held.rows.map(({ connection_id: connectionId, count, since }) => ({
      connectionId,
      count,
      since: since.toISOString(),
    })),
    nextDueAt: due.rows[0]?.at?.toISOString() ?? null,
  };
}

/** What a new start of a run's records would do again: by node, how many records have a recorded result of a call. */
export async function recordedCalls(
  pool: Pool,
  run: Run,
  records: 'all' | 'failed',
): Promise<{ node: string; count: number }[]> {
  const { from, to } = spanOfRun(run.id, run.endedAt === null ? null : new Date(run.endedAt));
  const some = `and m[1]::uuid in (select id from records where run_id = $1 and id >= $2 and id <= $3 and state = 'failed'
    union select root_id from records where run_id = $1 and id >= $2 and id <= $3 and state = 'failed' and root_id is not null)`;
  const { rows } = await pool.query<{ node: string; count: number }>(
    `select a.node, count(distinct m[1])::int as count
       from attempts a, regexp_matches(a.entries, '\\{"r":"([0-9a-f-]{36})","n":\\d+(?:,"k":"[^"]*")?(?:,"ms":[0-9.e+-]+)?(?:,"v":|,"t":|\\})', 'g') m
      where a.run_id = $1 and a.batch_id >= $2 and a.batch_id <= $3 and a.kind = 'result' ${records === 'failed' ? some : ''} group by 1 order by 1`,
    [run.id, from, to],
  );
  return rows;
}
