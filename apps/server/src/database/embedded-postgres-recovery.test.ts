import { once } from 'node:events';
import { readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startPostgresProcess } from '../testing/embedded-postgres-process.ts';
import { type OwnDataRoot, ownDataRoot } from '../testing/own-postgres.ts';
import { query } from '../testing/query.ts';
import { makeProcess, makeZombie } from '../testing/strangers.ts';
import { embeddedPostgresUrl } from './embedded-postgres.ts';
import { identifyProcess } from './process-identity.ts';

let own: OwnDataRoot;
beforeEach(async () => {
  own = await ownDataRoot();
});
afterEach(() => own.remove());

describe('startEmbeddedPostgres after a crash', () => {
  it('starts PostgreSQL again under the same address when it is killed, with all that was committed', async () => {
    const postgres = await own.start({});
    await query(postgres.url, 'CREATE TABLE kept AS SELECT 7 AS id');
    const killed = postgres.pid;
    process.kill(killed, 'SIGKILL');
    await expect.poll(() => postgres.pid, { timeout: 15_000 }).not.toBe(killed);
    expect(await query(postgres.url, 'SELECT id FROM kept')).toEqual([{ id: 7 }]);
    expect(own.lines).toEqual([
      expect.stringContaining('ended by itself'),
      expect.stringContaining(`runs again (process ${postgres.pid})`),
    ]);
  });

  it('stops for good while a restart is under way', async () => {
    const postgres = await own.start();
    process.kill(postgres.pid, 'SIGKILL');
    await expect.poll(() => own.lines.length).toBe(1);
    await postgres.stop();
    expect(await embeddedPostgresUrl(own.dataRoot)).toBeUndefined();
  });

  it('adopts the PostgreSQL of a server that was killed, and stops it', async () => {
    const server = await startPostgresProcess(own.dataRoot);
    server.child.kill('SIGKILL');
    await once(server.child, 'exit');
    expect(await identifyProcess(server.pid)).toBeDefined();

    const adopted = await own.start();
    expect(adopted).toMatchObject({ adopted: true, pid: server.pid, url: server.url });
    await adopted.stop();
    expect(await identifyProcess(server.pid)).toBeUndefined();
  });

  it('watches over an adopted PostgreSQL too', async () => {
    const server = await startPostgresProcess(own.dataRoot);
    server.child.kill('SIGKILL');
    const adopted = await own.start();
    process.kill(server.pid, 'SIGKILL');
    await expect.poll(() => adopted.pid, { timeout: 15_000 }).not.toBe(server.pid);
    expect(await query(adopted.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it.each(['a zombie', 'another program'])('starts although the pid it left behind is now %s', async (what) => {
    const first = await own.start();
    await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS id');
    await first.stop();
    const owner = await stat(first.dataFolder);
    const stranger = what === 'a zombie' ? await makeZombie(owner) : await makeProcess(owner);
    try {
      const left = [
        stranger.pid,
        first.dataFolder,
        1_700_000_000,
        5432,
        '',
        '127.0.0.1',
        '  12345     67890',
        'ready',
        '',
      ];
      await writeFile(join(first.dataFolder, 'postmaster.pid'), left.join('\n'));
      const second = await own.start();
      expect(second.adopted).toBe(false);
      expect(await query(second.url, 'SELECT id FROM kept')).toEqual([{ id: 7 }]);
    } finally {
      stranger.end();
    }
  });

  it('starts over an empty pid file', async () => {
    const first = await own.start();
    await first.stop();
    await writeFile(join(first.dataFolder, 'postmaster.pid'), '');
    await expect(own.start()).resolves.toMatchObject({ adopted: false });
  });

  it('begins anew when it was killed while it made the data folder', async () => {
    const first = await own.start();
    await first.stop();
    const { dataFolder } = first;
    // As it was at that moment: complete up to a point, under the other name.
    await rename(dataFolder, `${dataFolder}.new-4711`);
    await rm(join(`${dataFolder}.new-4711`, 'base'), { recursive: true });
    const second = await own.start();
    expect(second.dataFolder).toBe(dataFolder);
    expect(await query(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await readdir(dirname(dataFolder))).not.toContain(`${basename(dataFolder)}.new-4711`);
  });
});
