import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actionContext, type TinyServer, tinyServer } from '../testing/tiny-server.ts';
import { encodeForm } from './form.ts';
import { stripe } from './index.ts';
import { paymentIntent } from './samples.ts';
import { verifyStripe } from './triggers/signature.ts';

let server: TinyServer;
beforeAll(async () => {
  server = await tinyServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.seen = [];
  server.answer = () => ({ json: {} });
});
const context = (settings: Record<string, unknown> = {}) =>
  actionContext(stripe, { credentials: { secretKey: 'sk_test_1' }, settings, endpoints: { api: server.url } });
const run = (action: string, input: unknown) => stripe.actions[action]!.run(context(), input);

it('writes nested forms in Stripe’s notation', () => {
  const fields = { a: 1, none: undefined, clear: null, metadata: { k: 'v', n: { m: true } }, items: [{ price: 'p' }] };
  expect(encodeForm(fields)).toEqual({
    a: '1',
    clear: '',
    'metadata[k]': 'v',
    'metadata[n][m]': 'true',
    'items[0][price]': 'p',
  });
});

describe('what is sent', () => {
  it('a write carries key, version, account and idempotency key', async () => {
    const action = stripe.actions['create-customer']!;
    await action.run(context({ account: 'acct_9' }), { email: 'a+b@c.example', metadata: { crm: '42' } });
    expect(server.seen[0]).toMatchObject({
      method: 'POST',
      path: '/v1/customers',
      body: 'email=a%2Bb%40c.example&metadata%5Bcrm%5D=42',
      headers: {
        authorization: 'Bearer sk_test_1',
        'stripe-version': '2026-10-28.endive',
        'stripe-account': 'acct_9',
        'idempotency-key': 'run-1-node-record-1',
      },
    });
  });

  it('an id cannot leave its place in the path', async () => {
    await run('get-payment', { id: '../refunds?x=1' });
    expect(server.seen[0]).toMatchObject({ path: '/v1/payment_intents/..%2Frefunds%3Fx%3D1' });
  });

  it('a customer is looked for by list, and not finding one gives an empty object', async () => {
    server.answer = () => ({ json: { object: 'list', data: [], has_more: false } });
    expect(await run('find-customer', { email: 'a+b@c.example' })).toEqual({});
    expect(server.seen[0]?.query.get('email')).toBe('a+b@c.example');
  });
});

describe('what Stripe refuses', () => {
  const error = (type: string, code?: string) => ({ error: { type, code, message: 'No.', param: 'email' } });
  const cases: [string, number, object, Record<string, string>, object][] = [
    ['bad field', 400, error('invalid_request_error'), {}, { kind: 'input', params: { message: 'email: No.' } }],
    ['key in use', 409, error('idempotency_error', 'idempotency_key_in_use'), {}, { code: 'stripe.stillRunning' }],
    ['key used', 400, error('idempotency_error'), {}, { kind: 'duplicate', code: 'stripe.keyUsed' }],
    ['gone in a parameter', 400, error('invalid_request_error', 'resource_missing'), {}, { kind: 'missing' }],
    ['gone', 404, error('invalid_request_error', 'resource_missing'), {}, { kind: 'missing' }],
    ['bad key', 401, error('invalid_request_error'), {}, { kind: 'auth' }],
    ['no right', 403, error('invalid_request_error'), {}, { kind: 'config' }],
    ['card', 402, error('card_error', 'card_declined'), {}, { kind: 'input', code: 'stripe.cardDeclined' }],
    ['still running', 409, error('invalid_request_error'), {}, { kind: 'transient', code: 'stripe.stillRunning' }],
    ['throttled', 429, error('invalid_request_error', 'rate_limit'), { 'retry-after': '2' }, { retryAfterMs: 2_000 }],
    ['object busy', 429, error('invalid_request_error', 'lock_timeout'), {}, { kind: 'transient' }],
    ['fault', 500, error('api_error'), {}, { kind: 'transient', uncertain: true }],
    ['not JSON', 502, {}, {}, { kind: 'transient', uncertain: true }],
    ['told to retry', 400, error('invalid_request_error'), { 'stripe-should-retry': 'true' }, { kind: 'transient' }],
    ['told not to', 500, error('api_error'), { 'stripe-should-retry': 'false' }, { code: 'stripe.doNotRetry' }],
  ];
  it.each([
    ['a page instead of JSON', { text: '<html>Stripe is having a moment</html>' }],
    ['half of the JSON', { text: '{"id":"cus_1","obj', headers: { 'content-type': 'application/json' } }],
    ['nothing', { text: '' }],
  ])('is asked again after %s', async (_name, answer) => {
    server.answer = () => answer;
    const unread = { kind: 'transient', code: 'http.answerUnreadable' };
    await expect(run('create-customer', { email: 'a@b.example' })).rejects.toMatchObject({
      ...unread,
      uncertain: true,
    });
    await expect(run('get-customer', { id: 'cus_1' })).rejects.toMatchObject({ ...unread, uncertain: false });
  });
  it('a restricted key may not see its account and still be sound', async () => {
    server.answer = ({ path }) =>
      path === '/v1/account' ? { status: 403, json: error('invalid_request_error') } : { json: { data: [] } };
    expect(await stripe.test!(context())).toEqual({ account: 'Stripe' });
  });
  it.each(cases)('%s', async (_name, status, json, headers, failure) => {
    server.answer = () => ({ status, json, headers });
    await expect(run('create-customer', { email: 'a@b.example' })).rejects.toMatchObject(failure);
  });
});

