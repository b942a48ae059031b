import { describeFailure, type FailureData } from '@raccord/contract';
import type { Pool } from 'pg';

export type HeldWork = {
  connectionId: string;
  name: string;
  connector: string;
  environmentId: string;
  /** `auth`: a person has to reconnect it. */
  reason: 'auth' | 'rateLimited' | 'breaker';
  failure: FailureData;
  message: string;
  since: string;
  /** When it is tried again by itself; null when a person has to act first. */
  nextTryAt: string | null;
  /** Records that wait behind it. */
  waiting: number;
  /** Since when the first of them waits. */
  waitingSince: string | null;
  flows: { flowId: string; waiting: number }[];
};

/** Connections that are broken or throttled, and what waits behind them. */
export async function listHeldWork(
  pool: Pool,
  workspaceId: string,
  language: 'en' | 'fr',
  filter: { environmentId?: string | undefined; connectionId?: string | undefined } = {},
): Promise<HeldWork[]> {
  const { rows } = await pool.query<Row>(
    `select c.id, c.name, c.connector, c.environment_id, h.reason, h.failure, h.since, h.until,
            coalesce(w.waiting, 0)::int as waiting, w.since as waiting_since, coalesce(w.flows, '[]') as flows
       from connection_holds h join connections c on c.id = h.connection_id
       left join lateral (
         select sum(n) as waiting, min(since) as since, json_agg(json_build_object('flowId', flow_id, 'waiting', n) order by n desc) as flows
           from (select r.flow_id, sum(p.n)::int as n, min(p.since) as since
                   from (select run_id, count(*) as n, min(since) as since from parked where connection_id = c.id and reason = 'held' group by 1) p
                   join runs r on r.id = p.run_id group by 1) each_flow
       ) w on true
      where c.workspace_id = $1 and ($2::uuid is null or c.environment_id = $2) and ($3::uuid is null or c.id = $3)
      order by h.since limit 100`,
    [workspaceId, filter.environmentId ?? null, filter.connectionId ?? null],
  );
  return rows.map((row) => {
    const failure: FailureData = JSON.parse(row.failure);
    return {
      connectionId: row.id,
      name: row.name,
      connector: row.connector,
      environmentId: row.environment_id,
      reason: row.reason,
      failure,
      message: describeFailure(failure, language),
      since: row.since.toISOString(),
      nextTryAt: row.until?.toISOString() ?? null,
      waiting: row.waiting,
      waitingSince: row.waiting_since?.toISOString() ?? null,
      flows: row.flows,
    };
  });
}
type Row = {
  id: string;
  name: string;
  connector: string;
  environment_id: string;
  reason: HeldWork['reason'];
  failure: string;
  since: Date;
  until: Date | null;
  waiting: number;
  waiting_since: Date | null;
  flows: HeldWork['flows'];
};
