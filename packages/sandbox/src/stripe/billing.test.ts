import { beforeEach, describe, expect, test } from 'vitest';
import { openSandbox } from '../test-clients.ts';

let now = Date.UTC(2026, 10, 20, 9, 0, 0);
const { sandbox, stripe, control } = await openSandbox({ now: () => now, seed: 'demo' });
beforeEach(() => {
  now = Date.UTC(2026, 10, 20, 9, 0, 0);
  sandbox.reset();
});

const events = (...ignored: string[]) =>
  [...sandbox.world.stripe.events.oldestFirst()].map(({ type }) => type).filter((type) => !ignored.includes(type));
async function customer(): Promise<string> {
  return (await stripe('POST', '/customers', 'email=ann%40acme.example&name=Ann')).body.id;
}

describe('invoices', () => {
  async function draft(more = ''): Promise<string> {
    const { body } = await stripe('POST', '/invoices', `customer=${await customer()}&currency=eur${more}`);
    const line = `customer=${body.customer}&invoice=${body.id}&currency=eur`;
    await stripe('POST', '/invoiceitems', `${line}&amount=2000&description=Pain`);
    await stripe('POST', '/invoiceitems', `${line}&unit_amount_decimal=150.5&quantity=2`);
    return body.id;
  }

  test('a draft gathers items, gets a number, is paid by card', async () => {
    const id = await draft();
    expect((await stripe('GET', `/invoices/${id}`)).body).toMatchObject({
      status: 'draft',
      total: 2_301,
      number: null,
    });
    const { body: open } = await stripe('POST', `/invoices/${id}/finalize`, '');
    expect(open).toMatchObject({ status: 'open', amount_due: 2_301, number: expect.stringMatching(/-0001$/) });
    expect((await stripe('POST', `/invoices/${id}/finalize`, '')).body.error.code).toBe('invoice_not_editable');
    const late = await stripe('POST', '/invoiceitems', `customer=${open.customer}&invoice=${id}&amount=1&currency=eur`);
    expect(late.body.error).toMatchObject({ code: 'invoice_not_editable', param: 'invoice' });
    const { body: paid } = await stripe('POST', `/invoices/${id}/pay`, 'payment_method=pm_card_visa');
    expect(paid).toMatchObject({ status: 'paid', amount_paid: 2_301, amount_remaining: 0, attempt_count: 1 });
    expect(events('invoiceitem.created', 'customer.created')).toEqual([
      'invoice.created',
      'invoice.finalized',
      'invoice.updated',
      'payment_intent.created',
      'charge.succeeded',
      'payment_intent.succeeded',
      'invoice.paid',
      'invoice.payment_succeeded',
      'invoice.updated',
    ]);
  });

  test('a declined card leaves it open', async () => {
    const id = await draft();
    const answer = await stripe('POST', `/invoices/${id}/pay`, 'payment_method=pm_card_chargeDeclined');
    expect(answer).toMatchObject({ status: 402, body: { error: { code: 'card_declined' } } });
    expect((await stripe('GET', `/invoices/${id}`)).body).toMatchObject({ status: 'open', attempt_count: 1 });
    expect(events()).toContain('invoice.payment_failed');
  });

  test('one that is sent has a day until which it is to be paid; drafts go, others are voided', async () => {
    const id = await draft('&collection_method=send_invoice&days_until_due=10');
    const { body: sent } = await stripe('POST', `/invoices/${id}/send`, '');
    expect(sent).toMatchObject({ status: 'open', due_date: now / 1_000 + 864_000 });
    expect((await stripe('DELETE', `/invoices/${id}`)).status).toBe(400);
    expect((await stripe('POST', `/invoices/${id}/void`, '')).body.status).toBe('void');
    const other = await draft();
    expect((await stripe('DELETE', `/invoices/${other}`)).body).toEqual({
      id: other,
      object: 'invoice',
      deleted: true,
    });
    expect((await stripe('GET', `/invoices/${other}`)).status).toBe(404);
    const refused = await stripe('POST', '/invoices', `customer=${sent.customer}&days_until_due=3`);
    expect(refused.body.error.param).toBe('days_until_due');
  });

  test('are searched, after a moment', async () => {
    const id = await draft();
    const { body: open } = await stripe('POST', `/invoices/${id}/finalize`, '');
    const find = (query: string) => stripe('GET', `/invoices/search?query=${encodeURIComponent(query)}`);
    expect((await find(`number:'${open.number}'`)).body.data).toEqual([]);
    now += 2_000;
    expect((await find(`number:'${open.number}'`)).body.data).toMatchObject([{ id }]);
    expect((await find(`colour:'red'`)).body.error.message).toMatch(/unsupported search field for resource `invoices`/);
  });
});

