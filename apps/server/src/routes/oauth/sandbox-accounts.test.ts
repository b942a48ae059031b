import { connectors } from '@raccord/connectors';
import { createSandbox, type SandboxConnection, sandboxConnections } from '@raccord/sandbox';
import { answerConsent, type Consent } from '@raccord/sandbox/consent/accept-consent';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startReconciler } from '../../reconciler/reconciler.ts';
import { DEFAULT_WORKSPACE } from '../../stores/workspaces.ts';
import { type TestAccounts, testAccounts } from '../../testing/test-accounts.ts';

// Our connectors' accounts against the stand-ins of the vendors: consent, renewal, end and return.

let now = Date.now();
const sandbox = await createSandbox({ now: () => now });
const base = await sandbox.listen();
let t: TestAccounts;
beforeAll(async () => {
  t = await testAccounts(connectors);
  await t.call('POST', '/api/environments', { body: { name: 'test' } });
});
beforeEach(() => {
  now = Date.now();
  sandbox.reset();
});
afterAll(async () => {
  await t.close();
  await sandbox.close();
});

const known: Record<string, SandboxConnection> = sandboxConnections(base);
let count = 0;
/** A connection to a stand-in with its client and, unless replaced, no account. */
async function connection(connector: string, credentials?: Record<string, string>): Promise<string> {
  count += 1;
  const { endpoints, settings, credentials: all } = known[connector]!;
  const { clientId = '', clientSecret = '' } = all;
  const body = {
    connector,
    environment: 'test',
    name: `c${count}`,
    endpoints,
    settings,
    credentials: credentials ?? { clientId, clientSecret },
  };
  return (await t.call('POST', '/api/connections', { body })).body.id;
}
const show = async (id: string) => (await t.call('GET', `/api/connections/${id}`)).body;
const test = async (id: string) => (await t.call('POST', `/api/connections/${id}/test`, { body: {} })).body;
async function connect(id: string, consent: Consent = {}) {
  const { address } = (await t.call('POST', `/api/connections/${id}/authorize`, { body: {} })).body;
  const { pathname, search } = new URL(address);
  const started = await t.app.inject({ method: 'GET', url: pathname + search });
  const cookie = String(started.headers['set-cookie']).split(';')[0]!;
  const back = new URL(await answerConsent(String(started.headers.location), consent));
  return t.app.inject({ method: 'GET', url: back.pathname + back.search, headers: { cookie } });
}

describe.each(['google-sheets', 'zoho-books', 'zoho-crm', 'slack'])('%s', (connector) => {
  it('is connected by consent, works, and is taken back', async () => {
    const id = await connection(connector);
    const page = await connect(id);
    expect(page.statusCode).toBe(200);
    expect((await test(id)).account).toMatch(/\S/);
    const shown = await show(id);
    expect(shown).toMatchObject({ lastConsent: { connected: true }, missingScopes: [] });
    expect(shown.account).toBe((await test(id)).account);
    const revoked = await t.call('POST', `/api/connections/${id}/revoke`, { body: {} });
    expect(revoked.body).toEqual({ told: true });
    expect((await test(id)).error).toMatchObject({ kind: 'auth' });
  });
});

