import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connectors } from '@raccord/connectors';
import {
  type ConnectorRegistry,
  defineAction,
  defineConnector,
  defineTrigger,
  Failure,
  type FlowDocument,
} from '@raccord/contract';
import Type from 'typebox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPage } from '../../flow-asks/read-page.ts';
import { AnswerDesk } from '../../intake/answer-desk.ts';
import { Endpoints } from '../../intake/endpoints.ts';
import { WebhookIntake } from '../../intake/webhook-intake.ts';
import { SampleCatcher } from '../../samples/catch-delivery.ts';
import { endHold } from '../../stores/engine/connection-holds.ts';
import { type TestAccounts, testAccounts } from '../../testing/test-accounts.ts';

const title = { en: 'Shop', fr: 'Boutique' };
const words = { version: 1, title, description: title };
const sign = (body: string, secret: string) => createHmac('sha256', secret).update(body).digest('hex');
/** What the shop's poll gives; a number of milliseconds: it hangs. */
let page: { id: number; token?: string }[] | number | Failure = [];
const asked: unknown[] = [];

const shop = defineConnector({
  id: 'shop',
  title,
  description: title,
  endpoints: { api: 'https://shop.example' },
  auth: {
    kind: 'apiKey',
    credentials: Type.Object({ key: Type.String() }),
    apply({ key }, headers) {
      headers.authorization = `Bearer ${key}`;
    },
    signingSecret: { description: title },
  },
  triggers: {
    order: defineTrigger({
      id: 'order',
      ...words,
      config: Type.Object({ status: Type.Optional(Type.String()) }),
      output: Type.Object({ id: Type.Number() }),
      sample: { id: 1 },
      poll: {
        every: '5m',
        async page(context, config, cursor, { overlapMs }) {
          asked.push({ config, cursor, overlapMs });
          if (cursor === null) return { items: [], cursor: 'now', more: false };
          if (page instanceof Failure) throw page;
          const { signal } = context;
          if (typeof page === 'number') {
            await new Promise((_, fail) => signal.addEventListener('abort', () => fail(new Error('stopped'))));
            return { items: [], cursor, more: false };
          }
          return { items: page.map((data) => ({ data })), cursor: 'later', more: false };
        },
      },
    }),
    paid: defineTrigger({
      id: 'paid',
      ...words,
      config: Type.Object({}),
      output: Type.Object({ id: Type.Number() }),
      sample: { id: 1 },
      webhook: {
        secret: 'required',
        verify({ headers, body }, secrets) {
          if (!secrets.some((secret) => sign(String(body), secret) === headers['x-signature']))
            throw new Failure('auth', 'webhook.badSignature', { from: 'Shop' });
        },
        parse: ({ body }) => (JSON.parse(String(body)) as { id: number }[]).map((data) => ({ data })),
      },
    }),
  },
  actions: {
    find: defineAction({
      id: 'find',
      ...words,
      input: Type.Object({ id: Type.Number() }),
      output: Type.Object({ name: Type.String({ examples: ['Ann'] }) }),
      effect: 'read',
      run: async ({ http }, { id }) =>
        (await http.request({ method: 'GET', url: `/find/${id}` })).json as { name: string },
    }),
    send: defineAction({
      id: 'send',
      ...words,
      input: Type.Object({ text: Type.String() }),
      output: Type.Object({ sent: Type.String({ examples: ['s-1'] }) }),
      effect: 'key',
      run: async ({ http, idempotencyKey }, { text }) =>
        (await http.request({ method: 'POST', url: '/send', json: { text, idempotencyKey } })).json as {
          sent: string;
        },
    }),
  },
});

