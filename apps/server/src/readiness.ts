import { Failure } from '@raccord/contract';
import type { Doorbell } from '@raccord/runtime/ports';
import type { Pool } from 'pg';
import { isMigrated } from './stores/migrate.ts';
import { workerLives } from './stores/workers.ts';

/** `requests`: what answering needs. `work`: also what carries out what was accepted. */
export type Purpose = 'requests' | 'work';
/** @throws Failure `transient` that says what is missing */
export type Readiness = (purpose: Purpose) => Promise<void>;

/** Anybody may ask, so that however often it is asked the database is asked once in this time. */
const FRESH_MS = 1_000;
/** What does not answer within this is not there. */
const PATIENCE_MS = 2_000;
const COME_AGAIN_MS = 5_000;

/** Looks at what must be there, in the order in which one thing needs the other, and names the first that is missing. */
export function createReadiness(pool: Pool, queue: Pick<Doorbell, 'waiting'>): Readiness {
  const inTime = <T>(asked: Promise<T>) => within(PATIENCE_MS, asked);
  const looks = {
    requests: remembered(async () => {
      const migrated = await inTime(isMigrated(pool)).catch(() => missing('server.notReady'));
      if (!migrated) missing('server.notMigrated');
    }),
    work: remembered(async () => {
      await inTime(queue.waiting('live')).catch(() => missing('server.noQueue'));
      const alive = await inTime(workerLives(pool)).catch(() => missing('server.notReady'));
      if (!alive) missing('server.noWorker');
    }),
  };
  return async (purpose) => {
    await looks.requests();
    if (purpose === 'work') await looks.work();
  };
}

function missing(code: 'server.notReady' | 'server.notMigrated' | 'server.noQueue' | 'server.noWorker'): never {
  throw new Failure('transient', code, {}, { retryAfterMs: COME_AGAIN_MS });
}

function remembered(look: () => Promise<void>): () => Promise<void> {
  let last: { seen: Promise<void>; at: number } | undefined;
  return () => {
    if (last === undefined || performance.now() - last.at > FRESH_MS) last = { seen: look(), at: performance.now() };
    return last.seen;
  };
}

async function within<T>(ms: number, asked: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('no answer in time')), ms);
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}
