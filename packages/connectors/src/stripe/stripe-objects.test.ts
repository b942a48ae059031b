import { decideDispute, openDispute, settlePayout, signStripe, startPayout } from '@raccord/sandbox';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openConnection } from '../open-connection.ts';
import { memoryFiles } from '../testing/memory-files.ts';
import { attempt, once, type SandboxBench, sandboxBench } from '../testing/sandbox-attempts.ts';
import { stripe } from './index.ts';

let bench: SandboxBench;
let effects = 0;
beforeAll(async () => {
  bench = await sandboxBench();
});
afterAll(() => bench.close());
beforeEach(() => bench.sandbox.reset());

const world = () => bench.sandbox.world;
const run = async (action: string, input: unknown, idempotencyKey = `key-${effects++}`) =>
  (await attempt(stripe, action, bench.connection('stripe'), input, { idempotencyKey })).output;
const written = (operation: string) => world().effects.list({ vendor: 'stripe', operation });
const context = () =>
  openConnection(stripe, bench.connection('stripe'), { signal: new AbortController().signal, files: memoryFiles() });
const card = { default_payment_method: 'pm_card_visa' };
const monthly = 'price_1RaccordMensuel';
const lines = [
  { description: 'Pain', amount: 2_000 },
  { description: 'Brioche', amount: 450 },
];
const newCustomer = async () => String((await run('create-customer', { email: 'ann@acme.example' })).id);

describe('finding', () => {
  it('goes by the list, which is true at once, and only for metadata by the search, which lags', async () => {
    const made = await run('create-customer', { email: 'ann@acme.example', metadata: { crm_id: "it's 42\\" } });
    const asked = () => world().calls.list({ vendor: 'stripe', limit: 1 })[0]?.url;
    expect(await run('find-customer', { email: 'ann@acme.example' })).toMatchObject({ id: made.id });
    expect(asked()).toMatch(/\/v1\/customers\?email=/);
    const found = async () => (await run('find-customer', { metadata: { crm_id: "it's 42\\" } })).id;
    await expect.poll(found, { timeout: 10_000, interval: 200 }).toBe(made.id);
    expect(asked()).toMatch(/\/v1\/customers\/search\?/);
    expect(await run('find-customer', { email: 'ann@other.example', metadata: { crm_id: "it's 42\\" } })).toEqual({});
  });

  it('finds charges, refunds, invoices and subscriptions by what they belong to', async () => {
    const customer = await newCustomer();
    const paid = await run('create-payment', {
      amount: 2_000,
      currency: 'eur',
      customer,
      payment_method: 'pm_card_visa',
      confirm: true,
    });
    const { id: charge } = await run('find-charge', { payment_intent: paid.id });
    expect(charge).toBe(paid.latest_charge);
    const refund = await run('refund-payment', { payment_intent: paid.id, amount: 500 });
    expect(await run('find-refund', { charge })).toMatchObject({ id: refund.id, amount: 500 });
    const subscription = await run('create-subscription', { customer, items: [{ price: monthly }], ...card });
    expect(await run('find-invoice', { subscription: subscription.id })).toMatchObject({
      status: 'paid',
      total: 4_900,
    });
    await run('cancel-subscription', { id: subscription.id });
    expect(await run('find-subscription', { customer })).toEqual({});
    expect(await run('find-subscription', { customer, status: 'canceled' })).toMatchObject({ id: subscription.id });
  });
});

describe('an invoice with its lines', () => {
  const input = async () => ({ customer: await newCustomer(), currency: 'EUR', lines, metadata: { so: '1' } });

  it('is a draft, or has its number at once', async () => {
    expect(await run('create-invoice', await input())).toMatchObject({
      status: 'draft',
      total: 2_450,
      metadata: { so: '1' },
    });
    const { id } = await run('create-invoice', { ...(await input()), finalize: true });
    const paid = await run('pay-invoice', { id, payment_method: 'pm_card_visa' });
    expect(paid).toMatchObject({ status: 'paid', amount_paid: 2_450, amount_remaining: 0 });
  });

  it.each([
    ['/v1/invoices', 'dropAfterWork'],
    ['/v1/invoiceitems', 'dropAfterWork'],
    ['/v1/invoices/*/finalize', 'dropAfterWork'],
    ['/v1/invoiceitems', 'serverError'],
  ] as const)('is made once when the answer to %s is lost (%s)', async (path, fault) => {
    const given = await input();
    once(bench, 'stripe', fault, { match: { method: 'POST', path } });
    const made = await run('create-invoice', { ...given, finalize: true });
    expect(made).toMatchObject({ status: 'open', total: 2_450 });
    expect([written('invoices.create').length, written('invoiceitems.create').length]).toEqual([1, 2]);
  });

  it('goes on by itself only once its lines are on it', async () => {
    const made = await run('create-invoice', { ...(await input()), auto_advance: true });
    expect(made).toMatchObject({ auto_advance: true, total: 2_450 });
  });
});