const draft = (id: string, changes: Partial<FlowDocument> = {}): FlowDocument => ({
  schemaVersion: 1,
  id,
  name: `Flow ${id}`,
  connections: { shop: { connector: 'shop' } },
  nodes: [
    { id: 'order', kind: 'trigger', uses: 'shop/order', connection: 'shop', with: { status: 'open' } },
    { id: 'who', kind: 'action', uses: 'shop/find', connection: 'shop', with: { id: '{{order.id}}' } },
    { id: 'pause', kind: 'wait', for: '2d' },
    { id: 'text', kind: 'map', with: { text: 'Order {{order.id}} of {{who.name}} for {{env.team}}' } },
    { id: 'tell', kind: 'action', uses: 'shop/send', connection: 'shop', with: { text: '{{text.text}}' } },
    { id: 'last', kind: 'action', uses: 'shop/send', connection: 'shop', with: { text: 'after {{tell.sent}}' } },
  ],
  edges: [
    { from: 'order', to: 'who' },
    { from: 'who', to: 'pause' },
    { from: 'pause', to: 'text' },
    { from: 'text', to: 'tell' },
    { from: 'tell', to: 'last' },
  ],
  ...changes,
});

let t: TestAccounts;
let server: Server;
let api: string;
const calls: string[] = [];
const create = async (id: string, changes: Partial<FlowDocument> = {}) => {
  const document = draft(id, changes);
  expect((await t.call('POST', '/api/flows', { body: { document } })).status).toBe(200);
  return document;
};
const add = (flow: string, body: object) => t.call('POST', `/api/flows/${flow}/samples`, { body });
const list = async (flow: string) => (await t.call('GET', `/api/flows/${flow}/samples`)).body.samples;
const tryIt = (document: FlowDocument, body: object) =>
  t.call('POST', `/api/flows/${document.id}/try`, { body: { document, environment: 'test', ...body } });

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      const { text = '' } = body === '' ? {} : JSON.parse(body);
      calls.push(`${request.method} ${request.url} ${text}`.trim());
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(request.method === 'GET' ? { name: 'Zoe' } : { sent: `real-${calls.length}` }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const registry: ConnectorRegistry = { shop, manual: connectors.manual };
  t = await testAccounts(registry);
  await t.call('POST', '/api/environments', { body: { name: 'test', variables: { team: 'Sales' } } });
  await t.call('POST', '/api/environments', { body: { name: 'bare' } });
  const connection = { connector: 'shop', environment: 'test', name: 'Our shop', credentials: { key: 'canary-key' } };
  const body = { ...connection, endpoints: { api }, signingSecrets: ['canary-secret'] };
  expect((await t.call('POST', '/api/connections', { body })).status).toBe(200);
});
afterAll(async () => {
  await t.close();
  server.close();
});

const some = '00000000-0000-7000-8000-000000000000';
it.each([
  ['GET', '/api/flows/x/samples', 'viewer', {}],
  ['GET', `/api/samples/${some}`, 'viewer', {}],
  ['POST', '/api/flows/x/samples', 'builder', { node: '1', data: {} }],
  ['POST', '/api/flows/x/samples/record', 'builder', { node: 'a' }],
  ['POST', '/api/flows/x/samples/page', 'builder', { node: 'a' }],
  ['POST', '/api/flows/x/samples/listen', 'builder', { node: 'a' }],
  ['GET', `/api/sample-listeners/${some}`, 'builder', {}],
  ['DELETE', `/api/sample-listeners/${some}`, 'builder', {}],
  ['PATCH', `/api/samples/${some}`, 'builder', {}],
  ['DELETE', `/api/samples/${some}`, 'builder', {}],
  ['POST', '/api/flows/x/try', 'builder', { samples: [] }],
] as const)('%s %s is for a %s, and has its form', async (method, url, role, bad) => {
  expect((await t.call(method, url, { as: null })).status).toBe(401);
  if (role === 'builder') expect((await t.call(method, url, { as: 'operator', body: bad })).status).toBe(403);
  if (method === 'POST' || method === 'PATCH') expect((await t.call(method, url, { body: bad })).status).toBe(400);
  else expect((await t.call(method, url)).status).toBe(404);
});

