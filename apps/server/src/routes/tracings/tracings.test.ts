import { connectors } from '@raccord/connectors';
import { type TinyServer, tinyServer } from '@raccord/connectors/testing/tiny-server';
import type { FlowDocument } from '@raccord/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepHouse } from '../../reconciler/keep-house.ts';
import { type TestAccounts, testAccounts } from '../../testing/test-accounts.ts';

// Tracing on demand, through the API, a real worker and a real other side: what is seen, and what never is.

const secret = 'canary-key/with+signs="and quotes"';
let t: TestAccounts;
let shop: TinyServer;
let connectionId = '';

const flow: FlowDocument = {
  schemaVersion: 1,
  id: 'traced',
  name: 'Traced',
  connections: { shop: { connector: 'http' } },
  nodes: [
    { id: 'order', kind: 'trigger', uses: 'manual/run' },
    {
      id: 'worked',
      kind: 'map',
      with: { total: '{{order.net * 1.2}}', leak: '{{order.note}}', password: '{{order.net}}' },
    },
    {
      id: 'send',
      kind: 'action',
      uses: 'http/request',
      connection: 'shop',
      with: {
        method: 'POST',
        url: '/orders',
        query: { api_key: 'by-name-only', note: '{{order.note}}' },
        headers: { 'x-note': '{{$encodeUrlComponent(order.note)}}' },
        json: { note: '{{order.note}}', client_secret: 'by-name-only', total: '{{worked.total}}' },
      },
    },
  ],
  edges: [
    { from: 'order', to: 'worked' },
    { from: 'worked', to: 'send' },
  ],
};

beforeAll(async () => {
  t = await testAccounts(connectors);
  shop = await tinyServer(({ headers, body }) => ({
    headers: { 'set-cookie': 'session=by-name-only', 'x-seen': String(headers['x-note']) },
    json: { said: JSON.parse(body).note, key: headers['x-key'], access_token: 'by-name-only', id: 'O-1' },
  }));
  await t.call('POST', '/api/environments', { body: { name: 'test' } });
  const body = {
    ...{ connector: 'http', environment: 'test', name: 'Shop', isDefault: true },
    endpoints: { api: shop.url },
    credentials: { headerName: 'x-key', headerValue: encodeURIComponent(secret), token: secret },
  };
  connectionId = (await t.call('POST', '/api/connections', { body })).body.id;
  await t.call('POST', '/api/flows', { body: { document: flow } });
  expect((await t.call('POST', '/api/flows/traced/deploy', { body: { environment: 'test' } })).status).toBeLessThan(
    300,
  );
});
afterAll(async () => {
  await t.close();
  await shop.close();
});

const start = (body: object, as: 'viewer' | 'operator' = 'operator') => t.call('POST', '/api/tracings', { as, body });
const run = async () => {
  const body = { environment: 'test', inputs: [{ net: 10, note: secret }] };
  expect((await t.call('POST', '/api/flows/traced/run', { body })).status).toBeLessThan(300);
};
const read = (id: string, part = '') => t.call('GET', `/api/tracings/${id}${part}`, { as: 'viewer' });
type Entry = { kind: string; seq: number; node: string | null; recordId: string | null; data: Record<string, unknown> };
/** A worker notices within two seconds that somebody looks, so it is run until something is seen. */
async function seen(id: string, kind: string): Promise<Entry[]> {
  let entries: Entry[] = [];
  const look = async () => {
    await run();
    entries = (await read(id, '/entries?limit=200')).body.entries;
    return entries.some((entry) => entry.kind === kind);
  };
  await expect.poll(look, { timeout: 30_000, interval: 500 }).toBe(true);
  return entries;
}

it('is protected, and asks for one of the two', async () => {
  const id = crypto.randomUUID();
  for (const path of [
    '/api/tracings',
    `/api/tracings/${id}`,
    `/api/tracings/${id}/entries`,
    `/api/tracings/${id}/download`,
  ])
    expect((await t.call('GET', path, { as: null })).status, path).toBe(401);
  expect((await start({ flow: 'traced', minutes: 5 }, 'viewer')).status).toBe(403);
  expect((await t.call('POST', `/api/tracings/${id}/stop`, { as: 'viewer' })).status).toBe(403);
  expect((await start({ flow: 'traced', minutes: 61 })).status).toBe(400);
  expect((await start({ minutes: 5 })).body.error.code).toBe('tracing.one');
  expect((await start({ flow: 'traced', connectionId, minutes: 5 })).body.error.code).toBe('tracing.one');
  expect((await start({ flow: 'nothing', minutes: 5 })).status).toBe(404);
  for (const part of ['', '/entries', '/download']) expect((await read(id, part)).body.error.code).toBe('tracing.gone');
});