describe('what changes', () => {
  it('comes by webhook and from the event log under the same key, for every trigger', async () => {
    const start = await cursors();
    await liveThrough();
    const seen = new Map<string, number>();
    for (const [id, trigger] of Object.entries(stripe.triggers)) {
      const polled = await trigger.poll!.page(context(), {}, start.get(id), { overlapMs: 0, now: Date.now() });
      const keys = (items: { dedupeKey?: string }[]) => items.map(({ dedupeKey }) => dedupeKey).sort();
      const delivered = events().flatMap((event) => trigger.webhook!.parse(deliveryOf(event), {}));
      expect(keys(delivered), id).toEqual(keys(polled.items));
      for (const { data } of polled.items) expect(data, id).toMatchObject({ id: expect.any(String) });
      seen.set(id, new Set(keys(polled.items)).size);
    }
    expect(Object.fromEntries(seen)).toEqual({
      'customer-created': 1,
      'customer-updated': 1,
      'customer-deleted': 1,
      'payment-created': 3,
      'payment-updated': 4,
      'charge-created': 3,
      'charge-updated': 2,
      'refund-created': 1,
      'refund-updated': 1,
      'invoice-created': 1,
      'invoice-updated': 3,
      'invoice-deleted': 0,
      'subscription-created': 1,
      'subscription-updated': 1,
      'subscription-deleted': 1,
      'dispute-created': 1,
      'dispute-updated': 2,
      'payout-created': 2,
      'payout-updated': 2,
      'payment-succeeded': 2,
      'payment-failed': 1,
      'payment-action-required': 0,
      'payment-canceled': 1,
      'charge-succeeded': 2,
      'charge-failed': 1,
      'charge-refunded': 1,
      'refund-failed': 0,
      'invoice-finalized': 1,
      'invoice-paid': 1,
      'invoice-payment-failed': 0,
      'invoice-action-required': 0,
      'invoice-voided': 0,
      'invoice-uncollectible': 0,
      'subscription-trial-ending': 0,
      'subscription-paused': 0,
      'subscription-resumed': 0,
      'checkout-completed': 0,
      'dispute-closed': 1,
      'payout-paid': 1,
      'payout-failed': 1,
    });
  });

  it('is signed, in time, and of the mode that is asked for', async () => {
    await newCustomer();
    const trigger = stripe.triggers['customer-created']!;
    const delivery = deliveryOf(events()[0]!);
    const signed = (secret: string, at: number) => ({
      ...delivery,
      headers: { 'stripe-signature': signStripe(delivery.body.toString(), secret, at) },
    });
    const now = Date.now();
    const seconds = Math.floor(now / 1_000);
    const verify = (secret: string, at = seconds) =>
      trigger.webhook!.verify(signed(secret, at), ['whsec_new', 'whsec_old'], {}, now);
    for (const secret of ['whsec_new', 'whsec_old']) expect(() => verify(secret)).not.toThrow();
    expect(() => verify('whsec_other')).toThrowError(expect.objectContaining({ code: 'webhook.signatureWrong' }));
    for (const at of [seconds - 302, seconds + 302])
      expect(() => verify('whsec_new', at)).toThrowError(expect.objectContaining({ code: 'webhook.signatureOld' }));
    expect(trigger.webhook!.parse(delivery, { mode: 'live' })).toEqual([]);
    expect(trigger.webhook!.parse(delivery, { mode: 'test' })).toHaveLength(1);
  });

  it('keeps one creation of a charge that was pending first', () => {
    const trigger = stripe.triggers['charge-created']!;
    const of = (type: string, id: string) =>
      trigger.webhook!.parse(
        deliveryOf({ id, object: 'event', type, created: 1, livemode: false, data: { object: { id: 'ch_1' } } }),
        {},
      );
    const keys = [...of('charge.pending', 'evt_1'), ...of('charge.succeeded', 'evt_2')].map(
      ({ dedupeKey }) => dedupeKey,
    );
    expect(keys).toEqual(['ch_1', 'ch_1']);
  });
});

describe('everything there is', () => {
  const list = stripe.objects!.customer!.operations.list!;
  const page = (cursor: unknown) =>
    list.page!(context(), {}, cursor, { from: 'everything', overlapMs: 0, now: Date.now() });

  it('is walked page by page, over one that is deleted meanwhile and a 401 in the middle; then changes follow', async () => {
    bench.sandbox.reset('empty');
    for (let n = 0; n < 230; n++) await run('create-customer', { email: `n${n}@acme.example` });
    const first = await page(null);
    expect(first.more).toBe(true);
    const { walk } = first.cursor as { walk: { after: string } };
    world().stripe.customers.remove(walk.after);
    once(bench, 'stripe', 'unauthorized', { match: { path: '/v1/customers' } });
    await expect(page(first.cursor)).rejects.toMatchObject({ kind: 'auth' });
    const records = [...first.changes];
    let { cursor } = first;
    for (let more = true; more; ) {
      const next = await page(cursor);
      records.push(...next.changes);
      ({ cursor, more } = next);
    }
    expect(new Set(records.map(({ record }) => record.id)).size).toBe(230);
    await run('update-customer', { id: records[1]!.record.id, name: 'Changed' });
    const later = await page(cursor);
    const change = later.changes.at(-1);
    expect(change).toMatchObject({ change: 'updated', record: { id: records[1]!.record.id, name: 'Changed' } });
  });
});

