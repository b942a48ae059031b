import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FlowDocument } from '@raccord/contract';
import { type CliProcess, runCli, startCli } from '@raccord/server/cli/testing/run-cli';
import { type TestDatabase, testDatabase } from '@raccord/server/testing/test-database';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';

// Fifty connections, each with a secret of its own, to a service that sends every secret back in every way it can think of. Nothing
// that is kept, written or shown may hold one of them, in plain or encoded.

const COUNT = 50;
/** With what URLs, JSON and regular expressions trip over; the number alone tells one from another. */
const canaries = Array.from({ length: COUNT }, (_, n) => `kànary-${n}/+="${'s3cr3t'.repeat(1 + (n % 3))}-&.*é`);
const plainCanaries = canaries.map((_, n) => `canary${n}plain${'x'.repeat(8)}z`);
/** HTTP headers carry no accents. */
const secretOf = (n: number) => (n % 5 === 1 || n % 5 === 3 ? canaries[n]! : plainCanaries[n]!);

const credentialsOf = (n: number): Record<string, string> => {
  const secret = secretOf(n);
  switch (n % 5) {
    case 0:
      return { token: secret };
    case 1:
      return { username: 'anne', password: secret };
    case 2:
      return { headerName: 'x-api-key', headerValue: secret };
    case 3:
      return { queryName: 'key', queryValue: secret };
    default:
      return { token: secret, headerName: 'x-second', headerValue: `${secret}-second` };
  }
};

/** Says what it was asked, in a way that goes with the number of the connection. */
function echo(request: IncomingMessage, response: ServerResponse): void {
  const n = Number(/\/(\d+)/.exec(request.url ?? '')?.[1]);
  const all = [secretOf(n), `${request.url}`, ...Object.values(request.headers).map(String)];
  const forms = {
    plain: all,
    json: JSON.stringify(all),
    twice: JSON.stringify(JSON.stringify(all)),
    base64: all.map((text) => Buffer.from(text).toString('base64')),
    base64url: all.map((text) => Buffer.from(`user:${text}`).toString('base64url')),
    url: all.map(encodeURIComponent),
    form: new URLSearchParams({ secret: secretOf(n) }).toString(),
    [secretOf(n)]: 'as a name',
  };
  switch (n % 6) {
    case 0:
      return void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(forms));
    case 1:
      return void response
        .writeHead(400, { 'content-type': 'application/json' })
        .end(JSON.stringify({ message: forms }));
    case 2:
      return void response.writeHead(422, { 'content-type': 'text/html' }).end(`<p>${all.join('</p><p>')}</p>`);
    case 3:
      return void response
        .writeHead(401, { 'www-authenticate': `Bearer "${plainCanaries[n]}"` })
        .end(JSON.stringify(forms));
    case 4:
      return void response
        .writeHead(302, { location: `http://elsewhere.example/${encodeURIComponent(secretOf(n))}` })
        .end();
    default:
      return void response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify(forms).slice(0, -2));
  }
}

const flowOf = (n: number): FlowDocument => ({
  schemaVersion: 1,
  id: `canary-${n}`,
  name: `Canary ${n}`,
  connections: { service: { connector: 'http' } },
  nodes: [
    { id: 'start', kind: 'trigger', uses: 'manual/run' },
    { id: 'call', kind: 'action', uses: 'http/request', connection: 'service', with: { method: 'GET', url: `/${n}` } },
    { id: 'copied', kind: 'map', with: { all: '{{call}}' } },
    { id: 'told', kind: 'respond', body: '{{copied}}' },
  ],
  edges: [
    { from: 'start', to: 'call' },
    { from: 'call', to: 'copied' },
    { from: 'copied', to: 'told' },
  ],
});

let database: TestDatabase;
let home: string;
let mirror: ReturnType<typeof createServer>;
let server: CliProcess;
let address: string | undefined;
let token: string;

beforeAll(async () => {
  database = await testDatabase();
  home = await mkdtemp(join(tmpdir(), 'raccord-canaries-'));
  mirror = createServer(echo);
  await new Promise<void>((resolve) => mirror.listen(0, '127.0.0.1', resolve));
  const env = { RACCORD_HOME: home, DATABASE_URL: database.url, RACCORD_PORT: '0', RACCORD_LOG_LEVEL: 'trace' };
  server = startCli(['start'], { cwd: home, env });
  for (const deadline = Date.now() + 50_000; address === undefined && Date.now() < deadline; ) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    address = /Address\s+(http:\S+)/.exec(server.stdout() + server.stderr())?.[1];
  }
  if (address === undefined) throw new Error(`the server did not start: ${server.stdout()}${server.stderr()}`);
  token = (await readFile(join(home, 'cli-token'), 'utf8')).trim();
});
afterAll(async () => {
  server.signal('SIGTERM');
  await server.ended;
  mirror.close();
  await database.drop();
  await rm(home, { recursive: true, force: true });
});