describe('samples', () => {
  it('are kept without secrets, named by what they are known by, renamed, pinned and deleted', async () => {
    await create('kept');
    const data = {
      id: 7,
      customer: { email: 'ann@acme.example', password: 'canary-1' },
      note: '<img src=x onerror=alert(1)>',
    };
    const made = await add('kept', { node: 'order', data });
    expect(made.body).toMatchObject({
      node: 'order',
      name: '7',
      origin: 'pasted',
      pinned: false,
      takenBy: 'token owner',
    });
    const { body } = await t.call('GET', `/api/samples/${made.body.id}`);
    expect(body).toMatchObject({ flowId: 'kept', data: { id: 7, note: data.note } });
    expect(JSON.stringify(body)).not.toContain('canary');
    const other = (await add('kept', { node: 'order', data: [1], origin: 'example', name: 'List' })).body;
    const patch = (id: string, change: object) => t.call('PATCH', `/api/samples/${id}`, { body: change });
    expect((await patch(other.id, { name: 'A list', pinned: true })).body).toMatchObject({
      name: 'A list',
      pinned: true,
    });
    await patch(made.body.id, { pinned: true });
    expect((await list('kept')).map(({ pinned }: { pinned: boolean }) => pinned)).toEqual([true, true]);
    await patch(made.body.id, { pinned: 'alone' });
    expect((await list('kept')).map(({ name, pinned }: { name: string; pinned: boolean }) => [name, pinned])).toEqual([
      ['A list', false],
      ['7', true],
    ]);
    expect((await t.call('DELETE', `/api/samples/${other.id}`)).status).toBe(204);
    expect((await patch(other.id, { name: 'x' })).body.error.code).toBe('sample.gone');
    expect(await list('kept')).toHaveLength(1);
    expect((await add('nobody', { node: 'order', data: 1 })).body.error.code).toBe('server.noFlow');
  });

  it('are bounded in size, depth and number', async () => {
    await create('bounded');
    const large = await add('bounded', { node: 'order', data: { text: 'x'.repeat(300_000) } });
    expect(large.status).toBe(413);
    expect(large.body.error).toMatchObject({ code: 'sample.tooLarge', params: { size: 293, most: 256 } });
    const deep = `${'['.repeat(900)}${']'.repeat(900)}`;
    const payload = `{"node":"order","data":${deep}}`;
    const headers = { authorization: `Bearer ${await tokenOf()}`, 'content-type': 'application/json' };
    const answer = await t.app.inject({ method: 'POST', url: '/api/flows/bounded/samples', headers, payload });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().error.code).toBe('sample.tooDeep');
    for (let count = 0; count < 50; count += 1) await add('bounded', { node: 'order', data: count });
    expect((await add('bounded', { node: 'order', data: 51 })).body.error).toMatchObject({ code: 'sample.tooMany' });
    expect((await add('bounded', { node: 'who', data: 51 })).status).toBe(200);
  });
});

const tokenOf = async () =>
  (await t.call('POST', '/api/tokens', { body: { name: 'raw', role: 'builder' } })).body.token as string;

describe('a page of the account', () => {
  const read = (document: FlowDocument, body: object = {}) =>
    t.call('POST', `/api/flows/${document.id}/samples/page`, {
      body: { document, node: 'order', environment: 'test', ...body },
    });

  it('becomes samples, as the draft on the screen asks for them; nothing has arrived', async () => {
    const document = await create('paged');
    page = [{ id: 1 }, { id: 2, token: 'x' }];
    asked.length = 0;
    const answer = await read(document);
    expect(answer.body).toMatchObject({ left: 0, cursor: 'later' });
    expect(answer.body.samples).toMatchObject([{ origin: 'poll' }, { origin: 'poll' }]);
    expect(asked).toEqual([
      { config: { status: 'open' }, cursor: null, overlapMs: 30 * 86_400_000 },
      { config: { status: 'open' }, cursor: 'now', overlapMs: 30 * 86_400_000 },
    ]);
    await read(document, { cursor: 'later' });
    expect(asked).toHaveLength(3);
    expect((await t.deps.pool.query('select 1 from runs where flow_id = $1', ['paged'])).rowCount).toBe(0);
  });

  it('says why it cannot be read: the account, the connection, the step, time', async () => {
    const document = await create('unread');
    page = new Failure('auth', 'http.unauthorized', { from: 'Shop', status: 401, message: 'canary-key' });
    const refused = await read(document);
    expect(refused.body.error).toMatchObject({ kind: 'auth', code: 'http.unauthorized' });
    expect(refused.text).not.toContain('canary-key');
    expect((await read(document, { environment: 'bare' })).body.error.code).toBe('sample.notConnected');
    expect((await read(document, { node: 'who' })).body.error.code).toBe('sample.noStep');
    const nodes = [
      { ...document.nodes[0]!, uses: 'shop/paid', with: {} },
      ...document.nodes.slice(1),
    ] as FlowDocument['nodes'];
    expect((await read({ ...document, nodes })).body.error.code).toBe('sample.cannotPoll');
    page = 1;
    const { connections } = t.worker.ports;
    const { rows } = await t.deps.pool.query('select id, workspace_id from connections');
    const question = { kind: 'page' as const, workspaceId: rows[0].workspace_id, connectionId: rows[0].id };
    const tools = { registry: t.deps.registry, connections, signal: new AbortController().signal, waitMs: 200 };
    await expect(readPage({ ...question, uses: 'shop/order', config: {} }, tools)).rejects.toMatchObject({
      kind: 'transient',
      code: 'sample.tooSlow',
    });
    const vendor = { kind: 'auth' as const, code: 'http.unauthorized', params: {} };
    await connections.hold(rows[0].id, 'auth', vendor, undefined);
    expect((await read(document)).body.error.code).toBe('sample.held');
    await endHold(t.deps.pool, rows[0].id);
    await connections.release(rows[0].id);
  });
});

