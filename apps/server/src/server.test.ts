import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { readSettings } from './env.ts';
import { type RunningServer, startServer } from './server.ts';
import { type TestDatabase, testDatabase } from './testing/test-database.ts';

let database: TestDatabase;
let home: string;
const running: RunningServer[] = [];
beforeAll(async () => {
  database = await testDatabase();
  home = await mkdtemp(join(tmpdir(), 'raccord-server-'));
});
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
});
afterAll(async () => {
  await database.drop();
  await rm(home, { recursive: true, force: true });
});

async function start(environment: Record<string, string> = {}, databaseUrl = database.url) {
  const settings = readSettings({ RACCORD_HOME: home, RACCORD_PORT: '0', RACCORD_LOG_LEVEL: 'silent', ...environment });
  const server = await startServer({ ...settings, databaseUrl }, { worker: false, sandbox: false });
  running.push(server);
  return server;
}

it('starts with a new set-up link each time, and takes the local token of this start only', async () => {
  const first = await start();
  expect(first.setupLink).toContain(`${first.address}/setup?token=`);
  expect((await fetch(first.setupLink ?? '')).status).toBe(200);
  const token = (await readFile(join(home, 'cli-token'), 'utf8')).trim();
  const headers = { authorization: `Bearer ${token}` };
  expect((await fetch(`${first.address}/api/session`, { headers })).status).toBe(200);
  for (const file of ['cli-token', 'vault.key']) expect((await stat(join(home, file))).mode & 0o777).toBe(0o600);
  await first.stop();

  const second = await start();
  expect((await fetch(`${second.address}/api/session`, { headers })).status).toBe(401);
  const oldToken = new URL(first.setupLink ?? '').searchParams.get('token');
  expect((await fetch(`${second.address}/setup?token=${oldToken}`)).status).toBe(401);
});

it('says when the port is taken, and leaves nothing running', async () => {
  const port = new URL((await start()).address).port;
  await expect(start({ RACCORD_PORT: port })).rejects.toMatchObject({
    code: 'boot.portTaken',
    params: { port: Number(port) },
  });
});

it('says when the database does not answer', async () => {
  const failed = start({}, 'postgres://nobody@127.0.0.1:1/none');
  await expect(failed).rejects.toMatchObject({ kind: 'config', code: 'boot.noDatabase' });
});

it('refuses another key, and no key, once the database was used', async () => {
  const path = join(home, 'vault.key');
  const key = await readFile(path, 'utf8');
  const other = start({ RACCORD_VAULT_KEY: Buffer.alloc(32, 7).toString('base64') });
  await expect(other).rejects.toMatchObject({ code: 'vault.keyWrong' });
  await rm(path);
  await expect(start()).rejects.toMatchObject({ code: 'vault.keyMissing', params: { home } });
  await writeFile(path, key, { mode: 0o600 });
  await start();
});
