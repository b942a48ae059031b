import {
  createPostgresBackend,
  type Job,
  Queue,
  type QueueOptions,
  runMigrations,
  Worker,
  type WorkerOptions,
} from 'bullmq';
import pg from 'pg';
import type { Doorbell, Listener, Log, QueueName, Ring } from '../ports.ts';

/** Where the queue lives: on Redis, or beside our tables in PostgreSQL. */
export type DoorbellPlace = { redisUrl: string; prefix?: string } | { postgresUrl: string };

const BULLMQ_SCHEMA = 'bullmq';
const names: Record<QueueName, string> = { live: 'raccord-live', bulk: 'raccord-bulk' };

/**
 * BullMQ as a doorbell: a job says "look at this batch" and carries its id, nothing else (but where it came from, where work is traced). Losing jobs, running one twice, or two
 * jobs for one batch are all harmless, since a batch is claimed in our own tables; so retries, job schedulers and stalled-job
 * limits of the queue are not used. The settings come from reliability.md §2.3.
 */
export function createDoorbell(place: DoorbellPlace, log: Log): Doorbell {
  const queues = new Map<QueueName, Queue>();
  const listeners = new Set<Worker>();
  let count = 0;
  const onError = (error: Error) => log.warn({ error: error.message }, 'queue');

  const queueOf = (name: QueueName): Queue => {
    let queue = queues.get(name);
    if (queue === undefined) {
      queue = newQueue(place, name);
      queue.on('error', onError);
      queues.set(name, queue);
    }
    return queue;
  };

  return {
    async ring(rings) {
      const byQueue = Map.groupBy(rings, (ring) => ring.queue);
      await Promise.all(
        [...byQueue].map(([name, group]) => {
          const jobs = group.map((ring) => {
            count += 1;
            const opts = {
              jobId: `${ring.id}-${process.pid}-${count}`,
              ...(ring.first === true ? { lifo: true } : {}),
            };
            const data = { id: ring.id, ...(ring.trace === undefined ? {} : { trace: ring.trace }) };
            return { name: ring.kind, data, opts };
          });
          const [first] = jobs;
          return jobs.length === 1 && first
            ? queueOf(name).add(first.name, first.data, first.opts)
            : queueOf(name).addBulk(jobs);
        }),
      );
    },
    waiting: (name) => queueOf(name).getWaitingCount(),
    async listen(name, concurrency, handle) {
      const processor = async (job: Job) =>
        handle({
          queue: name,
          kind: job.name as Ring['kind'],
          id: String(job.data.id),
          ...(Array.isArray(job.data.trace) ? { trace: job.data.trace.map(String) } : {}),
        });
      const worker = newWorker(place, name, concurrency, processor);
      worker.on('error', onError);
      listeners.add(worker);
      await worker.waitUntilReady();
      const listener: Listener = {
        async close() {
          listeners.delete(worker);
          await worker.close();
        },
      };
      return listener;
    },
    async close() {
      await Promise.all([...listeners].map((worker) => worker.close()));
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
}

/** Makes BullMQ's own tables, under its own lock; nothing to do on Redis. */
export async function prepareDoorbell(place: DoorbellPlace): Promise<void> {
  if ('redisUrl' in place) return;
  const client = new pg.Client({ connectionString: place.postgresUrl });
  await client.connect();
  try {
    await runMigrations(client, BULLMQ_SCHEMA);
  } finally {
    await client.end();
  }
}

/**
 * Seconds between two looks for a job without having been rung for, and how long an answer to one is waited for. Together they are how
 * long a worker whose connections died without a word hears nothing: what it looks for was asked on one of them.
 */
const LOOK_S = 8;
const ANSWER_MS = 5_000;

const jobOptions = { removeOnComplete: true, removeOnFail: true, attempts: 1 };

function newQueue(place: DoorbellPlace, name: QueueName): Queue {
  if ('redisUrl' in place)
    return new Queue(names[name], { ...redisOptions(place, 'ring'), defaultJobOptions: jobOptions });
  const options = { connection: postgresConnection(place, 3), defaultJobOptions: jobOptions };
  return new Queue(names[name], options as QueueOptions<never>, createPostgresBackend as never) as Queue;
}

function newWorker(
  place: DoorbellPlace,
  name: QueueName,
  concurrency: number,
  processor: (job: Job) => Promise<void>,
): Worker {
  const common = {
    concurrency,
    // A ring wakes whoever listens; looking without one is for a connection that died without a word.
    drainDelay: LOOK_S,
    lockDuration: 60_000,
    stalledInterval: 30_000,
    maxStalledCount: 1_000,
    runRetryDelay: 500,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
  };
  if ('redisUrl' in place) return new Worker(names[name], processor, { ...common, ...redisOptions(place, 'listen') });
  const options = { ...common, connection: postgresConnection(place, 2) };
  return new Worker(names[name], processor, options as WorkerOptions<never>, createPostgresBackend as never) as Worker;
}

/**
 * Whoever listens waits for a Redis that is away; whoever rings does not, and nothing is kept in memory to be rung later: the
 * reconciler rings again.
 */
const whileAway = {
  listen: { maxRetriesPerRequest: null },
  ring: { maxRetriesPerRequest: 1, enableOfflineQueue: false },
};

function redisOptions(place: { redisUrl: string; prefix?: string }, what: keyof typeof whileAway) {
  const url = new URL(place.redisUrl);
  const connection = {
    host: url.hostname,
    port: Number(url.port || 6379),
    db: Number(url.pathname.slice(1) || 0),
    ...(url.username === '' ? {} : { username: decodeURIComponent(url.username) }),
    ...(url.password === '' ? {} : { password: decodeURIComponent(url.password) }),
    ...(url.protocol === 'rediss:' ? { tls: {} } : {}),
    ...whileAway[what],
  };
  return { connection, ...(place.prefix === undefined ? {} : { prefix: place.prefix }) };
}

/** Rings may be lost, so that the queue need not wait for the disk: without this every job waits four times. */
const NO_WAIT = '-c synchronous_commit=off';

function postgresConnection(place: { postgresUrl: string }, max: number) {
  // Packets may vanish without a word: what is not answered in time is given up for another connection.
  const patience = { connectionTimeoutMillis: 5_000, query_timeout: ANSWER_MS, keepAliveInitialDelayMillis: 10_000 };
  const connectionString = place.postgresUrl;
  // Kept from one look to the next: opening one costs as much as fifty looks.
  const idleTimeoutMillis = 2 * LOOK_S * 1_000;
  return {
    connectionString,
    schema: BULLMQ_SCHEMA,
    max,
    keepAlive: true,
    idleTimeoutMillis,
    options: NO_WAIT,
    ...patience,
  };
}
