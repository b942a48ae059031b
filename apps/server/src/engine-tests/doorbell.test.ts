import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDoorbell } from '@raccord/runtime/queue/bullmq-doorbell';
import { uuidv7 } from '@raccord/runtime/uuid';
import pino from 'pino';
import { expect, it } from 'vitest';
import { ringAgain, roomToRing } from '../reconciler/reconcile.ts';
import { startRedisServer } from '../testing/redis-server.ts';
import { testEngine } from '../testing/test-engine.ts';
import { flow, start } from './flow.ts';

const searchPath = '/usr/local/bin:/usr/bin:/bin';
it('a queue that is away does not keep whoever rings waiting, nor remember what was rung', async ({ skip }) => {
  const folder = await mkdtemp(join(tmpdir(), 'raccord-doorbell-'));
  const first = await startRedisServer(searchPath, folder);
  if (first === undefined) return skip('no redis-server here');
  const doorbell = createDoorbell({ redisUrl: first.url }, pino({ level: 'silent' }));
  const ring = () => doorbell.ring([{ queue: 'live', kind: 'batch', id: uuidv7() }]);
  await ring();
  expect(await doorbell.waiting('live')).toBe(1);
  await first.stop();
  const began = performance.now();
  const results = await Promise.allSettled(Array.from({ length: 50 }, ring));
  expect(performance.now() - began).toBeLessThan(8_000);
  expect(new Set(results.map((result) => result.status))).toEqual(new Set(['rejected']));
  const again = await startRedisServer(searchPath, folder, { port: new URL(first.url).port });
  await expect.poll(() => ring().then(() => 'rung', String), { timeout: 10_000 }).toBe('rung');
  expect(await doorbell.waiting('live')).toBeLessThan(10);
  await doorbell.close();
  await again?.stop();
  await rm(folder, { recursive: true, force: true });
});

it('what nobody hears is not rung for without end', async () => {
  const engine = await testEngine();
  const client = await engine.pool.connect();
  try {
    await engine.worker.stop();
    await engine.reconciler.stop();
    await engine.deploy(flow('unheard', [start], []));
    for (let n = 0; n < 5; n += 1) await engine.fire('unheard', [{}]);
    await engine.pool.query("update batches set rung_at = now() - interval '1 hour'");
    const { doorbell } = engine.deps.ports;
    expect(await roomToRing(doorbell)).toEqual({ live: 995, bulk: 1_000 });
    expect(await roomToRing({ ...doorbell, waiting: async () => 100_000 })).toEqual({ live: 1, bulk: 1 });
    const first = await ringAgain(client, { live: 2, bulk: 1 });
    const second = await ringAgain(client, { live: 2, bulk: 1 });
    expect(new Set([...first, ...second].map((ring) => ring.id)).size).toBe(4);
  } finally {
    client.release();
    await engine.close();
  }
});
