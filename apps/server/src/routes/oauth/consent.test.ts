import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { endHold, holdConnection } from '../../stores/engine/connection-holds.ts';
import { DEFAULT_WORKSPACE as workspaceId } from '../../stores/workspaces.ts';
import { sampleFlow } from '../../testing/sample-flow.ts';
import {
  startVendor,
  type TestAccounts,
  type TestVendor,
  testAccounts,
  vendorRegistry,
} from '../../testing/test-accounts.ts';
import { credentialsPlace } from '../../vault/vault.ts';

const PUBLIC = 'http://127.0.0.1:4000';
let vendor: TestVendor;
let t: TestAccounts;
let session: string;
beforeAll(async () => {
  vendor = await startVendor();
  t = await testAccounts(vendorRegistry(), {
    RACCORD_OAUTH_VENDOR_CLIENT_ID: 'env-client',
    RACCORD_OAUTH_VENDOR_CLIENT_SECRET: 'canary-env-secret',
  });
  await t.call('POST', '/api/environments', { body: { name: 'test' } });
  session = await signIn('ann@acme.example');
});
beforeEach(() => vendor.reset());
afterAll(async () => {
  await t.close();
  await vendor.close();
});

async function signIn(email: string): Promise<string> {
  const password = 'a sentence nobody guesses';
  await t.deps.people.create({ email, name: email, password });
  const { cookies } = await t.deps.people.signIn(email, password, new Headers());
  return cookies.map((cookie) => cookie.split(';')[0]).join('; ');
}

let count = 0;
async function connection(credentials: object = {}, endpoints: object = {}): Promise<string> {
  count += 1;
  const known = { api: vendor.api, token: `${vendor.issuer}/token`, authorize: `${vendor.issuer}/authorize` };
  const body = { connector: 'vendor', environment: 'test', name: `c${count}`, credentials };
  const made = await t.call('POST', '/api/connections', { body: { ...body, endpoints: { ...known, ...endpoints } } });
  return made.body.id;
}
const show = async (id: string) => (await t.call('GET', `/api/connections/${id}`)).body;

/** A browser: its cookies, and what it sends along. */
function browser(cookies = session) {
  let mark = '';
  const headers = () => ({ cookie: [cookies, mark].filter(Boolean).join('; '), host: '127.0.0.1:4000' });
  const visit = async (url: string, more: Record<string, string> = {}) => {
    const { pathname, search } = new URL(url, PUBLIC);
    const answer = await t.app.inject({ method: 'GET', url: pathname + search, headers: { ...headers(), ...more } });
    keep(answer.headers['set-cookie']);
    return answer;
  };
  const keep = (set: string | string[] | undefined) => {
    const given = [set ?? []].flat().find((cookie) => cookie.startsWith('raccord-oauth='));
    if (given !== undefined) mark = given.split(';')[0]!;
  };
  const authorize = async (id: string) => {
    const sameSite = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' };
    const url = `/api/connections/${id}/authorize`;
    const answer = await t.app.inject({ method: 'POST', url, payload: '{}', headers: { ...headers(), ...sameSite } });
    keep(answer.headers['set-cookie']);
    return answer;
  };
  return { visit, authorize };
}
/** What the authorization server does when somebody consents. */
async function consent(address: string): Promise<string> {
  const answer = await fetch(address, { redirect: 'manual' });
  return answer.headers.get('location')!;
}

