import { beforeEach, describe, expect, test } from 'vitest';
import { openReceiver, openSandbox } from '../test-clients.ts';
import { signStripe } from './signature.ts';

let now = Date.UTC(2026, 10, 20, 9, 0, 0);
const { sandbox, stripe, control } = await openSandbox({ now: () => now, seed: 'empty' });
beforeEach(() => sandbox.reset());

const payment = 'amount=2000&currency=eur&payment_method=pm_card_visa&confirm=true';

describe('who calls', () => {
  const basic = `Basic ${Buffer.from('sk_test_raccordSandbox51:').toString('base64')}`;
  test.each([
    ['a wrong key', 'Bearer sk_test_wrong', 401, /^Invalid API Key provided: sk_test_\*+/],
    ['no key', '', 401, /^You did not provide an API key/],
    ['the key as user name', basic, 200, undefined],
  ])('%s', async (_name, authorization, status, message) => {
    const answer = await stripe('GET', '/customers', undefined, { authorization });
    expect(answer.status).toBe(status);
    if (message !== undefined)
      expect(answer.body.error).toMatchObject({
        type: 'invalid_request_error',
        message: expect.stringMatching(message),
      });
    expect(answer.headers.get('request-id')).toMatch(/^req_\w{14}$/);
  });
});

describe('parameters are refused as Stripe refuses them', () => {
  test.each([
    ['/customers', 'nick=x', 400, { code: 'parameter_unknown', param: 'nick' }],
    ['/customers', 'email=x', 400, { code: 'email_invalid', param: 'email' }],
    ['/payment_intents', 'amount=2000', 400, { code: 'parameter_missing', param: 'currency' }],
    ['/payment_intents', 'amount=20.5&currency=eur', 400, { code: 'parameter_invalid_integer', param: 'amount' }],
    ['/payment_intents', 'amount=&currency=eur', 400, { param: 'amount' }],
    ['/payment_intents', 'amount=20&currency=eur', 400, { code: 'amount_too_small', param: 'amount' }],
    ['/payment_intents', 'amount=2000&currency=xyz', 400, { param: 'currency' }],
    [
      '/payment_intents',
      'amount=2000&currency=eur&customer=cus_1',
      400,
      { code: 'resource_missing', param: 'customer' },
    ],
    ['/customers/cus_1', 'name=x', 404, { code: 'resource_missing', param: 'id' }],
  ])('%s %s', async (path, form, status, error) => {
    const answer = await stripe('POST', path, form);
    expect(answer.status).toBe(status);
    expect(answer.body.error).toMatchObject({ type: 'invalid_request_error', ...error });
  });

  test('a JSON body is not read', async () => {
    const answer = await stripe('POST', '/customers', '{"email":"a@b.fr"}', { 'content-type': 'application/json' });
    expect(answer.status).toBe(400);
    expect(sandbox.world.stripe.customers.size).toBe(0);
  });
});

describe('Idempotency-Key', () => {
  const keyed = { 'idempotency-key': 'k1' };

  test('the same request again is answered with the first result and does nothing', async () => {
    const first = await stripe('POST', '/customers', 'email=a%40b.fr&name=A', keyed);
    const again = await stripe('POST', '/customers', 'name=A&email=a%40b.fr', keyed);
    expect(again.body).toEqual(first.body);
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(sandbox.world.effects.countByKey({ vendor: 'stripe' })).toEqual(new Map([['k1', 1]]));
  });

  test('other parameters under the same key are an idempotency_error', async () => {
    await stripe('POST', '/customers', 'email=a%40b.fr', keyed);
    const other = await stripe('POST', '/customers', 'email=c%40b.fr', keyed);
    expect(other.status).toBe(400);
    expect(other.body.error.type).toBe('idempotency_error');
  });

  test('while the first still runs the answer is 409', async () => {
    sandbox.world.faults.add({ vendor: 'stripe', fault: 'slow', delayMs: 200, times: 1 });
    const first = stripe('POST', '/customers', 'email=a%40b.fr', keyed);
    await new Promise((resolve) => setTimeout(resolve, 60));
    const second = await stripe('POST', '/customers', 'email=a%40b.fr', keyed);
    expect(second.status).toBe(409);
    expect(second.body.error.code).toBe('idempotency_key_in_use');
    expect((await first).status).toBe(200);
  });

  test('a declined card is replayed too; refused parameters leave the key free', async () => {
    const declined = payment.replace('pm_card_visa', 'pm_card_visa_chargeDeclinedInsufficientFunds');
    for (const replayed of [null, 'true']) {
      const answer = await stripe('POST', '/payment_intents', declined, keyed);
      expect(answer.status).toBe(402);
      expect(answer.body.error).toMatchObject({ code: 'card_declined', decline_code: 'insufficient_funds' });
      expect(answer.headers.get('idempotent-replayed')).toBe(replayed);
    }
    expect((await stripe('POST', '/customers', 'nick=x', { 'idempotency-key': 'k2' })).status).toBe(400);
    expect((await stripe('POST', '/customers', 'name=x', { 'idempotency-key': 'k2' })).status).toBe(200);
  });

  test('work whose answer was lost is done once', async () => {
    sandbox.world.faults.add({ vendor: 'stripe', fault: 'dropAfterWork', times: 1 });
    await expect(stripe('POST', '/payment_intents', payment, keyed)).rejects.toThrow();
    expect(sandbox.world.stripe.charges.size).toBe(1);
    const again = await stripe('POST', '/payment_intents', payment, keyed);
    expect(again.body.status).toBe('succeeded');
    expect(sandbox.world.stripe.charges.size).toBe(1);
  });
});

