import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerConsent } from '@raccord/sandbox/consent/accept-consent';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readSettings } from '../env.ts';
import { type RunningServer, startServer } from '../server.ts';
import { type TestDatabase, testDatabase } from '../testing/test-database.ts';
import { writeInstance } from './instance-file.ts';
import { runCli, startCli } from './testing/run-cli.ts';

// An account of the sandbox, connected by its consent page: server, worker, command and stand-in, all real.

let database: TestDatabase;
let home: string;
let server: RunningServer;
beforeAll(async () => {
  database = await testDatabase();
  home = await mkdtemp(join(tmpdir(), 'raccord-cli-account-'));
  server = await startServer(
    readSettings({
      DATABASE_URL: database.url,
      RACCORD_HOME: home,
      RACCORD_PORT: '0',
      RACCORD_LOG_LEVEL: 'silent',
    }),
  );
  await writeInstance(home, { address: server.address, pid: process.pid });
});
afterAll(async () => {
  await server.stop();
  await database.drop();
  await rm(home, { recursive: true, force: true });
});

const options = () => ({ cwd: home, env: { RACCORD_HOME: home } });
const run = (...args: string[]) => runCli(['connection', ...args], options());
const zoho = 'Zoho Books (sandbox)';

/** What a browser does with the address that the command prints. */
async function visit(address: string, decision: 'accept' | 'reject'): Promise<Response> {
  const started = await fetch(address, { redirect: 'manual' });
  const cookie = started.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const back = await answerConsent(started.headers.get('location') ?? '', { decision });
  return fetch(back, { headers: { cookie, 'accept-language': 'fr' }, redirect: 'manual' });
}
async function connect(decision: 'accept' | 'reject') {
  const command = startCli(['connection', 'connect', zoho], options());
  await expect.poll(() => command.stdout(), { timeout: 20_000 }).toMatch(/^http\S+\n/);
  const page = await visit(command.stdout().trim(), decision);
  return { page, ended: await command.ended };
}

it('connect prints an address, waits for the consent, and says who we are; show and revoke follow', async () => {
  const { page, ended } = await connect('accept');
  expect(await page.text()).toContain('Le compte est connecté');
  expect(ended).toMatchObject({ code: 0, stdout: expect.stringContaining(`${zoho} is connected as `) });

  const shown = await run('show', zoho);
  expect(shown.stdout).toMatch(/account\s+\S/);
  expect(shown.stdout).toMatch(/token ends\s+\d/);
  const { connection } = (await run('show', zoho, '--json')).json();
  expect(connection).toMatchObject({ lastConsent: { connected: true }, settings: { dataCentre: 'eu' }, hold: null });
  expect(connection.neededScopes).toEqual(['ZohoBooks.settings.READ']);

  const revoked = await run('revoke', zoho);
  expect(revoked).toMatchObject({ code: 0, stdout: expect.stringContaining('forgotten') });
  const test = await run('test', zoho);
  expect(test.code).not.toBe(0);
  expect(test.stderr).toContain('no account yet');
});

it('connect ends with the reason when the access is not granted', async () => {
  const { page, ended } = await connect('reject');
  expect(await page.text()).toContain('L’accès n’a pas été accordé');
  expect(ended.code).not.toBe(0);
  expect(ended.stderr).toContain('Access was not granted');
});

it('an account that has no consent page says so', async () => {
  const { code, stderr } = await run('connect', 'Stripe (sandbox)');
  expect(code).not.toBe(0);
  expect(stderr).toContain('not connected by a consent page');
});
