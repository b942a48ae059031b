import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpClient, type Exchange, type HttpClientOptions, openedBy } from './client.ts';
import { createPools } from './pools.ts';

type Seen = { method: string; url: string; headers: IncomingMessage['headers']; body: string };

const pools = createPools();
let server: Server;
let other: Server;
let base = '';
let otherBase = '';
let seen: Seen[] = [];
let sockets = 0;

const routes: Record<string, (request: IncomingMessage, response: ServerResponse) => void> = {
  '/json': (_request, response) => response.setHeader('content-type', 'application/json').end('{"a":1}'),
  '/vendor-json': (_request, response) =>
    response.setHeader('content-type', 'application/vnd.api+json; charset=utf-8').end('{"a":2}'),
  '/broken-json': (_request, response) => response.setHeader('content-type', 'application/json').end('{"a":'),
  '/polluting': (_request, response) =>
    response.setHeader('content-type', 'application/json').end('{"__proto__":{"x":1}}'),
  '/gzip': (_request, response) => response.setHeader('content-encoding', 'gzip').end(gzipSync('squeezed')),
  '/bomb': (_request, response) => response.setHeader('content-encoding', 'gzip').end(gzipSync('0'.repeat(100_000))),
  '/large': (_request, response) => {
    response.write('x'.repeat(800));
    response.end('x'.repeat(800));
  },
  '/large-announced': (_request, response) => response.setHeader('content-length', '1600').end('x'.repeat(1600)),
  '/slow': () => undefined,
  '/trickle': (_request, response) => {
    const timer = setInterval(() => response.write('x'), 20);
    response.on('close', () => clearInterval(timer));
  },
  '/cut': (request) => request.socket.destroy(),
  '/cut-midway': (_request, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('half');
    setTimeout(() => response.destroy(), 20);
  },
  '/500': (_request, response) => response.writeHead(500).end('oops'),
  '/moved': (_request, response) => response.writeHead(302, { location: '/json' }).end(),
  '/moved-away': (_request, response) => response.writeHead(307, { location: `${otherBase}/json` }).end(),
  '/loop': (_request, response) => response.writeHead(302, { location: '/loop' }).end(),
};

const listener: RequestListener = async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const url = request.url ?? '';
  seen.push({ method: request.method ?? '', url, headers: request.headers, body: Buffer.concat(chunks).toString() });
  (routes[url.split('?')[0] ?? ''] ?? ((_request, answer) => answer.end('ok')))(request, response);
};

