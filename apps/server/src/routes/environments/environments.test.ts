import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, testApp } from '../../testing/test-app.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());
const missing = '/api/environments/00000000-0000-7000-8000-00000000dead';

describe.each([
  ['GET', '/api/environments', 'viewer'],
  ['POST', '/api/environments', 'admin'],
  ['PATCH', missing, 'admin'],
  ['DELETE', missing, 'admin'],
] as const)('%s %s', (method, url, role) => {
  it('is protected', async () => {
    expect((await t.call(method, url, { as: null })).status).toBe(401);
    if (role === 'admin') expect((await t.call(method, url, { as: 'builder', body: {} })).status).toBe(403);
  });
});

it.each([
  ['POST', '/api/environments', {}],
  ['POST', '/api/environments', { name: 'Not A Name' }],
  ['POST', '/api/environments', { name: 'x', colour: '#fff' }],
  ['POST', '/api/environments', { name: 'x', variables: { 'not a name': 1 } }],
  ['PATCH', missing, { id: 'x' }],
  ['PATCH', '/api/environments/12', {}],
] as const)('%s %s rejects a bad body: %j', async (method, url, body) => {
  expect((await t.call(method, url, { body })).status).toBe(400);
});

it('is made, changed, listed and deleted', async () => {
  const made = await t.call('POST', '/api/environments', { body: { name: 'sandbox', variables: { limit: 5 } } });
  expect(made.body).toMatchObject({ name: 'sandbox', colour: 'violet', variables: { limit: 5 } });
  const twice = await t.call('POST', '/api/environments', { body: { name: 'sandbox' } });
  expect(twice.body.error).toMatchObject({ code: 'server.environmentExists', params: { name: 'sandbox' } });

  const url = `/api/environments/${made.body.id}`;
  const changed = await t.call('PATCH', url, { body: { colour: 'green', variables: { limit: 6 } } });
  expect(changed.body).toEqual({ ...made.body, colour: 'green', variables: { limit: 6 } });
  expect((await t.call('GET', '/api/environments')).body.environments).toEqual([changed.body]);

  await t.call('POST', '/api/connections', { body: { connector: 'http', environment: 'sandbox', name: 'Shop' } });
  expect((await t.call('DELETE', url)).body.error).toMatchObject({
    code: 'server.environmentInUse',
    params: { count: 1 },
  });
  const [connection] = (await t.call('GET', '/api/connections')).body.connections;
  await t.call('DELETE', `/api/connections/${connection.id}`);
  expect((await t.call('DELETE', url)).status).toBe(204);
  expect((await t.call('DELETE', url)).body.error.code).toBe('server.noEnvironment');
});
