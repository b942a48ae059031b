import { chmod, chown, mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startPostgresProcess } from '../testing/embedded-postgres-process.ts';
import { type OwnDataRoot, ownDataRoot } from '../testing/own-postgres.ts';
import { query } from '../testing/query.ts';
import { runsAsRoot } from './postgres-account.ts';

let own: OwnDataRoot;
beforeEach(async () => {
  own = await ownDataRoot();
});
afterEach(() => own.remove());

describe.runIf(runsAsRoot())('startEmbeddedPostgres as root', () => {
  it('runs as another user, outside the closed folder, and starts empty when the data root was deleted', async () => {
    const first = await startPostgresProcess(own.dataRoot);
    expect((await stat(first.dataFolder)).uid).not.toBe(0);
    expect((await stat(`/proc/${first.pid}`)).uid).not.toBe(0);
    await query(first.url, 'CREATE TABLE gone AS SELECT 7 AS id');
    first.child.kill('SIGKILL');
    await rm(own.dataRoot, { recursive: true });

    const second = await own.start();
    await expect(query(second.url, 'SELECT id FROM gone')).rejects.toThrow('does not exist');
    const aside = /moved to (.+)$/.exec(own.lines[0]!)![1]!;
    expect(await readFile(join(aside, 'data', 'PG_VERSION'), 'utf8')).toBe('18\n');
    await rm(aside, { recursive: true });
  });

  it('works for an ordinary user, in that user’s own folder', async () => {
    const user = { uid: 65_534, gid: 65_534 };
    const parent = await mkdtemp(join(tmpdir(), 'raccord ordinary '));
    await chown(parent, user.uid, user.gid);
    await chmod(parent, 0o700);
    try {
      const dataRoot = join(parent, 'my flows', '.raccord');
      const first = await startPostgresProcess(dataRoot, user);
      expect(first.dataFolder).toBe(join(dataRoot, 'postgres'));
      expect((await stat(`/proc/${first.pid}`)).uid).toBe(user.uid);
      await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS id');
      await first.end();
      // Where the database is was forgotten, and its password with it.
      await rm(join(dataRoot, 'postgres.json'));
      const second = await startPostgresProcess(dataRoot, user);
      expect(second.url).not.toBe(first.url);
      expect(await query(second.url, 'SELECT id FROM kept')).toEqual([{ id: 7 }]);
      await second.end();
    } finally {
      await rm(parent, { recursive: true });
    }
  });

  it('goes on as the owner of data that an ordinary user made', async () => {
    const user = { uid: 65_534, gid: 65_534 };
    const parent = await mkdtemp(join(tmpdir(), 'raccord ordinary '));
    await chown(parent, user.uid, user.gid);
    try {
      const dataRoot = join(parent, '.raccord');
      await mkdir(dataRoot);
      await chown(dataRoot, user.uid, user.gid);
      await (await startPostgresProcess(dataRoot, user)).end();
      const asRoot = await startPostgresProcess(dataRoot);
      expect(asRoot.dataFolder).toBe(join(dataRoot, 'postgres'));
      expect((await stat(`/proc/${asRoot.pid}`)).uid).toBe(user.uid);
      await asRoot.end();
    } finally {
      await rm(parent, { recursive: true });
    }
  });
});
