import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHttpClient } from '@raccord/connectors/shared/http/client';
import { type ConnectorContext, Failure } from '@raccord/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readSettings } from './env.ts';
import { createMeters } from './metrics/meters.ts';
import { startTracing } from './opentelemetry/tracing.ts';
import { watchCalls, watchWork } from './watch-work.ts';
import { listenAsWorker } from './worker-listener.ts';

let server: Server;
let port: number;
const heard: { url: string; headers: IncomingMessage['headers'] }[] = [];
const sent: string[] = [];
beforeAll(async () => {
  server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    if (request.url === '/v1/traces') sent.push(body);
    else heard.push({ url: request.url ?? '', headers: request.headers });
    response.setHeader('content-type', 'application/json').end('{}');
  }).listen(0);
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});
afterAll(() => server.close());

it('draws a call without its path, query and sentence, and tells only the named host its trace', async () => {
  const { tracing: settings } = readSettings({
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment=atelier%201',
    RACCORD_TRACE_HOSTS: 'other.example, LOCALHOST',
  });
  const tracing = startTracing('worker', settings!);
  const watch = watchCalls({ tracing });
  const http = createHttpClient({ allowPrivate: () => true });
  const context = { http, endpoints: {}, settings: {}, signal: new AbortController().signal };
  const call = { connector: 'books', action: 'create-invoice', records: 1 };
  const get = (host: string) =>
    watch(call, context as unknown as ConnectorContext, (seen) =>
      seen.http.request({
        method: 'GET',
        url: `http://${host}:${port}/customers/ann@acme.example`,
        query: { key: 's3cret' },
      }),
    );
  await get('localhost');
  await get('127.0.0.1');
  const refused = watch(call, context as unknown as ConnectorContext, async () => {
    throw new Failure('auth', 'server.signInNeeded', { name: 'ann@acme.example' });
  });
  await expect(refused).rejects.toMatchObject({ code: 'server.signInNeeded' });
  await tracing.close();

  const [named, other] = heard;
  expect(named?.headers.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  expect(other?.headers.traceparent).toBeUndefined();
  const spans = sent.join();
  expect(spans).toContain(String(named?.headers.traceparent).split('-')[2]);
  for (const told of [
    'raccord-worker',
    'atelier 1',
    'books/create-invoice',
    `localhost:${port}`,
    'server.signInNeeded',
  ])
    expect(spans).toContain(told);
  for (const hidden of ['acme', 's3cret', 'customers']) expect(spans).not.toContain(hidden);
});

it('keeps as much as the sampler says', async () => {
  const count = sent.length;
  const { tracing: settings } = readSettings({
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `http://127.0.0.1:${port}/v1/traces`,
    OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
    OTEL_TRACES_SAMPLER_ARG: '0',
  });
  const tracing = startTracing('server', settings!);
  await tracing.span('batch', {}, async () => {
    expect(tracing.current()).toMatch(/-00$/);
    expect(watchWork({ tracing }).traceId(), 'nobody is sent to look for it').toBeUndefined();
  });
  await tracing.close();
  expect(sent.length).toBe(count);
});

it.each([
  ['OTEL_EXPORTER_OTLP_ENDPOINT', { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector' }],
  ['OTEL_EXPORTER_OTLP_PROTOCOL', { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }],
  ['OTEL_TRACES_SAMPLER', { OTEL_TRACES_SAMPLER: 'jaeger_remote' }],
  ['OTEL_TRACES_SAMPLER_ARG', { OTEL_TRACES_SAMPLER_ARG: '7' }],
  ['OTEL_BSP_SCHEDULE_DELAY', { OTEL_BSP_SCHEDULE_DELAY: 'soon' }],
  ['RACCORD_METRICS_TOKEN', { RACCORD_METRICS_TOKEN: 'short' }],
])('refuses a %s that it cannot carry out', (name, environment) => {
  const read = () => readSettings({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318', ...environment });
  expect(read).toThrow(expect.objectContaining({ code: 'boot.badSetting', params: expect.objectContaining({ name }) }));
  expect(readSettings({ OTEL_SDK_DISABLED: 'true', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://a' }).tracing).toBeUndefined();
});

it('a worker on its own answers probes to all and numbers to the scrape token', async () => {
  const meters = createMeters('worker', { totalCount: 1, idleCount: 1, waitingCount: 0 });
  meters.call({ connector: 'books', action: 'create-invoice', outcome: 'auth', seconds: 0.2 });
  let alive = true;
  const listener = await listenAsWorker(
    { host: '127.0.0.1', port: 0 },
    {
      ready: async () => alive,
      scrape: { token: 'scrape', numbers: async () => JSON.stringify(await meters.numbers()) },
    },
  );
  const ask = async (path: string, authorization = '') => {
    const answer = await fetch(`http://127.0.0.1:${listener.port}${path}`, { headers: { authorization } });
    return [answer.status, await answer.text()] as const;
  };
  expect((await ask('/healthz'))[0]).toBe(200);
  expect((await ask('/readyz'))[0]).toBe(200);
  alive = false;
  expect((await ask('/readyz'))[0]).toBe(503);
  expect((await ask('/metrics'))[0]).toBe(401);
  expect((await ask('/api/flows'))[0]).toBe(404);
  expect((await ask('/metrics', 'Bearer scrape'))[1]).toContain('"outcome":"auth"');
  listener.close();
  meters.close();
});
