import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type ConnectorContext,
  type ConnectorRegistry,
  defineConnector,
  defineTrigger,
  Failure,
  type Subscribed,
  type Subscription,
} from '@raccord/contract';
import { uuidv7 } from '@raccord/runtime/uuid';
import Type from 'typebox';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../stores/database.ts';
import { endHold, holdConnection } from '../stores/engine/connection-holds.ts';
import { readSubscriptions } from '../stores/engine/subscriptions.ts';
import { listTriggers } from '../stores/triggers.ts';
import { type TestEngine, testEngine, workspaceId } from '../testing/test-engine.ts';
import { type TestIntake, testIntake } from '../testing/test-intake.ts';
import { flow } from './flow.ts';

type Channel = { id: number; url: string; secret: string; list: string; renewed: number };
/** A vendor that sends to those who asked. `refusals`: how many of the next calls it answers 500. */
const vendor = {
  channels: new Map<number, Channel>(),
  log: [] as string[],
  refusals: 0,
  lifeMs: 3_600_000,
  onAsk: async (_channel: Channel): Promise<void> => undefined,
};
const anything = Type.Object({});
const title = { en: 'Vendor', fr: 'Vendeur' };
const same = { title, description: title };
const Config = Type.Object({ list: Type.Optional(Type.String()) });
type Config = { list?: string };

async function call(context: ConnectorContext, method: 'POST' | 'PUT' | 'DELETE', url: string, json?: unknown) {
  const answer = await context.http.request({ method, url, ...(json === undefined ? {} : { json }) });
  if (answer.status === 404) throw new Failure('missing', 'http.notFound', { message: '404' });
  if (answer.status >= 400) throw new Failure('transient', 'http.serverError', { message: String(answer.status) });
  return answer.json as { id: number };
}
const agreed = (id: number): Subscribed => ({ state: { id }, expiresAt: Date.now() + vendor.lifeMs });
const plainly: Subscription<Config> = {
  async subscribe(context, { list }, { url, secret }) {
    return agreed((await call(context, 'POST', '/channels', { url, secret, list })).id);
  },
  async unsubscribe(context, _config, state) {
    await call(context, 'DELETE', `/channels/${(state as { id: number }).id}`);
  },
};
const renewing: Subscription<Config> = {
  ...plainly,
  async renew(context, _config, { state }) {
    return agreed((await call(context, 'PUT', `/channels/${(state as { id: number }).id}`)).id);
  },
};

function registry(): ConnectorRegistry {
  const trigger = (id: string, subscription: Subscription<Config>, poll = false) =>
    defineTrigger({
      id,
      version: 1,
      ...same,
      config: Config,
      output: anything,
      sample: {},
      webhook: {
        secret: 'required',
        verify({ headers }, secrets) {
          if (!secrets.includes(headers.secret ?? '')) throw new Failure('auth', 'webhook.badSignature');
        },
        challenge: ({ headers }) => (headers.check === undefined ? undefined : { status: 200, body: headers.check }),
        parse: ({ body }) => [{ data: JSON.parse(Buffer.from(body).toString()) }],
        subscription,
      },
      ...(poll && {
        poll: { every: '1h', page: async () => ({ items: [{ data: {} }], cursor: 1, more: false }) },
      }),
    });
  const auth = { kind: 'none' as const, credentials: anything, apply: () => undefined };
  const triggers = {
    plain: trigger('plain', plainly),
    renewed: trigger('renewed', renewing),
    polled: trigger('polled', renewing, true),
  };
  return { vendor: defineConnector({ id: 'vendor', ...same, auth, triggers, actions: {} }) };
}