describe('subscriptions', () => {
  const price = 'price_1RaccordMensuel';
  const start = async (more = 'default_payment_method=pm_card_visa') =>
    stripe(
      'POST',
      '/subscriptions',
      `customer=${await customer()}&items[0][price]=${price}&items[0][quantity]=2&${more}`,
    );

  test('start with a paid invoice, change, renew and end', async () => {
    const { body: made } = await start();
    expect(made).toMatchObject({
      status: 'active',
      items: { data: [{ quantity: 2, current_period_end: Date.UTC(2026, 11, 20, 9) / 1_000 }] },
    });
    const { body: invoice } = await stripe('GET', `/invoices/${made.latest_invoice}`);
    expect(invoice).toMatchObject({
      status: 'paid',
      total: 9_800,
      billing_reason: 'subscription_create',
      parent: { subscription_details: { subscription: made.id } },
    });
    const item = made.items.data[0].id;
    const { body: changed } = await stripe(
      'POST',
      `/subscriptions/${made.id}`,
      `items[0][id]=${item}&items[0][quantity]=3&cancel_at_period_end=true`,
    );
    expect(changed).toMatchObject({ cancel_at_period_end: true, items: { data: [{ id: item, quantity: 3 }] } });
    const renewed = await control('POST', '/stripe/subscriptions/renew', {
      id: made.id,
      payment_method: 'pm_card_chargeDeclined',
    });
    expect(renewed.body.status).toBe('past_due');
    expect((await stripe('DELETE', `/subscriptions/${made.id}`)).body.status).toBe('canceled');
    expect((await stripe('GET', '/subscriptions')).body.data).toEqual([]);
    expect((await stripe('GET', '/subscriptions?status=all')).body.data).toHaveLength(1);
    expect(events().filter((type) => type.startsWith('customer.subscription'))).toEqual([
      'customer.subscription.created',
      'customer.subscription.updated',
      'customer.subscription.updated',
      'customer.subscription.updated',
      'customer.subscription.deleted',
    ]);
  });

  test.each([
    ['no way to pay', '', { code: 'resource_missing' }],
    ['by mail without a term', 'collection_method=send_invoice', { param: 'days_until_due' }],
    ['a price that is not there', 'items[1][price]=price_none&trial_period_days=3', { code: 'resource_missing' }],
  ])('are refused for %s', async (_name, more, error) => {
    expect((await start(more)).body.error).toMatchObject({ type: 'invalid_request_error', ...error });
  });

  test('a trial begins without an invoice', async () => {
    const { body } = await start('trial_period_days=14');
    expect(body).toMatchObject({ status: 'trialing', latest_invoice: null, trial_end: now / 1_000 + 14 * 86_400 });
  });
});

describe('disputes and payouts', () => {
  const pay = async () =>
    (await stripe('POST', '/payment_intents', 'amount=2000&currency=eur&payment_method=pm_card_visa&confirm=true'))
      .body;

  test('a dispute is opened by the bank, answered and decided', async () => {
    const intent = await pay();
    const { body: dispute } = await control('POST', '/stripe/disputes', { charge: intent.latest_charge });
    expect(dispute).toMatchObject({ status: 'needs_response', amount: 2_000, payment_intent: intent.id });
    const answered = await stripe('POST', `/disputes/${dispute.id}`, 'evidence[uncategorized_text]=livr%C3%A9');
    expect(answered.body).toMatchObject({ status: 'under_review', evidence: { uncategorized_text: 'livré' } });
    expect((await stripe('POST', `/disputes/${dispute.id}`, 'evidence[mood]=x')).body.error.code).toBe(
      'parameter_unknown',
    );
    await control('POST', '/stripe/disputes/decide', { id: dispute.id, outcome: 'won' });
    expect((await stripe('POST', `/disputes/${dispute.id}/close`, '')).status).toBe(400);
    expect((await stripe('GET', `/disputes?payment_intent=${intent.id}`)).body.data).toMatchObject([{ status: 'won' }]);
    expect(events().filter((type) => type.startsWith('charge.dispute'))).toEqual([
      'charge.dispute.created',
      'charge.dispute.funds_withdrawn',
      'charge.dispute.updated',
      'charge.dispute.closed',
      'charge.dispute.funds_reinstated',
    ]);
  });

  test('a payout takes no more than there is, and arrives or fails', async () => {
    await pay();
    expect((await stripe('POST', '/payouts', 'amount=5000&currency=eur')).body.error.code).toBe('balance_insufficient');
    const { body: payout } = await stripe('POST', '/payouts', 'amount=1500&currency=eur&metadata[a]=1');
    expect(payout).toMatchObject({ status: 'pending', automatic: false, metadata: { a: '1' } });
    expect((await stripe('POST', '/payouts', 'amount=1500&currency=eur')).status).toBe(400);
    await control('POST', '/stripe/payouts/settle', { id: payout.id, outcome: 'failed' });
    expect((await stripe('GET', `/payouts/${payout.id}`)).body).toMatchObject({
      status: 'failed',
      failure_code: 'account_closed',
    });
    expect(events()).toEqual(expect.arrayContaining(['payout.created', 'payout.failed']));
  });
});
