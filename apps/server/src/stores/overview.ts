import type { FailureData } from '@raccord/contract';
import type { Pool } from 'pg';
import { uuidBound } from './partitions.ts';

type Span = { from: number; to: number; environmentId?: string | undefined };

export type Needs = {
  openGroups: number;
  openFailures: number;
  inDoubt: number;
  groups: { fingerprint: string; flowId: string; node: string; count: number; lastAt: string; failure: FailureData }[];
};
const GROUPS_SHOWN = 6;

/** What stands in the inbox: how much, and the groups that something came to last. */
export async function readNeeds(pool: Pool, workspaceId: string, environmentId?: string): Promise<Needs> {
  const { rows } = await pool.query<Row>(
    `with open as (
       select fingerprint, flow_id, node, count(*)::int as count, max(created_at) as last_at,
              (count(*) filter (where status = 'inDoubt'))::int as in_doubt
         from failures where workspace_id = $1 and status in ('open', 'inDoubt') and ($2::uuid is null or environment_id = $2) group by 1, 2, 3
     ), sums as (select count(*)::int as groups, coalesce(sum(count), 0)::int as failures, coalesce(sum(in_doubt), 0)::int as in_doubt from open)
     select s.groups, s.failures, s.in_doubt, o.fingerprint, o.flow_id, o.node, o.count, o.last_at,
            (select f.failure from failures f where f.workspace_id = $1 and f.fingerprint = o.fingerprint and f.status in ('open', 'inDoubt')
              order by f.created_at desc limit 1) as failure
       from sums s left join (select * from open order by last_at desc limit ${GROUPS_SHOWN}) o on true order by o.last_at desc`,
    [workspaceId, environmentId ?? null],
  );
  const groups = rows.flatMap((row) =>
    row.fingerprint === null || row.failure === null
      ? []
      : [
          {
            fingerprint: row.fingerprint,
            flowId: row.flow_id,
            node: row.node,
            count: row.count,
            lastAt: row.last_at.toISOString(),
            failure: JSON.parse(row.failure) as FailureData,
          },
        ],
  );
  const { groups: openGroups = 0, failures: openFailures = 0, in_doubt: inDoubt = 0 } = rows[0] ?? {};
  return { openGroups, openFailures, inDoubt, groups };
}
type Row = {
  groups: number;
  failures: number;
  in_doubt: number;
  fingerprint: string | null;
  flow_id: string;
  node: string;
  count: number;
  last_at: Date;
  failure: string | null;
};

export type FailureCount = { flowId: string; kind: string; count: number };

/** Failures that came in a time, by flow and kind, the most first. */
export async function countFailures(pool: Pool, workspaceId: string, span: Span): Promise<FailureCount[]> {
  const { rows } = await pool.query<{ flow_id: string; kind: string; count: number }>(
    `select flow_id, kind, count(*)::int as count from failures
      where workspace_id = $1 and created_at >= $2 and created_at < $3 and ($4::uuid is null or environment_id = $4)
      group by 1, 2 order by 3 desc limit 100`,
    [workspaceId, new Date(span.from), new Date(span.to), span.environmentId ?? null],
  );
  return rows.map(({ flow_id: flowId, ...row }) => ({ ...row, flowId }));
}

/** Milliseconds from acceptance to the end. */
export type Latency = { at: string; sampled: number; median: number; p95: number };
const PROBES = 4;
const RECORDS_A_PROBE = 25;

/**
 * How long records took, from a sample: in each step of the time some records in a row, at several moments of it. Records that still wait
 * are not in it. Ids are times, so this costs the same however many records there are.
 */
export async function sampleLatency(
  pool: Pool,
  workspaceId: string,
  span: Span & { step: number },
): Promise<Latency[]> {
  const from = Math.floor(span.from / span.step) * span.step;
  const probes: { at: number; start: string; end: string }[] = [];
  for (let at = from; at < span.to; at += span.step)
    for (let probe = 0; probe < PROBES; probe += 1) {
      const start = at + (probe * span.step) / PROBES;
      probes.push({ at, start: uuidBound(start), end: uuidBound(start + span.step / PROBES) });
    }
  const { rows } = await pool.query<{ at: string; sampled: number; median: number; p95: number }>(
    `select u.at, count(*)::int as sampled, percentile_cont(0.5) within group (order by s.ms) as median,
            percentile_cont(0.95) within group (order by s.ms) as p95
       from unnest($2::bigint[], $3::uuid[], $4::uuid[]) as u(at, start, until),
            lateral (select extract(epoch from r.settled_at)::float8 * 1000
                            - ('x' || replace(left(r.id::text, 13), '-', ''))::bit(48)::bigint as ms
                       from records r where r.id >= u.start and r.id < u.until and r.workspace_id = $1 and r.settled_at is not null
                        and r.parent_id is null
                        and ($5::uuid is null or exists (select 1 from runs n where n.id = r.run_id and n.environment_id = $5))
                      order by r.id limit ${RECORDS_A_PROBE}) s
      group by 1 order by 1`,
    [
      workspaceId,
      probes.map(({ at }) => at),
      probes.map(({ start }) => start),
      probes.map(({ end }) => end),
      span.environmentId ?? null,
    ],
  );
  return rows.map(({ at, sampled, median, p95 }) => ({
    at: new Date(Number(at)).toISOString(),
    sampled,
    median: Math.max(0, Math.round(median)),
    p95: Math.max(0, Math.round(p95)),
  }));
}

export type LateTrigger = {
  id: string;
  flowId: string;
  node: string;
  kind: string;
  dueAt: string;
  failure: FailureData | null;
};

/** Triggers in service that should have fired by now and have not, or whose last reading failed. */
export async function lateTriggers(pool: Pool, workspaceId: string, environmentId?: string): Promise<LateTrigger[]> {
  const { rows } = await pool.query<{
    id: string;
    flow_id: string;
    node: string;
    kind: string;
    next_due_at: Date;
    last_result: string | null;
  }>(
    `select t.id, t.flow_id, t.node, t.kind, t.next_due_at, t.last_result
       from triggers t join deployments d using (workspace_id, flow_id, environment_id)
      where t.workspace_id = $1 and t.active and d.active and t.kind in ('poll', 'schedule') and ($2::uuid is null or t.environment_id = $2)
        and (t.next_due_at < now() - interval '2 minutes' - coalesce(t.every_ms, 0) * interval '1 ms' or t.last_result like '{"ok":false%')
      order by t.next_due_at limit 50`,
    [workspaceId, environmentId ?? null],
  );
  return rows.map((row) => {
    const result = row.last_result === null ? undefined : (JSON.parse(row.last_result) as { failure?: FailureData });
    return {
      id: row.id,
      flowId: row.flow_id,
      node: row.node,
      kind: row.kind,
      dueAt: row.next_due_at.toISOString(),
      failure: result?.failure ?? null,
    };
  });
}