describe('signature', () => {
  const secret = 'whsec_test_secret';
  const body = Buffer.from('{"id":"evt_test","object":"event"}');
  const vector = '575a339bdee345b1c4d8efe0752374bb9f4424d3b32776a21ff183089109610d';
  const t = 1763625701;
  const check = (header: string | undefined, secrets = [secret], now = t) =>
    verifyStripe(
      { method: 'POST', query: {}, body, headers: header === undefined ? {} : { 'stripe-signature': header } },
      secrets,
      now * 1_000,
    );
  const v0 = createHmac('sha256', secret).update(`${t}.`).update(body).digest('hex');

  it.each([
    ['the published vector', `t=${t},v1=${vector}`],
    ['two v1, the second fits', `t=${t},v1=${'0'.repeat(64)},v1=${vector}`],
    ['with a v0 beside it', `t=${t},v1=${vector},v0=6ffbb59b`],
  ])('accepts %s', (_name, header) => {
    expect(() => check(header)).not.toThrow();
  });
  it('accepts the previous secret during a roll, and a stamp up to five minutes off', () => {
    expect(() => check(`t=${t},v1=${vector}`, ['whsec_new', secret])).not.toThrow();
    expect(() => check(`t=${t},v1=${vector}`, [secret], t + 300)).not.toThrow();
  });

  const refused: [string, Parameters<typeof check>, string][] = [
    ['no header', [undefined], 'webhook.signatureMissing'],
    ['no v1', [`t=${t},v0=${v0}`], 'webhook.signatureMissing'],
    ['no stamp', [`v1=${vector}`], 'webhook.signatureMissing'],
    ['two stamps', [`t=${t},t=1,v1=${vector}`], 'webhook.signatureMissing'],
    ['an odd stamp', [`t=${t}e0,v1=${vector}`], 'webhook.signatureMissing'],
    ['a wrong signature', [`t=${t},v1=${'0'.repeat(64)}`], 'webhook.signatureWrong'],
    ['a short signature', [`t=${t},v1=57`], 'webhook.signatureWrong'],
    ['another secret', [`t=${t},v1=${vector}`, ['whsec_other']], 'webhook.signatureWrong'],
    ['no secret', [`t=${t},v1=${vector}`, []], 'webhook.secretMissing'],
    ['an empty secret', [`t=${t},v1=${vector}`, ['']], 'webhook.secretMissing'],
    ['too old', [`t=${t},v1=${vector}`, [secret], t + 301], 'webhook.signatureOld'],
    ['from the future', [`t=${t},v1=${vector}`, [secret], t - 301], 'webhook.signatureOld'],
  ];
  it.each(refused)('refuses %s', (_name, args, code) => {
    expect(() => check(...args)).toThrowError(expect.objectContaining({ kind: 'auth', code }));
  });
});

