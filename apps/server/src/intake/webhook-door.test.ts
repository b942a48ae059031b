import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { connectors } from '@raccord/connectors';
import fastify, { type FastifyInstance } from 'fastify';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flow } from '../engine-tests/flow.ts';
import { errors } from '../plugins/errors.ts';
import { slowSenders } from '../plugins/slow-senders.ts';
import { listenToSignals, type SignalListener } from '../signals/signals.ts';
import { openDatabase } from '../stores/database.ts';
import { createFiles } from '../stores/files.ts';
import { type TestEngine, testEngine, workspaceId } from '../testing/test-engine.ts';
import { openVault } from '../vault/vault.ts';
import { AnswerDesk } from './answer-desk.ts';
import { isShortOf } from './disk-watch.ts';
import { Endpoints } from './endpoints.ts';
import { WebhookIntake } from './webhook-intake.ts';
import { webhookRoute } from './webhook-route.ts';

// A POST over the socket comes in by the door; `inject` takes the ordinary route. Both have to say the same.
let engine: TestEngine;
let app: FastifyInstance;
let intake: WebhookIntake;
let isShort = () => false;
let signals: SignalListener;
let port: number;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  engine = await testEngine();
  const { pool, databaseUrl, doorbell, home } = engine;
  const hook = { id: 'start', kind: 'trigger' as const, uses: 'webhook/received' };
  const page = { id: 'page', kind: 'respond' as const, status: 201, headers: { 'content-type': 'text/html' } };
  const body = '<script>{{start.body.n}}</script>';
  const headers = { ...page.headers, 'content-security-policy': 'script-src *' };
  const answering = flow('answering', [hook, { ...page, headers, body }], ['start > page']);
  const silent = flow('silent', [hook, { id: 'kept', kind: 'map', with: { n: '{{start.body.n}}' } }], ['start > kept']);
  for (const document of [answering, silent])
    tokens[document.id] = (await engine.deploy(document, { kind: 'webhook' })).token;

  const log = pino({ level: 'silent' });
  const { vault } = await openVault(openDatabase(pool), { home });
  const desk = new AnswerDesk(pool);
  signals = await listenToSignals(databaseUrl, log);
  signals.on('raccord_answers', (payload) => desk.heard(payload));
  const endpoints = new Endpoints(pool, vault, connectors);
  app = fastify({ forceCloseConnections: true });
  await app.register(errors);
  app.get('/elsewhere', async () => 'elsewhere');
  intake = new WebhookIntake({ pool, doorbell, endpoints, desk, log, disk: { isShort: () => isShort() } });
  await app.register(webhookRoute, { intake });
  port = Number(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port);
});
afterAll(async () => {
  await app.close();
  await signals.close();
  await engine.close();
});

type Told = { status: number; body: string; headers: Record<string, string | null> };
const told = ['content-type', 'content-security-policy', 'x-content-type-options'];
const json = { 'content-type': 'application/json', 'accept-language': 'fr' };

async function byDoor(path: string, body: string, short = () => false): Promise<Told> {
  isShort = short;
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', headers: json, body });
  const headers = Object.fromEntries(told.map((name) => [name, answer.headers.get(name)]));
  return { status: answer.status, body: await answer.text(), headers };
}

async function byRoute(path: string, body: string): Promise<Told> {
  const answer = await app.inject({ method: 'POST', url: path, headers: json, payload: body });
  const headers = Object.fromEntries(told.map((name) => [name, String(answer.headers[name] ?? null)]));
  return { status: answer.statusCode, body: answer.payload, headers };
}

