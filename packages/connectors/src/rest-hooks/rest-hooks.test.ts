import type { Hooks, RawDelivery } from '@raccord/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openConnection } from '../open-connection.ts';
import { memoryFiles } from '../testing/memory-files.ts';
import { actionContext, type TinyServer, tinyServer } from '../testing/tiny-server.ts';
import { restHooks } from './index.ts';

let server: TinyServer;
beforeAll(async () => {
  server = await tinyServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.seen = [];
  server.answer = () => ({ json: { status: 'success' } });
});

/** One listener, at the tiny server; what happened to it is told by `became`. */
function listener(missedEnds = false) {
  const became: string[] = [];
  let there = true;
  const hooks: Hooks = {
    listeners: async (event) => (there && event === 'deal.won' ? ['l1'] : []),
    address: async (id) => (there && id === 'l1' ? `${server.url}/hooks/catch/1/secret` : undefined),
    taken: async () => void became.push('taken'),
    missed: async () => became.push('missed') > 0 && missedEnds,
    async gone() {
      there = false;
      became.push('gone');
    },
  };
  return { hooks, became };
}
const context = (hooks?: Hooks) => ({
  ...actionContext(restHooks, { credentials: {}, settings: {}, endpoints: { api: server.url } }),
  ...(hooks && { hooks }),
});
const deliver = (hooks: Hooks, more = {}) =>
  restHooks.actions.deliver!.run({ ...context(hooks), ...more }, { listener: 'l1', data: { deal: 'D-7', id: 'own' } });

describe('telling', () => {
  it('those who want to be told, each under an id that stays the same', async () => {
    const { hooks, became } = listener();
    const listed = restHooks.actions['list-listeners']!.run(context(hooks), { event: 'deal.won' });
    expect(await listed).toEqual({ listeners: ['l1'], count: 1 });
    expect(await deliver(hooks)).toEqual({ delivered: true, gone: false });
    await deliver(hooks);
    expect(server.seen.map(({ headers }) => headers['webhook-id'])).toEqual(Array(2).fill('run-1-node-record-1'));
    expect(JSON.parse(server.seen[0]!.body)).toEqual({ deal: 'D-7', id: 'own' });
    expect(became).toEqual(['taken', 'taken']);
  });

  it('nobody who says 410, or has unsubscribed meanwhile', async () => {
    const { hooks, became } = listener();
    server.answer = () => ({ status: 410 });
    expect(await deliver(hooks)).toEqual({ delivered: false, gone: true });
    expect(await deliver(hooks)).toEqual({ delivered: false, gone: true });
    expect([server.seen.length, became]).toEqual([1, ['gone']]);
  });

  it('404 fails until it has been so for long', async () => {
    server.answer = () => ({ status: 404 });
    await expect(deliver(listener().hooks)).rejects.toMatchObject({ kind: 'missing' });
    expect(await deliver(listener(true).hooks)).toEqual({ delivered: false, gone: true });
  });

  it.each([
    [
      { status: 429, headers: { 'retry-after': '7' } },
      { kind: 'transient', code: 'hooks.notTaken', retryAfterMs: 7_000 },
    ],
    [{ status: 401 }, { kind: 'transient', code: 'hooks.notTaken' }],
    [{ status: 500 }, { kind: 'transient', code: 'http.serverError', uncertain: true }],
    [{ status: 400 }, { kind: 'input', code: 'http.refused' }],
    [{ drop: true }, { kind: 'transient', code: 'http.connectionLost', uncertain: true }],
  ])('%o', async (answer, failure) => {
    server.answer = () => answer as never;
    const { hooks, became } = listener();
    await expect(deliver(hooks)).rejects.toMatchObject(failure);
    expect(became).toEqual([]);
  });

  it('goes to no private address, whoever subscribed it', async () => {
    const { hooks } = listener();
    const alone = openConnection(restHooks, undefined, {
      signal: new AbortController().signal,
      files: memoryFiles(),
      hooks,
    });
    const blocked = deliver(hooks, { ...alone, hooks: { ...hooks, address: async () => 'https://localhost/x' } });
    await expect(blocked).rejects.toMatchObject({ kind: 'config', code: 'http.addressBlocked' });
    const dry = restHooks.actions.deliver!.run(context(), { listener: 'l1', data: {} });
    await expect(dry).rejects.toMatchObject({ code: 'hooks.notHere' });
    const list = restHooks.actions['list-listeners']!.run(context(), { event: 'x' });
    await expect(list).rejects.toMatchObject({ code: 'hooks.notHere' });
  });
});

