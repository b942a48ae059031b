import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSecrets } from '../../stores/connection-secrets.ts';
import { DEFAULT_WORKSPACE } from '../../stores/workspaces.ts';
import { sampleFlow } from '../../testing/sample-flow.ts';
import { type TestApp, testApp } from '../../testing/test-app.ts';
import { credentialsPlace, signingSecretsPlace } from '../../vault/vault.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
  for (const name of ['sandbox', 'production']) await t.call('POST', '/api/environments', { body: { name } });
});
afterAll(() => t.close());
const missing = '/api/connections/00000000-0000-7000-8000-00000000dead';
const create = (body: object) =>
  t.call('POST', '/api/connections', { body: { connector: 'http', environment: 'sandbox', ...body } });

describe.each([
  ['GET', '/api/connections', 'viewer'],
  ['GET', missing, 'viewer'],
  ['POST', '/api/connections', 'admin'],
  ['PATCH', missing, 'admin'],
  ['DELETE', missing, 'admin'],
] as const)('%s %s', (method, url, role) => {
  it('is protected', async () => {
    expect((await t.call(method, url, { as: null })).status).toBe(401);
    if (role === 'admin') expect((await t.call(method, url, { as: 'builder', body: {} })).status).toBe(403);
  });
});

it.each([
  ['no name', {}],
  ['credentials that are no text', { name: 'x', credentials: { token: 5 } }],
  ['an address that is no address', { name: 'x', endpoints: { api: 'file:///etc/passwd' } }],
  ['an address with a password', { name: 'x', endpoints: { api: 'https://u:p@x.example' } }],
  ['a mail server without a port', { name: 'x', endpoints: { smtp: 'smtp://mail.example' } }],
  ['a mail server that is a web address', { name: 'x', endpoints: { imap: 'http://mail.example:143' } }],
  ['an address that is not known', { name: 'x', endpoints: { metadata: 'https://x.example' } }],
  ['credentials the connector does not know', { name: 'x', credentials: { pin: 'hunter22' } }],
  ['settings the connector does not know', { name: 'x', settings: { colour: 'red' } }],
  ['three signing secrets', { name: 'x', signingSecrets: ['a', 'b', 'c'] }],
])('POST rejects a bad body: %s', async (_, body) => {
  const answer = await create(body);
  expect(answer.status).toBe(400);
  expect(answer.text).not.toContain('hunter22');
});

it('names what is missing: connector, environment, connection', async () => {
  expect((await create({ name: 'x', connector: 'nobody' })).body.error.code).toBe('server.noConnector');
  expect((await create({ name: 'x', connector: 'constructor' })).body.error.code).toBe('server.noConnector');
  expect((await create({ name: 'x', environment: 'moon' })).body.error.code).toBe('server.noEnvironment');
  expect((await t.call('GET', missing)).body.error.code).toBe('server.noConnection');
});

it('seals what is secret, and never gives it back', async () => {
  const secrets = { credentials: { username: 'ann', password: 'canary-password' }, signingSecrets: ['canary-signing'] };
  const made = await create({ name: 'Sealed', settings: { baseUrl: 'https://shop.example' }, ...secrets });
  expect(made.body).toMatchObject({
    credentialFields: ['password', 'username'],
    hasSigningSecrets: true,
    settings: { baseUrl: 'https://shop.example' },
    hold: null,
  });
  const { id } = made.body;
  const answers = [
    made,
    await t.call('GET', `/api/connections/${id}`),
    await t.call('GET', '/api/connections'),
    await t.call('GET', '/api/history'),
  ];
  for (const { text } of answers) expect(text).not.toContain('canary');

  const row = await readSecrets(t.deps.db, DEFAULT_WORKSPACE, id);
  expect(JSON.stringify(row)).not.toContain('canary');
  const open = (envelope: string | null | undefined, place = credentialsPlace(DEFAULT_WORKSPACE, id)) =>
    JSON.parse(t.deps.vault.openSecret(envelope ?? '', place));
  expect(open(row?.credentials)).toEqual(secrets.credentials);
  expect(open(row?.signing_secrets, signingSecretsPlace(DEFAULT_WORKSPACE, id))).toEqual(secrets.signingSecrets);
  const elsewhere = credentialsPlace(DEFAULT_WORKSPACE, crypto.randomUUID());
  expect(() => open(row?.credentials, elsewhere)).toThrow(expect.objectContaining({ code: 'vault.damaged' }));
});