// biome-ignore lint/suspicious/noExplicitAny: answers are JSON of any shape.
async function api(method: string, path: string, body?: unknown): Promise<any> {
  const response = await fetch(`${address}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  seen.push(text);
  if (!response.ok) throw new Error(`${method} ${path}: ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}
/** Everything that anybody was told. */
const seen: string[] = [];

/** Each secret in the forms in which one could still read it. */
function formsOf(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const base64 = Buffer.from(secret).toString('base64').replace(/=+$/, '').slice(0, -2);
  return [
    secret,
    json,
    JSON.stringify(json).slice(1, -1),
    encodeURIComponent(secret),
    new URLSearchParams({ s: secret }).toString().slice(2),
    base64,
    base64.replaceAll('+', '-').replaceAll('/', '_'),
  ];
}
const found = (text: string) =>
  Array.from({ length: COUNT }, (_, n) => n).filter((n) => formsOf(secretOf(n)).some((form) => text.includes(form)));

it('fifty secrets, sent back in every form, are nowhere afterwards', async () => {
  const { port } = mirror.address() as AddressInfo;
  const events = new AbortController();
  const stream = fetch(`${address}/api/events`, {
    headers: { authorization: `Bearer ${token}` },
    signal: events.signal,
  }).then(async (response) => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body!) seen.push(decoder.decode(chunk as Uint8Array, { stream: true }));
  });
  stream.catch(() => undefined);

  const runs: string[] = [];
  for (let n = 0; n < COUNT; n += 1) {
    const connection = await api('POST', '/api/connections', {
      name: `Service ${n}`,
      connector: 'http',
      environment: 'sandbox',
      credentials: credentialsOf(n),
      endpoints: { api: `http://127.0.0.1:${port}` },
    });
    await api('POST', '/api/flows', { document: flowOf(n) });
    await api('PUT', `/api/flows/canary-${n}/bindings/sandbox/service`, { connectionId: connection.id });
    await api('POST', `/api/flows/canary-${n}/deploy`, { environment: 'sandbox' });
    const { runId } = await api('POST', `/api/flows/canary-${n}/run`, { environment: 'sandbox', input: [{ n }] });
    runs.push(runId);
  }
  // A 401 holds its connection; all the others end.
  const held = Array.from({ length: COUNT }, (_, n) => n).filter((n) => n % 6 === 3).length;
  const pool = new pg.Pool({ connectionString: database.url });
  const unfinished = async () => {
    const { rows } = await pool.query<{ n: number }>(
      'select count(*)::int as n from runs where total = 0 or waiting > 0',
    );
    return rows[0]?.n;
  };
  await expect.poll(unfinished, { timeout: 40_000, interval: 200 }).toBe(held);

  for (const id of runs) {
    const { records } = await api('GET', `/api/runs/${id}/records`);
    for (const record of records) await api('GET', `/api/records/${record.id}`);
  }
  const { failures } = await api('GET', '/api/failures?limit=200');
  expect(failures.length).toBeGreaterThan(COUNT / 4);
  for (const { id } of failures) await api('GET', `/api/failures/${id}`);
  for (const path of ['/api/connections', '/api/history?limit=200', '/api/failure-groups', '/api/triggers'])
    await api('GET', path);
  for (let n = 0; n < COUNT; n += 1) await api('GET', `/api/flows/canary-${n}/export`);
  const cli = { cwd: home, env: { RACCORD_HOME: home, DATABASE_URL: database.url } };
  for (const args of [['inbox'], ['runs'], ['connection', 'list'], ['doctor', '--json'], ['export', 'canary-1']]) {
    const { stdout, stderr } = await runCli(args, cli);
    seen.push(stdout, stderr);
  }
  events.abort();
  await stream.catch(() => undefined);

  expect(found(seen.join('\n')), 'what people and programs are told').toEqual([]);
  const log = server.stdout() + server.stderr();
  expect(log.length).toBeGreaterThan(5_000);
  expect(found(log), 'logs').toEqual([]);

  const tables = await pool.query<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
  );
  let rows = 0;
  for (const { name } of tables.rows) {
    const all = await pool.query<{ row: string }>(`select t::text as row from ${name} t`);
    rows += all.rows.length;
    expect(found(all.rows.map(({ row }) => row).join('\n')), name).toEqual([]);
  }
  await pool.end();
  expect(rows).toBeGreaterThan(500);
  // The test sees what it looks for: the mirror did send them.
  const answer = await fetch(`http://127.0.0.1:${port}/0`);
  expect(found(await answer.text())).toEqual([0]);
}, 120_000);
