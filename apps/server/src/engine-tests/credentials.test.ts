import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ConnectorRegistry, defineConnector } from '@raccord/contract';
import { uuidv7 } from '@raccord/runtime/uuid';
import { startWorker } from '@raccord/runtime/worker/start-worker';
import Type from 'typebox';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../stores/database.ts';
import { type TestEngine, testEngine, workspaceId } from '../testing/test-engine.ts';
import { credentialsPlace, openVault, type Vault } from '../vault/vault.ts';
import { flow, start } from './flow.ts';
import { startUpstream, upstreamRegistry } from './upstream.ts';

/** A token service that knows one refresh token at a time, as those do that rotate. */
const service = { valid: 'refresh-0', asked: 0, refused: 0, slowMs: 0, drops: 0, before: async () => {} };
let server: Server;
let engine: TestEngine;
let vault: Vault;

const title = { en: 'Rotating', fr: 'Rotatif' };
const auth = {
  kind: 'oauth2' as const,
  credentials: Type.Object({}),
  apply: () => undefined,
  oauth2: { scopes: [], pkce: false },
};
const plainAuth = { kind: 'apiKey' as const, credentials: Type.Object({}), apply: () => undefined };
const parts = { title, description: title, triggers: {}, actions: {} };
const registry: ConnectorRegistry = {
  ...upstreamRegistry(),
  rotating: defineConnector({ id: 'rotating', auth, ...parts, actions: upstreamRegistry().upstream!.actions }),
  plain: defineConnector({ id: 'plain', auth: plainAuth, ...parts }),
};

beforeAll(async () => {
  engine = await testEngine({ registry });
  await engine.worker.stop();
  ({ vault } = await openVault(openDatabase(engine.pool), { home: engine.home }));
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    service.asked += 1;
    if (service.asked <= service.drops) return request.socket.destroy();
    const good = new URLSearchParams(body).get('refresh_token') === service.valid;
    if (good) service.valid = `refresh-${service.asked}`;
    else service.refused += 1;
    await service.before();
    await new Promise((resolve) => setTimeout(resolve, service.slowMs));
    const token = { access_token: `access-${service.asked}`, refresh_token: service.valid, expires_in: 3_600 };
    response.writeHead(good ? 200 : 400, { 'content-type': 'application/json' });
    response.end(JSON.stringify(good ? token : { error: 'invalid_grant' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
beforeEach(() =>
  Object.assign(service, { valid: 'refresh-0', asked: 0, refused: 0, slowMs: 0, drops: 0, before: async () => {} }),
);
afterAll(async () => {
  await engine.close();
  server.close();
});

async function connect(connector: string, credentials: Record<string, string>, api?: string): Promise<string> {
  const id = uuidv7();
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await engine.pool.query(
    'insert into connections (id, workspace_id, environment_id, connector, name, endpoints, credentials) values ($1, $2, $3, $4, $7, $5, $6)',
    [
      id,
      workspaceId,
      engine.environmentId,
      connector,
      JSON.stringify({ api: api ?? address, token: address }),
      vault.sealSecret(JSON.stringify(credentials), credentialsPlace(workspaceId, id)),
      id,
    ],
  );
  return id;
}
const expired = { clientId: 'raccord-client', refreshToken: 'refresh-0', accessToken: 'access-0', expiresAt: '0' };
const open = (connector: string, id: string) =>
  engine.deps.ports.connections.open(
    { connectorId: connector, connectionId: id, workspaceId, queue: 'live' },
    new AbortController().signal,
  );

it('a hundred who find the token expired ask for one, and keep one connection to the database meanwhile', async () => {
  const id = await connect('rotating', expired);
  service.slowMs = 1_500;
  const all = Promise.all(Array.from({ length: 100 }, () => open('rotating', id)));
  await expect.poll(() => service.asked).toBe(1);
  const began = performance.now();
  await Promise.all(Array.from({ length: 5 }, () => engine.deps.pool.query('select 1')));
  expect(performance.now() - began).toBeLessThan(800);
  expect(new Set((await all).map(({ held }) => held))).toEqual(new Set([false]));
  expect([service.asked, service.refused]).toEqual([1, 0]);
});

it('a token whose saving went wrong is saved and not asked for again: the old one is no longer good', async () => {
  const id = await connect('rotating', expired);
  service.before = async () => {
    service.before = async () => {};
    await engine.pool.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and state = 'idle in transaction'",
    );
  };
  expect(await open('rotating', id)).toMatchObject({ held: false });
  expect([service.asked, service.refused]).toEqual([1, 0]);
  const { rows } = await engine.pool.query('select credentials from connections where id = $1', [id]);
  const saved = JSON.parse(vault.openSecret(rows[0].credentials, credentialsPlace(workspaceId, id)));
  expect(saved).toMatchObject({ accessToken: 'access-1', refreshToken: 'refresh-1' });
});

it('a worker whose connections are all in use still shows that it lives', async () => {
  const inUse = await Promise.all(Array.from({ length: 8 }, () => engine.deps.pool.connect()));
  try {
    const began = performance.now();
    await engine.deps.lease.beat(uuidv7());
    expect(performance.now() - began).toBeLessThan(1_000);
  } finally {
    for (const client of inUse) client.release();
  }
});

it('what is no secret of the credentials stays in the records', async () => {
  const id = await connect('plain', { username: 'test', password: 'correct horse', headerName: 'x-key' });
  await open('plain', id);
  const text = 'this test sends x-key and correct horse';
  expect(engine.deps.ports.redact(text)).toBe('this test sends x-key and [redacted]');
});

it('the credentials of one system are not opened for another', async () => {
  const id = await connect('plain', { password: 'correct horse' });
  await expect(open('upstream', id)).rejects.toMatchObject({ kind: 'config', code: 'engine.otherConnector' });
});

it.each([
  { when: 'before a call', credentials: expired },
  { when: 'after a refused call', credentials: { ...expired, expiresAt: String(Date.now() + 3_600_000) } },
])('a token that could not be renewed $when leaves nothing in doubt', async ({ when, credentials }) => {
  const upstream = await startUpstream();
  const id = await connect('rotating', credentials, upstream.address);
  await engine.pool.query('update connections set is_default = (id = $1)', [id]);
  const name = `renewed-${when.replaceAll(' ', '-')}`;
  const action = { id: 'call', kind: 'action' as const, uses: 'rotating/n', connection: 'to', with: { n: 1 } };
  const connections = { to: { connector: 'rotating' } };
  const worker = await startWorker(engine.deps.ports, engine.deps.lease);
  try {
    await engine.deploy(flow(name, [start, { ...action, retry: { base: '10ms' } }], ['start > call'], { connections }));
    service.drops = 1;
    if (when === 'after a refused call') upstream.behave('unauthorized', 2);
    const { runId } = await engine.fire(name, [{}]);
    await expect.poll(() => engine.settled(runId).then((run) => run.waiting), { timeout: 15_000 }).toBe(0);
    expect(await engine.settled(runId)).toMatchObject({ succeeded: 1, in_doubt: 0 });
    expect(upstream.effects).toHaveLength(1);
    expect(service.asked).toBe(2);
  } finally {
    await worker.stop();
    await upstream.close();
  }
});
