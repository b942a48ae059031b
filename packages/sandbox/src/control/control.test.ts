import { request } from 'node:http';
import { beforeEach, describe, expect, test } from 'vitest';
import { sandboxConnections, sandboxWebhookSecret } from '../connections.ts';
import { MailState } from '../mail/mailbox.ts';
import { slackApp } from '../slack/state.ts';
import { openSandbox } from '../test-clients.ts';

const { sandbox, base, stripe, books, slack, newToken, control } = await openSandbox({
  now: () => Date.UTC(2026, 10, 20, 9, 0, 0),
});
beforeEach(() => sandbox.reset());

const createCustomer = () => stripe('POST', '/customers', 'email=a%40b.fr');

describe('faults', () => {
  test.each([
    ['rateLimit', { retryAfterSeconds: 7 }, 429],
    ['serverError', {}, 500],
    ['serverError', { status: 503 }, 503],
    ['unauthorized', {}, 401],
    ['revoked', {}, 401],
  ])('%s %o answers in the vendor’s shape and does no work', async (fault, more, status) => {
    await control('POST', '/faults', { vendor: 'stripe', fault, times: 1, ...more });
    const before = sandbox.world.stripe.customers.size;
    const answer = await createCustomer();
    expect(answer.status).toBe(status);
    expect(answer.body.error.type).toMatch(/^(invalid_request|api)_error$/);
    if (fault === 'rateLimit') expect(answer.headers.get('retry-after')).toBe('7');
    expect(sandbox.world.stripe.customers.size).toBe(before);
    expect((await createCustomer()).status).toBe(200);
  });

  test.each([
    ['dropBefore', 0],
    ['dropAfterWork', 1],
    ['timeoutAfterWork', 1],
  ])('%s cuts the connection after %i effects', async (fault, effects) => {
    await control('POST', '/faults', { vendor: 'stripe', fault, times: 1, delayMs: 50 });
    await expect(createCustomer()).rejects.toThrow();
    expect(sandbox.world.effects.list({ operation: 'customers.create' })).toHaveLength(effects);
    expect((await control('GET', '/calls')).body.in.at(-1)).toMatchObject({ fault });
  });

  test('errorAfterWork does the work and denies it; the log has what was answered', async () => {
    await control('POST', '/faults', { vendor: 'stripe', fault: 'errorAfterWork', times: 1 });
    expect(await createCustomer()).toMatchObject({ status: 500, body: { error: { type: 'api_error' } } });
    expect(sandbox.world.effects.list({ operation: 'customers.create' })).toHaveLength(1);
    const call = (await control('GET', '/calls')).body.in.at(-1);
    expect(call).toMatchObject({ fault: 'errorAfterWork', status: 500, durationMs: expect.any(Number) });
    expect(call.answer).toContain('api_error');
  });

  test('each vendor fails in its own way', async () => {
    await newToken();
    for (const vendor of ['zoho-accounts', 'zoho-books', 'slack'])
      await control('POST', '/faults', { vendor, fault: 'revoked' });
    expect((await newToken()).body).toEqual({ error: 'invalid_code' });
    expect(await slack('auth.test', {})).toMatchObject({ status: 200, body: { error: 'token_revoked' } });
    await control('DELETE', '/faults?vendor=zoho-accounts');
    expect(await books('GET', '/contacts')).toMatchObject({ status: 401, body: { code: 57 } });
  });

  test('match a method and the end of a path', async () => {
    await control('POST', '/faults', {
      vendor: 'stripe',
      fault: 'serverError',
      match: { method: 'post', path: '/v1/customers/*' },
    });
    const { status, body } = await createCustomer();
    expect(status).toBe(200);
    expect((await stripe('GET', `/customers/${body.id}`)).status).toBe(200);
    expect((await stripe('POST', `/customers/${body.id}`, 'name=x')).status).toBe(500);
  });

  test('a share of the calls is met, the same ones for the same seed', async () => {
    const draw = async () => {
      await control('DELETE', '/faults');
      await control('POST', '/faults', { vendor: 'slack', fault: 'serverError', rate: 0.5, seed: 42 });
      const statuses: number[] = [];
      for (let i = 0; i < 40; i++) statuses.push((await slack('auth.test', {})).status);
      return statuses;
    };
    const first = await draw();
    expect(await draw()).toEqual(first);
    const met = first.filter((status) => status === 500).length;
    expect(met).toBeGreaterThan(8);
    expect(met).toBeLessThan(32);
  });

  test.each([
    [{ vendor: 'nobody', fault: 'slow' }, /no stand-in called "nobody"/],
    [{ vendor: 'slack', fault: 'earthquake' }, /no fault "earthquake"/],
    [{ fault: 'slow' }, /`vendor` is missing/],
    [{ vendor: 'slack', fault: 'slow', times: 'x' }, /`times` is not a number/],
  ])('%o is refused', async (fault, message) => {
    const answer = await control('POST', '/faults', fault);
    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatch(message);
  });
});