describe('customers', () => {
  test('two may have the same address, which is compared letter by letter', async () => {
    for (const email of ['a%40b.fr', 'a%40b.fr', 'A%40b.fr']) await stripe('POST', '/customers', `email=${email}`);
    expect((await stripe('GET', '/customers?email=a%40b.fr')).body.data).toHaveLength(2);
    expect((await stripe('GET', '/customers?email=A%40b.fr')).body.data).toHaveLength(1);
  });

  test('an update changes what was sent, and says in the event what it was', async () => {
    const { body: made } = await stripe('POST', '/customers', 'name=A&phone=1&metadata[x]=1&metadata[y]=2');
    const { body: changed } = await stripe('POST', `/customers/${made.id}`, 'phone=&metadata[x]=&metadata[z]=3');
    expect(changed).toMatchObject({ name: 'A', phone: null, metadata: { y: '2', z: '3' } });
    const { body: events } = await stripe('GET', '/events?type=customer.updated');
    expect(events.data[0].data.previous_attributes).toEqual({ phone: '1', metadata: { x: '1', z: null } });
  });

  test('a deleted one still reads as deleted, and is in no list', async () => {
    const { body: made } = await stripe('POST', '/customers', 'email=a%40b.fr');
    expect((await stripe('DELETE', `/customers/${made.id}`)).body).toEqual({
      id: made.id,
      object: 'customer',
      deleted: true,
    });
    expect((await stripe('GET', `/customers/${made.id}`)).body.deleted).toBe(true);
    expect((await stripe('GET', '/customers?email=a%40b.fr')).body.data).toEqual([]);
  });

  test('search finds by metadata, a little late', async () => {
    await stripe('POST', '/customers', "name=d'Arc&metadata[crm_id]=42");
    const search = (query: string) => stripe('GET', `/customers/search?query=${encodeURIComponent(query)}`);
    expect((await search("metadata['crm_id']:'42'")).body.data).toEqual([]);
    now += 2_000;
    for (const query of ["metadata['crm_id']:'42'", "name:'d\\'Arc' AND created>0", 'name~"arc"', "-email:'x'"]) {
      expect((await search(query)).body, query).toMatchObject({ object: 'search_result', data: [{ name: "d'Arc" }] });
    }
    expect((await search("metadata['crm_id']:'43'")).body.data).toEqual([]);
    expect((await search('crm_id = 42')).status).toBe(400);
  });
});

