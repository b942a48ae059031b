import { Failure } from '@raccord/contract';
import type { Ring } from '@raccord/runtime/ports';
import { uuidv7 } from '@raccord/runtime/uuid';
import { Cron } from 'croner';
import type { PoolClient } from 'pg';
import { happened } from '../happenings.ts';
import { afterCommit } from '../stores/engine/after-commit.ts';
import { isAway } from '../stores/engine/persistently.ts';
import { storeArrivals } from '../stores/engine/store-arrivals.ts';

/** An occurrence found this late was missed: nobody was there to fire it. Less is only a busy moment. */
const MISSED_AFTER_MS = 60_000;
/** When a schedule that cannot be read is looked at again. */
const BROKEN_AGAIN = '1 minute';
/** Missed occurrences looked at in one go. */
const MOST_MISSED = 1_000;
/** Occurrences that may wait for an earlier run. One that waits for a person would else have more of them every minute, without end. */
export const MOST_QUEUED = 100;

type ScheduleConfig = {
  cron: string;
  timezone?: string;
  missed?: 'skip' | 'last' | 'all';
  overlap?: 'skip' | 'queue' | 'allow';
};
type DueRow = {
  id: string;
  workspace_id: string;
  flow_id: string;
  environment_id: string;
  version: number;
  config: string;
  ordered: boolean;
  next_due_at: Date;
  timezone: string | null;
};
export type Decision = { at: Date; outcome: 'fired' | 'queued' | 'skipped'; reason?: string };

/**
 * What becomes of each occurrence that is due. Pure.
 * @param due oldest first
 * @param busy an earlier run of the trigger has not ended
 * @param more later ones are due as well, and looked at another time
 * @param queued how many wait for an earlier run already
 */
export function decide(
  due: readonly Date[],
  config: Pick<ScheduleConfig, 'missed' | 'overlap'>,
  busy: boolean,
  now: number,
  more = false,
  queued = 0,
): Decision[] {
  const { missed = 'last', overlap = 'skip' } = config;
  const missedOnes = due.filter((at) => now - at.getTime() > MISSED_AFTER_MS);
  const lastMissed = more ? undefined : missedOnes.at(-1);
  let running = busy;
  let waiting = queued;
  return due.map((at): Decision => {
    const wasMissed = now - at.getTime() > MISSED_AFTER_MS;
    if (wasMissed && (missed === 'skip' || (missed === 'last' && at !== lastMissed)))
      return { at, outcome: 'skipped', reason: 'missed' };
    if (running && overlap === 'skip') return { at, outcome: 'skipped', reason: 'overlap' };
    if (running && overlap === 'queue') {
      if (waiting >= MOST_QUEUED) return { at, outcome: 'skipped', reason: 'queueFull' };
      waiting += 1;
      return { at, outcome: 'queued', reason: 'overlap' };
    }
    running = true;
    return { at, outcome: 'fired' };
  });
}

/** The next occurrences of a schedule, in its own time zone, clock changes included. */
export function nextOccurrences(config: ScheduleConfig, count: number, from: Date): Date[] {
  return new Cron(config.cron, { timezone: config.timezone ?? 'UTC', paused: true }).nextRuns(count, from);
}

/**
 * Fires what is due, by the database's clock: ours may be behind it, and what is due there would not be here. Each occurrence is a row
 * of its own, so that it cannot be fired twice whoever tries.
 */
export async function fireSchedules(db: PoolClient): Promise<Ring[]> {
  const { rows } = await db.query<DueRow & { now: Date }>(
    `select t.id, t.workspace_id, t.flow_id, t.environment_id, d.version, t.config, t.ordered, t.next_due_at, now() as now,
            (v.document::json -> 'settings' ->> 'timezone') as timezone
       from triggers t join deployments d using (workspace_id, flow_id, environment_id)
       join flow_versions v on v.workspace_id = d.workspace_id and v.flow_id = d.flow_id and v.version = d.version
      where t.active and d.active and t.kind = 'schedule' and t.next_due_at <= now() for update of t skip locked limit 100`,
  );
  const rings: Ring[] = [];
  for (const row of rows) {
    await db.query('savepoint one');
    try {
      rings.push(...(await fireDue(db, row, row.now.getTime())));
    } catch (error) {
      // Nobody else's schedule waits for this one to be put right.
      await db.query('rollback to savepoint one');
      if (isAway(error)) throw error;
      await db.query(
        `update triggers set last_result = $2, next_due_at = now() + interval '${BROKEN_AGAIN}' where id = $1`,
        [row.id, JSON.stringify({ ok: false, failure: unreadable(row, error).toData() })],
      );
    }
  }
  return rings;
}

function unreadable(row: DueRow, cause: unknown): Failure {
  const { cron = '' }: Partial<ScheduleConfig> = JSON.parse(row.config);
  const message = cause instanceof Error ? cause.message : String(cause);
  return new Failure('config', 'engine.badSchedule', { flow: row.flow_id, cron, message }, { cause });
}

