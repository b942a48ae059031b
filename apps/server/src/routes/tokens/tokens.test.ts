import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApp, testApp } from '../../testing/test-app.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

it('is protected', async () => {
  expect((await t.call('GET', '/api/tokens', { as: null })).status).toBe(401);
  expect((await t.call('GET', '/api/tokens', { as: 'builder' })).status).toBe(403);
  expect((await t.call('POST', '/api/tokens', { as: 'builder', body: { name: 'x', role: 'viewer' } })).status).toBe(
    403,
  );
});

it.each([
  ['no role', { name: 'x' }],
  ['an unknown role', { name: 'x', role: 'god' }],
  ['no name', { name: '', role: 'viewer' }],
  ['a field we do not know', { name: 'x', role: 'viewer', hash: 'x' }],
])('rejects a bad body: %s', async (_, body) => {
  expect((await t.call('POST', '/api/tokens', { body })).status).toBe(400);
});

it('rejects a bad id', async () => {
  expect((await t.call('DELETE', '/api/tokens/12')).body.error.params.field).toBe('params.id');
});

it('makes a token that works until it is revoked, and shows it once', async () => {
  const { token, id } = (await t.call('POST', '/api/tokens', { body: { name: 'ci', role: 'viewer' } })).body;
  expect(token).toMatch(/^rcd_[\w-]{43}$/);
  const headers = { authorization: `Bearer ${token}` };
  expect((await t.call('GET', '/api/session', { as: null, headers })).body).toMatchObject({
    tokenId: id,
    role: 'viewer',
  });

  const list = await t.call('GET', '/api/tokens');
  expect(list.body.tokens.find((one: { id: string }) => one.id === id)).toMatchObject({ name: 'ci', role: 'viewer' });
  expect(list.text).not.toContain(token);

  expect((await t.call('DELETE', `/api/tokens/${id}`)).status).toBe(204);
  expect((await t.call('GET', '/api/session', { as: null, headers })).status).toBe(401);
  expect((await t.call('DELETE', `/api/tokens/${id}`)).status).toBe(404);
});

it('gives nobody more than they have', async () => {
  const answer = await t.call('POST', '/api/tokens', { as: 'admin', body: { name: 'x', role: 'owner' } });
  expect(answer.body.error.code).toBe('server.notAllowed');
});