describe('connecting in a browser', () => {
  it('asks with state and challenge, exchanges the code, and lets held work go on', async () => {
    const id = await connection();
    const failure = { kind: 'auth' as const, code: 'oauth.revoked', params: {} };
    await holdConnection(t.deps.pool, id, 'auth', failure, undefined);
    const { visit, authorize } = browser();
    const begun = await authorize(id);
    const address = new URL(begun.json().address);
    expect(Object.fromEntries(address.searchParams)).toEqual({
      response_type: 'code',
      client_id: 'env-client',
      redirect_uri: `${PUBLIC}/api/oauth/callback`,
      scope: 'profile',
      state: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    });
    expect(begun.headers['set-cookie']).toMatch(
      /^raccord-oauth=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    vendor.answer({
      body: { access_token: 'access-1', refresh_token: 'refresh-1', expires_in: 3_600, scope: 'profile' },
    });
    const page = await visit(await consent(address.href));
    expect(page.statusCode).toBe(200);
    expect(page.payload).toContain('works as ann@acme.example');
    const { code_verifier: verifier = '', ...form } = vendor.asked[0]!;
    expect(createHash('sha256').update(verifier).digest('base64url')).toBe(address.searchParams.get('code_challenge'));
    expect(form).toMatchObject({ grant_type: 'authorization_code', client_secret: 'canary-env-secret' });
    expect(await show(id)).toMatchObject({
      account: 'ann@acme.example',
      hold: null,
      grantedScopes: ['profile'],
      lastConsent: { connected: true },
      credentialFields: ['accessToken', 'refreshToken'],
    });
    const { rows } = await t.deps.pool.query('select credentials from connections where id = $1', [id]);
    const kept = JSON.parse(t.deps.vault.openSecret(rows[0].credentials, credentialsPlace(workspaceId, id)));
    expect(kept).toMatchObject({ accessToken: 'access-1', refreshToken: 'refresh-1' });
    const history = (await t.call('GET', '/api/history')).text;
    expect(history).toContain('connection.connected');
    expect(history).not.toMatch(/access-1|refresh-1|canary/);
    const asks = await t.deps.pool.query('select * from connection_asks');
    expect(asks.rows).toEqual([]);
  });

  it('closes the window by telling only pages of our own origin', async () => {
    const id = await connection();
    const { visit, authorize } = browser();
    const page = await visit(await consent((await authorize(id)).json().address));
    expect(page.payload).toContain('postMessage(message, location.origin)');
    expect(page.payload).toContain(`data-result="connected" data-connection="${id}"`);
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toMatch(/default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'/);
    const script = /<script>([\s\S]*)<\/script>/.exec(page.payload)![1]!;
    expect(policy).toContain(createHash('sha256').update(script).digest('base64'));
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.headers['referrer-policy']).toBe('no-referrer');
  });

  it('says what was not granted', async () => {
    const id = await connection();
    await t.call('PATCH', `/api/connections/${id}`, { body: { isDefault: true } });
    const start = { id: 'start', kind: 'trigger' as const, uses: 'manual/run' };
    const who = { id: 'who', kind: 'action' as const, uses: 'vendor/who', connection: 'v', with: {} };
    const parts = {
      connections: { v: { connector: 'vendor' } },
      nodes: [start, who],
      edges: [{ from: 'start', to: 'who' }],
    };
    await t.call('POST', '/api/flows', { body: { document: sampleFlow('needs-more', parts) } });
    const { visit, authorize } = browser();
    const { address } = (await authorize(id)).json();
    expect(new URL(address).searchParams.get('scope')).toBe('profile contacts.read');
    vendor.answer({
      body: { access_token: 'access-1', refresh_token: 'refresh-1', expires_in: 3_600, scope: 'profile' },
    });
    const page = await visit(await consent(address));
    expect(page.payload).toContain('<code>contacts.read</code>');
    expect(await show(id)).toMatchObject({
      flows: [{ id: 'needs-more', deployed: false }],
      neededScopes: ['profile', 'contacts.read'],
      missingScopes: ['contacts.read'],
    });
    const { problems } = (await t.call('POST', '/api/flows/needs-more/check', { body: { environment: 'test' } })).body;
    expect(problems).toContainEqual(
      expect.objectContaining({
        code: 'flow.scopeMissing',
        severity: 'warning',
        message: expect.stringContaining('contacts.read'),
      }),
    );
    // A warning keeps no flow out of service, and what it needs is known to tokens that are signed anew.
    expect((await t.call('POST', '/api/flows/needs-more/deploy', { body: { environment: 'test' } })).status).toBe(200);
    const { rows } = await t.deps.pool.query('select wanted_scopes from connections where id = $1', [id]);
    expect(rows).toEqual([{ wanted_scopes: ['contacts.read'] }]);
    expect((await show(id)).flows).toEqual([{ id: 'needs-more', name: 'Flow needs-more', deployed: true }]);
    await t.call('POST', '/api/flows/needs-more/undeploy', { body: { environment: 'test' } });
    await t.call('DELETE', '/api/flows/needs-more');
  });

  it('keeps nothing that would be lost within the hour, nor anything of another account', async () => {
    const id = await connection({ refreshToken: 'of-another-account', accessToken: 'old' });
    const { visit, authorize } = browser();
    vendor.answer({ body: { access_token: 'access-1', expires_in: 3_600 } });
    const page = await visit(await consent((await authorize(id)).json().address));
    expect(page.statusCode).toBe(401);
    expect(await show(id)).toMatchObject({
      lastConsent: { connected: false, failure: { code: 'oauth.noRefreshToken' } },
    });
    vendor.answer({ body: { access_token: 'lasting' } });
    await visit(await consent((await authorize(id)).json().address));
    expect((await show(id)).credentialFields).toEqual(['accessToken']);
  });

  it.each([
    ['wrong client', { status: 401, body: { error: 'invalid_client' } }, 422, 'oauth.clientWrong'],
    ['bad code', { status: 400, body: { error: 'invalid_grant' } }, 401, 'oauth.revoked'],
    ['fault', { status: 500, body: {} }, 503, 'oauth.unavailable'],
  ])('shows a refused exchange and keeps the account that was there: %s', async (_name, answer, status, code) => {
    const id = await connection({ refreshToken: 'still-good' });
    const { visit, authorize } = browser();
    vendor.answer(answer);
    const page = await visit(await consent((await authorize(id)).json().address));
    expect(page.statusCode).toBe(status);
    expect(page.headers['content-type']).toContain('text/html');
    expect(await show(id)).toMatchObject({
      lastConsent: { connected: false, failure: { code } },
      credentialFields: ['refreshToken'],
    });
  });
});

describe('the way back', () => {
  const start = async () => {
    const id = await connection();
    const one = browser();
    const address = (await one.authorize(id)).json().address as string;
    return { id, ...one, back: await consent(address), state: new URL(address).searchParams.get('state')! };
  };

  it('works once', async () => {
    const { visit, back } = await start();
    expect((await visit(back)).statusCode).toBe(200);
    const again = await visit(back);
    expect(again.statusCode).toBe(401);
    expect(again.payload).toContain('already used');
  });

  it('is refused with a state that is none, missing or given twice', async () => {
    const { visit, back } = await start();
    const wrong = new URL(back);
    wrong.searchParams.set('state', 'x'.repeat(43));
    expect((await visit(wrong.href)).statusCode).toBe(401);
    wrong.searchParams.delete('state');
    expect((await visit(wrong.href)).statusCode).toBe(401);
    expect((await visit(`${back}&state=${'y'.repeat(43)}`)).statusCode).toBe(401);
    expect((await visit(`/api/oauth/callback?state=${'z'.repeat(9_000)}&code=1`)).statusCode).toBe(401);
    expect((await visit(back)).statusCode).toBe(200);
  });

  it('is not used up by a look', async () => {
    const { visit, back } = await start();
    const { pathname, search } = new URL(back);
    expect((await t.app.inject({ method: 'HEAD', url: pathname + search })).statusCode).toBe(404);
    expect((await visit(back)).statusCode).toBe(200);
  });

  it('is refused after ten minutes', async () => {
    const { visit, back, id } = await start();
    await t.deps.pool.query("update oauth_states set expires_at = now() - interval '1 second'");
    expect((await visit(back)).statusCode).toBe(401);
    expect((await show(id)).credentialFields).toEqual([]);
  });

  it('is refused in another browser, for another person, and without a session; and the state is used up', async () => {
    for (const other of [browser(), browser(''), browser(await signIn(`eve${count}@acme.example`))]) {
      const { visit, back, id } = await start();
      const page = await other.visit(back);
      expect(page.statusCode).toBe(401);
      expect(page.payload).toContain('another browser');
      expect((await visit(back)).statusCode).toBe(401);
      expect((await show(id)).credentialFields).toEqual([]);
    }
    expect(vendor.asked).toEqual([]);
  });

  it('is refused to somebody else who signed in to the same browser meanwhile', async () => {
    const { visit, back } = await start();
    const eve = await signIn('eve@acme.example');
    const mark = async () => visit(back, { cookie: eve });
    expect((await mark()).statusCode).toBe(401);
  });

  it.each([
    ['fr-FR', 'access_denied', 'L’accès n’a pas été accordé'],
    ['en', 'access_denied', 'Access was not granted'],
    ['en', 'server_error', 'refused to ask for consent'],
    ['fr', '<script>alert(1)</script>', 'a refusé de demander le consentement'],
  ])('says in %s what the vendor said: %s', async (language, error, sentence) => {
    const { visit, state, id } = await start();
    const params = new URLSearchParams({ state, error, error_description: '<img src=x onerror=alert(1)>' });
    const page = await visit(`/api/oauth/callback?${params}`, { 'accept-language': language });
    expect(page.payload).toContain(sentence);
    expect(page.payload).not.toMatch(/alert|<img/);
    expect((await show(id)).lastConsent).toMatchObject({ connected: false });
  });

  it('sends nobody anywhere: addresses that are given along are not followed', async () => {
    const { visit, back } = await start();
    const page = await visit(
      `${back}&redirect_uri=https://evil.example&next=//evil.example&return_to=https://evil.example`,
    );
    expect(page.statusCode).toBe(200);
    expect(page.headers.location).toBeUndefined();
    expect(page.payload).not.toContain('evil.example');
    const odd = await visit('/api/oauth/start?state=https://evil.example&address=https://evil.example');
    expect(odd.statusCode).toBe(401);
    expect(odd.headers.location).toBeUndefined();
  });

  it('shows the name of the connection as text', async () => {
    const { id, visit, back } = await start();
    await t.call('PATCH', `/api/connections/${id}`, { body: { name: '<b>x</b>' } });
    vendor.good = new Set();
    const page = await visit(back);
    expect(page.payload).toContain('&lt;b&gt;x&lt;/b&gt;');
  });
});

describe('connecting for a program', () => {
  it('begins in the first browser that opens the address, and ends there alone', async () => {
    const id = await connection();
    const begin = async () => (await t.call('POST', `/api/connections/${id}/authorize`, { body: {} })).body.address;
    const address = await begin();
    expect(address).toMatch(`${PUBLIC}/api/oauth/start?state=`);
    const first = browser('');
    const sent = await first.visit(address);
    expect(sent.statusCode).toBe(302);
    expect((await browser('').visit(address)).statusCode).toBe(401);
    const back = await consent(String(sent.headers.location));
    expect((await first.visit(back)).statusCode).toBe(200);

    const second = await browser('').visit(await begin());
    expect((await browser('').visit(await consent(String(second.headers.location)))).statusCode).toBe(401);
    // Nobody has begun: the vendor's way back alone is not enough.
    const state = new URL(await begin()).searchParams.get('state');
    expect((await browser('').visit(`/api/oauth/callback?state=${state}&code=1`)).statusCode).toBe(401);
  });
});

describe('beginning', () => {
  it('is refused to builders, strangers and other sites', async () => {
    const url = `/api/connections/${await connection()}/authorize`;
    expect((await t.call('POST', url, { as: null, body: {} })).status).toBe(401);
    expect((await t.call('POST', url, { as: 'builder', body: {} })).status).toBe(403);
    const headers = { cookie: session, 'sec-fetch-site': 'cross-site', 'content-type': 'application/json' };
    const forged = await t.app.inject({ method: 'POST', url, payload: '{}', headers });
    expect(forged.json().error.code).toBe('server.otherSite');
    expect((await t.call('POST', url, { body: { scopes: 'all' } })).status).toBe(400);
  });

  it('says at which address to be, since the vendor sends people there', async () => {
    const headers = {
      cookie: session,
      host: 'localhost:4000',
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/json',
    };
    const url = `/api/connections/${await connection()}/authorize`;
    const answer = await t.app.inject({ method: 'POST', url, payload: '{}', headers });
    expect(answer.json().error).toMatchObject({ code: 'oauth.openAtPublicUrl', params: { address: PUBLIC } });
  });

  it('says that the public address is unusable', async () => {
    const url = `/api/connections/${await connection()}/authorize`;
    t.deps.publicUrl = 'http://raccord.example';
    const answer = await t.call('POST', url, { body: {} });
    t.deps.publicUrl = PUBLIC;
    expect(answer.body.error).toMatchObject({ kind: 'config', code: 'oauth.badPublicUrl' });
  });

  it('says that there is no consent page', async () => {
    const body = { connector: 'vendor', environment: 'test', name: 'no page', endpoints: { api: vendor.api } };
    const { id } = (await t.call('POST', '/api/connections', { body })).body;
    const answer = await t.call('POST', `/api/connections/${id}/authorize`, { body: {} });
    expect(answer.body.error.code).toBe('oauth.noAuthorizeAddress');
  });
});

describe('clients', () => {
  const client = '/api/oauth/clients/vendor';
  it('are an administrator’s matter', async () => {
    for (const [method, url] of [
      ['GET', '/api/oauth/clients'],
      ['PUT', client],
      ['DELETE', client],
    ] as const) {
      expect((await t.call(method, url, { as: null })).status).toBe(401);
      expect((await t.call(method, url, { as: 'builder', body: { clientId: 'x' } })).status).toBe(403);
    }
    expect((await t.call('PUT', client, { body: { clientId: '' } })).status).toBe(400);
    expect((await t.call('PUT', '/api/oauth/clients/nobody', { body: { clientId: 'x' } })).status).toBe(404);
  });

  it('come from the connection, else the workspace, else the environment; secrets are never given back', async () => {
    const asked = async (credentials = {}) => {
      const id = await connection(credentials);
      const { address } = (await t.call('POST', `/api/connections/${id}/authorize`, { body: {} })).body;
      return (await browser('').visit(address)).headers.location as string;
    };
    expect(await asked()).toContain('client_id=env-client');
    await t.call('PUT', client, { body: { clientId: 'workspace-client', clientSecret: 'canary-workspace-secret' } });
    expect(await asked()).toContain('client_id=workspace-client');
    expect(await asked({ clientId: 'own-client' })).toContain('client_id=own-client');
    const list = await t.call('GET', '/api/oauth/clients');
    expect(list.body).toEqual({
      redirectUri: `${PUBLIC}/api/oauth/callback`,
      clients: [{ connector: 'vendor', clientId: 'workspace-client', hasSecret: true, from: 'workspace' }],
    });
    const row = await t.deps.pool.query('select * from oauth_clients');
    expect(JSON.stringify([list.text, row.rows, (await t.call('GET', '/api/history')).text])).not.toContain('canary');
    const id = await connection({ refreshToken: 'r' });
    await t.call('POST', `/api/connections/${id}/test`, { body: {} });
    expect(vendor.asked[0]).toMatchObject({ client_id: 'workspace-client', client_secret: 'canary-workspace-secret' });
    expect((await t.call('DELETE', client)).status).toBe(204);
    expect((await t.call('DELETE', client)).body.error.code).toBe('server.noOAuthClient');
    expect((await t.call('GET', '/api/oauth/clients')).body.clients).toEqual([
      { connector: 'vendor', clientId: 'env-client', hasSecret: true, from: 'environment' },
    ]);
  });
});

describe('taking access back', () => {
  it('is an administrator’s matter', async () => {
    const url = `/api/connections/${await connection()}/revoke`;
    expect((await t.call('POST', url, { as: null, body: {} })).status).toBe(401);
    expect((await t.call('POST', url, { as: 'builder', body: {} })).status).toBe(403);
    expect((await t.call('POST', url, { body: { all: true } })).status).toBe(400);
  });

  it('tells the vendor, then forgets the account and keeps the client', async () => {
    const credentials = { clientId: 'own', clientSecret: 's', refreshToken: 'refresh-1', accessToken: 'access-1' };
    const id = await connection(credentials, { revoke: `${vendor.api}/revoke` });
    expect((await t.call('POST', `/api/connections/${id}/revoke`, { body: {} })).body).toEqual({ told: true });
    expect(vendor.revoked).toEqual(['refresh-1']);
    expect(await show(id)).toMatchObject({ credentialFields: ['clientId', 'clientSecret'], account: null });
    const test = await t.call('POST', `/api/connections/${id}/test`, { body: {} });
    expect(test.body.error.code).toBe('connection.notConnected');
  });

  it('forgets all the same when the vendor cannot be told, and says so', async () => {
    const id = await connection({ refreshToken: 'refresh-1' }, { revoke: 'http://127.0.0.1:1/revoke' });
    const { body } = await t.call('POST', `/api/connections/${id}/revoke`, { body: {} });
    expect(body).toMatchObject({ told: false, failure: { kind: 'transient' } });
    expect((await show(id)).credentialFields).toEqual([]);
  });

  it('shows tokens of another server to no vendor', async () => {
    const id = await connection({ refreshToken: 'refresh-1' });
    expect((await t.call('POST', `/api/connections/${id}/revoke`, { body: {} })).body).toEqual({ told: false });
  });
});

it('a good test ends a hold, and its result is shown', async () => {
  const id = await connection({ accessToken: 'access-1' });
  const failure = { kind: 'auth' as const, code: 'http.unauthorized', params: {} };
  await holdConnection(t.deps.pool, id, 'auth', failure, undefined);
  await t.call('POST', `/api/connections/${id}/test`, { body: {} });
  expect(await show(id)).toMatchObject({
    hold: null,
    account: 'ann@acme.example',
    lastTest: { account: 'ann@acme.example' },
  });
  vendor.good = new Set();
  await t.call('POST', `/api/connections/${id}/test`, { body: {} });
  expect(await show(id)).toMatchObject({
    account: 'ann@acme.example',
    lastTest: { failure: { code: 'http.unauthorized' } },
  });
  await endHold(t.deps.pool, id);
});
