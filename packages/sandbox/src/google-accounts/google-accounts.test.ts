import { createHash, sign } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { googleConnection } from '../connections.ts';
import { answerConsent } from '../consent/accept-consent.ts';
import { openSandbox } from '../test-clients.ts';
import { googleClient, googleUsers } from './state.ts';

let now = Date.UTC(2026, 10, 20, 9, 0, 0);
const { sandbox, base, control } = await openSandbox({ now: () => now });
const { endpoints } = googleConnection(base);
beforeEach(() => sandbox.reset());

const scope = 'https://www.googleapis.com/auth/gmail.send https://www.googleapis.com/auth/spreadsheets';
const verifier = 'v'.repeat(64);
const asked = {
  client_id: googleClient.clientId,
  response_type: 'code',
  redirect_uri: 'http://127.0.0.1:9/callback',
  state: 's1',
  scope,
  access_type: 'offline',
  prompt: 'consent',
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
};
const consentUrl = (params: object = {}) => `${endpoints.authorize}?${new URLSearchParams({ ...asked, ...params })}`;
const client = { client_id: googleClient.clientId, client_secret: googleClient.clientSecret };

async function token(params: Record<string, string>) {
  const answer = await fetch(endpoints.token, { method: 'POST', body: new URLSearchParams(params) });
  return { status: answer.status, body: (await answer.json()) as Record<string, string> };
}
const exchange = (code: string, params: object = {}) =>
  token({
    ...client,
    grant_type: 'authorization_code',
    code,
    redirect_uri: asked.redirect_uri,
    code_verifier: verifier,
    ...params,
  });
const refresh = (refreshToken: string = googleClient.refreshToken) =>
  token({ ...client, grant_type: 'refresh_token', refresh_token: refreshToken });
const codeOf = (location: string) => new URL(location).searchParams.get('code')!;

describe('the consent page', () => {
  test('gives a code that works once, with the verifier, and then tokens that are known', async () => {
    const back = new URL(await answerConsent(consentUrl()));
    expect(back.searchParams.get('state')).toBe('s1');
    const { status, body } = await exchange(codeOf(back.href));
    expect({ status, body }).toMatchObject({ status: 200, body: { token_type: 'Bearer', expires_in: 3_599, scope } });
    const user = googleUsers[0].email;
    expect(sandbox.world.googleAccounts.check(body.access_token!)).toEqual({ user, scopes: scope.split(' ') });
    expect((await refresh(body.refresh_token)).body).toMatchObject({
      access_token: expect.stringMatching(/^ya29\./),
      scope,
    });
    expect((await exchange(codeOf(back.href))).body.error).toBe('invalid_grant');
  });

  test.each([
    ['another verifier', { code_verifier: 'w'.repeat(64) }, 'invalid_grant'],
    ['another address', { redirect_uri: 'http://127.0.0.1:9/other' }, 'redirect_uri_mismatch'],
    ['a wrong secret', { client_secret: 'x' }, 'invalid_client'],
  ])('a code is not exchanged with %s', async (_name, params, error) => {
    expect((await exchange(codeOf(await answerConsent(consentUrl())), params)).body.error).toBe(error);
  });

  test('lets a person leave out a scope, be somebody else, and say no', async () => {
    const partial = await answerConsent(consentUrl(), {
      without: [scope.split(' ')[0]!],
      account: googleUsers[1].email,
    });
    const { body } = await exchange(codeOf(partial));
    expect(sandbox.world.googleAccounts.check(body.access_token!)).toEqual({
      user: googleUsers[1].email,
      scopes: [scope.split(' ')[1]],
    });
    expect(await answerConsent(consentUrl(), { decision: 'reject' })).toContain('error=access_denied');
  });

  test('without "offline", or without consent asked for again, there is no refresh token', async () => {
    expect(
      (await exchange(codeOf(await answerConsent(consentUrl({ access_type: 'online' }))))).body.refresh_token,
    ).toBeUndefined();
    expect(
      (await exchange(codeOf(await answerConsent(consentUrl({ prompt: 'none' }))))).body.refresh_token,
    ).toBeUndefined();
  });

  test.each([
    ['a client it does not know', { client_id: 'x' }, 'invalid_client'],
    ['a scope there is not', { scope: 'https://www.googleapis.com/auth/nothing' }, 'invalid_scope'],
    ['an address elsewhere', { redirect_uri: 'https://evil.example/' }, 'invalid_redirect_uri'],
  ])('refuses %s', async (_name, params, error) => {
    await expect(answerConsent(consentUrl(params))).rejects.toThrow(error);
  });

  test('speaks French to those who do', async () => {
    const page = await fetch(consentUrl(), { headers: { 'accept-language': 'fr-FR,fr;q=0.9,en;q=0.8' } });
    expect(await page.text()).toContain('Raccord demande l’accès');
  });
});

