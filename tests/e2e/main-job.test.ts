import { createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sandboxWebhookSecret } from '@raccord/sandbox';
import { readSettings } from '@raccord/server/env';
import { type RunningServer, startServer } from '@raccord/server/server';
import { type TestDatabase, testDatabase } from '@raccord/server/testing/test-database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// The product's main job as a user has it: a real server with its worker process, the sandbox, the template from flows/, and Stripe's
// own example objects (../shared/specs), signed as Stripe signs.

const fixtures = new URL('../../../shared/specs/stripe-fixtures.json', import.meta.url);
if (!existsSync(fixtures))
  process.emitWarning(
    `Stripe's own examples are not at ${fixtures.pathname}: the payments here have only the fields we know of.`,
  );
const template = new URL('../../flows/stripe-payment-to-zoho-books/flow.json', import.meta.url);

let database: TestDatabase;
let home: string;
let server: RunningServer;
let token: string;
let hook: string;
/** What the server and its worker tell of their work: numbers to whoever has the token, spans to this collector. */
const scrapeToken = randomBytes(16).toString('hex');
const spans: Span[] = [];
let collector: Server;

beforeAll(async () => {
  database = await testDatabase();
  home = await mkdtemp(join(tmpdir(), 'raccord main job '));
  collector = createServer((request, response) => {
    request.toArray().then((parts) => {
      const { resourceSpans } = JSON.parse(Buffer.concat(parts).toString());
      for (const { resource, scopeSpans } of resourceSpans)
        for (const span of scopeSpans.flatMap((scope: { spans: Omit<Span, 'service'>[] }) => scope.spans))
          spans.push({ ...span, service: JSON.stringify(resource).match(/raccord-\w+/)?.[0] ?? '' });
      response.setHeader('content-type', 'application/json').end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(collector, 'listening');
  const settings = readSettings({
    RACCORD_HOME: home,
    RACCORD_PORT: '0',
    RACCORD_LOG_LEVEL: 'silent',
    RACCORD_METRICS_TOKEN: scrapeToken,
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(collector.address() as AddressInfo).port}`,
    OTEL_BSP_SCHEDULE_DELAY: '200',
  });
  server = await startServer({ ...settings, databaseUrl: database.url });
  token = (await readFile(join(home, 'cli-token'), 'utf8')).trim();
  const document = JSON.parse(await readFile(template, 'utf8'));
  expect(await api('POST', '/api/flows', { document })).toMatchObject({ status: 200, body: { problems: [] } });
  expect(await api('POST', `/api/flows/${document.id}/deploy`, { environment: 'sandbox' })).toMatchObject({
    status: 200,
    body: { version: 1 },
  });
  hook = (await api('GET', '/api/triggers')).body.triggers[0].address;
});
afterAll(async () => {
  await server.stop();
  collector.close();
  await database.drop();
  await rm(home, { recursive: true, force: true });
});

type Span = {
  service: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  links?: unknown[];
};
// biome-ignore lint/suspicious/noExplicitAny: answers are JSON of any shape; each test says what it expects of it.
type Answer = { status: number; body: any };
async function call(url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, init);
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}
function api(method: string, path: string, body?: unknown): Promise<Answer> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return call(`${server.address}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
const sandbox = (path: string) => call(`${server.sandboxAddress}/_sandbox${path}`, {});

type Payment = Record<string, unknown>;
/** Stripe's own example of a payment and of an event, with what a payment that succeeded has. */
function paymentEvent(change: Payment): { id: string; type: string; data: { object: Payment } } {
  const { resources } = existsSync(fixtures)
    ? JSON.parse(readFileSync(fixtures, 'utf8'))
    : { resources: { payment_intent: {}, event: {} } };
  const id = `evt_${randomBytes(8).toString('hex')}`;
  const object = {
    ...resources.payment_intent,
    id: `pi_${randomBytes(8).toString('hex')}`,
    object: 'payment_intent',
    status: 'succeeded',
    created: 1_763_625_600,
    currency: 'eur',
    livemode: false,
    ...change,
  };
  return {
    ...resources.event,
    id,
    object: 'event',
    type: 'payment_intent.succeeded',
    livemode: false,
    data: { object },
  };
}
function deliver(
  event: unknown,
  { secret = sandboxWebhookSecret, at = Date.now(), address = hook } = {},
): Promise<Answer> {
  const raw = JSON.stringify(event);
  const t = Math.floor(at / 1_000);
  const signature = createHmac('sha256', secret).update(`${t}.${raw}`).digest('hex');
  const headers = { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': `t=${t},v1=${signature}` };
  return call(address, { method: 'POST', body: raw, headers });
}
async function recordOf(
  key: string,
  until: string[] = ['succeeded', 'failed', 'filtered'],
): Promise<{ id: string; runId: string; state: string }> {
  let found: { id: string; runId: string; state: string } | undefined;
  await expect
    .poll(
      async () => {
        for (const run of (await api('GET', '/api/runs?limit=50')).body.runs) {
          const { records } = (await api('GET', `/api/runs/${run.id}/records?limit=50`)).body;
          found = records.find((record: { key: string | null }) => record.key === key) ?? found;
        }
        return found?.state;
      },
      { timeout: 20_000, interval: 150 },
    )
    .toSatisfy((state) => until.includes(state as string));
  return found!;
}

describe('a signed Stripe payment becomes a Zoho Books invoice', () => {
  it('four steps and a message, each visible', async () => {
    const event = paymentEvent({
      amount: 24_100,
      amount_received: 24_100,
      receipt_email: 'ann@acme.example',
      description: 'Commande 1001',
      shipping: { name: 'Acme SAS' },
    });
    expect(await deliver(event)).toMatchObject({ status: 200 });
    const record = await recordOf(String(event.data.object.id));
    expect(record.state).toBe('succeeded');
    const { body } = await api('GET', `/api/records/${record.id}`);
    expect(JSON.stringify(body)).toContain('Commande 1001');
    const nodes = new Set((body.attempts as { node: string }[]).map((attempt) => attempt.node));
    expect([...nodes]).toEqual(expect.arrayContaining(['customer', 'invoice', 'received', 'told']));
    const books = (await sandbox('/state/zoho-books')).body;
    const invoice = books.invoices.find(
      (each: { reference_number: string }) => each.reference_number === event.data.object.id,
    );
    expect(invoice).toMatchObject({ total: 241, balance: 0, status: 'paid' });
    expect(
      books.customerpayments.filter(
        (each: { reference_number: string }) => each.reference_number === event.data.object.id,
      ),
    ).toHaveLength(1);
    const slack = (await sandbox('/state/slack')).body;
    expect(JSON.stringify(slack.messages)).toContain('Acme SAS - 241.00 EUR');
  });

  it('the same event again, and ten times at once, is one record, one invoice, one payment', async () => {
    const event = paymentEvent({ amount: 1_500, amount_received: 1_500, receipt_email: 'twice@acme.example' });
    const answers = await Promise.all(Array.from({ length: 10 }, () => deliver(event)));
    expect(answers.map((answer) => answer.status)).toEqual(Array(10).fill(200));
    await recordOf(String(event.data.object.id));
    expect(await deliver(event)).toMatchObject({ status: 200 });
    const books = (await sandbox('/state/zoho-books')).body;
    const own = (rows: { reference_number: string }[]) =>
      rows.filter((each) => each.reference_number === event.data.object.id);
    expect([own(books.invoices).length, own(books.customerpayments).length]).toEqual([1, 1]);
  });

  it('a currency without decimals is not divided by a hundred', async () => {
    const event = paymentEvent({
      amount: 5_000,
      amount_received: 5_000,
      currency: 'jpy',
      receipt_email: 'yen@acme.example',
    });
    await deliver(event);
    await recordOf(String(event.data.object.id));
    const books = (await sandbox('/state/zoho-books')).body;
    expect(
      books.invoices.find((each: { reference_number: string }) => each.reference_number === event.data.object.id),
    ).toMatchObject({ total: 5_000 });
  });

  it('a payment without an e-mail waits in the inbox with its data; corrected, it goes through', async () => {
    const event = paymentEvent({ amount: 990, amount_received: 990, receipt_email: null });
    await deliver(event);
    const record = await recordOf(String(event.data.object.id));
    expect(record.state).toBe('failed');
    const { failures } = (await api('GET', '/api/failures?status=open')).body;
    const failure = failures.find((each: { recordId: string }) => each.recordId === record.id);
    expect(failure).toMatchObject({ node: 'customer', failure: { kind: 'input', at: 'customer › email' } });
    expect(failure.message).toMatch(/email/);
    const edited = { [failure.id]: { ...event.data.object, receipt_email: 'found@acme.example' } };
    expect(await api('POST', '/api/failures/retry', { ids: [failure.id], edited })).toMatchObject({
      status: 200,
      body: { accepted: [failure.id] },
    });
    await expect
      .poll(
        async () =>
          (await api('GET', `/api/records/${record.id}`)).body.record?.state ??
          (await api('GET', `/api/records/${record.id}`)).body.state,
        { timeout: 15_000 },
      )
      .toBe('succeeded');
  });

  it.each([
    ['a wrong signature', () => deliver(paymentEvent({}), { secret: 'whsec_wrong' }), 401],
    ['a signature that is too old', () => deliver(paymentEvent({}), { at: Date.now() - 315_000 }), 401],
    ['a signature from the future', () => deliver(paymentEvent({}), { at: Date.now() + 315_000 }), 401],
    [
      'an address nobody has',
      () => deliver(paymentEvent({}), { address: `${server.address}/hooks/${randomBytes(16).toString('base64url')}` }),
      404,
    ],
    ['no signature', () => call(hook, { method: 'POST', body: '{}' }), 401],
    ['a body that is too large', () => deliver(paymentEvent({ description: 'x'.repeat(1_100_000) })), 413],
    ['what is no JSON', () => call(hook, signedText('{"id": ')), 400],
  ])('%s is refused with a sentence, and makes no record', async (_name, send, status) => {
    const before = (await api('GET', '/api/runs?limit=50')).body.runs.length;
    const answer = await send();
    expect(answer.status).toBe(status);
    expect(answer.body.error.message.length).toBeGreaterThan(20);
    expect((await api('GET', '/api/runs?limit=50')).body.runs.length).toBe(before);
  });
});

function signedText(raw: string): RequestInit {
  const t = Math.floor(Date.now() / 1_000);
  const signature = createHmac('sha256', sandboxWebhookSecret).update(`${t}.${raw}`).digest('hex');
  return {
    method: 'POST',
    body: raw,
    headers: { 'content-type': 'application/json', 'stripe-signature': `t=${t},v1=${signature}` },
  };
}

describe('connections', () => {
  it('a test says who we are there, or why not; one that works again is held no longer', async () => {
    const connections = (await api('GET', '/api/connections')).body.connections as { id: string; connector: string }[];
    const slack = connections.find((connection) => connection.connector === 'slack')!;
    const answer = await api('POST', `/api/connections/${slack.id}/test`, {});
    expect(answer).toMatchObject({ status: 200, body: { account: expect.stringMatching(/\w/) } });
    await call(`${server.sandboxAddress}/_sandbox/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ vendor: 'slack', fault: 'unauthorized' }),
    });
    expect(await api('POST', `/api/connections/${slack.id}/test`, {})).toMatchObject({
      status: 401,
      body: { error: { kind: 'auth' } },
    });
    const event = paymentEvent({ amount: 700, amount_received: 700, receipt_email: 'held@acme.example' });
    await deliver(event);
    await expect
      .poll(async () => (await api('GET', `/api/connections/${slack.id}`)).body.hold?.reason, { timeout: 15_000 })
      .toBe('auth');
    await call(`${server.sandboxAddress}/_sandbox/faults`, { method: 'DELETE' });
    expect(await api('POST', `/api/connections/${slack.id}/test`, {})).toMatchObject({ status: 200 });
    expect((await recordOf(String(event.data.object.id))).state).toBe('succeeded');
    expect((await api('GET', '/api/sandbox')).body).toEqual({ address: server.sandboxAddress });
  });
});

describe('who watches', () => {
  const scrape = async () => {
    const answer = await fetch(`${server.address}/metrics`, { headers: { authorization: `Bearer ${scrapeToken}` } });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/plain')]);
    return answer.text();
  };
  /** Adds up the lines of a metric that have all these labels. */
  const sumOf = (text: string, metric: string, labels: Record<string, string> = {}) =>
    text
      .split('\n')
      .filter((line) => line.startsWith(`${metric}{`) || line.startsWith(`${metric} `))
      .filter((line) => Object.entries(labels).every(([name, value]) => line.includes(`${name}="${value}"`)))
      .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
  const flow = { flow: 'stripe-payment-to-zoho-books', environment: 'sandbox' };

  it('is told nothing without the token of the scrape, which opens nothing else', async () => {
    for (const authorization of ['', `Bearer ${token}`, `Bearer ${scrapeToken}x`]) {
      const answer = await call(`${server.address}/metrics`, { headers: { authorization } });
      expect([answer.status, answer.body.error.code]).toEqual([401, 'server.scrapeTokenNeeded']);
    }
    const headers = { authorization: `Bearer ${scrapeToken}` };
    expect((await call(`${server.address}/api/session`, { headers })).status).toBe(401);
    expect(await call(`${server.address}/readyz`, {})).toEqual({ status: 200, body: { ok: true } });
  });

  it('counts what the database counts, of the server and of workers past and present', {
    timeout: 90_000,
  }, async () => {
    const secret = `card-${randomBytes(8).toString('hex')}`;
    const event = paymentEvent({ amount: 700, receipt_email: `${secret}@acme.example`, description: secret });
    expect(await deliver(event)).toMatchObject({ status: 200 });
    await recordOf(String(event.data.object.id));
    const counts = async () => {
      const { rows } = await server.deps.pool.query(
        `select sum(total)::int as accepted, sum(succeeded)::int as succeeded, sum(waiting)::int as waiting,
                (select count(*)::int from failures) as failed from runs`,
      );
      return rows[0];
    };
    // The last of it is counted once the statement has come back to the worker; how things stand is read every few seconds.
    await expect
      .poll(
        async () => {
          const text = await scrape();
          return {
            accepted: sumOf(text, 'raccord_records_accepted_total', { ...flow, cause: 'webhook' }),
            succeeded: sumOf(text, 'raccord_records_ended_total', { ...flow, state: 'succeeded' }),
            failed: sumOf(text, 'raccord_records_ended_total', { ...flow, state: 'failed' }),
            waiting: sumOf(text, 'raccord_records_waiting'),
          };
        },
        { timeout: 20_000 },
      )
      .toEqual(await counts());
    const text = await scrape();
    const { accepted } = await counts();
    expect(sumOf(text, 'raccord_record_duration_seconds_count', flow)).toBeGreaterThanOrEqual(accepted);
    expect(sumOf(text, 'raccord_connector_calls_total', { connector: 'zoho-books', outcome: 'ok' })).toBeGreaterThan(0);
    expect(sumOf(text, 'raccord_webhook_deliveries_total', { outcome: 'server.bodyTooLarge' })).toBe(1);
    expect(sumOf(text, 'raccord_batch_records_sum')).toBeGreaterThanOrEqual(accepted);
    expect(sumOf(text, 'raccord_workers')).toBe(1);
    for (const process of ['server', 'worker']) {
      expect(sumOf(text, 'nodejs_eventloop_lag_p99_seconds', { process })).toBeGreaterThan(0);
      expect(sumOf(text, 'raccord_database_pool_connections', { process, state: 'total' })).toBeGreaterThan(0);
    }
    for (const hidden of [secret, scrapeToken, token, hook.slice(-22), 'pi_', 'evt_', 'acme', 'postgres://'])
      expect(text).not.toContain(hidden);

    // A worker that dies takes nothing back: what the next one counts comes on top.
    const startOf = (scraped: string) => sumOf(scraped, 'process_start_time_seconds', { process: 'worker' });
    const succeeded = sumOf(text, 'raccord_records_ended_total', { ...flow, state: 'succeeded' });
    process.kill(server.workerPid()!, 'SIGKILL');
    let after = '';
    await expect
      .poll(
        async () => {
          after = await scrape();
          return startOf(after);
        },
        { timeout: 40_000 },
      )
      .toBeGreaterThan(startOf(text));
    expect(sumOf(after, 'raccord_records_ended_total', { ...flow, state: 'succeeded' })).toBe(succeeded);

    expect(JSON.stringify(spans)).not.toContain(secret);
    expect(JSON.stringify(spans)).not.toContain(hook.slice(-22));
  });

  it('sees a delivery from its acceptance to the calls, through the queue, as one trace', async () => {
    const event = paymentEvent({ amount: 800, receipt_email: 'traced@acme.example' });
    await deliver(event);
    const { id, runId } = await recordOf(String(event.data.object.id));
    const batch = () => spans.find((span) => span.name === 'batch' && JSON.stringify(span).includes(runId));
    const named = (name: string) => spans.find((span) => span.name === name && span.traceId === batch()?.traceId);
    await expect.poll(() => named('accept webhook') && batch() && named('node invoice')?.name).toBe('node invoice');
    const parents: [string, string, string][] = [
      ['process batch', 'accept webhook', 'raccord-worker'],
      ['batch', 'process batch', 'raccord-worker'],
      ['node invoice', 'batch', 'raccord-worker'],
      ['zoho-books/create-invoice', 'node invoice', 'raccord-worker'],
    ];
    for (const [name, parent, service] of parents)
      expect([name, named(name)?.parentSpanId, named(name)?.service]).toEqual([name, named(parent)?.spanId, service]);
    expect(named('accept webhook')).toMatchObject({ service: 'raccord-server' });
    // Whoever reads the record finds it.
    const { attempts } = (await api('GET', `/api/records/${id}`)).body;
    expect(attempts.map(({ trace }: { trace?: string }) => trace)).toEqual(attempts.map(() => batch()?.traceId));
  });
});
