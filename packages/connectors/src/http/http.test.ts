import type { FileRef, Files } from '@raccord/contract';
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

describe('files', () => {
  const withFiles = (files: Files, input: unknown) =>
    http.actions.request!.run(
      actionContext(http, { credentials: {}, settings: {}, endpoints: { api: server.url } }, { files }),
      input,
    );
  const pdf = { name: 'devis n° 7.pdf', type: 'application/pdf', content: Buffer.from('%PDF-1') };

  it('go out as the body, or as parts beside texts', async () => {
    const files = memoryFiles();
    const file = await files.put(pdf);
    await withFiles(files, { method: 'PUT', url: '/a', file });
    expect(server.seen[0]).toMatchObject({ body: '%PDF-1', headers: { 'content-type': 'application/pdf' } });
    await withFiles(files, { method: 'POST', url: '/a', parts: { title: 'Devis', document: file } });
    const form = await new Response(server.seen[1]!.body, {
      headers: { 'content-type': String(server.seen[1]!.headers['content-type']) },
    }).formData();
    expect(form.get('title')).toBe('Devis');
    expect((form.get('document') as File).name).toBe('devis n° 7.pdf');
  });

  it('come back as files when they are no text, under the name they are given', async () => {
    const files = memoryFiles();
    const headers = {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="x.pdf"; filename*=UTF-8''..%2Fdevis%20n%C2%B0%207.pdf`,
    };
    server.answer = () => ({ text: '%PDF-2', headers });
    const got = (await withFiles(files, { method: 'GET', url: '/a' })) as { file: FileRef };
    expect(got).toMatchObject({ body: null, file: { name: 'devis n° 7.pdf', type: 'application/pdf', size: 6 } });
    expect(Buffer.from(await files.get(got.file)).toString()).toBe('%PDF-2');
    server.answer = () => ({ text: 'a;b', headers: { 'content-type': 'text/csv' } });
    expect(await withFiles(files, { method: 'GET', url: '/exports/a.csv?d=1' })).toMatchObject({ body: 'a;b' });
    const asked = { method: 'GET', url: '/exports/a.csv?d=1', answer: 'file' };
    expect(await withFiles(files, asked)).toMatchObject({ file: { name: 'a.csv', type: 'text/csv' } });
  });

  it('that are gone fail the record before anything is sent', async () => {
    const file = { file: 'file-9', name: 'x', type: 'text/plain', size: 1 };
    const sent = withFiles(memoryFiles(), { method: 'POST', url: '/a', file });
    await expect(sent).rejects.toMatchObject({ kind: 'missing', code: 'files.gone' });
    expect(server.seen).toEqual([]);
  });
});

it('an account’s own limits become its rates', () => {
  expect(http.ratesFor!({ callsPerMinute: 120, callsAtOnce: 2 })).toEqual([{ limit: 120, perMs: 60_000, atOnce: 2 }]);
  expect(http.ratesFor!({ callsAtOnce: 2 })).toMatchObject([{ atOnce: 2 }]);
  expect(http.ratesFor!({})).toEqual([]);
});

describe('credentials', () => {
  it.each([
    [{ token: 't' }, { authorization: 'Bearer t' }],
    [{ username: 'ann', password: 'é' }, { authorization: 'Basic YW5uOsOp' }],
    [{ headerName: 'X-API-Key', headerValue: 'k' }, { 'x-api-key': 'k' }],
    [{}, {}],
  ])('%o', (credentials: Record<string, string>, expected) => {
    const headers: Record<string, string> = {};
    httpAuth.apply(credentials, headers, new URLSearchParams());
    expect(headers).toEqual(expected);
  });

  it('a key in the address is sent, and stays out of traces', async () => {
    const traced: string[] = [];
    const options = {
      signal: new AbortController().signal,
      files: memoryFiles(),
      onExchange: ({ url }: { url: string }) => traced.push(url),
    };
    const connection = {
      credentials: { queryName: 'api_key', queryValue: 'k&1' },
      settings: {},
      endpoints: { api: server.url },
    };
    await openConnection(http, connection, options).http.request({ method: 'GET', url: '/a', query: { b: 1 } });
    expect(server.seen[0]?.query.toString()).toBe('b=1&api_key=k%261');
    expect(traced).toEqual([`${server.url}/a?b=1`]);
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