test.each([
  ['a page from elsewhere', { 'sec-fetch-site': 'cross-site' }],
  ['another name', { host: 'rebound.example' }],
])('%s cannot drive it', async (_name, headers) => {
  const status = await new Promise((resolve, reject) => {
    request(`${base}/_sandbox/reset`, { method: 'POST', headers }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end('{}');
  });
  expect(status).toBe(403);
});

test('the log of calls shows none of the secrets', async () => {
  const connections = sandboxConnections(base);
  await newToken();
  await createCustomer();
  await slack('chat.postMessage', { channel: '#ventes', text: 'x', token: connections.slack.credentials.botToken });
  await stripe(
    'POST',
    '/webhook_endpoints',
    'url=http%3A%2F%2F127.0.0.1%3A9&enabled_events[]=*&metadata[secret]=sk_test_raccordSandbox51',
  );
  const log = JSON.stringify((await control('GET', '/calls')).body);
  expect(log).toContain('email=a%40b.fr');
  expect(log).toContain('refresh_token=[hidden]');
  const { clientSecret, refreshToken } = connections['zoho-books'].credentials;
  const secrets = [
    connections.stripe.credentials.secretKey,
    sandboxWebhookSecret,
    clientSecret,
    refreshToken,
    connections.slack.credentials.botToken,
    slackApp.signingSecret,
  ];
  for (const secret of secrets) expect(log).not.toContain(secret);
});

test('state shows what is there, reset takes it back, limits can be switched on as the vendors have them', async () => {
  await createCustomer();
  expect((await control('GET', '/state')).body.stripe.customers).toBe(3);
  expect((await control('GET', '/state/stripe')).body.customers[0].email).toBe('a@b.fr');
  expect((await control('POST', '/rate-limits', { vendor: 'stripe' })).body.limits).toEqual({
    stripe: { limit: 25, windowMs: 1_000 },
  });
  const statuses = await Promise.all(
    Array.from({ length: 30 }, () => stripe('GET', '/customers').then(({ status }) => status)),
  );
  expect(statuses.filter((status) => status === 429)).toHaveLength(5);
  await control('POST', '/reset', { seed: 'empty' });
  expect((await control('GET', '/state')).body).toMatchObject({
    stripe: { customers: 0 },
    'zoho-books': { contacts: 0 },
    slack: { channels: 0 },
  });
  expect((await control('GET', '/rate-limits')).body.limits).toEqual({});
  expect((await control('GET', '/effects')).body.count).toBe(0);
});

test('a table is paged and searched; one stand-in is taken back alone', async () => {
  for (const n of [1, 2, 3]) await stripe('POST', '/customers', `email=page${n}%40b.fr`);
  const page = await control('GET', '/state/stripe/customers?search=PAGE&limit=2&offset=1');
  expect(page.body).toMatchObject({ total: 5, found: 3, all: true });
  expect(page.body.rows.map((row: { email: string }) => row.email)).toEqual(['page2@b.fr', 'page1@b.fr']);
  expect((await control('GET', '/state/stripe/nothing')).status).toBe(400);
  await control('POST', '/slack/message', { channel: 'ventes', text: 'stays' });
  await control('POST', '/faults', { vendor: 'stripe', fault: 'slow' });
  await control('POST', '/faults', { vendor: 'slack', fault: 'slow' });
  await control('POST', '/reset', { vendor: 'stripe' });
  expect((await control('GET', '/state')).body).toMatchObject({ stripe: { customers: 2 }, slack: { messages: 1 } });
  expect((await control('GET', '/faults')).body.faults).toMatchObject([{ vendor: 'slack' }]);
  expect((await control('POST', '/reset', { vendor: 'nobody' })).status).toBe(400);
});

test('the mail account beside is shown, written to, disturbed and taken back with the rest', async () => {
  expect((await control('POST', '/mail/message', { from: 'a@b.fr', subject: 'x', text: 'x' })).status).toBe(400);
  const mail = new MailState();
  sandbox.world.mail = mail;
  await control('POST', '/mail/message', { from: 'Zoë <zoe@b.fr>', subject: 'Été', text: 'Bonjour' });
  expect((await control('GET', '/state/mail/mails')).body.rows).toMatchObject([
    { folder: 'INBOX', from: 'Zoë <zoe@b.fr>', subject: 'Été' },
  ]);
  expect((await control('POST', '/mail/faults', { fault: 'later', times: 2 })).body.faults).toEqual(['later', 'later']);
  expect((await control('POST', '/mail/faults', { fault: 'earthquake' })).status).toBe(400);
  expect((await control('POST', '/mail/faults', { fault: 'later', times: 1e9 })).status).toBe(400);
  await control('POST', '/reset', { vendor: 'mail', seed: 'empty' });
  expect((await control('GET', '/state')).body.mail).toEqual({ mails: 0, sent: 0 });
  expect(mail.faults).toEqual([]);
  delete sandbox.world.mail;
});