describe('payment-succeeded', () => {
  const trigger = stripe.triggers['payment-succeeded']!;
  type Event = { id: string; created: number; type?: string; livemode?: boolean };
  const event = ({ id, created, type = 'payment_intent.succeeded', livemode = false }: Event) => ({
    id,
    object: 'event',
    created,
    type,
    livemode,
    data: { object: { ...paymentIntent, id: `pi_${id}` } },
  });
  const delivery = (body: unknown) => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    query: {},
    body: Buffer.from(JSON.stringify(body)),
  });
  const parse = (body: unknown, config = {}) => trigger.webhook!.parse(delivery(body), config);

  it('gives the payment under the event’s id, and nothing for another type or mode', () => {
    const paid = event({ id: 'evt_1', created: 1 });
    expect(parse(paid)).toEqual([{ dedupeKey: 'evt_1', data: paid.data.object }]);
    expect(parse(event({ id: 'evt_2', created: 1, type: 'charge.succeeded' }))).toEqual([]);
    expect(parse(paid, { mode: 'live' })).toEqual([]);
    expect(parse(paid, { mode: 'test' })).toHaveLength(1);
    expect(parse({ id: 'evt_3', object: 'v2.core.event', type: 'v1.billing' })).toEqual([]);
    expect(() => parse({ hello: 1 })).toThrowError(expect.objectContaining({ code: 'stripe.notAnEvent' }));
  });

  // The event log as Stripe lists it: newest first, pages by `starting_after`.
  let log: Event[] = [];
  const now = Date.parse('2026-11-20T10:00:00Z');
  const date = () => new Date(now).toUTCString();
  const listEvents = () => {
    server.answer = ({ query }) => {
      const since = Number(query.get('created[gte]') ?? 0);
      const after = query.get('starting_after');
      const newest = log.toReversed().filter(({ created }) => created >= since);
      const at = after === null ? 0 : newest.findIndex(({ id }) => id === after) + 1;
      if (after !== null && at === 0) {
        return {
          status: 400,
          json: { error: { code: 'resource_missing', type: 'invalid_request_error', message: '' } },
        };
      }
      const data = newest.slice(at, at + 2).map(event);
      return { headers: { date: date() }, json: { object: 'list', data, has_more: newest.length > at + 2 } };
    };
  };
  const page = (cursor: unknown, overlapMs = 0) => trigger.poll!.page(context(), {}, cursor, { overlapMs, now });
  const keys = ({ items }: { items: { dedupeKey?: string }[] }) => items.map(({ dedupeKey }) => dedupeKey);
  const seconds = now / 1_000;

  it('starts at now by Stripe’s clock, and moves the mark only when a reading has reached its bottom', async () => {
    log = [{ id: 'old', created: seconds - 50 }];
    listEvents();
    const first = await page(null);
    expect(first).toMatchObject({ items: [], more: false, cursor: { start: seconds, from: seconds } });

    log.push(...[1, 2, 3, 4, 5].map((n) => ({ id: `e${n}`, created: seconds + n })));
    const second = await page(first.cursor);
    expect(keys(second)).toEqual(['e4', 'e5']);
    expect(second).toMatchObject({ more: true, cursor: { from: seconds } });
    // Comes while the reading is under way: above the top, so it is for the next one.
    log.push({ id: 'e6', created: seconds + 6 });
    const third = await page(second.cursor);
    const fourth = await page(third.cursor);
    expect([keys(third), keys(fourth)]).toEqual([['e2', 'e3'], ['e1']]);
    expect(fourth).toMatchObject({ more: false, cursor: { from: seconds + 5 } });
    // Ties with the mark are read again; their ids tell them apart.
    expect(keys(await page(fourth.cursor))).toEqual(['e5', 'e6']);
    // With a second of overlap there is one more below, on the next page.
    expect(await page(fourth.cursor, 1_000)).toMatchObject({ more: true });
    expect(await page(fourth.cursor)).toMatchObject({ more: false });
  });

  it('never reads past the start, however large the overlap', async () => {
    log = [{ id: 'old', created: seconds - 50 }];
    listEvents();
    const { cursor } = await page(null);
    expect(keys(await page(cursor, 3_600_000))).toEqual([]);
  });

  it('starts a reading again when its place is gone', async () => {
    log = [1, 2, 3].map((n) => ({ id: `e${n}`, created: seconds + n }));
    listEvents();
    const reading = { top: seconds + 3, begun: seconds, after: 'vanished' };
    const again = await page({ start: seconds, from: seconds, readAt: seconds, reading });
    expect(again).toEqual({ items: [], more: true, cursor: { start: seconds, from: seconds, readAt: seconds } });
    expect(keys(await page(again.cursor))).toEqual(['e2', 'e3']);
  });

  it('says what Stripe has forgotten after 30 days, and goes on', async () => {
    log = [{ id: 'e1', created: seconds - 5 }];
    listEvents();
    const from = seconds - 40 * 86_400;
    const result = await page({ start: from, from, readAt: from });
    expect(keys(result)).toEqual(['e1']);
    expect(result.lost).toEqual({ from: '2026-10-11T10:00:00.000Z', to: '2026-10-21T10:00:00.000Z' });
    // A quiet trigger has lost nothing: it was read, there just was nothing in it.
    expect((await page({ start: from, from, readAt: seconds - 60 })).lost).toBeUndefined();
  });
});
