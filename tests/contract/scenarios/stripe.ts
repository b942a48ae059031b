import { connectors } from '@raccord/connectors';
import { makePayment, sandboxConnections } from '@raccord/sandbox';
import Stripe from 'stripe';
import type { ScenarioClient } from '../scenario.ts';

/** Everything our connector asks of Stripe, then Stripe's own SDK. */
export async function stripeScenario(client: ScenarioClient): Promise<void> {
  const { run, refused, sandbox } = client;
  const cursors = new Map<string, unknown>();
  const triggers = Object.keys(connectors.stripe.triggers);
  for (const trigger of triggers) cursors.set(trigger, (await client.poll(trigger)).cursor);

  const customer = await run('create-customer', {
    email: 'ann@acme.example',
    name: 'Ann Roy',
    metadata: { crm_id: '42' },
  });
  await run('update-customer', { id: customer.id, phone: '+33400000000' });
  await run('find-customer', { email: 'ann@acme.example' });
  await run('find-customer', { email: 'nobody@acme.example' });
  const paid = makePayment(sandbox.world, { amount: 4_900, currency: 'eur', email: 'ann@acme.example', name: 'Ann' });
  await run('get-payment', { id: paid.id });
  await run('refund-payment', { payment_intent: paid.id, amount: 900, reason: 'requested_by_customer' });
  await refused('refund-payment', { payment_intent: paid.id, amount: 4_900 });
  await refused('get-payment', { id: 'pi_gone' });
  for (const trigger of triggers) await client.poll(trigger, cursors.get(trigger));
  await sdk(client.url);
}

async function sdk(url: string): Promise<void> {
  const { endpoints, credentials } = sandboxConnections(url).stripe;
  const stripe = new Stripe(credentials.secretKey, {
    // The SDK has no setting for a path before `/v1`.
    httpClient: Stripe.createFetchHttpClient((input, init) => {
      const { pathname, search } = new URL(input instanceof Request ? input.url : input);
      return fetch(`${endpoints.api}${pathname}${search}`, init);
    }),
    maxNetworkRetries: 0,
    telemetry: false,
  });
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