describe('a delivery that is waited for', () => {
  it('is judged as the flow’s own, kept as a sample, and not run; the address works once', async () => {
    const nodes = [{ id: 'paid', kind: 'trigger' as const, uses: 'shop/paid', connection: 'shop' }];
    const document = await create('listening', { nodes, edges: [] });
    const listen = (body: object = {}) =>
      t.call('POST', '/api/flows/listening/samples/listen', {
        body: { document, node: 'paid', environment: 'test', ...body },
      });
    const { id, url } = (await listen()).body;
    const token = new URL(url).pathname.split('/').at(-1)!;
    expect(token).toMatch(/^sample_[\w-]{43}$/);
    const { pool, vault, registry, log } = t.deps;
    const endpoints = new Endpoints(pool, vault, registry);
    const intake = new WebhookIntake({
      pool,
      doorbell: t.worker.ports.doorbell,
      endpoints,
      desk: new AnswerDesk(pool),
      samples: new SampleCatcher(t.deps),
      log,
    });
    const deliver = (body: string, secret: string) =>
      intake.take(token, {
        method: 'POST',
        headers: { 'x-signature': sign(body, secret) },
        query: {},
        body: Buffer.from(body),
      });
    const look = async () =>
      (await t.call('GET', `/api/sample-listeners/${id}`, { headers: { 'accept-language': 'fr' } })).body;
    expect(await look()).toMatchObject({ state: 'waiting', sampleIds: [], refusal: null });
    await expect(deliver('[{"id":1}]', 'wrong')).rejects.toMatchObject({ kind: 'auth' });
    expect(await look()).toMatchObject({ state: 'waiting', refusal: { kind: 'auth', message: expect.any(String) } });
    const both = await Promise.allSettled([
      deliver('[{"id":5,"x":"canary-secret"}]', 'canary-secret'),
      deliver('[{"id":6}]', 'canary-secret'),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const caught = await look();
    expect(caught).toMatchObject({ state: 'caught', refusal: null });
    const kept = await list('listening');
    expect(kept).toMatchObject([{ id: caught.sampleIds[0], origin: 'webhook', node: 'paid' }]);
    expect((await t.call('GET', `/api/samples/${kept[0].id}`)).text).not.toContain('canary');
    expect((await pool.query('select 1 from runs where flow_id = $1', ['listening'])).rowCount).toBe(0);

    for (let count = 0; count < 5; count += 1) expect((await listen()).status).toBe(200);
    expect((await listen()).body.error.code).toBe('sample.tooManyListeners');
    const polled = { ...document, nodes: draft('x').nodes, edges: draft('x').edges };
    expect((await listen({ document: polled, node: 'order' })).body.error.code).toBe('sample.cannotListen');
    expect((await t.call('DELETE', `/api/sample-listeners/${id}`)).status).toBe(204);
    await expect(deliver('[{"id":7}]', 'canary-secret')).rejects.toMatchObject({ code: 'intake.unknownAddress' });
  });
});

describe('a try with effects held back', () => {
  it('shows what each step was given, gave and would have sent, for each record; nothing is called', async () => {
    const document = await create('held');
    calls.length = 0;
    const { id } = (await add('held', { node: 'order', data: { id: 3 } })).body;
    const answer = await tryIt(document, { samples: [{ id }, { data: { id: 'none' } }] });
    const { records, calls: made, skippedWaits, env } = answer.body.held;
    expect(env).toEqual({ team: 'Sales' });
    expect(skippedWaits).toEqual(['pause']);
    expect(records[0]).toMatchObject({
      index: 0,
      state: 'succeeded',
      visited: ['order', 'who', 'pause', 'text', 'tell', 'last'],
    });
    expect(records[0].values).toMatchObject({ order: { id: 3 }, text: { text: 'Order 3 of Ann for Sales' } });
    expect(records[1]).toMatchObject({ index: 1, state: 'failed', node: 'who', visited: ['order', 'who'] });
    expect(records[1].failure.message).toContain('who › id');
    expect(made.map(({ node, input }: { node: string; input: unknown }) => [node, input])).toEqual([
      ['who', { id: 3 }],
      ['tell', { text: 'Order 3 of Ann for Sales' }],
      ['last', { text: 'after s-1' }],
    ]);
    expect(calls).toEqual([]);
  });

  it('runs up to a step of the draft on the screen, with what is pinned; the rest may be broken', async () => {
    const document = await create('part');
    const { id } = (await add('part', { node: 'who', data: { name: '{{order}}' } })).body;
    await t.call('PATCH', `/api/samples/${id}`, { body: { pinned: 'alone' } });
    const gone = (await add('part', { node: 'gone', data: 1 })).body;
    await t.call('PATCH', `/api/samples/${gone.id}`, { body: { pinned: true } });
    const [trigger, who, pause, text] = document.nodes;
    const nodes = [trigger, who, pause, text, { id: 'tell', kind: 'map', with: { broken: '{{ ( }}' } }];
    const edited = { ...document, nodes, edges: document.edges.slice(0, 4) } as FlowDocument;
    const held = (await tryIt(edited, { samples: [{ data: { id: 4 } }], node: 'text' })).body.held;
    expect(held.replaced).toEqual({ who: 'pinned' });
    expect(held.records[0].values.text).toEqual({ text: 'Order 4 of {{order}} for Sales' });
    expect(held.calls).toEqual([]);
    await t.call('PATCH', `/api/samples/${id}`, { body: { pinned: false } });
    const shown = (await tryIt(edited, { samples: [{ data: { id: 4 } }], node: 'text' })).body.held;
    expect(shown.replaced, 'what a step once gave is its example, no more').toEqual({});
    expect(shown.records[0].values.text).toEqual({ text: 'Order 4 of {{order}} for Sales' });
    const whole = await tryIt(edited, { samples: [{ data: { id: 4 } }] });
    expect(whole.body.held.records[0]).toMatchObject({ state: 'failed', node: 'tell', failure: { kind: 'config' } });
    expect(whole.body.held.records[0].failure.message).toMatch(/^tell › broken/);
  });

  it('refuses what is not there', async () => {
    const document = await create('absent');
    const missing = await tryIt(document, { samples: [{ id: some }] });
    expect(missing.body.error).toMatchObject({ kind: 'missing', code: 'sample.gone' });
    const samples = [{ data: { id: 1 } }];
    expect((await tryIt(document, { samples, node: 'nowhere' })).body.error.code).toBe('trial.noStep');
    expect((await tryIt(document, { samples, environment: 'moon' })).body.error.code).toBe('server.noEnvironment');
    const other = { document: { ...document, id: 'other' }, environment: 'test', samples };
    expect((await t.call('POST', '/api/flows/absent/try', { body: other })).body.error.code).toBe('server.otherFlowId');
  });
});

describe('a try for real', () => {
  const ended = async (runId: string) => {
    const look = async () => (await t.call('GET', `/api/runs/${runId}`)).body;
    await expect.poll(async () => (await look()).status, { timeout: 10_000 }).not.toBe('running');
    return look();
  };

  it('is confirmed, runs as any run does and is seen as one; waits are not waited for', async () => {
    const document = await create('real');
    calls.length = 0;
    const samples = [{ data: { id: 1 } }, { data: { id: 2 } }];
    const unconfirmed = await tryIt(document, { samples, mode: 'real' });
    expect(unconfirmed.status).toBe(422);
    expect(unconfirmed.body.error).toMatchObject({ code: 'trial.notConfirmed', params: { connections: 'Our shop' } });
    expect((await tryIt(document, { samples, mode: 'sandbox' })).body.error.code).toBe('trial.notSandbox');
    expect(calls).toEqual([]);
    const { run } = (await tryIt(document, { samples, mode: 'real', confirm: true })).body;
    expect(await ended(run.runId)).toMatchObject({ status: 'succeeded', cause: 'trial', counters: { succeeded: 2 } });
    expect(
      calls
        .filter((call) => call.startsWith('POST'))
        .sort()
        .slice(0, 2),
    ).toEqual(['POST /send Order 1 of Zoe for Sales', 'POST /send Order 2 of Zoe for Sales']);
    expect(calls).toHaveLength(6);
    expect((await t.call('GET', '/api/flows/real/versions')).body.versions).toEqual([]);
    const record = (await t.call('GET', `/api/records/${run.recordIds[0]}`)).body;
    expect(record.attempts.map(({ node }: { node: string }) => node)).toEqual(['who', 'tell', 'last']);
    const again = (await tryIt(document, { samples, mode: 'real', confirm: true })).body.run;
    expect((await ended(again.runId)).version).toBe((await ended(run.runId)).version);
    const deployed = await t.call('POST', '/api/flows/real/deploy', { body: { environment: 'test' } });
    expect(deployed.body).toMatchObject({ version: 1 });
  });

  it('of one step does not do the writes before it; stand-ins need no confirmation', async () => {
    const document = await create('only');
    t.deps.sandbox.origins = [api];
    calls.length = 0;
    const { run } = (
      await tryIt(document, { samples: [{ data: { id: 9 } }], mode: 'sandbox', node: 'last', only: true })
    ).body;
    expect(await ended(run.runId)).toMatchObject({ status: 'succeeded' });
    expect(calls).toEqual(['GET /find/9', 'POST /send after s-1']);
    delete t.deps.sandbox.origins;

    const made = await t.call('POST', '/api/flows/only/samples/record', {
      body: { record: run.recordIds[0], node: 'last' },
    });
    expect((await t.call('GET', `/api/samples/${made.body.id}`)).body).toMatchObject({
      origin: 'run',
      data: { sent: 'real-2' },
    });
    const came = await t.call('POST', '/api/flows/only/samples/record', {
      body: { record: run.recordIds[0], node: 'order' },
    });
    expect((await t.call('GET', `/api/samples/${came.body.id}`)).body.data).toEqual({ id: 9 });
    const capture = (flow: string, node: string) =>
      t.call('POST', `/api/flows/${flow}/samples/record`, { body: { record: run.recordIds[0], node } });
    expect((await capture('only', 'pause')).body.error.code).toBe('sample.nothingGiven');
    expect((await capture('real', 'order')).body.error.code).toBe('sample.otherFlow');
  });

  it('is refused while the part that is tried has problems', async () => {
    const document = await create('wrong');
    const nodes = document.nodes.map((node) =>
      node.id === 'tell' ? { ...node, with: {} } : node,
    ) as FlowDocument['nodes'];
    const answer = await tryIt({ ...document, nodes }, { samples: [{ data: { id: 1 } }], mode: 'real', confirm: true });
    expect(answer.body.error).toMatchObject({ code: 'server.flowHasProblems' });
    expect(answer.body.error.params.problems).toContainEqual(expect.objectContaining({ node: 'tell' }));
  });
});
