import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openConnection } from '../open-connection.ts';
import { memoryFiles } from '../testing/memory-files.ts';
import { actionContext, type TinyServer, tinyServer } from '../testing/tiny-server.ts';
import { requestEffect } from './actions/request.ts';
import { httpAuth } from './auth.ts';
import { http } from './index.ts';

let server: TinyServer;
beforeAll(async () => {
  server = await tinyServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.seen = [];
  server.answer = () => ({ json: { ok: true } });
});

const run = (input: unknown, credentials: Record<string, string> = {}, settings = {}) =>
  http.actions.request!.run(actionContext(http, { credentials, settings, endpoints: { api: server.url } }), input);

describe('effect', () => {
  it.each([
    [{ method: 'GET' }, 'read'],
    [{ method: 'HEAD', idempotencyKeyHeader: 'Idempotency-Key' }, 'read'],
    [{ method: 'POST' }, 'none'],
    [{ method: 'PATCH' }, 'none'],
    [{ method: 'POST', idempotencyKeyHeader: 'Idempotency-Key' }, 'key'],
    [{ method: 'PUT' }, 'upsert'],
    [{ method: 'DELETE' }, 'upsert'],
    [{ method: '{{order.method}}' }, 'none'],
    [{}, 'none'],
  ])('%o is %s', (configured, effect) => {
    expect(requestEffect(configured)).toBe(effect);
  });
});

describe('request', () => {
  it('sends what the node says and gives the answer', async () => {
    server.answer = () => ({ status: 201, json: { id: 7 }, headers: { 'x-total': '1' } });
    const input = {
      method: 'POST',
      url: '/orders',
      query: { dry: true, tag: ['a', 'b c'] },
      headers: { 'X-Shop': '9' },
      json: { n: 1 },
    };
    expect(await run(input)).toMatchObject({ status: 201, headers: { 'x-total': '1' }, body: { id: 7 } });
    expect(server.seen[0]).toMatchObject({
      method: 'POST',
      path: '/orders',
      body: '{"n":1}',
      headers: { 'x-shop': '9' },
    });
    expect(server.seen[0]?.query.toString()).toBe('dry=true&tag=a&tag=b+c');
  });

  it('sends our key only where the other side takes it', async () => {
    await run({ method: 'POST', url: '/a', idempotencyKeyHeader: 'X-Key' });
    await run({ method: 'GET', url: '/a', idempotencyKeyHeader: 'X-Key' });
    await run({ method: 'POST', url: '/a' });
    expect(server.seen.map(({ headers }) => headers['x-key'])).toEqual(['run-1-node-record-1', undefined, undefined]);
  });

  it('gives text that is not JSON as text, and null as null', async () => {
    server.answer = () => ({ text: 'plain' });
    expect(await run({ method: 'GET', url: '/' })).toMatchObject({ body: 'plain' });
    server.answer = () => ({ json: null });
    expect(await run({ method: 'GET', url: '/' })).toMatchObject({ body: null });
  });

  it('fails on a status that was not expected, and on nothing else', async () => {
    server.answer = () => ({ status: 404, text: 'gone' });
    await expect(run({ method: 'GET', url: '/' })).rejects.toMatchObject({
      kind: 'missing',
      params: { message: 'gone' },
    });
    expect(await run({ method: 'GET', url: '/', expect: [200, 404] })).toMatchObject({ status: 404, body: 'gone' });
    server.answer = () => ({ status: 200, json: {} });
    await expect(run({ method: 'GET', url: '/', expect: [404] })).rejects.toMatchObject({
      code: 'http.unexpectedStatus',
    });
    server.answer = () => ({ status: 503, headers: { 'retry-after': '9' } });
    const busy = { kind: 'transient', retryAfterMs: 9_000, uncertain: true };
    await expect(run({ method: 'POST', url: '/' })).rejects.toMatchObject(busy);
  });

  it('takes one body', async () => {
    await expect(run({ method: 'POST', url: '/', json: 1, text: 'x' })).rejects.toMatchObject({
      code: 'http.bodyNotOne',
    });
  });
});

describe('credentials', () => {
  it.each([
    [{ token: 't' }, { authorization: 'Bearer t' }],
    [{ username: 'ann', password: 'é' }, { authorization: 'Basic YW5uOsOp' }],
    [{ headerName: 'X-API-Key', headerValue: 'k' }, { 'x-api-key': 'k' }],
    [{}, {}],
  ])('%o', (credentials: Record<string, string>, expected) => {
    const headers: Record<string, string> = {};
    httpAuth.apply(credentials, headers);
    expect(headers).toEqual(expected);
  });

  it('go to the hosts of the connection and nowhere else', async () => {
    await run({ method: 'GET', url: '/' }, { token: 't' });
    expect(server.seen[0]?.headers.authorization).toBe('Bearer t');
    const away = run({ method: 'GET', url: 'https://elsewhere.example/' }, { token: 't' });
    await expect(away).rejects.toMatchObject({ kind: 'config', code: 'http.hostNotAllowed' });
  });

  it('without any, a flow reaches public addresses, and private ones only as the connection’s own endpoint', async () => {
    const signal = new AbortController().signal;
    const alone = {
      ...openConnection(http, undefined, { signal, files: memoryFiles() }),
      idempotencyKey: 'k',
      mayHaveRun: false,
      marker: 'm',
    };
    const port = new URL(server.url).port;
    for (const url of [server.url, `http://127.0.0.1:80/`, `http://localhost/`]) {
      const blocked = http.actions.request!.run(alone, { method: 'GET', url });
      await expect(blocked).rejects.toMatchObject({
        kind: 'config',
        code: expect.stringMatching(/^http\.(port|address)Blocked$/),
      });
    }
    // A base address is a setting of the flow's builder, not of an administrator: it opens nothing.
    const based = openConnection(
      http,
      { credentials: {}, settings: { baseUrl: `http://127.0.0.1:${port}` } },
      { signal, files: memoryFiles() },
    );
    const call = http.actions.request!.run({ ...alone, ...based }, { method: 'GET', url: '/' });
    await expect(call).rejects.toMatchObject({ code: 'http.portBlocked' });
    expect(server.seen).toEqual([]);
  });
});
