import { Failure, type FailureData } from '@raccord/contract';
import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { type FailureFilter, filtered } from '../failures.ts';
import type { FailureStatus } from '../schema.ts';

export const MOST_GROUPS = 200;
const HOURS = 24;
const DAYS = 14;

export type FailureGroup = {
  fingerprint: string;
  flowId: string;
  node: string;
  kind: string;
  code: string;
  /** The newest of them, for the sentence. */
  failure: FailureData;
  count: number;
  /** Of the group, those that are being run again. */
  retrying: number;
  environmentIds: string[];
  firstAt: string;
  lastAt: string;
  assignee: string | null;
  tags: string[];
  snooze: { until: string | null } | null;
  ignoredAt: string | null;
  /** How many failed, whatever became of them: in each of the last 24 hours and 14 days, the oldest first. */
  perHour: number[];
  perDay: number[];
};

/** `snoozed`: only those that are, or only those that are not; absent: both. `assignee` '' is nobody. */
export type GroupFilter = FailureFilter & {
  snoozed?: boolean | undefined;
  assignee?: string | undefined;
  tag?: string | undefined;
};

/** Snoozed until a time that has not come, or until it happens again and it has not. */
const isSnoozed = sql<boolean>`(g.snoozed_at is not null and coalesce(g.snoozed_until > now(), c.last_at <= g.snoozed_at))`;

/** The inbox as people read it: what failed alike together, the most recent first; at most 200 groups. */
export async function listFailureGroups(db: Db, workspaceId: string, filter: GroupFilter): Promise<FailureGroup[]> {
  const { status = 'open' } = filter;
  // Only what the index holds, and nothing sorted: there may be tens of thousands.
  const counted = filtered(db, workspaceId, { ...filter, status })
    .select((is) => [
      'fingerprint',
      'environment_id',
      is.fn.countAll<string>().as('count'),
      is.fn.min('created_at').as('first_at'),
      is.fn.max('created_at').as('last_at'),
    ])
    .groupBy(['fingerprint', 'environment_id']);
  const together = db
    .selectFrom(counted.as('by_place'))
    .select((is) => [
      'fingerprint',
      sql<string[]>`array_agg(environment_id)`.as('environment_ids'),
      is.fn.sum<string>('count').as('count'),
      is.fn.min('first_at').as('first_at'),
      is.fn.max('last_at').as('last_at'),
    ]);
  let query = db
    .with('c', () => together.groupBy('fingerprint'))
    .selectFrom('c')
    .leftJoin('failure_groups as g', (on) =>
      on.onRef('g.fingerprint', '=', 'c.fingerprint').on('g.workspace_id', '=', workspaceId),
    )
    .selectAll('c')
    .select(['g.assignee', 'g.tags', 'g.snoozed_until', 'g.ignored_at', isSnoozed.as('snoozed')]);
  if (filter.snoozed !== undefined) query = query.where(sql<boolean>`${isSnoozed} is ${sql.lit(filter.snoozed)}`);
  if (filter.assignee !== undefined) query = query.where(sql<boolean>`coalesce(g.assignee, '') = ${filter.assignee}`);
  if (filter.tag !== undefined) query = query.where(sql<boolean>`${filter.tag} = any(g.tags)`);
  const rows = await query.orderBy('c.last_at', 'desc').orderBy('c.fingerprint').limit(MOST_GROUPS).execute();
  if (rows.length === 0) return [];
  const fingerprints = rows.map((row) => row.fingerprint);
  const [newest, retrying, hours, days] = await Promise.all([
    newestOf(db, workspaceId, status, fingerprints),
    retryingOf(db, workspaceId, fingerprints),
    timesOf(db, workspaceId, fingerprints, { bars: HOURS, each: '1 hour' }),
    timesOf(db, workspaceId, fingerprints, { bars: DAYS, each: '1 day' }),
  ]);
  return rows.flatMap((row) => {
    const like = newest.get(row.fingerprint);
    // The last of them was dealt with between two looks.
    if (like === undefined) return [];
    return [
      {
        ...groupOf(row, like),
        retrying: retrying.get(row.fingerprint) ?? 0,
        perHour: hours.get(row.fingerprint) ?? [],
        perDay: days.get(row.fingerprint) ?? [],
      },
    ];
  });
}

type GroupRow = {
  fingerprint: string;
  environment_ids: string[];
  count: string;
  first_at: Date;
  last_at: Date;
  assignee: string | null;
  tags: string[] | null;
  snoozed: boolean;
  snoozed_until: Date | null;
  ignored_at: Date | null;
};

function groupOf(row: GroupRow, like: Like): Omit<FailureGroup, 'retrying' | 'perHour' | 'perDay'> {
  return {
    fingerprint: row.fingerprint,
    ...like,
    count: Number(row.count),
    environmentIds: row.environment_ids,
    firstAt: row.first_at.toISOString(),
    lastAt: row.last_at.toISOString(),
    assignee: row.assignee,
    tags: row.tags ?? [],
    snooze: row.snoozed ? { until: row.snoozed_until?.toISOString() ?? null } : null,
    ignoredAt: row.ignored_at?.toISOString() ?? null,
  };
}

/** What is the same for a group, read off its newest failure. */
type Like = Pick<FailureGroup, 'flowId' | 'node' | 'kind' | 'code' | 'failure'>;

