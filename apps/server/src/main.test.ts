import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '@raccord/contract';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { EngineCommands } from './engine-commands.ts';
import { readSettings } from './env.ts';
import { describeStartFailure, type RunningServer, startServer } from './main.ts';
import { type TestDatabase, testDatabase } from './testing/test-database.ts';

let database: TestDatabase;
let home: string;
const running: RunningServer[] = [];
beforeAll(async () => {
  database = await testDatabase();
  home = await mkdtemp(join(tmpdir(), 'raccord-main-'));
});
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});
afterAll(async () => {
  await database.drop();
  await rm(home, { recursive: true, force: true });
});

const noEngine = () => ({}) as EngineCommands;
async function start(environment: Record<string, string> = {}, databaseUrl = database.url) {
  const settings = readSettings({ RACCORD_HOME: home, RACCORD_PORT: '0', RACCORD_LOG_LEVEL: 'silent', ...environment });
  const said: string[] = [];
  const server = await startServer({ ...settings, databaseUrl }, noEngine, (line) => said.push(line));
  running.push(server);
  return { server, said };
}

it('starts, prints a new set-up link each time, and takes the local token of this start only', async () => {
  const first = await start();
  expect(first.said.at(-1)).toContain(`${first.server.address}/setup?token=`);
  expect((await fetch(first.server.setupLink ?? '')).status).toBe(200);
  const token = (await readFile(join(home, 'cli-token'), 'utf8')).trim();
  const headers = { authorization: `Bearer ${token}` };
  expect((await fetch(`${first.server.address}/api/session`, { headers })).status).toBe(200);
  for (const file of ['cli-token', 'vault.key']) expect((await stat(join(home, file))).mode & 0o777).toBe(0o600);
  await first.server.close();

  const second = await start();
  expect((await fetch(`${second.server.address}/api/session`, { headers })).status).toBe(401);
  const oldToken = new URL(first.server.setupLink ?? '').searchParams.get('token');
  expect((await fetch(`${second.server.address}/setup?token=${oldToken}`)).status).toBe(401);
});

it('says when the port is taken, and leaves nothing running', async () => {
  const { server } = await start();
  const port = new URL(server.address).port;
  await expect(start({ RACCORD_PORT: port })).rejects.toMatchObject({ code: 'boot.portTaken', params: { port: Number(port) } });
});

it('says when the database does not answer', async () => {
  const failed = start({}, 'postgres://nobody@127.0.0.1:1/none');
  await expect(failed).rejects.toMatchObject({ kind: 'config', code: 'boot.noDatabase' });
});

it('refuses another key, and no key, once the database was used', async () => {
  const path = join(home, 'vault.key');
  const key = await readFile(path, 'utf8');
  await expect(start({ RACCORD_VAULT_KEY: Buffer.alloc(32, 7).toString('base64') })).rejects.toMatchObject({
    code: 'vault.keyWrong',
  });
  await rm(path);
  await expect(start()).rejects.toMatchObject({ code: 'vault.keyMissing', params: { home } });
  await writeFile(path, key, { mode: 0o600 });
  await start();
});

it('describes a failure in the language of the system', () => {
  const failure = new Failure('config', 'boot.portTaken', { port: 4000 });
  expect(describeStartFailure(failure, 'fr-FR')).toContain('Le port 4000 est utilisé');
  expect(describeStartFailure(failure, 'en-GB')).toContain('Port 4000 is used');
});
