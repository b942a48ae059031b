import type { Listener, Ports } from '../ports.ts';
import { runPoll } from '../triggers/run-poll.ts';
import { uuidv7 } from '../uuid.ts';
import { BatchWorker } from './batch-worker.ts';
import { lifeSignal } from './life-signal.ts';

/** How a worker shows that it lives; see `WorkerLease`. */
export type WorkerLease = {
  /** @returns false when others have taken this worker for dead and may have its batches */
  beat(workerId: string): Promise<boolean>;
  /**
   * Returns batches to the queue, and sets triggers free, that say they are this worker's and are not in its hands: the answer to their
   * claim was lost.
   */
  giveBack(workerId: string, inHand: string[]): Promise<void>;
  leave(workerId: string): Promise<void>;
  /** Milliseconds by which our clock is off the database's. */
  skewMs(): Promise<number>;
};

export type WorkerOptions = { liveAtOnce: number; bulkAtOnce: number; beatMs: number };
const defaults: WorkerOptions = { liveAtOnce: 4, bulkAtOnce: 2, beatMs: 1_000 };
/** Without a beat for this long others take our batches; we stop a little before that. */
const DEAD_AFTER_MS = 3_500;
const STOP_AFTER_MS = 2_750;
/** A clock further off than this does damage on BullMQ's PostgreSQL backend (reliability.md §2.4). */
const MOST_SKEW_MS = 2_000;

/** Beats between two looks for batches that got lost on the way to us. */
const GIVE_BACK_EVERY = 5;

export { DEAD_AFTER_MS };

export type RunningWorker = {
  readonly id: string;
  /** Takes no new work, finishes what it has, leaves. */
  stop(): Promise<void>;
};

/** Starts taking work from both queues. Resolves when the worker is ready. */
export async function startWorker(
  ports: Ports,
  lease: WorkerLease,
  options: Partial<WorkerOptions> = {},
): Promise<RunningWorker> {
  const { liveAtOnce, bulkAtOnce, beatMs } = { ...defaults, ...options };
  const workerId = uuidv7();
  let lastBeat = now();
  const quietFor = () => sinceBeat(lastBeat);
  const newLife = () => lifeSignal(() => quietFor() <= STOP_AFTER_MS);
  let life = newLife();
  const signal = () => {
    // It ended by itself, in a pause that others did not notice.
    if (life.signal.aborted) life = newLife();
    return life.signal;
  };
  const worker = new BatchWorker(ports, workerId, signal);
  await lease.beat(workerId);

  const stopping = new AbortController();
  let beats = 0;
  const beat = async () => {
    // After a long pause (a suspended machine, a blocked process) our batches may already be another's.
    if (quietFor() > STOP_AFTER_MS) abort();
    // The time it was sent: the answer may have waited for us while we stood still.
    const sent = now();
    try {
      const known = await lease.beat(workerId);
      if (!known) abort();
      if (++beats % GIVE_BACK_EVERY === 0) await lease.giveBack(workerId, [...worker.inHand]);
      lastBeat = sent;
    } catch (error) {
      ports.log.warn({ error: String(error) }, 'could not show that this worker lives');
      if (quietFor() > STOP_AFTER_MS) abort();
    }
  };
  const abort = () => {
    life.abort();
    life = newLife();
  };
  const timer = setInterval(() => void beat(), beatMs);

  const inHand = new Set<Promise<void>>();
  const take = (job: Promise<void>) => {
    inHand.add(job);
    return job.finally(() => inHand.delete(job));
  };
  const skewed = clockGuard(lease, ports);
  const listeners: Listener[] = [
    await ports.doorbell.listen('live', liveAtOnce, async (ring) => {
      if (await skewed()) return;
      if (ring.kind === 'ask') await take(ports.connections.answer(ring.id, signal()));
      else if (ring.kind === 'flowAsk') await take(ports.flowAsks.answer(ring.id));
      else if (ring.kind === 'subscription') await take(ports.subscriptions.tend(ring.id, signal()));
      else if (ring.kind === 'alert') await take(ports.alerts.deliver(ring.id, signal()));
      else await take(worker.runBatch(ring.id));
    }),
    await ports.doorbell.listen('bulk', bulkAtOnce, async (ring) => {
      if (await skewed()) return;
      const signals = { lost: signal(), stopping: stopping.signal };
      await take(ring.kind === 'poll' ? runPoll(ring.id, ports, worker, workerId, signals) : worker.runBatch(ring.id));
    }),
  ];

  return {
    id: workerId,
    async stop() {
      if (stopping.signal.aborted) return;
      // A reading may take hours: it ends at its next page.
      stopping.abort();
      await Promise.all(listeners.map((listener) => listener.close()));
      await Promise.all(inHand);
      clearInterval(timer);
      await lease.leave(workerId).catch(() => undefined);
    },
  };
}

/** By both clocks: one stands still while a machine sleeps, the other is set now and then. */
const now = () => ({ steady: performance.now(), wall: Date.now() });
const sinceBeat = ({ steady, wall }: ReturnType<typeof now>) => Math.max(performance.now() - steady, Date.now() - wall);

/** Refuses work while the clock is off; asks at most once a minute while it is right. */
function clockGuard(lease: WorkerLease, ports: Ports): () => Promise<boolean> {
  let checkedAt = Number.NEGATIVE_INFINITY;
  let skewed = false;
  let looking: Promise<boolean> | undefined;
  const look = async () => {
    const skewMs = await lease.skewMs();
    // Only now: whoever comes while we look waits for what is seen, and a look that failed was none.
    checkedAt = performance.now();
    skewed = Math.abs(skewMs) > MOST_SKEW_MS;
    if (skewed)
      ports.log.error({ skewMs }, "this machine's clock is off the database's; no work is taken until it is set right");
    return skewed;
  };
  return async () => {
    if (performance.now() - checkedAt < (skewed ? 1_000 : 60_000)) return skewed;
    looking ??= look().finally(() => {
      looking = undefined;
    });
    return looking;
  };
}
