import { connectors } from '@raccord/connectors';
import { makePayment, openDispute, sandboxConnections, settlePayout, type World } from '@raccord/sandbox';
import Stripe from 'stripe';
import type { ScenarioClient } from '../scenario.ts';

/** Everything our connector asks of Stripe, then Stripe's own SDK. */
export async function stripeScenario(client: ScenarioClient): Promise<void> {
  const cursors = new Map<string, unknown>();
  const triggers = Object.keys(connectors.stripe.triggers);
  for (const trigger of triggers) cursors.set(trigger, (await client.poll(trigger)).cursor);
  await payments(client);
  await billing(client);
  await money(client);
  for (const trigger of triggers) await client.poll(trigger, cursors.get(trigger));
  for (const object of Object.values(connectors.stripe.objects ?? {})) {
    const options = { from: 'everything', overlapMs: 0, now: client.sandbox.world.now() } as const;
    await object.operations.list?.page?.(client.context, {}, null, options);
  }
  await sdk(client);
}

async function payments({ run, refused, sandbox }: ScenarioClient): Promise<void> {
  const metadata = { crm_id: '42' };
  const address = { line1: '3 rue du Four', city: 'Lyon', postal_code: '69001', country: 'FR' };
  const { id } = await run('create-customer', { email: 'ann@acme.example', name: 'Ann Roy', address, metadata });
  await run('update-customer', { id, phone: '+33400000000', preferred_locales: ['fr-FR'] });
  await run('get-customer', { id });
  await run('find-customer', { email: 'ann@acme.example' });
  await run('find-customer', { email: 'nobody@acme.example' });
  await run('find-customer', { metadata: { crm_id: "4'2" } });
  const paid = makePayment(sandbox.world, { amount: 4_900, currency: 'eur', email: 'ann@acme.example', name: 'Ann' });
  await run('get-payment', { id: paid.id });
  await run('find-payment', { customer: id });
  await run('update-payment', { id: paid.id, description: 'Commande', metadata: { order: 'SO-1' } });
  const charge = String(paid.latest_charge);
  await run('get-charge', { id: charge });
  await run('find-charge', { payment_intent: paid.id });
  await run('update-charge', { id: charge, receipt_email: 'ann@acme.example' });
  const refund = await run('refund-payment', { payment_intent: paid.id, amount: 900, reason: 'requested_by_customer' });
  await run('get-refund', { id: refund.id });
  await run('find-refund', { payment_intent: paid.id });
  await run('update-refund', { id: refund.id, metadata });
  await refused('refund-payment', { payment_intent: paid.id, amount: 4_900 });
  await refused('get-payment', { id: 'pi_gone' });
  const card = { payment_method: 'pm_card_visa', confirm: true, off_session: true };
  await run('create-payment', { amount: 2_000, currency: 'eur', customer: id, ...card, metadata });
  await refused('create-payment', {
    amount: 2_000,
    currency: 'eur',
    ...card,
    payment_method: 'pm_card_chargeDeclined',
  });
  const open = await run('create-payment', { amount: 2_000, currency: 'eur', receipt_email: 'ann@acme.example' });
  await run('cancel-payment', { id: open.id, cancellation_reason: 'abandoned' });
  const gone = await run('create-customer', { email: 'gone@acme.example' });
  await run('remove-customer', { id: gone.id });
  await run('remove-customer', { id: gone.id });
}

async function billing({ run, choices }: ScenarioClient): Promise<void> {
  const { id: customer } = await run('create-customer', { email: 'compta@acme.example' });
  const lines = [
    { description: 'Pain', amount: 2_000 },
    { description: 'Brioche', amount: 450 },
  ];
  const paid = await run('create-invoice', { customer, currency: 'eur', lines, finalize: true, metadata: { so: '1' } });
  await run('pay-invoice', { id: paid.id, payment_method: 'pm_card_visa' });
  const mailed = { collection_method: 'send_invoice', days_until_due: 10 };
  const sent = await run('create-invoice', { customer, currency: 'EUR', lines, ...mailed, auto_advance: true });
  await run('update-invoice', { id: sent.id, footer: 'Merci' });
  await run('finalize-invoice', { id: sent.id });
  await run('send-invoice', { id: sent.id });
  await run('void-invoice', { id: sent.id });
  await run('get-invoice', { id: sent.id });
  await run('find-invoice', { customer, status: 'paid' });
  await run('find-invoice', { number: String(paid.number) });
  const [price] = await choices('price');
  const started = await run('create-subscription', {
    customer,
    items: [{ price: price!.value, quantity: 2 }],
    default_payment_method: 'pm_card_visa',
  });
  await run('create-subscription', { customer, items: [{ price: price!.value }], trial_period_days: 14 });
  const { data } = started.items as { data: { id: string }[] };
  await run('update-subscription', {
    id: started.id,
    items: [{ id: data[0]!.id, quantity: 3 }],
    cancel_at_period_end: true,
  });
  await run('get-subscription', { id: started.id });
  await run('find-subscription', { customer, status: 'active' });
  await run('cancel-subscription', { id: started.id });
}

