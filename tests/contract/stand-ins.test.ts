import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSandbox, makePayment, sandboxConnections } from '@raccord/sandbox';
import { ErrorCode, WebClient } from '@slack/web-api';
import Stripe from 'stripe';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';

/** The stand-ins, seen by the vendors' own SDKs. */

const sandbox = await createSandbox({ webhookRetryDelaysMs: [20] });
const base = await sandbox.listen();
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset('demo'));
const connections = sandboxConnections(base);

/** The SDK has no setting for a path before `/v1`, so each URL gets it on its way out. */
let lastHeaders = new Headers();
const underStripe: typeof fetch = async (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input);
  const response = await fetch(`${connections.stripe.endpoints.api}${url.pathname}${url.search}`, init);
  lastHeaders = response.headers;
  return response;
};

function stripeSdk(options: { key?: string; retries?: number } = {}): Stripe {
  return new Stripe(options.key ?? connections.stripe.credentials.secretKey, {
    httpClient: Stripe.createFetchHttpClient(underStripe),
    maxNetworkRetries: options.retries ?? 0,
    telemetry: false,
  });
}

const paid = { amount: 2_000, currency: 'eur', payment_method: 'pm_card_visa', confirm: true } as const;

describe("Stripe's SDK", () => {
  const stripe = stripeSdk();

  test('makes, changes, finds and deletes a customer', async () => {
    const made = await stripe.customers.create({
      email: 'ann@acme.example',
      name: 'Ann Roy',
      metadata: { crm_id: '42' },
    });
    expect(made).toMatchObject({ object: 'customer', email: 'ann@acme.example', metadata: { crm_id: '42' } });
    expect(made.lastResponse.requestId).toMatch(/^req_/);
    await stripe.customers.update(made.id, { phone: '+33400000000', address: { city: 'Lyon', country: 'FR' } });
    const { data } = await stripe.customers.list({ email: 'ann@acme.example', limit: 1 });
    expect(data).toMatchObject([{ id: made.id, phone: '+33400000000', address: { city: 'Lyon', line1: null } }]);
    await stripe.customers.del(made.id);
    expect(await stripe.customers.retrieve(made.id)).toMatchObject({ deleted: true });
  });

  test('pages a list by itself, in both directions', async () => {
    sandbox.reset('empty');
    for (let i = 0; i < 23; i++) await stripe.customers.create({ name: `n${i}` });
    const names: (string | null | undefined)[] = [];
    for await (const customer of stripe.customers.list({ limit: 5 })) names.push(customer.name);
    expect(names).toEqual(Array.from({ length: 23 }, (_, i) => `n${22 - i}`));
    const oldest = (await stripe.customers.list({ limit: 100 })).data.at(-1)!;
    const back: (string | null | undefined)[] = [];
    for await (const customer of stripe.customers.list({ limit: 5, ending_before: oldest.id }))
      back.push(customer.name);
    expect(back).toHaveLength(22);
    expect(new Set(back).size).toBe(22);
  });

  test('replays a request under the same key and tells a changed one apart', async () => {
    const options = { idempotencyKey: 'run-1-node-2-record-3' };
    const first = await stripe.paymentIntents.create(paid, options);
    const again = await stripe.paymentIntents.create(paid, options);
    expect(again.id).toBe(first.id);
    expect(again.lastResponse.idempotencyKey).toBe(options.idempotencyKey);
    expect(lastHeaders.get('idempotent-replayed')).toBe('true');
    await expect(stripe.paymentIntents.create({ ...paid, amount: 2_100 }, options)).rejects.toBeInstanceOf(
      Stripe.errors.StripeIdempotencyError,
    );
    expect(sandbox.world.stripe.charges.size).toBe(1);
  });

  test('tries again by itself after an answer was lost, and the card is charged once', async () => {
    sandbox.world.faults.add({ vendor: 'stripe', fault: 'dropAfterWork', times: 1 });
    const intent = await stripeSdk({ retries: 2 }).paymentIntents.create(paid);
    expect(intent.status).toBe('succeeded');
    expect(sandbox.world.calls.count('stripe')).toBe(2);
    expect(sandbox.world.stripe.charges.size).toBe(1);
  });

  test.each([
    [
      'a wrong key',
      () => stripeSdk({ key: 'sk_test_wrong' }).customers.list(),
      Stripe.errors.StripeAuthenticationError,
    ],
    [
      'an object that is not there',
      () => stripe.customers.retrieve('cus_gone'),
      Stripe.errors.StripeInvalidRequestError,
    ],
    [
      'a declined card',
      () => stripe.paymentIntents.create({ ...paid, payment_method: 'pm_card_visa_chargeDeclined' }),
      Stripe.errors.StripeCardError,
    ],
  ])('throws its own class for %s', async (_name, call, expected) => {
    await expect(call()).rejects.toBeInstanceOf(expected);
  });

  test('throws its own class for 429 and 500', async () => {
    sandbox.world.faults.add({ vendor: 'stripe', fault: 'rateLimit', times: 1 });
    await expect(stripe.customers.list()).rejects.toBeInstanceOf(Stripe.errors.StripeRateLimitError);
    sandbox.world.faults.add({ vendor: 'stripe', fault: 'serverError', times: 1 });
    await expect(stripe.customers.list()).rejects.toBeInstanceOf(Stripe.errors.StripeAPIError);
  });

  test('accepts the signature of a webhook that was really delivered, and refuses a changed body', async () => {
    const received: { body: string; signature: string }[] = [];
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      received.push({ body: Buffer.concat(chunks).toString(), signature: String(request.headers['stripe-signature']) });
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const endpoint = await stripe.webhookEndpoints.create({ url, enabled_events: ['payment_intent.succeeded'] });
    makePayment(sandbox.world, { amount: 4_900, currency: 'eur', email: 'élodie@petitspains.example', name: 'Élodie' });
    await sandbox.deliveriesSettled();
    await new Promise((resolve) => server.close(resolve));
    expect(received).toHaveLength(1);
    const { body, signature } = received[0]!;
    const event = stripe.webhooks.constructEvent(body, signature, endpoint.secret!);
    expect(event).toMatchObject({ type: 'payment_intent.succeeded', data: { object: { amount_received: 4_900 } } });
    const logged = await stripe.events.list({ types: ['payment_intent.succeeded'] });
    expect(logged.data[0]?.id).toBe(event.id);
    expect(() => stripe.webhooks.constructEvent(body.replace('4900', '9900'), signature, endpoint.secret!)).toThrow(
      Stripe.errors.StripeSignatureVerificationError,
    );
  });
});

