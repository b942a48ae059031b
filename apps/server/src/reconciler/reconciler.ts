import type { ConnectorRegistry } from '@raccord/contract';
import { failPoint } from '@raccord/runtime/fail-points';
import type { Doorbell, Log, Ring } from '@raccord/runtime/ports';
import { DEAD_AFTER_MS } from '@raccord/runtime/worker/start-worker';
import type { Pool, PoolClient } from 'pg';
import { createEditCheck } from '../failures/edit-check.ts';
import { begun, ended } from '../stores/engine/after-commit.ts';
import { wakeDecided } from '../stores/engine/approvals.ts';
import { isAway } from '../stores/engine/persistently.ts';
import { type Asking, subscriptionsDue } from '../stores/engine/subscriptions.ts';
import { undo } from '../stores/engine/undo.ts';
import { closeRuns } from './close-runs.ts';
import { fireQueued, fireSchedules } from './fire-schedules.ts';
import { keepSubscriptions, type Subscribing } from './keep-subscriptions.ts';
import { releaseHeld, ringAgain, roomToRing, takeFromTheDead, wakeDue } from './reconcile.ts';
import { ringPolls } from './ring-polls.ts';
import { advanceJob, ignoreByRule } from './tend-inbox.ts';

const TICK_MS = 500;
/** While nothing is in work, was due, or soon will be. */
const IDLE_TICK_MS = 1_000;
/** Steps of work on many failures in one tick: thousands a second, and what is due does not wait long for them. */
const JOB_STEPS = 4;
/** After the database was away nobody could show that he lives; they get this long to do so. The same when it has only just started. */
const GRACE_MS = 6_000;

export type Reconciler = {
  /** A worker of this machine has died: its batches need not wait for its heartbeat to be missed. */
  workerDied(workerId: string): Promise<void>;
  stop(): Promise<void>;
};

type Task = (db: PoolClient) => Promise<Ring[]>;

/**
 * The engine's clock and its net. Every half second while there is work, every second while there is none, in one of the servers: what is due is fired, what waited is woken, what was
 * lost is rung for again. All of it is read from the tables, so nothing depends on a message that might not have come.
 * @param subscribing absent: vendors are asked for nothing
 * @param registry what corrected records are checked against
 */