describe('refresh tokens end', () => {
  test('after six months without use, and after seven days while the screen is in testing', async () => {
    expect((await refresh()).status).toBe(200);
    now += 184 * 86_400_000;
    expect(await refresh()).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    sandbox.reset();
    await control('POST', '/google/accounts', { testing: true });
    now += 8 * 86_400_000;
    expect((await refresh()).body.error).toBe('invalid_grant');
  });

  test('by revoking any token of the person', async () => {
    const { body } = await refresh();
    const revoke = () =>
      fetch(`${base}/google/revoke`, { method: 'POST', body: new URLSearchParams({ token: body.access_token! }) });
    expect((await revoke()).status).toBe(200);
    expect((await revoke()).status).toBe(400);
    expect((await refresh()).body.error).toBe('invalid_grant');
  });

  test('access tokens after their hour', async () => {
    const { body } = await refresh();
    now += 3_599_000;
    expect(sandbox.world.googleAccounts.check(body.access_token!)).toBeUndefined();
  });
});

describe('a service account', () => {
  const sheets = 'https://www.googleapis.com/auth/spreadsheets';
  async function assert(claims: object = {}, alg = 'RS256') {
    const key = (await control('GET', '/google/service-account')).body;
    const iat = Math.floor(now / 1_000);
    const payload = { iss: key.client_email, scope: sheets, aud: key.token_uri, iat, exp: iat + 3_600, ...claims };
    const parts = [{ alg, typ: 'JWT', kid: key.private_key_id }, payload];
    const content = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    const assertion = `${content}.${sign('RSA-SHA256', Buffer.from(content), key.private_key).toString('base64url')}`;
    return token({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion });
  }

  test('acts for itself, and for a person of the domain', async () => {
    const { world } = sandbox;
    const own = await assert();
    expect(world.googleAccounts.check(own.body.access_token!)?.user).toMatch(/iam\.gserviceaccount\.com$/);
    const delegated = await assert({ sub: 'support@raccord.example' });
    const user = 'support@raccord.example';
    expect(world.googleAccounts.check(delegated.body.access_token!)).toEqual({ user, scopes: [sheets] });
    expect(delegated.body.refresh_token).toBeUndefined();
  });

  test.each([
    ['somebody of another domain', { sub: 'x@elsewhere.example' }, 400, 'invalid_grant'],
    ['a scope that was not delegated', { sub: 'support@raccord.example', scope: 'openid' }, 401, 'unauthorized_client'],
    ['no scope', { scope: '' }, 400, 'invalid_scope'],
    ['another audience', { aud: 'https://oauth2.googleapis.com/token' }, 400, 'invalid_grant'],
    ['milliseconds', { iat: Date.now(), exp: Date.now() + 3_600_000 }, 400, 'invalid_grant'],
    ['another account', { iss: 'other@x.iam.gserviceaccount.com' }, 400, 'invalid_grant'],
  ])('is refused for %s', async (_name, claims, status, error) => {
    expect(await assert(claims)).toMatchObject({ status, body: { error } });
  });
});
