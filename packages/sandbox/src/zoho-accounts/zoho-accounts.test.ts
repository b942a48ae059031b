import { beforeEach, expect, test } from 'vitest';
import { openSandbox } from '../test-clients.ts';
import { zohoClient } from './state.ts';

let now = Date.UTC(2026, 10, 20, 9, 0, 0);
const { sandbox, base, newToken } = await openSandbox({ now: () => now });
beforeEach(() => sandbox.reset());

test('a refresh gives an access token for this data centre, and no new refresh token', async () => {
  const { status, body } = await newToken();
  expect(status).toBe(200);
  expect(body).toEqual({
    access_token: expect.stringMatching(/^1000\.\w+\.\w+$/),
    api_domain: `${base}/zoho`,
    token_type: 'Bearer',
    expires_in: 3_600,
  });
});

test.each([
  ['a refresh token that is not known', { refresh_token: '1000.x' }, 'invalid_code'],
  ['another client', { client_id: '1000.OTHER' }, 'invalid_client'],
  ['a wrong secret', { client_secret: 'wrong' }, 'invalid_client'],
  ['another grant', { grant_type: 'password' }, 'unsupported_grant_type'],
])('%s fails with HTTP 200', async (_name, params, error) => {
  expect(await newToken(params)).toMatchObject({ status: 200, body: { error } });
});

test('a sixteenth token ends the oldest', async () => {
  const tokens: string[] = [];
  for (let i = 0; i < 16; i++) tokens.push((await newToken()).body.access_token);
  expect(sandbox.world.accounts.accessTokens.size).toBe(15);
  expect(sandbox.world.accounts.accessTokens.has(tokens[0]!)).toBe(false);
  expect(sandbox.world.accounts.accessTokens.has(tokens[1]!)).toBe(true);
});

test('ten in ten minutes, once the limit is on', async () => {
  sandbox.world.limits.set('zoho-accounts', { limit: 10, windowMs: 600_000 });
  for (let i = 0; i < 10; i++) expect((await newToken()).body.access_token).toBeDefined();
  expect((await newToken()).body).toMatchObject({ error: 'Access Denied' });
  now += 600_000;
  expect((await newToken()).body.access_token).toBeDefined();
});

test('a person lets the client in on a page; the code works once, for the same address', async () => {
  const redirectUri = 'http://127.0.0.1:9/callback';
  const asked = {
    client_id: zohoClient.clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    state: 's<1',
    access_type: 'offline',
    scope: 'ZohoBooks.fullaccess.all',
  };
  const page = await fetch(`${base}/zoho/oauth/v2/auth?${new URLSearchParams(asked)}`);
  expect(await page.text()).toContain('name="state" value="s&#60;1"');
  const consent = async (fields: object) => {
    const body = new URLSearchParams({ ...asked, ...fields });
    const answer = await fetch(`${base}/zoho/oauth/v2/auth`, { method: 'POST', body, redirect: 'manual' });
    return { status: answer.status, to: answer.headers.get('location') };
  };
  expect((await consent({ decision: 'reject' })).to).toContain('error=access_denied');
  expect((await consent({ decision: 'accept', redirect_uri: 'https://evil.example/' })).status).toBe(400);
  const { to } = await consent({ decision: 'accept' });
  const answer = new URL(to!).searchParams;
  expect(Object.fromEntries(answer)).toMatchObject({ state: 's<1', location: 'eu', 'accounts-server': `${base}/zoho` });
  const exchange = (uri: string) =>
    newToken({ grant_type: 'authorization_code', code: answer.get('code')!, redirect_uri: uri });
  const { body } = await exchange(redirectUri);
  expect(body).toMatchObject({ access_token: expect.any(String), refresh_token: expect.any(String) });
  expect((await exchange(redirectUri)).body).toEqual({ error: 'invalid_code' });
  expect((await newToken({ refresh_token: body.refresh_token })).body.access_token).toBeDefined();
});
