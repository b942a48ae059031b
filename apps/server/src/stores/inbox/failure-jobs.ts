import { Failure } from '@raccord/contract';
import { uuidv7 } from '@raccord/runtime/uuid';
import { type Kysely, sql } from 'kysely';
import type { Replacement } from '../../failures/replace-field.ts';
import type { Db } from '../database.ts';
import type { Queryable } from '../engine/claim-batch.ts';
import { type FailureFilter, filtered } from '../failures.ts';
import type { Database } from '../schema.ts';

export const jobActs = ['retry', 'resolve', 'ignore', 'reopen'] as const;
export type JobAct = (typeof jobActs)[number];
/** Named one by one, or all that a filter leaves. */
export type JobTarget = { ids: readonly string[] } | { filter: Omit<FailureFilter, 'status' | 'search'> };

/** Which of the inbox an act is about. */
const statuses = { retry: ['open'], resolve: ['open'], ignore: ['open'], reopen: ['resolved', 'ignored'] } as const;

export type FailureJob = {
  id: string;
  act: JobAct;
  total: number;
  done: number;
  refused: { code: string; count: number }[];
  by: string;
  createdAt: string;
  endedAt: string | null;
};

/** The failures a target means now, for an act. */
export function targeted(db: Db, workspaceId: string, act: JobAct, target: JobTarget) {
  const query = filtered(db, workspaceId, 'filter' in target ? target.filter : {}).where('status', 'in', statuses[act]);
  return 'ids' in target ? query.where('id', 'in', target.ids) : query;
}

/** Keeps what is asked for; the reconciler carries it out. */
export async function createJob(
  db: Kysely<Database>,
  job: { workspaceId: string; act: JobAct; target: JobTarget; replacement?: Replacement | undefined; by: string },
): Promise<FailureJob> {
  const { workspaceId, act, target, replacement, by } = job;
  // Not "until now": what another machine has written may carry a later moment than our clock.
  const { total, last } = await targeted(db, workspaceId, act, target)
    .select((is) => [is.fn.countAll<string>().as('total'), sql<string | null>`max(id::text)`.as('last')])
    .executeTakeFirstOrThrow();
  if (last === null) throw new Failure('missing', 'inbox.nothingThere');
  const row = await db
    .insertInto('failure_jobs')
    .values({
      id: uuidv7(),
      workspace_id: workspaceId,
      act,
      target: JSON.stringify(target),
      replacement: replacement === undefined ? null : JSON.stringify(replacement),
      total: Number(total),
      up_to: last,
      actor: by,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return fromRow(row);
}

/** @throws Failure `missing` / `inbox.noJob` */
export async function getJob(db: Db, workspaceId: string, id: string): Promise<FailureJob> {
  const row = await db
    .selectFrom('failure_jobs')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw new Failure('missing', 'inbox.noJob');
  return fromRow(row);
}

/** Those under way, the oldest first. */
export async function listOpenJobs(db: Db, workspaceId: string): Promise<FailureJob[]> {
  const rows = await db
    .selectFrom('failure_jobs')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .limit(50)
    .execute();
  return rows.map(fromRow);
}

function fromRow(row: {
  id: string;
  act: JobAct;
  total: number;
  done: number;
  refused: string;
  actor: string;
  created_at: Date;
  ended_at: Date | null;
}): FailureJob {
  const refused = Object.entries(JSON.parse(row.refused) as Record<string, number>);
  return {
    id: row.id,
    act: row.act,
    total: row.total,
    done: row.done,
    refused: refused.map(([code, count]) => ({ code, count })),
    by: row.actor,
    createdAt: row.created_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  };
}

/** The oldest job that is not done, locked. */
export type OpenJob = {
  id: string;
  workspaceId: string;
  act: JobAct;
  target: JobTarget;
  replacement: Replacement | undefined;
  upTo: string;
  lastId: string | null;
  by: string;
};

export async function takeJob(db: Queryable): Promise<OpenJob | undefined> {
  const { rows } = await db.query<{
    id: string;
    workspace_id: string;
    act: JobAct;
    target: string;
    replacement: string | null;
    up_to: string;
    last_id: string | null;
    actor: string;
  }>('select * from failure_jobs where ended_at is null order by id limit 1 for update skip locked');
  const [row] = rows;
  if (row === undefined) return undefined;
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    act: row.act,
    target: JSON.parse(row.target),
    replacement: row.replacement === null ? undefined : JSON.parse(row.replacement),
    upTo: row.up_to,
    lastId: row.last_id,
    by: row.actor,
  };
}

/** The ids of the next failures of a job. */
export async function nextOfJob(db: Queryable, job: OpenJob, limit: number): Promise<string[]> {
  const { target } = job;
  const wanted: [string, unknown][] =
    'ids' in target
      ? [['id = any($$)', target.ids]]
      : (
          [
            ['fingerprint = $$', target.filter.fingerprint],
            ['flow_id = $$', target.filter.flowId],
            ['environment_id = $$', target.filter.environmentId],
            ['run_id = $$', target.filter.runId],
            ['record_id = $$', target.filter.recordId],
            ['node = $$', target.filter.node],
            ['kind = $$', target.filter.kind],
            ['code = $$', target.filter.code],
          ] as [string, unknown][]
        ).filter(([, value]) => value !== undefined);
  const values = [job.workspaceId, statuses[job.act], job.upTo, job.lastId, ...wanted.map(([, value]) => value)];
  const conditions = wanted.map(([condition], index) => ` and ${condition.replace('$$', `$${index + 5}`)}`).join('');
  const { rows } = await db.query<{ id: string }>(
    `select id from failures
      where workspace_id = $1 and status = any($2) and id <= $3 and ($4::uuid is null or id > $4)${conditions} order by id limit ${limit}`,
    values,
  );
  return rows.map((row) => row.id);
}

/** Moves a job on past what was just done, or ends it. */
export async function moveJob(
  db: Queryable,
  job: OpenJob,
  step: { done: number; refused: readonly { code: string }[]; lastId: string | undefined },
): Promise<void> {
  const { rows } = await db.query<{ refused: string }>('select refused from failure_jobs where id = $1', [job.id]);
  const counts: Record<string, number> = JSON.parse(rows[0]?.refused ?? '{}');
  for (const { code } of step.refused) counts[code] = (counts[code] ?? 0) + 1;
  await db.query(
    `update failure_jobs set done = done + $2, refused = $3, last_id = coalesce($4, last_id),
            ended_at = case when $4::uuid is null then now() end where id = $1`,
    [job.id, step.done, JSON.stringify(counts), step.lastId ?? null],
  );
}
