import type { CountBucket, Facts, FailureBucket, HoldFact, OpenFailures, TriggerFact } from '../../alerts/facts.ts';
import type { Past } from '../../alerts/would-have-fired.ts';
import type { Queryable } from '../engine/claim-batch.ts';
import { failureStatuses } from '../schema.ts';

const MOST_BUCKETS = 50_000;
/** Open failures beyond this are not looked at: there is an incident long before. */
const MOST_OPEN = 100_000;

export type Signs = {
  failures: boolean;
  open: boolean;
  holds: boolean;
  overdue: boolean;
  incidents: boolean;
  deliveries: boolean;
};

/** Whether there is anything to look at: all that an idle server asks. Every part of it is the first entry of an index. */
export async function readSigns(db: Queryable, now: number): Promise<Signs> {
  const statuses = failureStatuses.map((status) => `'${status}'`).join();
  const { rows } = await db.query<Signs>({
    name: 'alert-signs',
    text: `select
      exists (select 1 from workspaces w, unnest(array[${statuses}]) as s(status) where exists (
        select 1 from failures f where f.workspace_id = w.id and f.status = s.status and f.created_at > $1::timestamptz - interval '25 hours')) as failures,
      exists (select 1 from failures where status in ('open', 'inDoubt')) as open,
      exists (select 1 from connection_holds) as holds,
      exists (select 1 from triggers where active and next_due_at is not null and next_due_at < $1::timestamptz - interval '1 minute') as overdue,
      exists (select 1 from alert_incidents where closed_at is null) as incidents,
      exists (select 1 from alert_deliveries where state = 'waiting' and due_at <= $1) as deliveries`,
    values: [new Date(now)],
  });
  return rows[0]!;
}

type Span = { from: number; flowIds?: readonly string[] | undefined; environmentId?: string | undefined };

export async function readFailureBuckets(
  db: Queryable,
  workspaceId: string,
  { from, flowIds, environmentId }: Span,
): Promise<FailureBucket[]> {
  const { rows } = await db.query<FailureBucket>(
    `select flow_id as "flowId", environment_id as "environmentId", kind, code, floor(extract(epoch from created_at) / 60)::float8 * 60000 as at,
            count(*)::int as count
       from failures where workspace_id = $1 and status = any($2) and created_at > $3 and ($4::text[] is null or flow_id = any($4))
        and ($5::uuid is null or environment_id = $5)
      group by 1, 2, 3, 4, 5 order by at desc limit ${MOST_BUCKETS}`,
    [workspaceId, [...failureStatuses], new Date(from), flowIds ?? null, environmentId ?? null],
  );
  return rows;
}

export async function readCountBuckets(
  db: Queryable,
  workspaceId: string,
  { from, flowIds, environmentId, hourly = false }: Span & { hourly?: boolean },
): Promise<CountBucket[]> {
  const { rows } = await db.query<CountBucket>(
    `select flow_id as "flowId", environment_id as "environmentId", floor(extract(epoch from at) / $6)::float8 * $6 * 1000 as at,
            sum(total)::int as total, sum(failed + in_doubt)::int as wrong
       from run_counts where workspace_id = $1 and at >= $2 and ($3::text[] is null or flow_id = any($3)) and ($4::uuid is null or environment_id = $4)
      group by 1, 2, 3 order by 3 desc limit $5`,
    [workspaceId, new Date(from), flowIds ?? null, environmentId ?? null, MOST_BUCKETS, hourly ? 3_600 : 300],
  );
  return rows;
}

/** What waits for somebody; groups that are snoozed are known already. */
export async function readOpenFailures(db: Queryable, workspaceId: string): Promise<OpenFailures[]> {
  const { rows } = await db.query<OpenFailures>(
    `select flow_id as "flowId", environment_id as "environmentId", status, extract(epoch from min(created_at))::float8 * 1000 as "oldestAt",
            count(*)::int as count
       from (select * from failures where workspace_id = $1 and status in ('open', 'inDoubt') limit ${MOST_OPEN}) f
      where not exists (select 1 from failure_groups g where g.workspace_id = $1 and g.fingerprint = f.fingerprint and g.snoozed_until > now())
      group by 1, 2, 3`,
    [workspaceId],
  );
  return rows;
}

/** Triggers in service that go by a clock. */
export async function readTriggerFacts(db: Queryable, workspaceId: string): Promise<TriggerFact[]> {
  const { rows } = await db.query<TriggerFact>(
    `select t.id, t.flow_id as "flowId", t.environment_id as "environmentId", t.node, t.kind,
            extract(epoch from t.next_due_at)::float8 * 1000 as "dueAt", extract(epoch from t.last_fired_at)::float8 * 1000 as "evaluatedAt",
            extract(epoch from greatest(t.cursor_at, d.deployed_at))::float8 * 1000 as "movedAt"
       from triggers t join deployments d using (workspace_id, flow_id, environment_id)
      where t.workspace_id = $1 and t.active and d.active and t.kind in ('poll', 'schedule')`,
    [workspaceId],
  );
  return rows;
}

export async function readHoldFacts(db: Queryable, workspaceId: string): Promise<HoldFact[]> {
  const { rows } = await db.query<HoldFact>(
    `select c.id as "connectionId", c.name, c.environment_id as "environmentId", h.reason, extract(epoch from h.since)::float8 * 1000 as since
       from connection_holds h join connections c on c.id = h.connection_id where c.workspace_id = $1`,
    [workspaceId],
  );
  return rows;
}

/** By flow. */
export async function readFlowTags(db: Queryable, workspaceId: string): Promise<Facts['tags']> {
  const { rows } = await db.query<{ id: string; tags: string[] }>(
    "select id, tags from flows where workspace_id = $1 and tags <> '{}'",
    [workspaceId],
  );
  return new Map(rows.map(({ id, tags }) => [id, tags]));
}

/** Failures that stayed open longer than `hours`, and in that state reached into the time since `from`. */
export async function readAged(
  db: Queryable,
  workspaceId: string,
  { hours, from, to, flowIds, environmentId }: Span & { hours: number; to: number },
): Promise<Past['aged'][number][]> {
  const { rows } = await db.query<Past['aged'][number]>(
    `select flow_id as "flowId", environment_id as "environmentId", extract(epoch from created_at + $2 * interval '1 hour')::float8 * 1000 as from,
            extract(epoch from coalesce(resolved_at, $4))::float8 * 1000 as to
       from failures where workspace_id = $1 and status = any($5) and (resolved_at is null or resolved_at > $3)
        and coalesce(resolved_at, $4) - created_at > $2 * interval '1 hour'
        and ($6::text[] is null or flow_id = any($6)) and ($7::uuid is null or environment_id = $7)
      order by created_at desc limit ${MOST_BUCKETS}`,
    [
      workspaceId,
      hours,
      new Date(from),
      new Date(to),
      failureStatuses.filter((status) => status !== 'inDoubt'),
      flowIds ?? null,
      environmentId ?? null,
    ],
  );
  return rows;
}
