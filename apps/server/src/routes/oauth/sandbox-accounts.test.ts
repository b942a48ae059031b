import { connectors } from '@raccord/connectors';
import { createSandbox, type SandboxConnection, sandboxConnections } from '@raccord/sandbox';
import { answerConsent, type Consent } from '@raccord/sandbox/consent/accept-consent';
import { MailState } from '@raccord/sandbox/mail/mailbox';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startReconciler } from '../../reconciler/reconciler.ts';
import { DEFAULT_WORKSPACE } from '../../stores/workspaces.ts';
import { type TestAccounts, testAccounts } from '../../testing/test-accounts.ts';

// Our connectors' accounts against the stand-ins of the vendors: consent, renewal, end and return.

let now = Date.now();
const sandbox = await createSandbox({ now: () => now, mail: new MailState() });
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

describe('the stand-ins through the API', () => {
  const send = (
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    body?: unknown,
    as: 'viewer' | 'operator' = 'operator',
  ) => t.call(method, `/api/sandbox${path}`, { as, ...(body === undefined ? {} : { body }) });

  it('is protected, and says when there is none', async () => {
    const reads = ['/systems', '/systems/stripe/tables/customers', '/calls', '/faults'];
    for (const path of reads) {
      expect((await t.call('GET', `/api/sandbox${path}`, { as: null })).status, path).toBe(401);
      expect((await send('GET', path)).body.error.code, path).toBe('server.noSandbox');
    }
    const fault = { system: 'stripe', fault: 'slow' };
    const payment = { event: 'stripe/payment', with: { amount: 1_200, currency: 'eur', email: 'a@b.example' } };
    expect((await send('POST', '/faults', fault, 'viewer')).status).toBe(403);
    expect((await send('DELETE', '/faults', undefined, 'viewer')).status).toBe(403);
    expect((await send('POST', '/events', payment, 'viewer')).status).toBe(403);
    expect((await send('POST', '/reset', {}, 'viewer')).status).toBe(403);
    Object.assign(t.deps.sandbox, { address: 'http://127.0.0.1:9', origins: [] });
    expect((await send('GET', '/systems')).body.error.code).toBe('sandbox.silent');
  });

  it('shows, disturbs, sends and takes back, and nothing else of the control API', async () => {
    const registered: number[] = [];
    Object.assign(t.deps.sandbox, { address: base, origins: [base], register: async () => registered.push(1) });
    const id = await connection('slack', known.slack!.credentials);
    const { systems } = (await send('GET', '/systems', undefined, 'viewer')).body;
    const slack = systems.find((system: { id: string }) => system.id === 'slack');
    expect(slack.connections).toContainEqual(expect.objectContaining({ id }));
    expect(slack.tables).toContainEqual({ name: 'channels', count: 6 });
    const table = '/systems/slack/tables/channels?search=ventes';
    expect((await send('GET', table, undefined, 'viewer')).body).toMatchObject({ total: 6, found: 1, all: true });
    expect((await send('GET', '/systems/slack/tables/passwords')).body.error.code).toBe('sandbox.refused');
    expect((await send('GET', '/systems/..%2Freset/tables/x')).status).toBe(400);

    const mail = { event: 'mail/message', with: { from: 'a@b.example', subject: 'Hi', text: 'x' } };
    expect((await send('POST', '/events', mail)).body.made).toMatchObject({ folder: 'INBOX' });
    expect((await send('POST', '/events', { event: '../reset', with: {} })).status).toBe(400);
    expect((await send('POST', '/events', { event: 'stripe/payment', with: {} })).body.error).toMatchObject({
      code: 'sandbox.refused',
      message: expect.stringContaining('`amount`'),
    });

    await send('POST', '/faults', { system: 'mail', fault: 'later', times: 2 });
    const { faults } = (await send('POST', '/faults', { system: 'slack', fault: 'rateLimit', times: 1 })).body;
    expect(faults).toMatchObject([
      { system: 'slack', fault: 'rateLimit', times: 1, met: 0, over: false },
      { system: 'mail', fault: 'later', times: 2 },
    ]);
    expect((await send('POST', '/faults', { system: 'slack', fault: 'earthquake' })).status).toBe(400);
    expect((await test(id)).error).toMatchObject({ kind: 'rateLimited' });
    const { calls } = (await send('GET', '/calls?system=slack', undefined, 'viewer')).body;
    expect(calls[0]).toMatchObject({
      direction: 'out',
      status: 429,
      fault: 'rateLimit',
      durationMs: expect.any(Number),
    });
    expect(JSON.stringify(calls)).not.toContain(known.slack!.credentials.botToken);
    expect((await send('GET', '/faults')).body.faults[0]).toMatchObject({ met: 1, over: true });
    expect((await send('DELETE', '/faults')).body.faults).toEqual([]);

    expect((await send('POST', '/reset', { system: 'mail' })).status).toBe(204);
    expect(registered).toHaveLength(1);
    expect(sandbox.world.mail!.folders.get('INBOX')!.mails).toHaveLength(3);
  });
});