async function money({ run, sandbox }: ScenarioClient): Promise<void> {
  const { world } = sandbox;
  const paid = makePayment(world, { amount: 9_900, currency: 'eur', email: 'hugo@acme.example' });
  const { id } = openDispute(world, String(paid.latest_charge));
  await run('find-dispute', { payment_intent: paid.id });
  await run('update-dispute', { id, evidence: { uncategorized_text: 'livré' }, submit: true });
  await run('get-dispute', { id });
  const payout = await run('create-payout', { amount: 1_000, currency: 'eur', description: 'Semaine 47' });
  await run('update-payout', { id: payout.id, metadata: { week: '47' } });
  settlePayout(world, String(payout.id), 'paid');
  await run('get-payout', { id: payout.id });
  await run('find-payout', { status: 'paid' });
}

async function sdk({ url, sandbox }: ScenarioClient): Promise<void> {
  const stripe = stripeSdk(url);
  await sdkPayments(stripe);
  await sdkBilling(stripe);
  await sdkMoney(stripe, sandbox.world);
}

function stripeSdk(url: string): Stripe {
  const { endpoints, credentials } = sandboxConnections(url).stripe;
  return new Stripe(credentials.secretKey, {
    // The SDK has no setting for a path before `/v1`.
    httpClient: Stripe.createFetchHttpClient((input, init) => {
      const { pathname, search } = new URL(input instanceof Request ? input.url : input);
      return fetch(`${endpoints.api}${pathname}${search}`, init);
    }),
    maxNetworkRetries: 0,
    telemetry: false,
  });
}

async function sdkPayments(stripe: Stripe): Promise<void> {
  const made = await stripe.customers.create({
    email: 'élodie@acme.example',
    name: 'Élodie',
    metadata: { crm_id: '43' },
  });
  await stripe.customers.update(made.id, { address: { city: 'Lyon', country: 'FR' }, preferred_locales: ['fr-FR'] });
  await stripe.customers.list({ email: 'élodie@acme.example', created: { gte: 1 }, limit: 5 });
  const intent = await stripe.paymentIntents.create({
    amount: 2_000,
    currency: 'eur',
    payment_method: 'pm_card_visa',
    confirm: true,
    customer: made.id,
  });
  await stripe.paymentIntents.list({ customer: made.id });
  await stripe.charges.list({ payment_intent: intent.id });
  await stripe.balanceTransactions.list({ limit: 3 });
  await stripe.refunds.create({ payment_intent: intent.id, amount: 500 });
  await stripe.refunds.list({ payment_intent: intent.id });
  await stripe.events.list({ types: ['payment_intent.succeeded', 'charge.refunded'], limit: 3 });
  const endpoint = await stripe.webhookEndpoints.create({
    url: 'http://127.0.0.1:9/',
    enabled_events: ['charge.failed'],
  });
  await stripe.webhookEndpoints.del(endpoint.id);
  await stripe.customers.del(made.id);
  await stripe.customers.retrieve(made.id);
}

async function sdkBilling(stripe: Stripe): Promise<void> {
  const customer = (await stripe.customers.create({ email: 'compta@acme.example', name: 'Acme' })).id;
  const invoice = await stripe.invoices.create({ customer, currency: 'eur', description: 'Novembre' });
  await stripe.invoiceItems.create({
    customer,
    invoice: invoice.id,
    amount: 2_500,
    currency: 'eur',
    description: 'Pain',
  });
  await stripe.invoices.update(invoice.id, { metadata: { order: 'SO-1' } });
  await stripe.invoices.finalizeInvoice(invoice.id);
  await stripe.invoices.pay(invoice.id, { payment_method: 'pm_card_visa' });
  const draft = await stripe.invoices.create({ customer, collection_method: 'send_invoice', days_until_due: 8 });
  await stripe.invoices.del(draft.id);
  await stripe.invoices.list({ customer, status: 'paid', limit: 3 });
  await stripe.invoices.search({ query: `number:'none'` });
  const [price] = (await stripe.prices.list({ active: true, limit: 3 })).data;
  const subscription = await stripe.subscriptions.create({
    customer,
    items: [{ price: price!.id, quantity: 2 }],
    default_payment_method: 'pm_card_visa',
  });
  const item = subscription.items.data[0]!.id;
  await stripe.subscriptions.update(subscription.id, {
    items: [{ id: item, quantity: 3 }],
    cancel_at_period_end: true,
  });
  await stripe.invoices.list({ subscription: subscription.id });
  await stripe.subscriptions.list({ customer, status: 'all' });
  await stripe.subscriptions.cancel(subscription.id);
}

async function sdkMoney(stripe: Stripe, world: World): Promise<void> {
  const intent = await stripe.paymentIntents.create({
    amount: 9_000,
    currency: 'eur',
    payment_method: 'pm_card_visa',
    confirm: true,
  });
  const charge = String(intent.latest_charge);
  await stripe.charges.update(charge, { description: 'contestée', metadata: { order: 'SO-2' } });
  const dispute = openDispute(world, charge);
  await stripe.disputes.list({ payment_intent: intent.id });
  await stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: 'livré' }, submit: true });
  await stripe.disputes.close(dispute.id);
  const payout = await stripe.payouts.create({ amount: 1_000, currency: 'eur', statement_descriptor: 'RACCORD' });
  await stripe.payouts.update(payout.id, { metadata: { week: '47' } });
  settlePayout(world, payout.id, 'paid');
  await stripe.payouts.list({ status: 'paid', limit: 2 });
  const refund = await stripe.refunds.create({ charge, amount: 100 });
  await stripe.refunds.update(refund.id, { metadata: { why: 'goodwill' } });
  await stripe.events.list({ limit: 100 });
  await stripe.accounts.retrieveCurrent();
}
