import type { Pool } from 'pg';
import { MOST_REPLAYED, MOST_REPLAYED_BYTES, replayed } from './engine/replay-run.ts';
import type { Run } from './runs.ts';
import { spanOfRun } from './spans.ts';

export type ReplayFacts = {
  /** Records that a new start would begin with, by what is still kept. */
  startable: { all: number; failed: number };
  tooLarge: { all: boolean; failed: boolean };
  /** Failures that would go on from where they stopped. */
  resumable: number;
  /** A person decides first. */
  inDoubt: number;
  retrying: number;
  /** Of which only the failure is left: the record was kept long enough. */
  gone: number;
  /** Records of the run, those of splits included, whose data is no longer there. */
  expired: number;
  versionThere: boolean;
  /** The version in service in the run's environment. */
  deployedVersion: number | null;
};

/** What could be run again of a run, and what not. */
export async function readReplayFacts(pool: Pool, workspaceId: string, run: Run): Promise<ReplayFacts> {
  const { from, to } = spanOfRun(run.id, run.endedAt === null ? null : new Date(run.endedAt));
  const size = async (records: 'all' | 'failed') => {
    const { rows } = await pool.query<{ count: number; bytes: string }>(
      `select count(*)::int as count, coalesce(sum(octet_length(r.input)), 0) as bytes from records r where ${replayed(records)}`,
      [run.id, from, to],
    );
    const { count, bytes } = rows[0]!;
    return { count, tooLarge: count > MOST_REPLAYED || Number(bytes) > MOST_REPLAYED_BYTES };
  };
  const [all, failed] = [await size('all'), await size('failed')];
  const { rows } = await pool.query<Omit<ReplayFacts, 'startable' | 'tooLarge'>>(
    `with f as (
       select f.status, r.state from failures f left join records r on r.id = f.record_id and r.id >= $3 and r.id <= $4
        where f.workspace_id = $1 and f.run_id = $2 and f.status in ('open', 'inDoubt', 'retrying'))
     select (select count(*) from f where status = 'open' and state = 'failed')::int as resumable,
            (select count(*) from f where status = 'inDoubt')::int as "inDoubt",
            (select count(*) from f where status = 'retrying')::int as retrying,
            (select count(*) from f where status = 'open' and state is null)::int as gone,
            greatest(0, $5 - (select count(*) from records where run_id = $2 and id >= $3 and id <= $4))::int as expired,
            exists (select 1 from flow_versions where workspace_id = $1 and flow_id = $6 and version = $7) as "versionThere",
            (select version from deployments where workspace_id = $1 and flow_id = $6 and environment_id = $8 and active) as "deployedVersion"`,
    [workspaceId, run.id, from, to, run.counters.total, run.flowId, run.version, run.environmentId],
  );
  return {
    ...rows[0]!,
    startable: { all: all.count, failed: failed.count },
    tooLarge: { all: all.tooLarge, failed: failed.tooLarge },
  };
}

/** The failures of a run that can go on from where they stopped, oldest first. */
export async function resumableFailures(pool: Pool, workspaceId: string, run: Run, limit: number): Promise<string[]> {
  const { from, to } = spanOfRun(run.id, run.endedAt === null ? null : new Date(run.endedAt));
  const { rows } = await pool.query<{ id: string }>(
    `select f.id from failures f join records r on r.id = f.record_id and r.id >= $3 and r.id <= $4 and r.state = 'failed'
      where f.workspace_id = $1 and f.run_id = $2 and f.status = 'open' order by f.id limit $5`,
    [workspaceId, run.id, from, to, limit],
  );
  return rows.map(({ id }) => id);
}