describe('subscribing', () => {
  const { webhook } = restHooks.triggers.event!;
  const { subscribe, unsubscribe } = webhook!.subscription!;
  const config = { subscribeUrl: '/hooks', body: { event: 'contact.updated' } };
  const options = { url: 'https://raccord.example/hooks/t', secret: 's3cret', now: 0 };

  it('asks for it, keeps what is needed to take it back, and takes it back once or twice', async () => {
    server.answer = () => ({ status: 201, json: { id: 'sub 1', expiration_date: '2026-12-20T00:00:00Z' } });
    const { state, expiresAt } = await subscribe(context(), config, options);
    expect(JSON.parse(server.seen[0]!.body)).toEqual({ event: 'contact.updated', target_url: options.url });
    expect(expiresAt).toBe(Date.parse('2026-12-20T00:00:00Z'));
    server.answer = () => ({ status: 200 });
    await unsubscribe(context(), config, state);
    server.answer = () => ({ status: 404 });
    await unsubscribe(context(), config, state);
    expect(server.seen.slice(1).map(({ method, path }) => `${method} ${path}`)).toEqual(
      Array(2).fill('DELETE /hooks/sub%201'),
    );
  });

  it('in the service’s own words, with a secret it sends back, and without an id', async () => {
    const own = { ...config, urlField: 'hookUrl', secretField: 'key', secretHeader: 'X-Key' };
    server.answer = () => ({ status: 204 });
    const { state } = await subscribe(context(), own, options);
    expect(JSON.parse(server.seen[0]!.body)).toMatchObject({ hookUrl: options.url, key: 's3cret' });
    await unsubscribe(context(), own, state);
    expect(server.seen[1]).toMatchObject({
      method: 'DELETE',
      path: '/hooks',
      body: JSON.stringify({ hookUrl: options.url }),
    });
    const delivery = (key?: string): RawDelivery => ({
      method: 'POST',
      query: {},
      body: Buffer.from('{}'),
      headers: { ...(key && { 'x-key': key }) },
    });
    expect(() => webhook!.verify(delivery('s3cret'), ['old', 's3cret'], own, 0)).not.toThrow();
    for (const [given, secrets] of [
      ['other', ['s3cret']],
      [undefined, ['s3cret']],
      ['s3cret', []],
    ] as const)
      expect(() => webhook!.verify(delivery(given), secrets, own, 0)).toThrow(
        expect.objectContaining({ kind: 'auth' }),
      );
  });

  it.each([
    [{ status: 401 }, { kind: 'auth' }],
    [
      { status: 422, text: 'unknown event' },
      { kind: 'config', code: 'http.refused' },
    ],
    [{ status: 503 }, { kind: 'transient' }],
    [{ drop: true }, { kind: 'transient', code: 'http.connectionLost' }],
  ])('%o', async (answer, failure) => {
    server.answer = () => answer as never;
    await expect(subscribe(context(), config, options)).rejects.toMatchObject(failure);
    await expect(unsubscribe(context(), config, { id: 'a', url: 'b' })).rejects.toMatchObject(failure);
  });

  it('each delivery is a record, each of a list too, and a repeated one is known', () => {
    const parse = (body: unknown, more = {}, headers = {}) =>
      webhook!.parse(
        { method: 'POST', query: {}, headers, body: Buffer.from(JSON.stringify(body)) },
        { ...config, ...more },
      );
    expect(parse({ id: 'e1', a: 1 }, { id: 'id' })).toEqual([{ dedupeKey: 'e1', data: { id: 'e1', a: 1 } }]);
    expect(parse([{ a: 1 }, { a: 2 }], {}, { 'webhook-id': 'w' }).map(({ dedupeKey }) => dedupeKey)).toEqual([
      'w:0',
      'w:1',
    ]);
    expect(parse({ a: 1 })).toEqual([{ data: { a: 1 } }]);
    expect(() => webhook!.parse({ method: 'POST', query: {}, headers: {}, body: Buffer.from('{') }, config)).toThrow(
      expect.objectContaining({ code: 'webhook.bodyInvalid' }),
    );
  });
});