it('changes what is given and leaves the rest; new credentials end a hold for refused ones', async () => {
  const { id } = (await create({ name: 'Changing', credentials: { token: 'old-token' } })).body;
  const failure = JSON.stringify({ kind: 'auth', code: 'http.unauthorized', params: {} });
  await t.deps.pool.query("insert into connection_holds (connection_id, reason, failure) values ($1, 'auth', $2)", [
    id,
    failure,
  ]);
  const renamed = await t.call('PATCH', `/api/connections/${id}`, { body: { name: 'Renamed' } });
  expect(renamed.body).toMatchObject({
    name: 'Renamed',
    revision: 2,
    credentialFields: ['token'],
    hold: { reason: 'auth', message: expect.stringMatching(/\w+ .*\w+/) },
  });
  const renewed = await t.call('PATCH', `/api/connections/${id}`, {
    body: { credentials: { username: 'a', password: 'b' } },
  });
  expect(renewed.body).toMatchObject({ name: 'Renamed', credentialFields: ['password', 'username'], hold: null });
  const unsigned = await t.call('PATCH', `/api/connections/${id}`, { body: { signingSecrets: [] } });
  expect(unsigned.body.hasSigningSecrets).toBe(false);
});

it('has one default for each connector in an environment', async () => {
  const inProduction = (name: string, more = {}) => create({ name, environment: 'production', ...more });
  const first = (await inProduction('First')).body;
  const second = (await inProduction('Second')).body;
  expect([first.isDefault, second.isDefault]).toEqual([true, false]);
  await t.call('PATCH', `/api/connections/${second.id}`, { body: { isDefault: true } });
  const { connections } = (await t.call('GET', '/api/connections?environment=production')).body;
  expect(
    connections.map(({ name, isDefault }: { name: string; isDefault: boolean }) => `${name} ${isDefault}`),
  ).toEqual(['First false', 'Second true']);
  expect((await inProduction('First')).body.error.code).toBe('server.connectionExists');
});

describe('bindings', () => {
  const slot = '/api/flows/bound/bindings/sandbox/shop';
  const url = '/api/flows/bound/bindings/sandbox';
  let chosen: string;
  beforeAll(async () => {
    await t.call('POST', '/api/flows', { body: { document: sampleFlow('bound') } });
    chosen = (await create({ name: 'Chosen', credentials: { token: 'chosen' } })).body.id;
  });

  it('are protected', async () => {
    expect((await t.call('GET', url, { as: null })).status).toBe(401);
    expect((await t.call('PUT', slot, { as: 'operator', body: { connectionId: null } })).status).toBe(403);
  });

  it.each([{}, { connectionId: 'x' }, { connectionId: 5 }])('reject a bad body: %j', async (body) => {
    expect((await t.call('PUT', slot, { body })).status).toBe(400);
  });

  it('say what each slot means, and are changed', async () => {
    const before = (await t.call('GET', url)).body.slots;
    expect(before).toEqual([
      { slot: 'shop', connector: 'http', connection: expect.objectContaining({ explicit: false }) },
    ]);
    expect((await t.call('PUT', slot, { body: { connectionId: chosen } })).status).toBe(204);
    const after = (await t.call('GET', url)).body.slots[0].connection;
    expect(after).toEqual({ id: chosen, name: 'Chosen', connector: 'http', explicit: true });
  });

  it('keep a connection from being deleted, and let it go', async () => {
    const refused = await t.call('DELETE', `/api/connections/${chosen}`);
    expect(refused.body.error).toMatchObject({ code: 'server.connectionInUse', params: { flows: 'bound' } });
    expect(refused.status).toBe(409);
    await t.call('PUT', slot, { body: { connectionId: null } });
    expect((await t.call('DELETE', `/api/connections/${chosen}`)).status).toBe(204);
  });

  it('refuse another connector, another environment, and an unknown slot', async () => {
    const stripe = await create({ connector: 'stripe', name: 'Stripe', credentials: { secretKey: 'sk_test_1' } });
    const other = await t.call('PUT', slot, { body: { connectionId: stripe.body.id } });
    expect(other.body.error).toMatchObject({
      code: 'server.otherConnector',
      params: { connector: 'http', found: 'stripe' },
    });
    const [there] = (await t.call('GET', '/api/connections?environment=production')).body.connections;
    expect((await t.call('PUT', slot, { body: { connectionId: there.id } })).body.error.code).toBe(
      'server.noConnection',
    );
    for (const name of ['nothing', 'constructor'])
      expect((await t.call('PUT', `${url}/${name}`, { body: { connectionId: null } })).body.error.code).toBe(
        'server.noSlot',
      );
  });
});
