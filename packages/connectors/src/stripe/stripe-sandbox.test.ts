import { makePayment, signStripe } from '@raccord/sandbox';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openConnection } from '../open-connection.ts';
import { memoryFiles } from '../testing/memory-files.ts';
import { attempt, once, type SandboxBench, sandboxBench } from '../testing/sandbox-attempts.ts';
import { stripe } from './index.ts';

let bench: SandboxBench;
beforeAll(async () => {
  bench = await sandboxBench();
});
afterAll(() => bench.close());
beforeEach(() => bench.sandbox.reset());

const run = (action: string, input: unknown, idempotencyKey = 'key-1') =>
  attempt(stripe, action, bench.connection('stripe'), input, { idempotencyKey });
const effects = (operation: string) => bench.sandbox.world.effects.list({ vendor: 'stripe', operation });
const pay = () =>
  makePayment(bench.sandbox.world, { amount: 24_100, currency: 'eur', email: 'roy@acme.example', name: 'Ann Roy' });
const context = () =>
  openConnection(stripe, bench.connection('stripe'), { signal: new AbortController().signal, files: memoryFiles() });

it('tests the connection', async () => {
  expect(await stripe.test!(context())).toEqual({ account: 'compta@raccord.example' });
  const wrong = { ...bench.connection('stripe'), credentials: { secretKey: 'sk_test_wrong' } };
  const signal = new AbortController().signal;
  await expect(stripe.test!(openConnection(stripe, wrong, { signal, files: memoryFiles() }))).rejects.toMatchObject({
    kind: 'auth',
  });
});

it('creates, finds and updates a customer', async () => {
  expect((await run('find-customer', { email: 'a+b@new.example' })).output).toEqual({});
  const { output } = await run('create-customer', { email: 'a+b@new.example', name: 'Ana', metadata: { crm: '42' } });
  expect(output).toMatchObject({ email: 'a+b@new.example', metadata: { crm: '42' } });
  expect((await run('find-customer', { email: 'a+b@new.example' })).output.id).toBe(output.id);
  const updated = await run('update-customer', { id: output.id, name: 'Ana Roy', metadata: { tier: 'gold' } }, 'key-2');
  expect(updated.output).toMatchObject({ name: 'Ana Roy', metadata: { crm: '42', tier: 'gold' } });
});

it('reads and refunds a payment', async () => {
  const { id } = pay();
  expect((await run('get-payment', { id })).output).toMatchObject({ id, amount: 24_100, status: 'succeeded' });
  const { output } = await run('refund-payment', { payment_intent: id, amount: 500, reason: 'requested_by_customer' });
  expect(output).toMatchObject({ amount: 500, payment_intent: id });
  const tooMuch = run('refund-payment', { payment_intent: id, amount: 24_000 }, 'key-2');
  await expect(tooMuch).rejects.toMatchObject({ kind: 'input' });
  await expect(run('get-payment', { id: 'pi_none' })).rejects.toMatchObject({ kind: 'missing' });
});

describe('under faults', () => {
  it.each(['create-customer', 'refund-payment'])('%s is carried out once when the answer is lost', async (action) => {
    const input = action === 'create-customer' ? { email: 'x@y.example' } : { payment_intent: pay().id };
    once(bench, 'stripe', 'dropAfterWork', { match: { method: 'POST' } });
    expect(await run(action, input)).toMatchObject({ attempts: 2 });
    expect(effects(action === 'create-customer' ? 'customers.create' : 'refunds.create')).toHaveLength(1);
  });

  it('tells a reused key from a bad field', async () => {
    await run('create-customer', { email: 'x@y.example' });
    const other = run('create-customer', { email: 'other@y.example' });
    await expect(other).rejects.toMatchObject({ kind: 'duplicate', code: 'stripe.keyUsed' });
    const bad = run('update-customer', { id: 'cus_none', name: 'x' }, 'key-2');
    await expect(bad).rejects.toMatchObject({ kind: 'missing' });
  });

  it('waits when told to, and is in doubt after a fault of theirs', async () => {
    once(bench, 'stripe', 'rateLimit', { retryAfterSeconds: 7 });
    const limited = run('create-customer', { email: 'x@y.example' });
    await expect(limited).rejects.toMatchObject({ kind: 'rateLimited', retryAfterMs: 7_000 });
    once(bench, 'stripe', 'serverError', { status: 503 });
    expect(await run('create-customer', { email: 'x@y.example' })).toMatchObject({ attempts: 2 });
    expect(effects('customers.create')).toHaveLength(1);
    once(bench, 'stripe', 'dropBefore');
    expect(await run('create-customer', { email: 'z@y.example' }, 'key-3')).toMatchObject({ attempts: 2 });
    once(bench, 'stripe', 'revoked');
    await expect(run('find-customer', { email: 'x@y.example' })).rejects.toMatchObject({ kind: 'auth' });
  });
});

describe('payment-succeeded', () => {
  const trigger = stripe.triggers['payment-succeeded']!;

  it('gives the same event by webhook and from the log, under the same key', async () => {
    const first = await trigger.poll!.page(context(), {}, null, { overlapMs: 60_000, now: Date.now() });
    expect(first.items).toEqual([]);
    const payments = Array.from({ length: 120 }, pay);
    const polled: unknown[] = [];
    let cursor = first.cursor;
    for (let more = true; more; ) {
      const page = await trigger.poll!.page(context(), {}, cursor, { overlapMs: 60_000, now: Date.now() });
      polled.push(...page.items);
      ({ cursor, more } = page);
    }
    expect(polled).toHaveLength(120);
    const ids = polled.map((item) => (item as { data: { id: string } }).data.id);
    expect(new Set(ids)).toEqual(new Set(payments.map(({ id }) => id)));

    const event = [...bench.sandbox.world.stripe.events.newestFirst()].find(
      ({ type }) => type === 'payment_intent.succeeded',
    );
    const body = JSON.stringify(event);
    const now = Date.now();
    const secret = 'whsec_of_the_endpoint';
    const header = signStripe(body, secret, Math.floor(now / 1_000));
    const delivery = { method: 'POST', headers: { 'stripe-signature': header }, query: {}, body: Buffer.from(body) };
    trigger.webhook!.verify(delivery, [secret], {}, now);
    const [item] = trigger.webhook!.parse(delivery, {});
    expect(polled).toContainEqual(item);
    const tampered = { ...delivery, body: Buffer.from(body.replace('24100', '24101')) };
    expect(() => trigger.webhook!.verify(tampered, [secret], {}, now)).toThrowError(
      expect.objectContaining({ code: 'webhook.signatureWrong' }),
    );
  });
});
