import { connectors } from '@raccord/connectors';
import { uuidv7 } from '@raccord/runtime/uuid';
import { signSlack } from '@raccord/sandbox/slack/signature';
import fastify, { type FastifyInstance } from 'fastify';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AnswerDesk } from '../intake/answer-desk.ts';
import { Endpoints } from '../intake/endpoints.ts';
import { WebhookIntake } from '../intake/webhook-intake.ts';
import { webhookRoute } from '../intake/webhook-route.ts';
import { errors } from '../plugins/errors.ts';
import { openDatabase } from '../stores/database.ts';
import { type Arrivals, storeArrivals } from '../stores/engine/store-arrivals.ts';
import { type TestEngine, testEngine, workspaceId } from '../testing/test-engine.ts';
import { openVault, signingSecretsPlace, type Vault } from '../vault/vault.ts';
import { flow } from './flow.ts';

let engine: TestEngine;
let app: FastifyInstance;
let intake: WebhookIntake;
let endpoints: Endpoints;
let vault: Vault;
beforeAll(async () => {
  engine = await testEngine();
  const { pool, doorbell, home } = engine;
  const log = pino({ level: 'silent' });
  ({ vault } = await openVault(openDatabase(pool), { home }));
  endpoints = new Endpoints(pool, vault, connectors);
  intake = new WebhookIntake({ pool, doorbell, endpoints, desk: new AnswerDesk(pool), log });
  app = fastify({ forceCloseConnections: true });
  await app.register(errors);
  await app.register(webhookRoute, { intake });
  await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await app.close();
  await engine.close();
});
const hook = { id: 'start', kind: 'trigger' as const, uses: 'webhook/received' };
const address = (token: string) => `http://127.0.0.1:${(app.server.address() as { port: number }).port}/hooks/${token}`;

it('looking at an address with HEAD delivers nothing', async () => {
  const { token } = await engine.deploy(flow('looked-at', [hook], []), { kind: 'webhook' });
  expect((await fetch(address(token), { method: 'HEAD' })).status).toBe(404);
  expect((await engine.pool.query("select 1 from runs where flow_id = 'looked-at'")).rowCount).toBe(0);
});

it.each(['POST', 'PUT'])(
  'headers that a flow cannot give are left out, and the answer is sent once (%s)',
  async (method) => {
    const headers = {
      'x-good': 'yes',
      'X-Number': '{{4 + 3}}',
      'x-broken': 'a\r\nset-cookie: b',
      'bad name': '1',
      'x-object': '{{ {"a": 1} }}',
      'Content-Length': '3',
      'transfer-encoding': 'chunked',
      'Set-Cookie': 'raccord=stolen',
    };
    const id = `headers-${method.toLowerCase()}`;
    const answer = { id: 'answer', kind: 'respond' as const, headers, body: { ok: true } };
    const { token } = await engine.deploy(flow(id, [hook, answer], ['start > answer']), { kind: 'webhook' });
    const response = await fetch(address(token), {
      method,
      body: '{}',
      headers: { 'content-type': 'application/json' },
    });
    expect([response.status, await response.text()]).toEqual([200, '{"ok":true}']);
    const told = ['x-good', 'x-number', 'x-broken', 'x-object', 'set-cookie', 'content-length'];
    expect(told.map((name) => response.headers.get(name))).toEqual(['yes', '7', null, null, null, '11']);
  },
);

const arrivals = (triggerId: string, keys: string[], version = 1): Arrivals => ({
  workspaceId,
  flowId: 'stored',
  version,
  environmentId: engine.environmentId,
  triggerId,
  cause: 'webhook',
  queue: 'live',
  startedAt: Date.now(),
  items: keys.map((key) => ({ recordId: uuidv7(), key, input: '{}' })),
});

it('the same deliveries in another order at two servers: each is stored once, and neither server fails', async () => {
  const triggerId = uuidv7();
  const keys = Array.from({ length: 9 }, (_, n) => `delivery-${n}`);
  const before = await engine.pool.connect();
  try {
    // Somebody holds one in the middle, so that both are under way when they meet.
    await before.query('begin');
    await storeArrivals(before, [arrivals(triggerId, [keys[4]!])]);
    const both = Promise.all([
      storeArrivals(engine.pool, [arrivals(triggerId, keys)]),
      storeArrivals(engine.pool, [arrivals(triggerId, keys.toReversed())]),
    ]);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await before.query('rollback');
    const stored = await both;
    expect(stored.reduce((sum, { recordIds }) => sum + recordIds.size, 0)).toBe(9);
  } finally {
    before.release();
  }
});

