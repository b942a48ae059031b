import { spawn } from 'node:child_process';
import { constants, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { clientCredentialsForm } from '@raccord/connectors/shared/oauth/signed-jwt';
import type { OAuth2Definition } from '@raccord/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { DEFAULT_WORKSPACE as workspaceId } from '../../stores/workspaces.ts';
import {
  startVendor,
  type TestAccounts,
  type TestVendor,
  testAccounts,
  vendorRegistry,
} from '../../testing/test-accounts.ts';
import { credentialsPlace } from '../../vault/vault.ts';
import type { WorkerDeps } from '../../worker-deps.ts';

const keys = generateKeyPairSync('rsa', {
  modulusLength: 2_048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
/** As NetSuite wants it, where the credentials hold a key. */
const tokenRequest: OAuth2Definition['tokenRequest'] = ({ privateKey, keyId, clientId }, { endpoints, scopes, now }) =>
  privateKey === undefined
    ? undefined
    : clientCredentialsForm({
        algorithm: 'PS256',
        privateKey,
        keyId: keyId ?? '',
        clientId: clientId ?? '',
        tokenAddress: endpoints.token ?? '',
        scopes,
        now,
      });

let vendor: TestVendor;
let t: TestAccounts;
beforeAll(async () => {
  vendor = await startVendor();
  t = await testAccounts(vendorRegistry({ tokenRequest }));
  await t.call('POST', '/api/environments', { body: { name: 'test' } });
});
beforeEach(() => vendor.reset());
afterAll(async () => {
  await t.close();
  await vendor.close();
});

let count = 0;
const expired = {
  clientId: 'raccord',
  clientSecret: 'client-secret',
  refreshToken: 'refresh-0',
  accessToken: 'access-0',
  expiresAt: '0',
};
async function connect(credentials: Record<string, string>): Promise<string> {
  count += 1;
  const endpoints = { api: vendor.api, token: `${vendor.issuer}/token` };
  const body = { connector: 'vendor', environment: 'test', name: `c${count}`, credentials, endpoints };
  return (await t.call('POST', '/api/connections', { body })).body.id;
}
const open = (id: string, worker: WorkerDeps = t.worker) =>
  worker.ports.connections.open(
    { connectorId: 'vendor', connectionId: id, workspaceId, queue: 'live' },
    new AbortController().signal,
  );
async function call(id: string, worker?: WorkerDeps): Promise<number> {
  const opened = await open(id, worker);
  if (opened.held) throw new Error('held');
  return (await opened.context.http.request({ method: 'GET', url: '/me' })).status;
}
async function stored(id: string): Promise<Record<string, string>> {
  const { rows } = await t.deps.pool.query('select credentials from connections where id = $1', [id]);
  return JSON.parse(t.deps.vault.openSecret(rows[0].credentials, credentialsPlace(workspaceId, id)));
}
/** Another process that calls through the connection when told to. */
function startCaller(id: string, calls: number) {
  const program = fileURLToPath(new URL('../../testing/call-in-process.ts', import.meta.url));
  const child = spawn(process.execPath, [program, t.databaseUrl, t.deps.settings.home, id, String(calls)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill());
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  const ended = new Promise<string>((resolve) => child.once('close', () => resolve(text)));
  return { said: () => text, begin: () => child.stdin.write('begin\n'), ended };
}
const token = (access: string, more: object = {}) => ({
  body: { access_token: access, token_type: 'Bearer', expires_in: 3_600, ...more },
});

describe('renewing', () => {
  it('is done once for a hundred calls of two workers that find the token expired', async () => {
    const id = await connect(expired);
    const other = await t.another();
    const calls = Array.from({ length: 100 }, (_, n) => call(id, n % 2 === 0 ? t.worker : other));
    expect(new Set(await Promise.all(calls))).toEqual(new Set([200]));
    expect(vendor.asked).toHaveLength(1);
    expect(vendor.asked[0]).toEqual({
      grant_type: 'refresh_token',
      client_id: 'raccord',
      client_secret: 'client-secret',
      refresh_token: 'refresh-0',
    });
    expect(new Set(vendor.calls).size).toBe(1);
  });

  it('is done once for a hundred calls of two processes', { timeout: 90_000 }, async () => {
    const id = await connect(expired);
    const processes = [startCaller(id, 50), startCaller(id, 50)];
    await Promise.all(processes.map((each) => expect.poll(each.said, { timeout: 60_000 }).toContain('ready')));
    for (const each of processes) each.begin();
    const said = await Promise.all(processes.map((each) => each.ended));
    const statuses = said.flatMap((text) => JSON.parse(text.split('\n')[1] ?? '[]') as number[]);
    expect(statuses).toEqual(Array.from({ length: 100 }, () => 200));
    expect(vendor.asked).toHaveLength(1);
    expect(new Set(vendor.calls).size).toBe(1);
  });

  it('keeps a rotated refresh token, and the one it has when none comes', async () => {
    const id = await connect(expired);
    vendor.answer(token('access-1', { refresh_token: 'refresh-1', scope: 'profile contacts.read' }));
    await call(id);
    expect(await stored(id)).toMatchObject({ accessToken: 'access-1', refreshToken: 'refresh-1' });
    const again = await connect(expired);
    vendor.answer(token('access-2'));
    await call(again);
    expect(await stored(again)).toMatchObject({ accessToken: 'access-2', refreshToken: 'refresh-0' });
    const shown = (await t.call('GET', `/api/connections/${id}`)).body;
    expect(shown).toMatchObject({
      grantedScopes: ['profile', 'contacts.read'],
      credentialFields: ['accessToken', 'clientId', 'clientSecret', 'refreshToken'],
    });
    expect(Date.parse(shown.tokenExpiresAt)).toBeGreaterThan(Date.now() + 3_500_000);
  });

  it('takes an hour for granted when nobody says how long', async () => {
    const id = await connect(expired);
    vendor.answer({ body: { access_token: 'access-1', token_type: 'Bearer' } });
    await call(id);
    expect(Number((await stored(id)).expiresAt)).toBeGreaterThan(Date.now() + 3_500_000);
  });

  it('uses a token that lives for half a minute more than once', async () => {
    const id = await connect(expired);
    vendor.answer(token('access-1', { expires_in: 30 }), 5);
    await call(id);
    await call(id);
    expect(vendor.asked).toHaveLength(1);
    expect(Number((await stored(id)).expiresAt) - Date.now()).toBeLessThan(76_000);
  });

  it.each([
    ['access that was withdrawn', { status: 400, body: { error: 'invalid_grant' } }, 'auth', 'oauth.revoked'],
    ['a wrong client', { status: 401, body: { error: 'invalid_client' } }, 'config', 'oauth.clientWrong'],
    ['a client that may not', { status: 400, body: { error: 'unauthorized_client' } }, 'config', 'oauth.clientWrong'],
    ['a wrong address', { status: 404, body: 'nothing here' }, 'config', 'oauth.clientWrong'],
    ['a fault of theirs', { status: 500, body: { error: 'server_error' } }, 'transient', 'oauth.unavailable'],
    ['too many questions', { status: 429, body: {} }, 'transient', 'oauth.unavailable'],
    ['an answer without a token', { body: { token_type: 'Bearer' } }, 'transient', 'oauth.unavailable'],
    ['a refusal with status 200', { body: { error: 'invalid_grant' } }, 'auth', 'oauth.revoked'],
  ])('tells %s', async (_name, answer, kind, code) => {
    const id = await connect(expired);
    vendor.answer(answer);
    await expect(open(id)).rejects.toMatchObject({ kind, code });
  });

  it('says nothing of the secrets that a refusal repeats', async () => {
    const id = await connect({ ...expired, refreshToken: 'canary-refresh-token' });
    const error_description = 'client-secret and canary-refresh-token are no good';
    vendor.answer({ status: 400, body: { error: 'invalid_grant', error_description } });
    const { text, body } = await t.call('POST', `/api/connections/${id}/test`, { body: {} });
    expect(body.error.code).toBe('oauth.revoked');
    expect(text).not.toMatch(/canary|client-secret/);
    expect((await t.call('GET', `/api/connections/${id}`)).text).not.toMatch(/canary|client-secret/);
  });

  it('waits for somebody to connect an account that has none', async () => {
    await expect(open(await connect({ clientId: 'raccord' }))).rejects.toMatchObject({
      kind: 'auth',
      code: 'connection.notConnected',
    });
  });
});

describe('a token that is refused before its time', () => {
  const living = { ...expired, expiresAt: String(Date.now() + 3_600_000) };

  it('is renewed once, and the call made again, for all calls at once', async () => {
    const id = await connect(living);
    vendor.good = new Set(['access-1']);
    vendor.answer(token('access-1'));
    const calls = await Promise.all(Array.from({ length: 20 }, () => call(id)));
    expect(new Set(calls)).toEqual(new Set([200]));
    expect(vendor.asked).toHaveLength(1);
  });

  it('is renewed in the middle of a long reading', async () => {
    const id = await connect(living);
    const opened = await open(id);
    if (opened.held) throw new Error('held');
    const page = () => opened.context.http.request({ method: 'GET', url: '/page' });
    expect((await page()).status).toBe(200);
    vendor.good = new Set(['access-1']);
    vendor.answer(token('access-1'));
    expect([(await page()).status, (await page()).status]).toEqual([200, 200]);
    expect(vendor.asked).toHaveLength(1);
  });

  it('stays refused when a new one is refused too, and the token service is left in peace', async () => {
    const id = await connect(living);
    vendor.good = new Set();
    vendor.answer(token('access-1'));
    expect(await call(id)).toBe(401);
    expect(await call(id)).toBe(401);
    expect(await call(id)).toBe(401);
    expect(vendor.asked).toHaveLength(1);
  });

  it('is left as it is when nobody can renew it', async () => {
    const id = await connect({ accessToken: 'pasted' });
    vendor.good = new Set();
    expect(await call(id)).toBe(401);
    expect(vendor.calls).toEqual(['pasted']);
    expect(vendor.asked).toEqual([]);
  });
});

describe('client credentials, signed', () => {
  const credentials = { clientId: 'integration', keyId: 'cert-1', privateKey: keys.privateKey };

  it('send an assertion that the public key proves, for the scopes that the flows need', async () => {
    const id = await connect(credentials);
    expect(await call(id)).toBe(200);
    const { client_assertion: assertion = '', ...form } = vendor.asked[0]!;
    expect(form).toEqual({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      scope: 'profile',
    });
    const [head = '', claims = '', signature = ''] = assertion.split('.');
    const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
    expect(read(head)).toEqual({ alg: 'PS256', typ: 'JWT', kid: 'cert-1' });
    expect(read(claims)).toMatchObject({ iss: 'integration', aud: `${vendor.issuer}/token`, scope: ['profile'] });
    expect(read(claims).exp - read(claims).iat).toBe(300);
    const key = { key: createPublicKey(keys.publicKey), padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
    expect(verify('sha256', Buffer.from(`${head}.${claims}`), key, Buffer.from(signature, 'base64url'))).toBe(true);

    // Used again until a flow needs more.
    await call(id);
    expect(vendor.asked).toHaveLength(1);
    await t.deps.pool.query("update connections set wanted_scopes = '{contacts.read}' where id = $1", [id]);
    const worker = await t.another();
    await call(id, worker);
    await call(id, worker);
    expect(vendor.asked.map(({ scope }) => scope)).toEqual(['profile', 'profile contacts.read']);
  });

  it('say that the key is none, and nothing of it', async () => {
    const id = await connect({
      ...credentials,
      privateKey: '-----BEGIN PRIVATE KEY-----\ncanary\n-----END PRIVATE KEY-----',
    });
    const answer = await t.call('POST', `/api/connections/${id}/test`, { body: {} });
    expect(answer.body.error).toMatchObject({ kind: 'config', code: 'oauth.badKey' });
    expect(answer.text).not.toContain('canary');
  });
});