async function listen(target: Server): Promise<string> {
  await new Promise<void>((done) => target.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(target.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  server = createServer(listener).on('connection', () => {
    sockets += 1;
  });
  other = createServer(listener);
  base = await listen(server);
  otherBase = await listen(other);
});
afterAll(async () => {
  await Promise.all([pools.guarded.destroy(), pools.open.destroy()]);
  for (const target of [server, other]) {
    target.closeAllConnections();
    await new Promise((done) => target.close(done));
  }
});

function client(options: Partial<HttpClientOptions> = {}) {
  const allowPrivate = openedBy({ api: base, token: otherBase });
  return createHttpClient({ endpoints: { api: `${base}/` }, allowPrivate, pools, ...options });
}
const get = (url: string, more: object = {}) => client().request({ method: 'GET', url, ...more });

describe('what is sent', () => {
  it('joins endpoint, path and query, and encodes what the query holds', async () => {
    seen = [];
    await get('/v1/things', { query: { since: '2026-01-01T00:00:00+01:00', none: undefined, id: [1, 'b&c'] } });
    expect(seen[0]).toMatchObject({ url: '/v1/things?since=2026-01-01T00%3A00%3A00%2B01%3A00&id=1&id=b%26c' });
  });

  const bodies = [
    ['json', { json: { a: 'é' } }, 'application/json', '{"a":"é"}'],
    ['form', { form: { a: '1 +', b: '&' } }, 'application/x-www-form-urlencoded', 'a=1+%2B&b=%26'],
    ['text', { text: 'plain' }, 'text/plain; charset=utf-8', 'plain'],
    ['bytes', { bytes: new Uint8Array([104, 105]) }, 'application/octet-stream', 'hi'],
    ['text of its own type', { text: '<a/>', headers: { 'Content-Type': 'text/xml' } }, 'text/xml', '<a/>'],
  ] as const;
  it.each(bodies)('%s', async (_name, body, type, wire) => {
    seen = [];
    await client().request({ method: 'POST', url: '/post', ...body });
    expect(seen[0]).toMatchObject({ method: 'POST', body: wire });
    expect(seen[0]?.headers['content-type']).toBe(type);
  });

  it('adds credentials, and keeps them from another host', async () => {
    seen = [];
    const http = client({
      allowedHosts: ['127.0.0.1'],
      auth: (headers) => {
        headers.authorization = 'Bearer secret';
      },
    });
    const answer = await http.request({ method: 'GET', url: '/moved-away', headers: { 'x-api-key': 'mine' } });
    expect(answer.json).toEqual({ a: 1 });
    expect(seen.map(({ headers }) => [headers.authorization, headers['x-api-key']])).toEqual([
      ['Bearer secret', 'mine'],
      [undefined, undefined],
    ]);
  });

  const badHeaders: [string, Record<string, string>, string][] = [
    ['line break', { 'x-a': 'a\r\nx-b: c' }, 'http.headerInvalid'],
    ['bare newline', { 'x-a': 'a\nb' }, 'http.headerInvalid'],
    ['NUL', { 'x-a': 'a\0b' }, 'http.headerInvalid'],
    ['bad name', { 'x a': 'b' }, 'http.headerInvalid'],
    ['outside latin1', { 'x-a': '→' }, 'http.headerInvalid'],
    ['host', { Host: 'inside' }, 'http.headerReserved'],
    ['transfer-encoding', { 'Transfer-Encoding': 'chunked' }, 'http.headerReserved'],
  ];
  it.each(badHeaders)('refuses a header with %s', async (_name, headers, code) => {
    seen = [];
    await expect(get('/json', { headers })).rejects.toMatchObject({ code });
    expect(seen).toEqual([]);
  });

  it('refuses a host the connection does not allow', async () => {
    const http = client({ allowedHosts: ['api.example.com', '*.example.org'] });
    await expect(http.request({ method: 'GET', url: '/json' })).rejects.toMatchObject({ code: 'http.hostNotAllowed' });
    const evil = http.request({ method: 'GET', url: 'https://evilexample.org/' });
    await expect(evil).rejects.toMatchObject({ code: 'http.hostNotAllowed' });
  });
});

describe('what comes back', () => {
  it.each([
    ['/json', { a: 1 }],
    ['/vendor-json', { a: 2 }],
    ['/broken-json', undefined],
    ['/polluting', undefined],
    ['/text', undefined],
  ])('%s', async (url, json) => {
    expect((await get(url)).json).toEqual(json);
  });

  it('inflates, within the limit', async () => {
    expect((await get('/gzip')).text).toBe('squeezed');
    await expect(get('/bomb', { maxBytes: 1_000 })).rejects.toMatchObject({ code: 'http.answerTooLarge' });
  });

  it('follows a GET three times at most, and nothing else', async () => {
    expect((await get('/moved')).json).toEqual({ a: 1 });
    await expect(get('/loop')).rejects.toMatchObject({ code: 'http.tooManyRedirects' });
    expect((await client().request({ method: 'POST', url: '/moved' })).status).toBe(302);
  });

  it('leaves a bad status to the status table', async () => {
    expect(await get('/500')).toMatchObject({ status: 500, text: 'oops' });
  });

  const faults: [string, object, object][] = [
    ['/large', { maxBytes: 1_000 }, { kind: 'tooLarge', code: 'http.answerTooLarge', uncertain: true }],
    ['/large-announced', { maxBytes: 1_000 }, { kind: 'tooLarge', code: 'http.answerTooLarge' }],
    ['/slow', { timeoutMs: 100 }, { kind: 'transient', code: 'http.timeout', uncertain: true }],
    ['/trickle', { timeoutMs: 100 }, { kind: 'transient', code: 'http.timeout', uncertain: true }],
    ['/cut', {}, { kind: 'transient', code: 'http.connectionLost', uncertain: true }],
    ['/cut-midway', {}, { kind: 'transient', code: 'http.connectionLost', uncertain: true }],
  ];
  it.each(faults)('%s %o', async (url, more, failure) => {
    await expect(get(url, more)).rejects.toMatchObject(failure);
  });

  it('says that nothing was sent when nothing was', async () => {
    const closed = 'http://127.0.0.1:1';
    const http = createHttpClient({ allowPrivate: openedBy({ api: closed }), pools });
    const refused = { kind: 'transient', code: 'http.unreachable', uncertain: false };
    await expect(http.request({ method: 'POST', url: closed })).rejects.toMatchObject(refused);
  });

  it('calls a failed handshake a matter of settings', async () => {
    const plain = createTcpServer((socket) => socket.resume().end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((done) => plain.listen(0, '127.0.0.1', done));
    const url = `https://127.0.0.1:${(plain.address() as AddressInfo).port}/`;
    const http = createHttpClient({ allowPrivate: openedBy({ api: url }), pools });
    await expect(http.request({ method: 'GET', url })).rejects.toMatchObject({ kind: 'config', code: 'http.tls' });
    await new Promise((done) => plain.close(done));
  });

  it('stops when the work is called off', async () => {
    const stop = new AbortController();
    const waiting = client({ signal: stop.signal }).request({ method: 'POST', url: '/slow' });
    setTimeout(() => stop.abort(), 50);
    await expect(waiting).rejects.toMatchObject({ code: 'http.cancelled', uncertain: true });
    const late = client({ signal: stop.signal }).request({ method: 'POST', url: '/slow' });
    await expect(late).rejects.toMatchObject({ code: 'http.cancelled', uncertain: false });
  });
});

it('keeps sockets alive across clients', async () => {
  await get('/json');
  const before = sockets;
  for (let i = 0; i < 20; i++) await client().request({ method: 'POST', url: '/json', json: { i } });
  // One more may open while the last answer's socket is being put back.
  expect(sockets - before).toBeLessThanOrEqual(1);
});

it('traces every hop, without credentials', async () => {
  const exchanges: Exchange[] = [];
  const http = client({
    allowedHosts: ['127.0.0.1'],
    auth: (headers) => {
      headers.authorization = 'Bearer secret';
    },
    onExchange: (exchange) => exchanges.push(exchange),
  });
  await http.request({ method: 'GET', url: '/moved' });
  await http.request({ method: 'GET', url: '/cut' }).catch(() => undefined);
  expect(exchanges.map(({ status, failure }) => status ?? failure?.code)).toEqual([302, 200, 'http.connectionLost']);
  expect(JSON.stringify(exchanges)).not.toContain('secret');
});
