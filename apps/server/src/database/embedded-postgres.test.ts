import { cp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OwnDataRoot, ownDataRoot } from '../testing/own-postgres.ts';
import { query } from '../testing/query.ts';
import { embeddedPostgresUrl } from './embedded-postgres.ts';
import { identifyProcess } from './process-identity.ts';

let own: OwnDataRoot;
beforeEach(async () => {
  own = await ownDataRoot();
});
afterEach(() => own.remove());

describe('startEmbeddedPostgres', () => {
  it('makes a database, keeps it over a stop, and leaves no process behind', async () => {
    const first = await own.start({});
    expect(first.adopted).toBe(false);
    await query(first.url, `CREATE TABLE kept AS SELECT 'Éclair' AS name`);
    const settings = 'fsync synchronous_commit full_page_writes listen_addresses data_checksums server_encoding';
    const values = await Promise.all(settings.split(' ').map((name) => query(first.url, `SHOW ${name}`)));
    expect(values.map((rows) => Object.values(rows[0]!)[0])).toEqual(['on', 'on', 'on', '127.0.0.1', 'on', 'UTF8']);
    await first.stop();
    expect(await identifyProcess(first.pid)).toBeUndefined();

    const second = await own.start();
    expect(await query(second.url, 'SELECT lower(name) AS name FROM kept')).toEqual([{ name: 'éclair' }]);
    expect(await embeddedPostgresUrl(own.dataRoot)).toBe(second.url);
    await second.stop();
    expect(await embeddedPostgresUrl(own.dataRoot)).toBeUndefined();
  });

  it('lets nobody in without the password, which only the owner of the data root can read', async () => {
    const { url } = await own.start();
    const guess = new URL(url);
    guess.password = 'guess';
    await expect(query(guess.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    expect((await stat(join(own.dataRoot, 'postgres.json'))).mode & 0o777).toBe(0o600);
  });

  it('refuses the data of another version of PostgreSQL, and leaves them as they are', async () => {
    const first = await own.start();
    await first.stop();
    await writeFile(join(first.dataFolder, 'PG_VERSION'), '17\n');
    await expect(own.start()).rejects.toMatchObject({
      kind: 'config',
      code: 'boot.databaseVersion',
      params: { where: first.dataFolder, found: '17', needed: '18' },
    });
    expect(await readFile(join(first.dataFolder, 'PG_VERSION'), 'utf8')).toBe('17\n');
  });

  it('says what PostgreSQL said when it does not start', async () => {
    await expect(own.start({ shared_buffers: 'plenty' })).rejects.toMatchObject({
      code: 'boot.databaseStopped',
      params: { message: expect.stringContaining('invalid value for parameter "shared_buffers"') },
    });
  });

  it('follows a data root that was moved, and gives a copied one a database of its own', async () => {
    const first = await own.start();
    await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS id');
    await first.stop();
    const elsewhere = await ownDataRoot();
    const copy = await ownDataRoot();
    try {
      await cp(own.dataRoot, copy.dataRoot, { recursive: true });
      await rm(join(copy.dataRoot, 'postgres'), { recursive: true, force: true });
      const copied = await copy.start();
      await expect(query(copied.url, 'SELECT id FROM kept')).rejects.toThrow('does not exist');

      await rm(elsewhere.dataRoot, { recursive: true });
      await rename(own.dataRoot, elsewhere.dataRoot);
      const moved = await elsewhere.start();
      expect(await query(moved.url, 'SELECT id FROM kept')).toEqual([{ id: 7 }]);
    } finally {
      await copy.remove();
      await elsewhere.remove();
    }
  });
});
