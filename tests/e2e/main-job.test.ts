import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
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
const template = new URL('../../flows/stripe-payment-to-zoho-books/flow.json', import.meta.url);

let database: TestDatabase;
let home: string;
let server: RunningServer;
let token: string;
let hook: string;

beforeAll(async () => {
  database = await testDatabase();
  home = await mkdtemp(join(tmpdir(), 'raccord main job '));
  const settings = readSettings({ RACCORD_HOME: home, RACCORD_PORT: '0', RACCORD_LOG_LEVEL: 'silent' });
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
  await database.drop();
  await rm(home, { recursive: true, force: true });
});

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
  it.runIf(existsSync(fixtures))('four steps and a message, each visible', async () => {
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
