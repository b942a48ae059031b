import { type Counters, type RunStatus, runStatus } from '@raccord/contract';
import { sql } from 'kysely';
import type { Db } from './database.ts';
import type { FlowFacts } from './flow-facts.ts';
import type { TriggerKind } from './schema.ts';

export type ListedFlow = FlowFacts & {
  id: string;
  name: string;
  revision: number;
  updatedAt: string;
  updatedBy: string | null;
  archivedAt: string | null;
  /** Where it is or was in service. */
  deployments: { environmentId: string; version: number; active: boolean }[];
  lastRun: { id: string; environmentId: string; status: RunStatus; startedAt: string } | null;
  /** The next time its clock or its poll is due, in any environment. */
  nextRun: { kind: TriggerKind; environmentId: string; at: string } | null;
  /** How it is started where it is in service. */
  startedBy: TriggerKind[];
  /** Failures that wait for somebody. */
  openFailures: number;
};

export const flowOrders = ['name', 'changed', 'lastRun', 'nextRun', 'failures'] as const;
export type FlowListQuery = {
  archived: boolean;
  search?: string | undefined;
  tag?: string | undefined;
  sort: (typeof flowOrders)[number];
  descending: boolean;
  limit: number;
  offset: number;
};

/** What each order compares; all of it is answered by an index, flow by flow. */
const keys = {
  name: sql`lower(f.name)`,
  changed: sql`f.updated_at`,
  lastRun: sql`(select r.id from runs r where r.workspace_id = f.workspace_id and r.flow_id = f.id order by r.id desc limit 1)`,
  nextRun: sql`(select min(t.next_due_at) from triggers t where t.workspace_id = f.workspace_id and t.flow_id = f.id and t.active)`,
  failures: sql`(select count(*) from failures x
                  where x.workspace_id = f.workspace_id and x.flow_id = f.id and x.status in ('open', 'inDoubt'))`,
} satisfies Record<FlowListQuery['sort'], unknown>;

/** A page of the flows with all that a list shows of them, and how many there are in all. */
export async function listFlows(
  db: Db,
  workspaceId: string,
  query: FlowListQuery,
): Promise<{ flows: ListedFlow[]; total: number }> {
  const { archived, tag = null, sort, limit, offset } = query;
  const search = query.search?.trim().toLowerCase() || null;
  const direction = query.descending ? sql`desc` : sql`asc`;
  const { rows } = await sql<Row>`
    with found as (
      select f.workspace_id, f.id, f.name, ${keys[sort]} as sort_key, count(*) over () as total
        from flows f
       where f.workspace_id = ${workspaceId} and (f.archived_at is not null) = ${archived}
         and (${tag}::text is null or ${tag} = any(f.tags))
         and (${search}::text is null
              or strpos(lower(concat_ws(' ', f.name, f.id, f.owner, array_to_string(f.tags, ' '))), ${search}) > 0)
       order by sort_key ${direction} nulls last, lower(f.name), f.id
       limit ${limit} offset ${offset}
    )
    select f.id, f.name, f.revision, f.updated_at, f.updated_by, f.archived_at, f.owner, f.tags, f.apps, found.total,
           places.deployments, last_run.run, next_run.next, starts.kinds, waiting.failures
      from found
      join flows f on f.workspace_id = found.workspace_id and f.id = found.id
      left join lateral (
        select coalesce(json_agg(json_build_object('environmentId', d.environment_id, 'version', d.version, 'active', d.active)
                                 order by d.environment_id), '[]') as deployments
          from deployments d where d.workspace_id = f.workspace_id and d.flow_id = f.id
      ) places on true
      left join lateral (
        select json_build_object('id', r.id, 'environmentId', r.environment_id, 'startedAt', r.started_at, 'open', r.open,
                 'total', r.total, 'waiting', r.waiting, 'succeeded', r.succeeded, 'filtered', r.filtered, 'failed', r.failed,
                 'inDoubt', r.in_doubt, 'cancelled', r.cancelled) as run
          from runs r where r.workspace_id = f.workspace_id and r.flow_id = f.id order by r.id desc limit 1
      ) last_run on true
      left join lateral (
        select json_build_object('kind', t.kind, 'environmentId', t.environment_id, 'at', t.next_due_at) as next
          from triggers t where t.workspace_id = f.workspace_id and t.flow_id = f.id and t.active and t.next_due_at is not null
         order by t.next_due_at limit 1
      ) next_run on true
      left join lateral (
        select coalesce(array_agg(distinct t.kind), '{}') as kinds
          from triggers t where t.workspace_id = f.workspace_id and t.flow_id = f.id and t.active
      ) starts on true
      left join lateral (
        select count(*)::integer as failures from failures x
         where x.workspace_id = f.workspace_id and x.flow_id = f.id and x.status in ('open', 'inDoubt')
      ) waiting on true
     order by found.sort_key ${direction} nulls last, lower(f.name), f.id`.execute(db);
  return { flows: rows.map(fromRow), total: Number(rows[0]?.total ?? 0) };
}

type Row = {
  id: string;
  name: string;
  revision: number;
  updated_at: Date;
  updated_by: string | null;
  archived_at: Date | null;
  owner: string | null;
  tags: string[];
  apps: string[];
  total: string;
  deployments: ListedFlow['deployments'];
  run: (Counters & { id: string; environmentId: string; startedAt: string; open: boolean }) | null;
  next: NonNullable<ListedFlow['nextRun']> | null;
  kinds: TriggerKind[];
  failures: number;
};

const iso = (moment: string) => new Date(moment).toISOString();

function fromRow(row: Row): ListedFlow {
  const { id, name, revision, owner, tags, apps, deployments, run, next } = row;
  return {
    ...{ id, name, revision, owner, tags, apps, deployments },
    updatedAt: row.updated_at.toISOString(),
    updatedBy: row.updated_by,
    archivedAt: row.archived_at?.toISOString() ?? null,
    lastRun:
      run === null
        ? null
        : {
            id: run.id,
            environmentId: run.environmentId,
            status: runStatus(run, run.open),
            startedAt: iso(run.startedAt),
          },
    nextRun: next === null ? null : { ...next, at: iso(next.at) },
    startedBy: row.kinds,
    openFailures: row.failures,
  };
}

/** The tags that flows carry and how many do, the most used first. */
export async function listTags(
  db: Db,
  workspaceId: string,
  archived: boolean,
): Promise<{ tag: string; count: number }[]> {
  const { rows } = await sql<{ tag: string; count: number }>`
    select tag, count(*)::integer as count
      from flows f, unnest(f.tags) as tag
     where f.workspace_id = ${workspaceId} and (f.archived_at is not null) = ${archived}
     group by tag order by count desc, tag limit 100`.execute(db);
  return rows;
}
