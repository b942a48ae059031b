import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeInstanceLock } from './instance-lock.ts';
import { identifyProcess } from './process-identity.ts';

let dataRoot: string;
beforeEach(async () => {
  dataRoot = await mkdtemp(join(tmpdir(), 'raccord lock '));
});
afterEach(() => rm(dataRoot, { recursive: true, force: true }));

const lockFile = () => join(dataRoot, 'instance.lock');
const refusal = (pid: unknown) => ({ kind: 'config', code: 'boot.dataFolderInUse', params: { folder: dataRoot, pid } });

describe('takeInstanceLock', () => {
  it('lets one in at a time', async () => {
    const lock = await takeInstanceLock(dataRoot);
    await expect(takeInstanceLock(dataRoot)).rejects.toMatchObject(refusal(process.pid));
    await lock.release();
    await (await takeInstanceLock(dataRoot)).release();
    expect(await readdir(dataRoot)).toEqual([]);
  });

  it('lets exactly one in of many that come together, also over a stale lock', async () => {
    await writeLock({ pid: process.pid, startedAt: 'another time', host: hostname() });
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => takeInstanceLock(dataRoot)));
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
  });

  it('refuses while another process holds it, and takes it over when that one was killed', async () => {
    const script = `import { takeInstanceLock } from ${JSON.stringify(join(import.meta.dirname, 'instance-lock.ts'))};
      await takeInstanceLock(${JSON.stringify(dataRoot)}); console.log('taken'); setInterval(() => {}, 60_000);`;
    const other = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(createInterface(other.stdout), 'line');
    await expect(takeInstanceLock(dataRoot)).rejects.toMatchObject(refusal(other.pid));
    other.kill('SIGKILL');
    await once(other, 'exit');
    await (await takeInstanceLock(dataRoot)).release();
  });

  it('is not fooled by a pid that another process got', async () => {
    await writeLock({ pid: process.pid, startedAt: 'another time', host: hostname() });
    const lock = await takeInstanceLock(dataRoot);
    const { startedAt } = (await identifyProcess(process.pid))!;
    expect(JSON.parse(await readFile(lockFile(), 'utf8'))).toEqual({ pid: process.pid, startedAt, host: hostname() });
    await lock.release();
  });

  it('refuses while a machine whose processes we cannot see keeps it alive', async () => {
    await writeLock({ pid: 1, startedAt: 'then', host: 'another-container' });
    const beat = setInterval(() => void utimes(lockFile(), new Date(), new Date()), 500);
    await expect(takeInstanceLock(dataRoot)).rejects.toMatchObject(refusal(1));
    clearInterval(beat);
  });

  it.each([
    ['of another machine, long quiet', JSON.stringify({ pid: 1, startedAt: 'then', host: 'another-container' })],
    ['written by half', '{"pid":12'],
    ['empty', ''],
  ])('takes over a lock that is %s', async (_, content) => {
    await writeFile(lockFile(), content);
    await (await takeInstanceLock(dataRoot)).release();
  });

  it('does not remove the lock of one that took over', async () => {
    const lock = await takeInstanceLock(dataRoot);
    await writeLock({ pid: 1, startedAt: 'then', host: 'another-container' });
    await lock.release();
    expect(await readdir(dataRoot)).toEqual(['instance.lock']);
  });

  it('says so when the folder cannot be made', async () => {
    await writeFile(join(dataRoot, 'file'), '');
    await expect(takeInstanceLock(join(dataRoot, 'file', 'below'))).rejects.toMatchObject({
      code: 'boot.dataFolderUnwritable',
    });
  });
});

async function writeLock(holder: { pid: number; startedAt: string; host: string }): Promise<void> {
  await writeFile(lockFile(), JSON.stringify(holder));
}
