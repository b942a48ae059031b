import { constants, generateKeyPairSync, type KeyObject, verify } from 'node:crypto';
import { expect, it } from 'vitest';
import { clientCredentialsForm, type JwtAlgorithm, serviceAccountForm, signedJwt } from './signed-jwt.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
type Pair = { publicKey: KeyObject; privateKey: KeyObject };
const pem = (pair: Pair) => pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const now = Date.UTC(2026, 10, 20, 9, 0, 0, 999);
const read = (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString());

it.each<[JwtAlgorithm, Pair, object]>([
  ['RS256', rsa, {}],
  ['PS256', rsa, { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }],
  ['ES256', ec, { dsaEncoding: 'ieee-p1363' }],
])('%s is proven by the public key, and lives five minutes', async (algorithm, pair, options) => {
  const jwt = await signedJwt({ algorithm, privateKey: pem(pair), keyId: 'k1', claims: { iss: 'me' }, now });
  const [head, claims, signature = ''] = jwt.split('.');
  expect(read(head)).toEqual({ alg: algorithm, typ: 'JWT', kid: 'k1' });
  const iat = Math.floor(now / 1_000);
  expect(read(claims)).toEqual({ iss: 'me', iat, exp: iat + 300 });
  const content = Buffer.from(`${head}.${claims}`);
  expect(verify('sha256', content, { key: pair.publicKey, ...options }, Buffer.from(signature, 'base64url'))).toBe(
    true,
  );
});

it('a key whose line breaks came as \\n is read', async () => {
  const privateKey = pem(rsa).replaceAll('\n', '\\n');
  expect(await signedJwt({ algorithm: 'RS256', privateKey, claims: {}, now })).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
});

it.each([
  ['nothing', ''],
  ['no PEM', 'canary'],
  ['a key of another kind', pem(ec)],
])('%s is refused, and nothing of it is said', async (_name, privateKey) => {
  const failure = await signedJwt({ algorithm: 'RS256', privateKey, claims: {}, now }).catch((thrown) => thrown);
  expect(failure).toMatchObject({ kind: 'config', code: 'oauth.badKey' });
  expect(JSON.stringify(failure.toData())).not.toMatch(/canary|BEGIN/);
});

it('forms name the grant; a service account acts for a person only when told to', async () => {
  const asked = { privateKey: pem(rsa), tokenAddress: 'https://t.example/token', scopes: ['a', 'b'], now };
  const own = await serviceAccountForm({ ...asked, email: 'svc@x.example' });
  expect(own.grant_type).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
  const claims = read(own.assertion?.split('.')[1]);
  expect(claims).toMatchObject({ iss: 'svc@x.example', aud: 'https://t.example/token', scope: 'a b' });
  expect(claims.sub).toBeUndefined();
  const delegated = await serviceAccountForm({ ...asked, email: 'svc@x.example', subject: 'ann@x.example' });
  expect(read(delegated.assertion?.split('.')[1]).sub).toBe('ann@x.example');
  const form = await clientCredentialsForm({ ...asked, algorithm: 'PS256', clientId: 'c1' });
  expect(form).toMatchObject({ grant_type: 'client_credentials', scope: 'a b' });
});
