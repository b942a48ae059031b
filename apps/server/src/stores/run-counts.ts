import type { Pool, PoolClient } from 'pg';
import { uuidBound } from './partitions.ts';

/** Runs are counted by the five minutes in which they began. */
export const SLOT_MS = 300_000;
/** A retry or a wait that ends changes old slots: each that may still move is counted again this often. */
const AGAIN = "interval '60 seconds'";
const MOVING_AT_ONCE = 12;

const slotOf = (ms: number) => Math.floor(ms / SLOT_MS) * SLOT_MS;

/** Locks the counting: of several servers one counts. */
export async function lockCounting(db: PoolClient): Promise<boolean> {
  const { rows } = await db.query<{ mine: boolean }>(
    "select pg_try_advisory_xact_lock(hashtext('raccord.counting')) as mine",
  );
  return rows[0]?.mine === true;
}

/**
 * The slots to count now: the present one and the one before (a run is stored a moment after its id was made), those that were never
 * counted, oldest first, and some of those that may have moved.
 */
export async function slotsToCount(db: PoolClient, now: number): Promise<number[]> {
  const present = slotOf(now);
  const { rows } = await db.query<{ ms: string; why: string }>(
    `(select extract(epoch from at) * 1000 as ms, 'moving' as why from run_counts_made
       where moving and made_at < now() - ${AGAIN} order by made_at limit ${MOVING_AT_ONCE})
     union all select extract(epoch from max(at)) * 1000, 'last' from run_counts_made
     union all select ('x' || replace(left((select id from runs order by id limit 1)::text, 13), '-', ''))::bit(48)::bigint, 'first'`,
  );
  const at = (why: string) => rows.find((row) => row.why === why && row.ms !== null)?.ms;
  const from = at('last') ?? at('first') ?? present;
  const missing: number[] = [];
  for (let slot = slotOf(Number(from)); slot < present - SLOT_MS && missing.length < 300; slot += SLOT_MS)
    missing.push(slot);
  const moving = rows.filter(({ why }) => why === 'moving').map(({ ms }) => Number(ms));
  // What was never counted comes in order, so that the latest that was counted says how far it is.
  const fresh = missing.length < 300 ? [present - SLOT_MS, present] : [];
  return [...new Set([...missing, ...fresh, ...moving])];
}

/** Counts a slot anew, from the counters of its runs. */
export async function countSlot(db: PoolClient, slot: number): Promise<void> {
  await db.query('delete from run_counts where at = $1', [new Date(slot)]);
  await db.query(
    `with counted as (
       insert into run_counts (workspace_id, at, flow_id, environment_id, runs, total, waiting, succeeded, filtered, failed, in_doubt, cancelled)
       select workspace_id, $1, flow_id, environment_id, count(*), sum(total), sum(waiting), sum(succeeded), sum(filtered), sum(failed),
              sum(in_doubt), sum(cancelled)
         from runs where id >= $2 and id < $3 group by workspace_id, flow_id, environment_id
       returning waiting, failed, in_doubt
     )
     insert into run_counts_made (at, moving)
     select $1, coalesce(bool_or(waiting > 0 or failed > 0 or in_doubt > 0), false) from counted
     on conflict (at) do update set moving = excluded.moving, made_at = now()`,
    [new Date(slot), uuidBound(slot), uuidBound(slot + SLOT_MS)],
  );
}

export type Counted = {
  at: string;
  runs: number;
  total: number;
  waiting: number;
  succeeded: number;
  filtered: number;
  failed: number;
  inDoubt: number;
  cancelled: number;
};

type Span = { from: number; to: number; environmentId?: string | undefined; flowId?: string | undefined };

/** Records by state over time, `step` milliseconds (whole slots) together; times in which nothing came are absent. */
export async function readCounts(pool: Pool, workspaceId: string, span: Span & { step: number }): Promise<Counted[]> {
  const { rows } = await pool.query<Omit<Counted, 'at'> & { at: Date }>(
    `select to_timestamp(floor(extract(epoch from at) * 1000 / $4) * $4 / 1000) as at, sum(runs)::int as runs, sum(total)::int as total,
            sum(waiting)::int as waiting, sum(succeeded)::int as succeeded, sum(filtered)::int as filtered, sum(failed)::int as failed,
            sum(in_doubt)::int as "inDoubt", sum(cancelled)::int as cancelled
       from run_counts where workspace_id = $1 and at >= $2 and at < $3 and ($5::uuid is null or environment_id = $5) and ($6::text is null or flow_id = $6)
      group by 1 order by 1`,
    [
      workspaceId,
      new Date(slotOf(span.from)),
      new Date(span.to),
      span.step,
      span.environmentId ?? null,
      span.flowId ?? null,
    ],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

export type Silent = { flowId: string; environmentId: string; usual: number; hours: number };

/** Flows in service that brought nothing for the last hours though in the same time of the last week they bring a good deal. */
export async function silentFlows(
  pool: Pick<Pool, 'query'>,
  workspaceId: string,
  now: number,
  { hours = 2, least = 10, environmentId }: { hours?: number; least?: number; environmentId?: string | undefined } = {},
): Promise<Silent[]> {
  const { rows } = await pool.query<{ flow_id: string; environment_id: string; usual: number }>(
    `select c.flow_id, c.environment_id, sum(c.total)::float8 * $3 / (7 * 24) as usual
       from run_counts c join deployments d using (workspace_id, flow_id, environment_id)
      where c.workspace_id = $1 and d.active and c.at >= $2::timestamptz - interval '7 days' and ($5::uuid is null or c.environment_id = $5)
      group by 1, 2
     having coalesce(sum(c.total) filter (where c.at >= $2::timestamptz - $3 * interval '1 hour'), 0) = 0 and sum(c.total)::float8 * $3 / (7 * 24) >= $4
      order by 3 desc limit 50`,
    [workspaceId, new Date(now), hours, least, environmentId ?? null],
  );
  return rows.map(({ flow_id: flowId, environment_id, usual }) => ({
    flowId,
    environmentId: environment_id,
    usual: Math.round(usual),
    hours,
  }));
}