async function newestOf(db: Db, workspaceId: string, status: FailureStatus, fingerprints: readonly string[]) {
  const { rows } = await sql<{ fingerprint: string; failure: string; flow_id: string; node: string }>`
    select u.fingerprint, n.* from unnest(${fingerprints}::text[]) as u(fingerprint), lateral (
      select failure, flow_id, node from failures f
       where f.workspace_id = ${workspaceId} and f.status = ${status} and f.fingerprint = u.fingerprint
       order by f.created_at desc limit 1) as n`.execute(db);
  return new Map(
    rows.map((row): [string, Like] => {
      const failure: FailureData = JSON.parse(row.failure);
      return [
        row.fingerprint,
        { flowId: row.flow_id, node: row.node, kind: failure.kind, code: failure.code, failure },
      ];
    }),
  );
}

async function retryingOf(db: Db, workspaceId: string, fingerprints: readonly string[]) {
  const rows = await db
    .selectFrom('failures')
    .select((is) => ['fingerprint', is.fn.countAll<string>().as('count')])
    .where('workspace_id', '=', workspaceId)
    .where('status', '=', 'retrying')
    .where('fingerprint', 'in', fingerprints)
    .groupBy('fingerprint')
    .execute();
  return new Map(rows.map((row) => [row.fingerprint, Number(row.count)]));
}

/**
 * How many failed in each of the last hours (or days), by group, the oldest first. Each bar is a stretch of the index, counted where it lies:
 * putting every failure into its bar takes twice as long.
 */
async function timesOf(
  db: Db,
  workspaceId: string,
  fingerprints: readonly string[],
  { bars, each }: { bars: number; each: '1 hour' | '1 day' },
) {
  const step = sql`interval ${sql.lit(each)}`;
  const { rows } = await sql<{ fingerprint: string; counts: number[] }>`
    select u.fingerprint, array_agg(c.count order by ago desc) as counts
      from unnest(${fingerprints}::text[]) as u(fingerprint), generate_series(0, ${sql.lit(bars - 1)}) as ago,
           lateral (select count(*)::int as count from failures f
                     where f.workspace_id = ${workspaceId} and f.fingerprint = u.fingerprint
                       and f.created_at > now() - (ago + 1) * ${step} and f.created_at <= now() - ago * ${step}) as c
     group by 1`.execute(db);
  return new Map(rows.map(({ fingerprint, counts }) => [fingerprint, counts]));
}

/** How many failures of a group there are, by status. */
export type GroupCounts = Record<FailureStatus, number>;

/** A group, whatever has become of its failures. @throws Failure `missing` / `inbox.noGroup` */
export async function getFailureGroup(
  db: Db,
  workspaceId: string,
  fingerprint: string,
): Promise<FailureGroup & { counts: GroupCounts }> {
  const { rows } = await sql<{ status: FailureStatus; count: number }>`
    select status, count(*)::int as count from failures where workspace_id = ${workspaceId} and fingerprint = ${fingerprint}
     group by status`.execute(db);
  const counts: GroupCounts = { open: 0, inDoubt: 0, retrying: 0, resolved: 0, ignored: 0 };
  for (const { status, count } of rows) counts[status] = count;
  const status = (Object.keys(counts) as FailureStatus[]).find((each) => counts[each] > 0);
  const [group] = status === undefined ? [] : await listFailureGroups(db, workspaceId, { fingerprint, status });
  if (group === undefined) throw new Failure('missing', 'inbox.noGroup');
  return { ...group, count: counts.open, retrying: counts.retrying, counts };
}

/** How many wait, by what they wait for: what the tabs of the inbox say. */
export async function countInbox(
  db: Db,
  workspaceId: string,
): Promise<{ open: number; inDoubt: number; retrying: number }> {
  const { rows } = await sql<{ status: 'open' | 'inDoubt' | 'retrying'; count: number }>`
    select status, count(*)::int as count from failures where workspace_id = ${workspaceId} and status in ('open', 'inDoubt', 'retrying')
     group by status`.execute(db);
  return { open: 0, inDoubt: 0, retrying: 0, ...Object.fromEntries(rows.map(({ status, count }) => [status, count])) };
}

export type GroupChange = {
  assignee?: string | null;
  tags?: readonly string[];
  /** `until` null: until it happens again. */
  snooze?: { until: string | null } | null;
  ignored?: boolean;
};

/** Sets what people say of a group; what is not named stays. Within a transaction. */
export async function changeFailureGroup(
  db: Db,
  { workspaceId, fingerprint, by }: { workspaceId: string; fingerprint: string; by: string },
  change: GroupChange,
): Promise<void> {
  const set = {
    ...(change.assignee === undefined ? {} : { assignee: change.assignee }),
    ...(change.tags === undefined ? {} : { tags: [...change.tags] }),
    ...(change.snooze === undefined
      ? {}
      : {
          snoozed_at: change.snooze === null ? null : sql<Date>`now()`,
          snoozed_until: change.snooze?.until ?? null,
        }),
    ...(change.ignored === undefined
      ? {}
      : { ignored_at: change.ignored ? sql<Date>`now()` : null, ignored_by: change.ignored ? by : null }),
    updated_at: sql<Date>`now()`,
  };
  await db
    .insertInto('failure_groups')
    .values({ workspace_id: workspaceId, fingerprint, ...set })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'fingerprint']).doUpdateSet(set))
    .execute();
}