describe("Slack's SDK", () => {
  const slack = new WebClient(connections.slack.credentials.botToken, {
    slackApiUrl: `${connections.slack.endpoints.api}/`,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });

  test('says who it is, posts with blocks and metadata, and finds the message again', async () => {
    expect(await slack.auth.test()).toMatchObject({ ok: true, team: expect.any(String), bot_id: expect.any(String) });
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: '*Deal gagné* & plus' } }];
    const metadata = { event_type: 'raccord', event_payload: { run_id: 'r1' } };
    const posted = await slack.chat.postMessage({ channel: '#ventes', text: 'Deal gagné !', blocks, metadata });
    const history = await slack.conversations.history({
      channel: posted.channel!,
      include_all_metadata: true,
      limit: 5,
    });
    expect(history.messages).toMatchObject([{ ts: posted.ts, text: 'Deal gagné !', metadata, blocks }]);
  });

  test('pages channels by cursor', async () => {
    const names: (string | undefined)[] = [];
    for await (const page of slack.paginate('conversations.list', { limit: 2 })) {
      names.push(...((page as { channels?: { name?: string }[] }).channels ?? []).map((channel) => channel.name));
    }
    expect(names).toEqual(['general', 'ventes', 'support-urgent', 'random', 'anciens-projets']);
  });

  test('throws a platform error with the name of what is wrong', async () => {
    await expect(slack.chat.postMessage({ channel: '#nope', text: 'x' })).rejects.toMatchObject({
      code: ErrorCode.PlatformError,
      data: { ok: false, error: 'channel_not_found' },
    });
  });

  test('throws a rate-limit error with the seconds to wait', async () => {
    sandbox.world.faults.add({ vendor: 'slack', fault: 'rateLimit', retryAfterSeconds: 30, times: 1 });
    await expect(slack.auth.test()).rejects.toMatchObject({ code: ErrorCode.RateLimitedError, retryAfter: 30 });
  });
});