it('a flow is seen whole, without any secret: calls with headers and bodies, expressions with what they gave', async () => {
  // The worker has had the connection in hand.
  await run();
  await expect.poll(() => shop.seen.length, { timeout: 30_000 }).toBeGreaterThan(0);
  const started = (await start({ flow: 'traced', minutes: 5 })).body;
  expect(started).toMatchObject({
    flowId: 'traced',
    startedBy: expect.stringContaining('operator'),
    ended: null,
    entries: 0,
  });
  expect((await start({ flow: 'traced', minutes: 5 })).body.error.code).toBe('tracing.alreadyOn');
  const entries = await seen(started.id, 'call');
  const call = entries.find(({ kind }) => kind === 'call')!;
  expect(call).toMatchObject({
    node: 'send',
    recordId: expect.any(String),
    data: {
      method: 'POST',
      status: 200,
      requestHeaders: { authorization: '[redacted]', 'x-key': '[redacted]', 'content-type': 'application/json' },
      answerHeaders: { 'set-cookie': '[redacted]', 'x-seen': '[redacted]' },
    },
  });
  expect(call.data.url).toContain('/orders?');
  expect(call.data.requestBody).toContain('"total":12');
  expect(call.data.answerBody).toContain('"id":"O-1"');
  const worked = entries.find(({ node, kind }) => node === 'worked' && kind === 'evaluation')!;
  expect(worked.data).toMatchObject({
    expressions: [
      { path: 'total', expression: 'order.net * 1.2', result: '12' },
      { path: 'leak', expression: 'order.note', result: '"[redacted]"' },
      { path: 'password', expression: 'order.net', result: '"[redacted]"' },
    ],
  });
  expect(worked.data.input).toContain('"net":10');

  const { rows } = await t.deps.pool.query<{ data: string }>('select data from tracing_entries');
  const har = await read(started.id, '/download?format=har');
  const lines = await read(started.id, '/download');
  const everywhere = [...rows.map(({ data }) => data), JSON.stringify(entries), har.text, lines.text].join('\n');
  for (const planted of ['canary', 'by-name-only']) expect(everywhere).not.toContain(planted);
  expect(JSON.parse(har.text).log.entries[0]).toMatchObject({ request: { method: 'POST' }, response: { status: 200 } });
  expect(JSON.parse(lines.text.split('\n')[0]!)).toMatchObject({ seq: entries[0]!.seq });
  expect(har.headers['content-disposition']).toContain('.har');
  const later = (await read(started.id, `/entries?after=${entries[0]!.seq}&limit=1`)).body.entries;
  expect(later).toMatchObject([{ seq: entries[1]!.seq }]);

  const stopped = (await t.call('POST', `/api/tracings/${started.id}/stop`, { as: 'operator' })).body;
  expect(stopped.ended).toMatchObject({ because: 'person', by: expect.stringContaining('operator') });
  expect((await t.call('GET', '/api/tracings?flow=traced')).body.tracings).toMatchObject([{ id: started.id }]);
  const history = (await t.call('GET', '/api/history?subject=flow:traced')).body.events;
  expect(history.map(({ type }: { type: string }) => type)).toEqual(
    expect.arrayContaining(['tracing.started', 'tracing.stopped']),
  );
});

it('a connection is seen whoever uses it; it ends by itself when it is large enough, and when its time is over', async () => {
  const { id } = (await start({ connectionId, minutes: 1 })).body;
  await t.deps.pool.query('update tracings set most_entries = 1 where id = $1', [id]);
  expect((await seen(id, 'call'))[0]).toMatchObject({ kind: 'call', node: 'send', recordId: expect.any(String) });
  expect((await read(id)).body.ended).toMatchObject({ because: 'size', by: null });
  const next = (await start({ connectionId, minutes: 1 })).body;
  await t.deps.pool.query('update tracings set until = now() where id = $1', [next.id]);
  expect((await read(next.id)).body.ended).toMatchObject({ because: 'time' });
  await t.deps.pool.query("update tracings set until = now() - interval '8 days' where id = $1", [id]);
  await keepHouse(t.deps.pool);
  expect((await read(id)).status).toBe(404);
  const { rows } = await t.deps.pool.query('select 1 from tracing_entries where tracing_id = $1', [id]);
  expect(rows).toEqual([]);
  expect((await read(next.id)).status).toBe(200);
});