async function fireDue(db: PoolClient, row: DueRow, now: number): Promise<Ring[]> {
  const config: ScheduleConfig = JSON.parse(row.config);
  config.timezone ??= row.timezone ?? 'UTC';
  const cron = new Cron(config.cron, { timezone: config.timezone, paused: true });
  const due: Date[] = [];
  let next: Date | null = row.next_due_at;
  for (; next !== null && next.getTime() <= now && due.length < MOST_MISSED; next = cron.nextRun(next)) due.push(next);
  const more = next !== null && next.getTime() <= now;
  const rings: Ring[] = [];
  const queued = config.overlap === 'queue' ? await countQueued(db, row.id) : 0;
  const decisions = decide(due, config, await isBusy(db, row.id), now, more, queued);
  await noteFull(db, row, decisions);
  for (const decision of decisions) rings.push(...(await occur(db, row, decision, now)));
  await db.query('update triggers set next_due_at = $2 where id = $1', [row.id, next]);
  return rings;
}

/** Occurrences that waited for an earlier run, once it has ended: one at a time. */
export async function fireQueued(db: PoolClient, now = Date.now()): Promise<Ring[]> {
  const { rows } = await db.query<DueRow & { scheduled_at: Date }>(
    `select distinct on (t.id) t.id, t.workspace_id, t.flow_id, t.environment_id, d.version, t.config, t.ordered, t.next_due_at, o.scheduled_at
       from occurrences o join triggers t on t.id = o.trigger_id join deployments d using (workspace_id, flow_id, environment_id)
      where o.outcome = 'queued' and t.active and d.active order by t.id, o.scheduled_at`,
  );
  const rings: Ring[] = [];
  for (const row of rows) {
    if (await isBusy(db, row.id)) continue;
    await db.query('delete from occurrences where trigger_id = $1 and scheduled_at = $2', [row.id, row.scheduled_at]);
    rings.push(...(await occur(db, row, { at: row.scheduled_at, outcome: 'fired' }, now)));
  }
  return rings;
}

async function countQueued(db: PoolClient, triggerId: string): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    "select count(*)::int as n from occurrences where trigger_id = $1 and outcome = 'queued'",
    [triggerId],
  );
  return rows[0]?.n ?? 0;
}

/** Said once: those after the first are left out for the same reason. */
async function noteFull(db: PoolClient, row: DueRow, decisions: readonly Decision[]): Promise<void> {
  const first = decisions.find(({ reason }) => reason === 'queueFull');
  if (first === undefined) return;
  const { rows } = await db.query<{ reason: string | null }>(
    'select reason from occurrences where trigger_id = $1 order by scheduled_at desc limit 1',
    [row.id],
  );
  if (rows[0]?.reason === 'queueFull') return;
  const data = {
    triggerId: row.id,
    environmentId: row.environment_id,
    from: first.at.toISOString(),
    most: MOST_QUEUED,
  };
  await db.query(
    `insert into events (id, workspace_id, type, subject, actor, data) values ($1, $2, 'trigger.queueFull', $3, 'engine', $4)`,
    [uuidv7(), row.workspace_id, `flow:${row.flow_id}`, JSON.stringify(data)],
  );
}

async function isBusy(db: PoolClient, triggerId: string): Promise<boolean> {
  const { rowCount } = await db.query('select 1 from runs where trigger_id = $1 and ended_at is null limit 1', [
    triggerId,
  ]);
  return rowCount !== 0;
}

async function occur(db: PoolClient, row: DueRow, decision: Decision, now: number): Promise<Ring[]> {
  const inserted = await db.query(
    'insert into occurrences (trigger_id, scheduled_at, outcome, reason) values ($1, $2, $3, $4) on conflict do nothing',
    [row.id, decision.at, decision.outcome, decision.reason ?? null],
  );
  if (inserted.rowCount === 0 || decision.outcome !== 'fired') return [];
  const scheduledAt = decision.at.toISOString();
  const input = JSON.stringify({ scheduledAt, firedAt: new Date(now).toISOString(), occurrence: scheduledAt });
  const stored = await storeArrivals(db, [
    {
      workspaceId: row.workspace_id,
      flowId: row.flow_id,
      version: row.version,
      environmentId: row.environment_id,
      triggerId: row.id,
      cause: 'schedule',
      queue: 'live',
      startedAt: now,
      ...(row.ordered ? { lane: `${row.flow_id}:${row.environment_id}` } : {}),
      items: [{ recordId: uuidv7(), input }],
    },
  ]);
  await db.query('update occurrences set run_id = $3 where trigger_id = $1 and scheduled_at = $2', [
    row.id,
    decision.at,
    stored.batches[0]?.runId ?? null,
  ]);
  await db.query('update triggers set last_fired_at = now() where id = $1', [row.id]);
  afterCommit(db, () => happened('fired', { lateMs: now - decision.at.getTime() }));
  return stored.batches.map(({ batchId }): Ring => ({ queue: 'live', kind: 'batch', id: batchId }));
}
