import { beforeEach, expect, test } from 'vitest';
import { answerConsent } from '../consent/accept-consent.ts';
import { openSandbox } from '../test-clients.ts';
import { slackClient } from './state.ts';

let now = Date.UTC(2026, 10, 20, 9, 0, 0);
const { sandbox, base, control } = await openSandbox({ now: () => now });
beforeEach(() => sandbox.reset());

const redirectUri = 'http://127.0.0.1:9/callback';
const asked = {
  client_id: slackClient.clientId,
  scope: 'chat:write,users:read',
  redirect_uri: redirectUri,
  state: 's1',
};
const consentUrl = (params: object = {}) =>
  `${base}/slack/oauth/v2/authorize?${new URLSearchParams({ ...asked, ...params })}`;
const client = { client_id: slackClient.clientId, client_secret: slackClient.clientSecret };
async function post(path: string, form: Record<string, string>, headers: Record<string, string> = {}) {
  const answer = await fetch(`${base}/slack/api/${path}`, { method: 'POST', headers, body: new URLSearchParams(form) });
  return (await answer.json()) as Record<string, string>;
}
async function exchange(params: object = {}) {
  const code = new URL(await answerConsent(consentUrl())).searchParams.get('code')!;
  return post('oauth.v2.access', { ...client, code, redirect_uri: redirectUri, ...params });
}
const as = (token: string | undefined) => ({ authorization: `Bearer ${token}` });

test('installing gives a token that may do what was asked for, and can be taken back', async () => {
  const given = await exchange();
  expect(given).toMatchObject({
    ok: true,
    token_type: 'bot',
    scope: asked.scope,
    access_token: expect.stringMatching(/^xoxb-/),
  });
  const token = as(given.access_token);
  expect(await post('users.info', { user: 'U0CAMILLE01' }, token)).toMatchObject({ ok: true });
  const missing = await post('users.lookupByEmail', { email: 'x@y.example' }, token);
  expect(missing).toMatchObject({
    ok: false,
    error: 'missing_scope',
    needed: 'users:read.email',
    provided: asked.scope,
  });
  expect(await post('auth.revoke', {}, token)).toMatchObject({ ok: true, revoked: true });
  expect(await post('auth.test', {}, token)).toMatchObject({ ok: false, error: 'invalid_auth' });
});

test('with rotation a token ends after 12 hours, and a refresh token works once', async () => {
  await control('POST', '/slack/accounts', { rotation: true });
  const given = await exchange();
  expect(given).toMatchObject({ expires_in: 43_200 });
  now += 43_200_000;
  expect(await post('auth.test', {}, as(given.access_token))).toMatchObject({ ok: false, error: 'token_expired' });
  const refresh = { ...client, grant_type: 'refresh_token', refresh_token: given.refresh_token! };
  const next = await post('oauth.v2.access', refresh);
  expect(await post('auth.test', {}, as(next.access_token))).toMatchObject({ ok: true });
  expect(await post('oauth.v2.access', refresh)).toMatchObject({ ok: false, error: 'invalid_refresh_token' });
});

test.each([
  ['another secret', { client_secret: 'x' }, 'bad_client_secret'],
  ['another client', { client_id: 'x' }, 'invalid_client_id'],
  ['another address', { redirect_uri: 'http://127.0.0.1:9/x' }, 'bad_redirect_uri'],
  ['another code', { code: 'x' }, 'invalid_code'],
])('a code is not exchanged with %s', async (_name, params, error) => {
  expect(await exchange(params)).toEqual({ ok: false, error });
});

test('a page says no to a client or scopes it does not know, and a person may say no', async () => {
  await expect(answerConsent(consentUrl({ client_id: 'x' }))).rejects.toThrow('Invalid client_id');
  await expect(answerConsent(consentUrl({ scope: '' }))).rejects.toThrow('missing scope');
  expect(await answerConsent(consentUrl(), { decision: 'reject' })).toContain('error=access_denied');
});
