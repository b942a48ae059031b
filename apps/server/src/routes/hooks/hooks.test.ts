import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApp, testApp } from '../../testing/test-app.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());
const url = 'https://hooks.zapier.com/hooks/standard/12345/abcdef/';
const subscribe = (body: object) => t.call('POST', '/api/hooks', { as: 'operator', body });

it('is protected', async () => {
  for (const as of [null, 'viewer'] as const) {
    const status = as === null ? 401 : 403;
    expect((await t.call('GET', '/api/hooks', { as })).status).toBe(status);
    expect((await t.call('POST', '/api/hooks', { as, body: { event: 'a', hookUrl: url } })).status).toBe(status);
    expect((await t.call('DELETE', '/api/hooks/0189abcd-0000-7000-8000-000000000000', { as })).status).toBe(status);
  }
});

it.each([
  ['no event', { hookUrl: url }],
  ['an event no flow could name', { event: 'a b', hookUrl: url }],
  ['no address', { event: 'deal.won' }],
  ['an address without TLS', { event: 'deal.won', hookUrl: 'http://hooks.zapier.com/x' }],
  ['an address with a password', { event: 'deal.won', hookUrl: 'https://a:b@hooks.zapier.com/x' }],
  ['an address that is none', { event: 'deal.won', hookUrl: 'hooks.zapier.com' }],
])('rejects a bad body: %s', async (_, body) => {
  expect((await subscribe(body)).status).toBe(400);
});

it('remembers who wants to be told what, each address once, and shows none of them whole', async () => {
  const first = await subscribe({ event: 'deal.won', hookUrl: url, zapId: '9876' });
  expect(first).toMatchObject({ status: 200, body: { event: 'deal.won' } });
  const again = await subscribe({ event: 'deal.won', target_url: url });
  expect(again.body.id).toBe(first.body.id);
  const other = await subscribe({ event: 'deal.won', targetUrl: `${url}2` });
  expect(other.body.id).not.toBe(first.body.id);
  const listed = await t.call('GET', '/api/hooks', { as: 'operator' });
  expect(listed.body.hooks).toMatchObject([
    { id: first.body.id, event: 'deal.won', host: 'hooks.zapier.com', takenAt: null, missed: 0 },
    { id: other.body.id },
  ]);
  expect(JSON.stringify(listed.body)).not.toContain('abcdef');
  for (let n = 0; n < 2; n++)
    expect((await t.call('DELETE', `/api/hooks/${first.body.id}`, { as: 'operator' })).status).toBe(200);
  expect((await t.call('GET', '/api/hooks', { as: 'operator' })).body.hooks).toHaveLength(1);
});