describe('lists', () => {
  test('page newest first in both directions without a gap', async () => {
    for (let i = 0; i < 25; i++) await stripe('POST', '/customers', `name=n${i}`);
    const names: string[] = [];
    let after = '';
    for (;;) {
      const { body } = await stripe('GET', `/customers?limit=10${after}`);
      names.push(...body.data.map((row: { name: string }) => row.name));
      if (!body.has_more) break;
      after = `&starting_after=${body.data.at(-1).id}`;
    }
    expect(names).toEqual(Array.from({ length: 25 }, (_, i) => `n${24 - i}`));
    const { body: oldest } = await stripe(
      'GET',
      `/customers?limit=3&starting_after=${[...sandbox.world.stripe.customers.oldestFirst()][3]!.id}`,
    );
    const { body: before } = await stripe('GET', `/customers?limit=2&ending_before=${oldest.data[0].id}`);
    expect(before).toMatchObject({ has_more: true, data: [{ name: 'n4' }, { name: 'n3' }] });
  });

  test.each([
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['starting_after=cus_gone', 'starting_after'],
  ])('%s is refused', async (query, param) => {
    const answer = await stripe('GET', `/customers?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.body.error.param).toBe(param);
  });
});

describe('payments', () => {
  test('a confirmed payment makes a charge with fees, and its events in order', async () => {
    const { body: intent } = await stripe(
      'POST',
      '/payment_intents',
      `${payment}&expand[]=latest_charge.balance_transaction`,
    );
    expect(intent).toMatchObject({ status: 'succeeded', amount_received: 2000 });
    expect(intent.latest_charge.balance_transaction).toMatchObject({ amount: 2000, fee: 55, net: 1945 });
    const { body: events } = await stripe('GET', `/events?created[gte]=${Math.floor(now / 1_000)}`);
    expect(events.data.map((event: { type: string }) => event.type)).toEqual([
      'payment_intent.succeeded',
      'charge.succeeded',
      'payment_intent.created',
    ]);
    expect(events.data[2].data.object.status).not.toBe('succeeded');
  });

  test('events are filtered by types and time, and gone after 30 days', async () => {
    await stripe('POST', '/payment_intents', payment);
    const from = Math.floor(now / 1_000) + 60;
    now += 60_000;
    await stripe('POST', '/payment_intents', payment);
    const path = `/events?types[]=payment_intent.succeeded&types[]=charge.succeeded`;
    expect((await stripe('GET', path)).body.data).toHaveLength(4);
    expect((await stripe('GET', `${path}&created[gte]=${from}`)).body.data).toHaveLength(2);
    expect((await stripe('GET', '/events?type=charge.*')).body.data).toHaveLength(2);
    now += 30 * 86_400_000;
    expect((await stripe('GET', path)).body.data).toEqual([]);
  });

  test('refunds go up to what was paid', async () => {
    const { body: intent } = await stripe('POST', '/payment_intents', payment);
    const refund = (amount: string) => stripe('POST', '/refunds', `payment_intent=${intent.id}${amount}`);
    expect((await refund('&amount=500')).body).toMatchObject({ amount: 500, status: 'succeeded' });
    expect((await refund('&amount=1501')).status).toBe(400);
    expect((await refund('')).body.amount).toBe(1500);
    expect((await refund('')).body.error.code).toBe('charge_already_refunded');
    expect((await stripe('GET', `/charges/${intent.latest_charge}`)).body).toMatchObject({
      refunded: true,
      amount_refunded: 2000,
    });
  });
});

describe('webhooks', () => {
  test('are signed with the secret that was shown once, sent again until taken, and only for the events asked for', async () => {
    const receiver = await openReceiver((number) => ({ status: number < 2 ? 500 : 200 }));
    const form = `url=${encodeURIComponent(receiver.url)}&enabled_events[]=payment_intent.succeeded&api_version=2025-03-31.basil`;
    const { body: endpoint } = await stripe('POST', '/webhook_endpoints', form);
    expect(endpoint.secret).toMatch(/^whsec_/);
    expect((await stripe('GET', `/webhook_endpoints/${endpoint.id}`)).body.secret).toBeUndefined();
    await stripe('POST', '/payment_intents', payment);
    await sandbox.deliveriesSettled();
    expect(receiver.received).toHaveLength(3);
    for (const { headers, body } of receiver.received) {
      expect(headers['stripe-signature']).toBe(signStripe(body, endpoint.secret, Math.floor(now / 1_000)));
      expect(JSON.parse(body)).toMatchObject({ type: 'payment_intent.succeeded', api_version: '2025-03-31.basil' });
    }
    expect(sandbox.world.deliveries.list()).toMatchObject([
      { state: 'delivered', attempts: [{ status: 500 }, { status: 500 }, { status: 200 }] },
    ]);
  });

  test('given up, the event is found among the undelivered', async () => {
    const receiver = await openReceiver(() => ({ status: 302 }));
    await control('POST', '/stripe/webhook-endpoints', { url: receiver.url, enabled_events: ['charge.succeeded'] });
    await control('POST', '/stripe/pay', { amount: 1500, currency: 'eur', email: 'a@b.fr', name: 'A' });
    await sandbox.deliveriesSettled();
    expect(receiver.received).toHaveLength(4);
    const { body } = await stripe('GET', '/events?delivery_success=false');
    expect(body.data.map((event: { type: string }) => event.type)).toEqual(['charge.succeeded']);
  });

  test('the duplicateDelivery fault sends the same event twice', async () => {
    const receiver = await openReceiver(() => ({ status: 200 }));
    await control('POST', '/stripe/webhook-endpoints', { url: receiver.url, enabled_events: ['charge.succeeded'] });
    await control('POST', '/faults', { vendor: 'stripe', fault: 'duplicateDelivery', times: 1 });
    for (let i = 0; i < 2; i++)
      await control('POST', '/stripe/pay', { amount: 1500, currency: 'eur', email: 'a@b.fr' });
    await sandbox.deliveriesSettled();
    const ids = receiver.received.map(({ body }) => (JSON.parse(body) as { id: string }).id);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(2);
  });
});
