import { existsSync, readFileSync } from 'node:fs';
import { stripe } from '@raccord/connectors/stripe/index';
import { createSandbox, openDispute, sandboxConnections } from '@raccord/sandbox';
import { Compile } from 'typebox/compile';
import { afterAll, describe, expect, it, test } from 'vitest';

/** The Stripe stand-in's objects, measured against the example objects that Stripe publishes. */

const sandbox = await createSandbox();
const { endpoints, credentials } = sandboxConnections(await sandbox.listen()).stripe;
afterAll(() => sandbox.close());

async function call(method: string, path: string, form?: Record<string, string>): Promise<Json> {
  const response = await fetch(`${endpoints.api}/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${credentials.secretKey}` },
    ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
  });
  expect(response.status, path).toBe(200);
  return (await response.json()) as Json;
}

type Json = Record<string, unknown>;

const fixturesFile = new URL('../../../shared/specs/stripe-fixtures.json', import.meta.url);
const hasFixtures = existsSync(fixturesFile);
const absent = hasFixtures ? '' : ` NOT CHECKED: ${fixturesFile.pathname} is absent`;
if (!hasFixtures) process.emitWarning(`The stand-in's objects were compared with nothing.${absent}`);

describe.skipIf(!hasFixtures)(`Stripe's example objects${absent}`, () => {
  const fixtures = hasFixtures
    ? (JSON.parse(readFileSync(fixturesFile, 'utf8')) as { resources: Record<string, Json> }).resources
    : {};

  /** Where our object has a field that the example has not; hashes the example leaves empty or null say nothing. */
  function strangers(ours: unknown, example: unknown, path: string): string[] {
    if (Array.isArray(ours) && Array.isArray(example)) {
      return example.length === 0 ? [] : ours.flatMap((item) => strangers(item, example[0], `${path}[]`));
    }
    if (!isHash(ours) || !isHash(example) || Object.keys(example).length === 0) return [];
    return Object.keys(ours).flatMap((key) =>
      Object.hasOwn(example, key) ? strangers(ours[key], example[key], `${path}.${key}`) : [`${path}.${key}`],
    );
  }
  const isHash = (value: unknown): value is Json =>
    typeof value === 'object' && value !== null && !Array.isArray(value);

  /** Fields whose values are the account's own. */
  const free = new Set(['metadata']);

  async function objects(): Promise<Record<string, Json>> {
    const customer = await call('POST', '/customers', { email: 'ann@acme.example', 'address[city]': 'Lyon' });
    const paid = { amount: '2000', currency: 'eur', payment_method: 'pm_card_visa', confirm: 'true' };
    const owner = { customer: String(customer.id), receipt_email: 'ann@acme.example' };
    const intent = await call('POST', '/payment_intents', { ...paid, ...owner });
    const charge = await call('GET', `/charges/${intent.latest_charge}`);
    const events = await call('GET', '/events?type=payment_intent.succeeded');
    const hook = { url: 'http://127.0.0.1:9/', 'enabled_events[]': 'charge.failed' };
    const endpoint = await call('POST', '/webhook_endpoints', hook);
    const owned = { customer: String(customer.id), currency: 'eur' };
    const draft = await call('POST', '/invoices', owned);
    const invoiceitem = await call('POST', '/invoiceitems', { ...owned, invoice: String(draft.id), amount: '900' });
    const subscription = await call('POST', '/subscriptions', {
      customer: String(customer.id),
      'items[0][price]': 'price_1RaccordMensuel',
      default_payment_method: 'pm_card_visa',
    });
    return {
      invoiceitem,
      invoice: await call('POST', `/invoices/${draft.id}/pay`, { payment_method: 'pm_card_visa' }),
      subscription,
      price: await call('GET', '/prices/price_1RaccordMensuel'),
      dispute: await call('GET', `/disputes/${openDispute(sandbox.world, String(charge.id)).id}`),
      payout: await call('POST', '/payouts', { amount: '100', currency: 'eur' }),
      account: await call('GET', '/account'),
      customer,
      payment_intent: intent,
      charge,
      refund: await call('POST', '/refunds', { charge: String(charge.id), amount: '500' }),
      balance_transaction: await call('GET', `/balance_transactions/${charge.balance_transaction}`),
      event: (events.data as Json[])[0]!,
      webhook_endpoint: await call('GET', `/webhook_endpoints/${endpoint.id}`),
      deleted_customer: await call('DELETE', `/customers/${customer.id}`),
      deleted_webhook_endpoint: await call('DELETE', `/webhook_endpoints/${endpoint.id}`),
    };
  }

  test('have every field that the stand-in gives, and the stand-in gives the core ones with values of the same type', async () => {
    const core: Record<string, readonly string[]> = {
      customer: [
        'id',
        'object',
        'created',
        'livemode',
        'metadata',
        'email',
        'name',
        'phone',
        'address',
        'currency',
        'balance',
      ],
      payment_intent: [
        'id',
        'object',
        'amount',
        'amount_received',
        'currency',
        'status',
        'customer',
        'latest_charge',
        'receipt_email',
        'metadata',
        'created',
        'livemode',
        'description',
        'client_secret',
        'payment_method',
      ],
      charge: [
        'id',
        'object',
        'amount',
        'amount_refunded',
        'currency',
        'customer',
        'payment_intent',
        'paid',
        'refunded',
        'status',
        'balance_transaction',
        'billing_details',
        'receipt_email',
        'payment_method_details',
      ],
      refund: ['id', 'object', 'amount', 'charge', 'payment_intent', 'currency', 'status', 'reason'],
      balance_transaction: [
        'id',
        'object',
        'amount',
        'fee',
        'net',
        'currency',
        'source',
        'type',
        'status',
        'available_on',
      ],
      invoice: ['id', 'object', 'status', 'number', 'total', 'amount_due', 'lines', 'parent', 'customer', 'due_date'],
      invoiceitem: ['id', 'object', 'amount', 'currency', 'customer', 'invoice', 'description'],
      subscription: ['id', 'object', 'status', 'items', 'customer', 'latest_invoice', 'cancel_at_period_end'],
      price: ['id', 'object', 'unit_amount', 'currency', 'recurring', 'product'],
      dispute: ['id', 'object', 'amount', 'charge', 'payment_intent', 'reason', 'status', 'evidence_details'],
      payout: ['id', 'object', 'amount', 'currency', 'status', 'arrival_date', 'automatic', 'failure_code'],
      event: ['id', 'object', 'type', 'created', 'data', 'livemode', 'pending_webhooks', 'request', 'api_version'],
      webhook_endpoint: ['id', 'object', 'url', 'enabled_events', 'status', 'livemode'],
      deleted_customer: ['id', 'object', 'deleted'],
      deleted_webhook_endpoint: ['id', 'object', 'deleted'],
    };
    const problems: string[] = [];
    for (const [name, ours] of Object.entries(await objects())) {
      const example = fixtures[name];
      if (example === undefined) throw new Error(`no example of ${name}`);
      const compared = Object.fromEntries(
        Object.entries(ours).filter(([key]) => !free.has(key) && !(name === 'event' && key === 'data')),
      );
      problems.push(...strangers(compared, example, name).map((path) => `${path} is not in Stripe's example`));
      for (const field of core[name] ?? []) {
        if (!Object.hasOwn(ours, field)) problems.push(`${name}.${field} is missing`);
      }
      for (const [field, value] of Object.entries(compared)) {
        const theirs = example[field];
        if (value === null || theirs === null || theirs === undefined) continue;
        if (typeof value !== typeof theirs)
          problems.push(`${name}.${field} is a ${typeof value}, not a ${typeof theirs}`);
      }
    }
    expect(problems).toEqual([]);
  });

  const outputs = Object.fromEntries(
    [
      ...Object.values(stripe.objects ?? {}).map(({ schema }) => schema),
      stripe.triggers['checkout-completed']!.output,
    ].map((schema) => [
      (schema as unknown as { properties: { object: { const: string } } }).properties.object.const,
      schema,
    ]),
  );
  it.each(Object.entries(outputs))('fit what our connector says that %s is', (name, schema) => {
    const example = fixtures[name.replace('.', '_')] ?? fixtures[name];
    expect(example).toBeDefined();
    expect([...Compile(schema).Errors(example)]).toEqual([]);
  });
});