describe('the webhook door', () => {
  it.each([
    ['an accepted delivery', 'silent', '{"n":1}', 200],
    ['the answer of a flow', 'answering', '{"n":7}', 201],
    ['an unknown address', 'nobody', '{}', 404],
    ['a body that is not what it says', 'silent', '{"n":', 400],
    ['a body that is too large', 'silent', `"${'x'.repeat(1_048_576)}"`, 413],
  ])('%s: the same answer as by the route', async (_, name, body, status) => {
    const path = `/hooks/${tokens[name] ?? randomBytes(16).toString('hex')}`;
    const [door, route] = [await byDoor(path, body), await byRoute(path, body)];
    expect(door.status).toBe(status);
    expect(door.headers['content-security-policy']).toBe("default-src 'none'; sandbox");
    expect({ status: door.status, body: door.body }).toEqual({ status: route.status, body: route.body });
    // The framework adds the charset that JSON has anyway.
    if (status < 300)
      expect(door.headers).toEqual({ ...route.headers, 'content-type': route.headers['content-type']?.split(';')[0] });
  });

  it('lets everything else through to the application', async () => {
    const base = `http://127.0.0.1:${port}`;
    expect(await (await fetch(`${base}/elsewhere`)).text()).toBe('elsewhere');
    expect((await fetch(`${base}/hooks/`, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`${base}/hooks/${tokens.silent}?a=1`)).status).toBe(200);
  });

  it.each(['POST', 'PUT'] as const)('reads what a %s asks in its address as the route does', async (method) => {
    const url = `/hooks/${tokens.silent}?a=1&b=x+%C3%A9&b=2&c&d=%zz`;
    expect((await fetch(`http://127.0.0.1:${port}${url}`, { method, headers: json, body: '{}' })).status).toBe(200);
    expect((await app.inject({ method, url, headers: json, payload: '{}' })).statusCode).toBe(200);
    const { rows } = await engine.pool.query('select input from records order by id desc limit 2');
    const [route, door] = rows.map(({ input }) => JSON.parse(input));
    expect(door).toMatchObject({ method, query: { a: '1', b: ['x é', '2'], c: '' } });
    expect([door.method, door.query]).toEqual([route.method, route.query]);
  });

  const compressed = (body: string | Buffer, encoding: string, type = 'application/json') =>
    fetch(`http://127.0.0.1:${port}/hooks/${tokens.silent}`, {
      method: 'POST',
      headers: { 'content-type': type, 'content-encoding': encoding },
      body,
    });
  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['BR', brotliCompressSync],
    ['zstd', zstdCompressSync],
  ])('reads a delivery that came as %s', async (encoding, compress) => {
    expect((await compressed(compress(`{"from":"${encoding}"}`), encoding)).status).toBe(200);
    const { rows } = await engine.pool.query('select input from records order by id desc limit 1');
    expect(JSON.parse(rows[0].input).body).toEqual({ from: encoding });
  });
  it.each([
    ['that is unknown', 'lzma', Buffer.from('x'), 415, 'webhook.encodingUnknown'],
    ['that it is not in', 'gzip', Buffer.from('{"n":1}'), 400, 'webhook.encodingWrong'],
    ['that is cut off', 'gzip', gzipSync('{"n":1}').subarray(0, 20), 400, 'webhook.encodingWrong'],
    ['that hides too much', 'gzip', gzipSync(`"${'x'.repeat(1_048_576)}"`), 413, 'server.bodyTooLarge'],
  ])('refuses a compression %s', async (_why, encoding, body, status, code) => {
    const answer = await compressed(body, encoding);
    expect([answer.status, ((await answer.json()) as { error: { code: string } }).error.code]).toEqual([status, code]);
  });

  it.each(['door', 'route'])(
    'takes a form with files by the %s: its texts into the record, its files beside it',
    async (way) => {
      const form = new FormData();
      for (const [name, value] of [
        ['n', '1'],
        ['tag', 'a'],
        ['tag', way],
      ] as const)
        form.append(name, value);
      form.append('file', new File(['1;2'], '../a.csv', { type: 'text/csv' }));
      const encoded = new Response(form);
      const headers = { 'content-type': encoded.headers.get('content-type')! };
      const payload = Buffer.from(await encoded.arrayBuffer());
      const url = `/hooks/${tokens.silent}`;
      const status =
        way === 'route'
          ? (await app.inject({ method: 'PUT', url, headers, payload })).statusCode
          : (await fetch(`http://127.0.0.1:${port}${url}`, { method: 'POST', headers, body: payload })).status;
      expect(status).toBe(200);
      const { rows } = await engine.pool.query('select input from records order by id desc limit 1');
      const { body, files } = JSON.parse(rows[0].input);
      expect(body).toEqual({ n: '1', tag: ['a', way] });
      expect(files).toMatchObject([{ name: 'a.csv', type: 'text/csv', size: 3 }]);
      expect(Buffer.from(await createFiles(engine.pool, workspaceId).get(files[0])).toString()).toBe('1;2');
    },
  );

  it.each([
    ['is no form', 'silent', 'nonsense', 400],
    ['is larger than 1 MB, as forms may be', 'silent', 'x'.repeat(2 * 1_048_576), 400],
    ['is too large', 'silent', 'x'.repeat(11 * 1_048_576), 413],
    ['is for nobody', 'nobody', 'x', 404],
  ])('refuses a form that %s', async (_why, name, body, status) => {
    const address = `http://127.0.0.1:${port}/hooks/${tokens[name] ?? randomBytes(16).toString('hex')}`;
    const headers = { 'content-type': 'multipart/form-data; boundary=p' };
    expect((await fetch(address, { method: 'POST', headers, body })).status).toBe(status);
  });

  it('makes no record of a delivery whose sender broke off', async () => {
    const count = async () => Number((await engine.pool.query('select count(*) as n from records')).rows[0].n);
    const before = await count();
    const socket = connect(port, '127.0.0.1');
    socket.write(
      `POST /hooks/${tokens.silent} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 20\r\n\r\n{"n":1}`,
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    socket.destroy();
    expect((await byDoor(`/hooks/${tokens.silent}`, '{"n":2}')).status).toBe(200);
    expect(await count()).toBe(before + 1);
  });

  it('cuts off who sends too slowly, takes no more than it has room for, and has room again', async () => {
    const patient = fastify({ forceCloseConnections: true, ...slowSenders(2_000) });
    await patient.register(errors);
    await patient.register(webhookRoute, { intake, mostBytes: 100 });
    const { port } = new URL(await patient.listen({ host: '127.0.0.1', port: 0 }));
    const address = `http://127.0.0.1:${port}/hooks/${tokens.silent}`;
    const deliver = (body: string, asking = '', method = 'POST') =>
      fetch(`${address}${asking}`, { method, headers: json, body });
    const socket = connect(Number(port), '127.0.0.1');
    try {
      const inside = new Promise((resolve) => patient.server.once('request', resolve));
      const head = `POST /hooks/${tokens.silent} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json`;
      socket.write(`${head}\r\ncontent-length: 90\r\n\r\n${'x'.repeat(70)}`);
      let told = '';
      socket.on('data', (chunk) => {
        told += chunk;
      });
      const gone = new Promise((resolve) => socket.once('close', resolve));
      await inside;
      const busy = await deliver(`"${'y'.repeat(60)}"`);
      expect([busy.status, busy.headers.get('retry-after')]).toEqual([503, '5']);
      for (const method of ['POST', 'PUT'])
        expect((await deliver(`"${'y'.repeat(60)}"`, '?a=1', method)).status).toBe(503);
      const dribble = setInterval(() => socket.write('x'), 200);
      await gone.finally(() => clearInterval(dribble));
      expect(told).toContain('408');
      await expect.poll(async () => (await deliver(`"${'y'.repeat(60)}"`)).status).toBe(200);
    } finally {
      socket.destroy();
      await patient.close();
    }
  });

  it('asks senders to come again while the disk is nearly full', async () => {
    expect(isShortOf({ bsize: 4_096, blocks: 100_000, bavail: 15_001 })).toBe(false);
    expect(isShortOf({ bsize: 4_096, blocks: 100_000, bavail: 14_999 })).toBe(true);
    // Of two terabytes a hundredth is enough.
    expect(isShortOf({ bsize: 4_096, blocks: 500_000_000, bavail: 5_000_000 })).toBe(false);
    const full = await byDoor(`/hooks/${tokens.silent}`, '{"n":1}', () => true);
    expect([full.status, JSON.parse(full.body).error.code]).toEqual([503, 'intake.diskShort']);
    expect((await byDoor(`/hooks/${tokens.silent}`, '{"n":1}')).status).toBe(200);
  });

  it('gives those who are inside their answer before it closes', async () => {
    const { promise: allInside, resolve } = Promise.withResolvers<void>();
    let count = 0;
    app.server.on('request', () => {
      count += 1;
      if (count === 20) resolve();
    });
    const answers = Array.from({ length: 20 }, (_, n) => byDoor(`/hooks/${tokens.silent}`, `{"n":${n}}`));
    await allInside;
    await app.close();
    expect(new Set((await Promise.all(answers)).map(({ status }) => status))).toEqual(new Set([200]));
  });
});