describe('a key', () => {
  it('still in use is asked again; used with other data it is told apart', async () => {
    once(bench, 'stripe', 'slow', { delayMs: 300 });
    const first = run('create-customer', { email: 'x@y.example' }, 'same');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const busy = run('create-customer', { email: 'x@y.example' }, 'same');
    await expect(busy).rejects.toMatchObject({ kind: 'transient', code: 'stripe.stillRunning' });
    const { id } = await first;
    expect(await run('create-customer', { email: 'x@y.example' }, 'same')).toMatchObject({ id });
    const other = run('create-customer', { email: 'z@y.example' }, 'same');
    await expect(other).rejects.toMatchObject({ kind: 'duplicate', code: 'stripe.keyUsed' });
    expect(written('customers.create')).toHaveLength(1);
  });
});

it('removing what is gone is no failure', async () => {
  const id = await newCustomer();
  expect(await run('remove-customer', { id })).toMatchObject({ id, deleted: true });
  expect(await run('remove-customer', { id })).toMatchObject({ id, deleted: true });
  expect(written('customers.delete')).toHaveLength(1);
});

it('a declined card is the record’s failure, with the bank’s reason', async () => {
  const refused = run('create-payment', {
    amount: 2_000,
    currency: 'eur',
    payment_method: 'pm_card_chargeDeclinedInsufficientFunds',
    confirm: true,
  });
  await expect(refused).rejects.toMatchObject({
    kind: 'input',
    code: 'stripe.cardDeclined',
    params: { reason: 'insufficient_funds' },
  });
});

it('offers the prices that can be subscribed to', async () => {
  const offered = await stripe.choices!.price!(context(), { search: 'monthly', with: {} });
  expect(offered.choices).toEqual([{ value: 'price_1RaccordMonthly', label: 'Monthly plan · GBP 45.00 / month' }]);
});

type Event = { id: string; type: string } & Record<string, unknown>;
const events = (): Event[] => [...world().stripe.events.oldestFirst()] as unknown as Event[];
const deliveryOf = (event: Event) => ({
  method: 'POST',
  headers: {},
  query: {},
  body: Buffer.from(JSON.stringify(event)),
});

async function cursors(): Promise<Map<string, unknown>> {
  const start = new Map<string, unknown>();
  for (const [id, trigger] of Object.entries(stripe.triggers)) {
    const { cursor } = await trigger.poll!.page(context(), {}, null, { overlapMs: 0, now: Date.now() });
    start.set(id, cursor);
  }
  return start;
}

/** A little of everything that happens in an account. */
async function liveThrough(): Promise<void> {
  const customer = await newCustomer();
  await run('update-customer', { id: customer, name: 'Ann Roy' });
  const pay = (payment_method: string) =>
    run('create-payment', { amount: 9_000, currency: 'eur', customer, payment_method, confirm: true });
  const paid = await pay('pm_card_visa');
  await expect(pay('pm_card_chargeDeclined')).rejects.toMatchObject({ code: 'stripe.cardDeclined' });
  const open = [...world().stripe.paymentIntents.newestFirst()][0]!;
  await run('cancel-payment', { id: open.id });
  const refund = await run('refund-payment', { payment_intent: paid.id, amount: 100 });
  await run('update-refund', { id: refund.id, metadata: { why: 'goodwill' } });
  await run('update-charge', { id: paid.latest_charge, description: 'Contestée' });
  const dispute = openDispute(world(), String(paid.latest_charge));
  decideDispute(world(), dispute, { id: null, idempotency_key: null }, 'lost');
  const subscription = await run('create-subscription', { customer, items: [{ price: monthly }], ...card });
  await run('update-subscription', { id: subscription.id, cancel_at_period_end: true });
  await run('cancel-subscription', { id: subscription.id });
  await run('update-invoice', { id: subscription.latest_invoice, metadata: { seen: 'yes' } });
  for (const outcome of ['paid', 'failed'] as const) {
    const money = { amount: 500, currency: 'eur', automatic: true };
    settlePayout(world(), startPayout(world(), money, { id: null, idempotency_key: null }).id, outcome);
  }
  await run('remove-customer', { id: customer });
}
