import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { superviseWorker } from './worker-supervisor.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'raccord-supervisor-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

it('a worker that could not even be started is started again', async () => {
  const entry = join(folder, 'worker.mjs');
  await writeFile(
    entry,
    "process.send({ type: 'ready', workerId: 'w' }); process.on('SIGTERM', () => process.exit(0));",
  );
  const node = process.execPath;
  // As when the machine has no process left to give.
  process.execPath = join(folder, 'nowhere');
  const worker = superviseWorker({ entry, env: {}, log, onDeath: () => undefined });
  try {
    await new Promise((resolve) => setTimeout(resolve, 50));
    process.execPath = node;
    await Promise.race([
      worker.ready,
      new Promise((_, reject) => setTimeout(() => reject(new Error('never ready')), 5_000)),
    ]);
    expect(worker.pid()).toBeGreaterThan(0);
  } finally {
    process.execPath = node;
    await worker.stop(1_000);
  }
});