describe('a connection’s own address', () => {
  const [connectionId, secret] = [uuidv7(), 'a signing secret of Slack'];
  let token: string;
  beforeAll(async () => {
    const { pool, environmentId } = engine;
    const sealed = vault.sealSecret(JSON.stringify([secret]), signingSecretsPlace(workspaceId, connectionId));
    const { rows } = await pool.query<{ hook_token: string }>(
      `insert into connections (id, workspace_id, environment_id, connector, name, signing_secrets) values ($1, $2, $3, 'slack', 'team', $4) returning hook_token`,
      [connectionId, workspaceId, environmentId, sealed],
    );
    token = rows[0]!.hook_token;
    for (const [id, uses, config] of [
      ['all-messages', 'message-posted', {}],
      ['one-channel', 'message-posted', { channel: 'C2' }],
      ['reactions', 'reaction-added', {}],
    ] as const)
      await engine.deploy(flow(id, [{ ...hook, uses: `slack/${uses}` }], []), {
        kind: 'webhook',
        config,
        connectionId,
      });
  });
  const send = (body: object, key = secret) => {
    const [text, t] = [JSON.stringify(body), Math.floor(Date.now() / 1_000)];
    const headers = {
      'content-type': 'application/json',
      'x-slack-request-timestamp': String(t),
      'x-slack-signature': signSlack(text, key, t),
    };
    return fetch(address(token), { method: 'POST', headers, body: text });
  };
  const stored = async () => {
    const flows = ['all-messages', 'one-channel', 'reactions'];
    const { rows } = await engine.pool.query<{ flow_id: string }>(
      'select n.flow_id from records r join runs n on n.id = r.run_id where n.flow_id = any($1) order by 1',
      [flows],
    );
    return rows.map(({ flow_id }) => flow_id);
  };
  const message = (channel: string, id: string) => ({
    type: 'event_callback',
    event_id: id,
    event_time: 1_763_625_702,
    team_id: 'T1',
    event: { type: 'message', channel, user: 'U1', text: 'hello', ts: '1763625702.000100' },
  });

  it('brings each flow that listens its part, once', async () => {
    expect((await send(message('C1', 'Ev1'))).status).toBe(200);
    expect(await stored()).toEqual(['all-messages']);
    expect((await send(message('C2', 'Ev2'))).status).toBe(200);
    expect((await send(message('C2', 'Ev2'))).status).toBe(200);
    expect(await stored()).toEqual(['all-messages', 'all-messages', 'one-channel']);
  });

  it('asks the sender to come again while a secret of ours cannot be opened: that is not his fault', async () => {
    const set = (sealed: string) =>
      engine.pool.query('update connections set signing_secrets = $2 where id = $1', [connectionId, sealed]);
    const elsewhere = vault.sealSecret(JSON.stringify([secret]), signingSecretsPlace(workspaceId, uuidv7()));
    await set(elsewhere);
    endpoints.forget();
    const answer = await send(message('C1', 'Ev4'));
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
    await set(vault.sealSecret(JSON.stringify([secret]), signingSecretsPlace(workspaceId, connectionId)));
    endpoints.forget();
    expect((await send(message('C1', 'Ev4'))).status).toBe(200);
  });

  it('answers the vendor’s check of the address, takes nothing from strangers, and no other address is like it', async () => {
    const challenge = await send({ type: 'url_verification', challenge: 'abc' });
    expect(await challenge.text()).toContain('abc');
    const before = await stored();
    expect((await send(message('C1', 'Ev3'), 'another secret')).status).toBe(401);
    expect(await stored()).toEqual(before);
    expect((await fetch(address('account_unknown'), { method: 'POST', body: '{}' })).status).toBe(404);
  });
});

it('the same delivery for two versions of a flow in one commit is stored once', async () => {
  const document = flow('versions', [hook], []);
  const { token } = await engine.deploy(document, { kind: 'webhook' });
  const deliver = () =>
    intake.take(token, {
      method: 'POST',
      headers: { 'webhook-id': 'e1', 'content-type': 'application/json' },
      query: {},
      body: Buffer.from('{"id":"e1"}'),
    });
  const old = await endpoints.find(token);
  const next = { ...old!, version: 2 };
  const found = [old, next];
  endpoints.find = async () => found.shift();
  try {
    await Promise.all([deliver(), deliver()]);
  } finally {
    Reflect.deleteProperty(endpoints, 'find');
  }
  const { rows } = await engine.pool.query(
    "select count(*)::int as records from records r join runs on runs.id = r.run_id where runs.flow_id = 'versions'",
  );
  expect(rows).toEqual([{ records: 1 }]);
});