export function startReconciler(
  pool: Pool,
  doorbell: Doorbell,
  log: Log,
  subscribing?: Subscribing,
  registry: ConnectorRegistry = {},
): Reconciler {
  const editCheck = createEditCheck(registry);
  let stopped = false;
  let trouble = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;

  const tick = async () => {
    const settled = performance.now() - trouble > GRACE_MS;
    const due = await whatIsDue(pool, subscribing);
    const tasks: Task[] = [];
    if (due.dead && settled) tasks.push((db) => takeFromTheDead(db));
    if (due.schedules) tasks.push(fireSchedules);
    if (due.queued) tasks.push((db) => fireQueued(db));
    if (due.parked) tasks.push(wakeDue);
    if (due.decided) tasks.push(wakeDecided);
    if (due.held) tasks.push(releaseHeld);
    if (due.unrung) {
      const room = await roomToRing(doorbell).catch(() => undefined);
      if (room !== undefined) tasks.push((db) => ringAgain(db, room));
    }
    if (due.polls) tasks.push(ringPolls);
    if (due.leftOpen) tasks.push(closeRuns);
    if (due.subscriptions && subscribing !== undefined) tasks.push((db) => keepSubscriptions(db, subscribing));
    if (due.ignored) tasks.push(ignoreByRule);
    if (due.jobs) for (let step = 0; step < JOB_STEPS; step += 1) tasks.push((db) => advanceJob(db, editCheck));
    for (const task of tasks) await apart(async () => ringSafely(await alone(pool, task)));
    return due.working || tasks.length > 0 ? TICK_MS : IDLE_TICK_MS;
  };
  /** What goes wrong in one task is not the others' matter, unless it is the database that is away. */
  const apart = async (act: () => Promise<void>) => {
    try {
      await act();
    } catch (error) {
      if (isAway(error)) throw error;
      log.error({ error: String(error) }, 'a part of reconciling failed; the others go on');
    }
  };
  const ringSafely = async (rings: Ring[]) => {
    if (rings.length > 0)
      await doorbell.ring(rings).catch((error: unknown) => log.warn({ error: String(error) }, 'could not ring'));
  };
  let running = Promise.resolve(TICK_MS);
  const loop = () => {
    running = tick().catch((error: unknown) => {
      trouble = performance.now();
      log.warn({ error: String(error) }, 'reconciling failed; it goes on');
      return TICK_MS;
    });
    void running.then((pause) => {
      if (!stopped) timer = setTimeout(loop, pause);
    });
  };
  loop();

  return {
    async workerDied(workerId) {
      await ringSafely(await alone(pool, (db) => takeFromTheDead(db, [workerId]))).catch((error: unknown) =>
        log.warn({ error: String(error) }, 'the batches of a dead worker will be found by its missing heartbeat'),
      );
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** In a transaction of its own, under a lock: several servers have a reconciler, one at a time does the work. */
async function alone(pool: Pool, task: Task): Promise<Ring[]> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query('begin');
    begun(client);
    const { rows } = await client.query<{ mine: boolean }>(
      "select pg_try_advisory_xact_lock(hashtext('raccord.reconciler')) as mine",
    );
    const rings = rows[0]?.mine ? await task(client) : [];
    failPoint('reconcile.beforeCommit');
    await client.query('commit');
    ended(client, 'committed');
    failPoint('reconcile.afterCommit');
    return rings;
  } catch (error) {
    ended(client, 'undone');
    broken = await undo(client, error);
    throw error;
  } finally {
    client.release(broken);
  }
}

type Due = {
  dead: boolean;
  schedules: boolean;
  queued: boolean;
  parked: boolean;
  decided: boolean;
  held: boolean;
  unrung: boolean;
  polls: boolean;
  leftOpen: boolean;
  subscriptions: boolean;
  ignored: boolean;
  jobs: boolean;
  working: boolean;
};

/** One look at what there is to do; most of the time there is nothing, and this is all that an idle server asks. */
async function whatIsDue(pool: Pool, { uses, address }: Asking = { uses: [], address: '' }): Promise<Due> {
  const { rows } = await pool.query<Due>({
    name: 'what-is-due',
    text: `select
      pg_postmaster_start_time() < now() - interval '6 seconds' and (
        exists (select 1 from workers where seen_at < now() - interval '${DEAD_AFTER_MS} ms')
        or exists (select 1 from batches b where state = 'running' and not exists (select 1 from workers w where w.id = b.worker_id))
        or exists (select 1 from triggers t where worker_id is not null and not exists (select 1 from workers w where w.id = t.worker_id))) as dead,
      exists (select 1 from triggers where active and kind = 'schedule' and next_due_at <= now()) as schedules,
      exists (select 1 from occurrences where outcome = 'queued') as queued,
      exists (select 1 from parked where due_at <= now()) as parked,
      exists (select 1 from approvals where state in ('approved', 'rejected') and not heard) as decided,
      exists (select 1 from parked where connection_id is not null and reason = 'held') as held,
      exists (select 1 from batches where state = 'queued' and rung_at < now() - interval '5 seconds') as unrung,
      exists (select 1 from triggers where active and kind = 'poll' and next_due_at <= now() and worker_id is null) as polls,
      exists (select 1 from triggers where not active and open_run_id is not null and worker_id is null) as "leftOpen",
      (${subscriptionsDue}) as subscriptions,
      exists (select 1 from failure_groups g where g.ignored_at is not null and exists (
        select 1 from failures f where f.workspace_id = g.workspace_id and f.status = 'open' and f.fingerprint = g.fingerprint)) as ignored,
      exists (select 1 from failure_jobs where ended_at is null) as jobs,
      exists (select 1 from batches) or exists (select 1 from parked where due_at <= now() + interval '2 seconds') as working`,
    values: [uses, address],
  });
  return rows[0]!;
}
