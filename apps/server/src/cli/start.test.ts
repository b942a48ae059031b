import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../testing/test-database.ts';
import { type CliProcess, runCli, startCli } from './testing/run-cli.ts';

let database: TestDatabase;
let home: string;
const started: CliProcess[] = [];
beforeAll(async () => {
  database = await testDatabase();
  home = await mkdtemp(join(tmpdir(), 'raccord-start-'));
});
afterEach(async () => {
  for (const each of started.splice(0)) {
    each.signal('SIGKILL');
    await each.ended;
  }
});
afterAll(async () => {
  await database.drop();
  await rm(home, { recursive: true, force: true });
});

const env = () => ({ RACCORD_HOME: home, DATABASE_URL: database.url });
function start(args: string[] = [], more: Record<string, string> = {}): CliProcess {
  const all = ['start', '--port', '0', '--no-worker', '--no-sandbox', ...args];
  const server = startCli(all, { cwd: home, env: { ...env(), ...more } });
  started.push(server);
  return server;
}
const ready = (server: CliProcess, text = 'To stop: Ctrl-C') =>
  expect.poll(() => server.stdout() + server.stderr(), { timeout: 25_000 }).toContain(text);

it('says where it is, how to make the first account and how to stop; other commands find it; it leaves nothing behind', async () => {
  const server = start();
  await ready(server);
  const address = /Address +(http:\S+)/.exec(server.stdout())?.[1] ?? '';
  const link = /First account +(http:\S+)/.exec(server.stdout())?.[1] ?? '';
  expect(link).toMatch(new RegExp(`^${address}/setup\\?token=`));
  expect((await fetch(link)).status).toBe(200);
  expect(server.stdout()).toContain('No worker was started');
  expect(JSON.parse(await readFile(join(home, 'server.json'), 'utf8'))).toEqual({ address, pid: server.pid });
  expect((await runCli(['flows', '--json'], { env: env() })).json()).toEqual({ flows: [] });
  server.signal('SIGINT');
  // npm passes the same signal on once more.
  server.signal('SIGINT');
  expect(await server.ended).toMatchObject({
    code: 0,
    stderr: '',
    stdout: expect.stringMatching(/Finishing work….*\nStopped\.\n$/),
  });
  expect(existsSync(join(home, 'server.json'))).toBe(false);
  await expect(fetch(address)).rejects.toThrow();
});

it('speaks French, and with --log json nothing but JSON lines stands on standard output', async () => {
  const server = start(['--log', 'json'], { LC_ALL: 'fr_FR.UTF-8', RACCORD_LOG_LEVEL: 'debug' });
  await ready(server, 'Pour arrêter : Ctrl-C');
  server.signal('SIGTERM');
  const { code, stdout, stderr } = await server.ended;
  expect(code).toBe(0);
  expect(stderr).toContain('Raccord fonctionne :');
  for (const line of stdout.split('\n').filter((each) => each !== '')) expect(() => JSON.parse(line)).not.toThrow();
});

it.each([
  [{ DATABASE_URL: 'postgres://x@127.0.0.1:9/x' }, 'The database'],
  [{ REDIS_URL: 'redis://127.0.0.1:9' }, 'Redis at 127.0.0.1:9'],
  [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL'],
])('says in one sentence why it cannot start: %j', async (more, sentence) => {
  const { code, stderr } = await start([], more).ended;
  expect(code).toBe(1);
  expect(stderr).toContain(sentence);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

it('says that the port is taken', async () => {
  const first = start();
  await ready(first);
  const { address } = JSON.parse(await readFile(join(home, 'server.json'), 'utf8'));
  const { code, stderr } = await start(['--port', new URL(address).port]).ended;
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringContaining(`Port ${new URL(address).port} is used`),
  });
  expect(existsSync(join(home, 'server.json'))).toBe(true);
});
