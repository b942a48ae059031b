import type { FailureData } from '@raccord/contract';
import { DEAD_AFTER_MS } from '@raccord/runtime/worker/start-worker';
import type { Pool } from 'pg';

export type Surroundings = {
  deployed: 'yes' | 'paused' | 'no';
  version: number | null;
  workersAlive: number;
  hold: { reason: string; failure: FailureData; since: Date; until: Date | null } | undefined;
  /** The trigger's runs that have not ended. */
  running: number;
  cursor: unknown;
};

/** What stands around a trigger and decides whether it runs. */
export async function readSurroundings(pool: Pool, triggerId: string): Promise<Surroundings> {
  const { rows } = await pool.query<{
    version: number | null;
    active: boolean | null;
    workers: number;
    reason: string | null;
    failure: string | null;
    since: Date | null;
    until: Date | null;
    running: number;
    cursor: string | null;
  }>(
    `select d.version, d.active, t.cursor, h.reason, h.failure, h.since, h.until,
            (select count(*) from workers where seen_at > now() - ${DEAD_AFTER_MS} * interval '1 ms')::int as workers,
            (select count(*) from runs r where r.trigger_id = t.id and r.ended_at is null)::int as running
       from triggers t left join deployments d using (workspace_id, flow_id, environment_id)
       left join connection_holds h on h.connection_id = t.connection_id
      where t.id = $1`,
    [triggerId],
  );
  const row = rows[0]!;
  const { reason, failure, since, until } = row;
  return {
    deployed: row.version === null ? 'no' : row.active ? 'yes' : 'paused',
    version: row.version,
    workersAlive: row.workers,
    hold:
      reason === null || failure === null || since === null
        ? undefined
        : { reason, failure: JSON.parse(failure), since, until },
    running: row.running,
    cursor: row.cursor === null ? null : asJson(row.cursor),
  };
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