let engine: TestEngine;
let intake: TestIntake;
let server: Server;
const connectionId = uuidv7();
beforeAll(async () => {
  engine = await testEngine({ registry: registry() });
  intake = await testIntake(engine, registry());
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const id = Number(request.url?.split('/')[2] ?? 0);
    vendor.log.push(`${request.method} ${request.method === 'POST' ? '' : id}`.trim());
    const answer = (status: number, value: unknown = {}) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    if (vendor.refusals > 0) {
      vendor.refusals -= 1;
      return answer(500);
    }
    if (request.method === 'POST') {
      const channel: Channel = {
        id: vendor.log.length,
        renewed: 0,
        ...JSON.parse(Buffer.concat(chunks).toString()),
      };
      await vendor.onAsk(channel);
      vendor.channels.set(channel.id, channel);
      return answer(200, { id: channel.id });
    }
    const channel = vendor.channels.get(id);
    if (channel === undefined) return answer(404);
    if (request.method === 'DELETE') vendor.channels.delete(id);
    else channel.renewed += 1;
    answer(200, { id });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await connect(connectionId, 'v', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterEach(async () => {
  await engine.pool.query('update triggers set active = false');
  await engine.pool.query('delete from subscriptions');
  vendor.channels.clear();
  Object.assign(vendor, { log: [], refusals: 0, lifeMs: 3_600_000, onAsk: async () => undefined });
});
afterAll(async () => {
  await intake.close();
  await engine.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const connect = (id: string, name: string, api: string) =>
  engine.pool.query(
    "insert into connections (id, workspace_id, environment_id, connector, name, endpoints) values ($1, $2, $3, 'vendor', $4, $5)",
    [id, workspaceId, engine.environmentId, name, JSON.stringify({ api })],
  );
let count = 0;
async function deploy(uses: string, kind = 'webhook', through = connectionId) {
  count += 1;
  const document = flow(`subscribed-${count}`, [{ id: 'heard', kind: 'trigger', uses: `vendor/${uses}` }], []);
  const options = { kind, connectionId: through, everyMs: 3_600_000, nextDueAt: new Date(Date.now() + 3_600_000) };
  return { flowId: document.id, ...(await engine.deploy(document, options)) };
}
const view = async (triggerId: string) => (await readSubscriptions(engine.pool, [triggerId])).get(triggerId);
const stands = (triggerId: string) =>
  expect.poll(() => view(triggerId), { timeout: 8_000 }).toMatchObject({ status: 'standing', failure: null });
const makeDue = () => engine.pool.query('update subscriptions set due_at = now(), rung_at = null');
const only = () => {
  expect(vendor.channels.size).toBe(1);
  return [...vendor.channels.values()][0]!;
};
const lostOf = async (flowId: string) =>
  (await listTriggers(openDatabase(engine.pool), workspaceId, { flowId }))[0]!.lost;

it('a vendor is asked when the flow is in service, with a secret of its own that deliveries are judged by', async () => {
  const answers: unknown[] = [];
  vendor.onAsk = async ({ url, secret }) => {
    // Some try the address before they agree.
    const token = url.split('/').at(-1)!;
    intake.endpoints.forget();
    answers.push(await intake.deliver(token, {}, { secret, check: 'prove it' }));
  };
  const { triggerId, token } = await deploy('renewed');
  await stands(triggerId);
  const { url, secret } = only();
  expect(url).toBe(`http://127.0.0.1:4000/hooks/${token}`);
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect(answers).toEqual([{ status: 200, body: 'prove it' }]);
  expect(await view(triggerId)).toMatchObject({ expiresAt: expect.stringMatching(/Z$/), tries: 0 });
  expect(await intake.deliver(token, { n: 1 }, { secret })).toMatchObject({ status: 200 });
  await expect(intake.deliver(token, { n: 1 }, { secret: 'guessed' })).rejects.toMatchObject({ kind: 'auth' });
  const { rows } = await engine.pool.query('select secret from subscriptions');
  expect(rows[0].secret).not.toContain(secret);
});

it('a vendor that does not answer is asked again; why it does not work is seen on the trigger', async () => {
  vendor.refusals = 2;
  const { triggerId } = await deploy('renewed');
  const failure = { code: 'http.serverError' };
  await expect.poll(() => view(triggerId), { timeout: 8_000 }).toMatchObject({ status: 'wanted', tries: 1, failure });
  expect(new Date((await view(triggerId))!.nextAt!).getTime()).toBeGreaterThan(Date.now() + 2_000);
  await makeDue();
  await expect.poll(() => view(triggerId), { timeout: 8_000 }).toMatchObject({ tries: 2 });
  await makeDue();
  await stands(triggerId);
});

it('it is renewed at half its life', async () => {
  vendor.lifeMs = 10_000;
  const { triggerId } = await deploy('renewed');
  await stands(triggerId);
  const { expiresAt } = (await view(triggerId))!;
  await expect.poll(() => only().renewed, { timeout: 9_000 }).toBe(1);
  await expect.poll(async () => (await view(triggerId))!.expiresAt).not.toBe(expiresAt);
  expect(vendor.log).toEqual(['POST', 'PUT 1']);
});

it('where a vendor knows no renewing it is asked again, and the old one taken back afterwards', async () => {
  const { triggerId } = await deploy('plain');
  await stands(triggerId);
  await makeDue();
  await expect.poll(() => vendor.log, { timeout: 8_000 }).toEqual(['POST', 'POST', 'DELETE 1']);
  await expect.poll(() => view(triggerId)).toMatchObject({ status: 'standing' });
  expect(only().id).toBe(2);
});

it('what is asked for differently in the next version stands before the old one goes; both are heard meanwhile', async () => {
  const { triggerId, token } = await deploy('renewed');
  await stands(triggerId);
  const { secret } = only();
  vendor.refusals = 1;
  await engine.pool.query(`update triggers set config = '{"list":"b"}' where id = $1`, [triggerId]);
  await expect.poll(() => view(triggerId), { timeout: 8_000 }).toMatchObject({ status: 'wanted', tries: 1 });
  expect(vendor.channels.has(1)).toBe(true);
  intake.endpoints.forget();
  expect(await intake.deliver(token, {}, { secret })).toMatchObject({ status: 200 });
  await makeDue();
  await expect.poll(() => vendor.log.at(-1), { timeout: 8_000 }).toBe('DELETE 1');
  expect(only()).toMatchObject({ list: 'b' });
});

it('it is taken back when the flow leaves service, also when the vendor has forgotten it', async () => {
  const [one, two] = [await deploy('renewed'), await deploy('renewed')];
  await stands(one.triggerId);
  await stands(two.triggerId);
  vendor.channels.delete(2);
  await engine.pool.query('update triggers set active = false');
  await expect
    .poll(async () => (await engine.pool.query('select 1 from subscriptions')).rowCount, { timeout: 8_000 })
    .toBe(0);
  expect(vendor.channels.size).toBe(0);
});

it('a renewal that was missed, or forgotten by the vendor, leaves a gap that is seen', async () => {
  const { triggerId, flowId } = await deploy('renewed');
  await stands(triggerId);
  const ended = new Date(Date.now() - 60_000);
  await engine.pool.query('update subscriptions set expires_at = $1, due_at = now(), rung_at = null', [ended]);
  await expect
    .poll(() => lostOf(flowId), { timeout: 8_000 })
    .toMatchObject([{ from: ended.toISOString(), to: expect.any(String) }]);
  expect(vendor.log).toEqual(['POST', 'POST']);
  vendor.channels.clear();
  await makeDue();
  await expect.poll(() => lostOf(flowId), { timeout: 8_000 }).toHaveLength(2);
  expect(vendor.log).toEqual(['POST', 'POST', 'PUT 2', 'POST']);
});

it('where the trigger reads by itself, reading closes the gap', async () => {
  const { triggerId, flowId } = await deploy('polled', 'poll');
  await stands(triggerId);
  const runs = async () => (await engine.pool.query('select 1 from runs where flow_id = $1', [flowId])).rowCount;
  // What happened before it stood is read too.
  await expect.poll(runs, { timeout: 8_000 }).toBe(1);
  await engine.pool.query(
    "update subscriptions set expires_at = now() - interval '1 minute', due_at = now(), rung_at = null",
  );
  await expect.poll(runs, { timeout: 8_000 }).toBe(2);
  expect(await lostOf(flowId)).toEqual([]);
});

it('a server that the vendor cannot reach says so', async () => {
  const id = uuidv7();
  await connect(id, 'far', 'https://vendor.example');
  const { triggerId } = await deploy('renewed', 'webhook', id);
  await expect
    .poll(() => view(triggerId), { timeout: 8_000 })
    .toMatchObject({ failure: { kind: 'config', code: 'subscription.noPublicUrl' } });
  expect(vendor.log).toEqual([]);
});

it('a connection that is held is waited for, without counting tries; a worker that died is followed by another', async () => {
  const failure = { kind: 'auth' as const, code: 'http.unauthorized', params: {} };
  await holdConnection(engine.pool, connectionId, 'auth', failure, undefined);
  const { triggerId } = await deploy('renewed');
  await expect
    .poll(() => view(triggerId), { timeout: 8_000 })
    .toMatchObject({ tries: 0, failure: { code: 'engine.connectionHeld' } });
  await endHold(engine.pool, connectionId);
  await new Promise((resolve) => setTimeout(resolve, 600));
  await engine.pool.query(
    "update subscriptions set due_at = now(), rung_at = null, claimed_until = now() + interval '1 second'",
  );
  await stands(triggerId);
});