describe('Google', () => {
  const drive = 'https://www.googleapis.com/auth/drive.metadata.readonly';

  it('a right that was unticked is said on the page and with the connection', async () => {
    const id = await connection('google-sheets');
    const page = await connect(id, { without: [drive] });
    expect(page.payload).toContain(drive);
    expect((await show(id)).missingScopes).toEqual([drive]);
  });

  it('who connects as somebody else is somebody else', async () => {
    const id = await connection('google-sheets');
    await connect(id);
    const first = (await show(id)).account;
    await connect(id, { account: 'support@raccord.example' });
    expect((await show(id)).account).not.toBe(first);
  });

  it('consent of a client in testing ends after seven days, which is for a person', async () => {
    const id = await connection('google-sheets');
    await connect(id);
    sandbox.world.googleAccounts.testing = true;
    sandbox.world.googleAccounts.expireAll();
    now += 8 * 86_400_000;
    expect((await test(id)).error).toMatchObject({ kind: 'auth', code: 'oauth.revoked' });
  });

  it('a service account works for itself and for a person, and says what the domain did not allow', async () => {
    const serviceAccountKey = JSON.stringify(sandbox.world.googleAccounts.serviceAccountKey(''));
    const subject = 'support@raccord.example';
    const id = await connection('google-sheets', { serviceAccountKey, subject });
    const sheets = 'https://www.googleapis.com/auth/spreadsheets.readonly';
    sandbox.world.googleAccounts.delegatedScopes = new Set([sheets]);
    expect((await test(id)).error).toMatchObject({ kind: 'config', code: 'oauth.clientWrong' });
    sandbox.world.googleAccounts.delegatedScopes = new Set([sheets, drive]);
    expect(await test(id)).toMatchObject({ account: expect.stringContaining('support') });
    const issued = [...sandbox.world.googleAccounts.accessTokens.values()];
    expect(issued).toEqual([expect.objectContaining({ user: subject, scopes: [sheets, drive] })]);
  });
});

describe('Slack', () => {
  it('with rotation, a token that ended is renewed in the middle of a call, and its refresh token kept', async () => {
    sandbox.world.slackAccounts.rotation = true;
    const id = await connection('slack');
    await connect(id);
    // By our clock it has hours to live yet.
    now += 13 * 3_600_000;
    expect((await test(id)).account).toMatch(/\S/);
    now += 13 * 3_600_000;
    const other = await t.another();
    const opened = await other.ports.connections.open(
      { connectorId: 'slack', connectionId: id, workspaceId: DEFAULT_WORKSPACE, queue: 'live' },
      new AbortController().signal,
    );
    if (opened.held) throw new Error('held');
    const answer = await opened.context.http.request({ method: 'GET', url: '/auth.test' });
    expect(answer.json).toMatchObject({ ok: true });
  });

  it('a bot token that was pasted works as before', async () => {
    const id = await connection('slack', { botToken: known.slack!.credentials.botToken! });
    expect((await test(id)).account).toMatch(/raccord/i);
  });
});

it('work that waits for a withdrawn account goes on by itself once it is connected again', async () => {
  const reconciler = startReconciler(t.deps.pool, t.worker.ports.doorbell, t.deps.log);
  try {
    const id = await connection('zoho-books');
    await connect(id);
    await t.call('PATCH', `/api/connections/${id}`, { body: { isDefault: true } });
    const document = {
      schemaVersion: 1,
      id: 'held',
      name: 'Held',
      connections: { books: { connector: 'zoho-books' } },
      nodes: [
        { id: 'start', kind: 'trigger', uses: 'manual/run' },
        {
          id: 'find',
          kind: 'action',
          uses: 'zoho-books/find-contact',
          connection: 'books',
          with: { email: 'x@y.example' },
        },
      ],
      edges: [{ from: 'start', to: 'find' }],
    };
    await t.call('POST', '/api/flows', { body: { document } });
    expect((await t.call('POST', '/api/flows/held/deploy', { body: { environment: 'test' } })).status).toBe(200);
    for (const token of [...sandbox.world.accounts.refreshTokens]) sandbox.world.accounts.revoke(token);
    const body = { environment: 'test', inputs: [{}, {}, {}] };
    const { runId } = (await t.call('POST', '/api/flows/held/run', { body })).body;
    await expect.poll(async () => (await show(id)).hold, { timeout: 10_000 }).toMatchObject({ reason: 'auth' });
    const run = async () => (await t.call('GET', `/api/runs/${runId}`)).body.counters;
    expect(await run()).toMatchObject({ waiting: 3, failed: 0 });
    await connect(id);
    await expect.poll(run, { timeout: 20_000 }).toMatchObject({ waiting: 0, succeeded: 3, failed: 0 });
    expect((await show(id)).flows).toEqual([{ id: 'held', name: 'Held', deployed: true }]);
    expect((await show(id)).lastUsedAt).toMatch(/:00\.000Z$/);
  } finally {
    await reconciler.stop();
  }
});
