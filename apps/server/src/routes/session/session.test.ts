import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApp, testApp } from '../../testing/test-app.ts';

let t: TestApp;
const person = { email: 'anne@acme.example', name: 'Anne', password: 'a long enough sentence' };
beforeAll(async () => {
  t = await testApp();
  await t.deps.people.create(person);
});
afterAll(() => t.close());
const signIn = (email: string, password: string) =>
  t.call('POST', '/api/session', { as: null, body: { email, password } });

it('GET and DELETE are protected', async () => {
  for (const method of ['GET', 'DELETE'] as const)
    expect((await t.call(method, '/api/session', { as: null })).body.error.code).toBe('server.signInNeeded');
});

it('tells whoever is signed in who can be given work: names, and no addresses', async () => {
  expect((await t.call('GET', '/api/people', { as: null })).status).toBe(401);
  const { people } = (await t.call('GET', '/api/people', { as: 'viewer' })).body;
  expect(people).toEqual([{ id: expect.any(String), name: 'Anne' }]);
});

it('POST rejects a bad body', async () => {
  const answer = await t.call('POST', '/api/session', { as: null, body: { email: person.email } });
  expect(answer.body.error).toMatchObject({ code: 'server.fieldMissing', params: { field: 'body.password' } });
});

it('says the same of a wrong password and of an unknown address', async () => {
  const wrong = await signIn(person.email, 'another sentence');
  const unknown = await signIn('nobody@acme.example', 'another sentence');
  expect(wrong.status).toBe(401);
  expect(unknown.body).toEqual(wrong.body);
});

it('signs in, is recognised, and is forgotten after signing out', async () => {
  const answer = await signIn('ANNE@acme.example', person.password);
  expect(answer.body).toMatchObject({ name: 'Anne', role: 'owner' });
  const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
  expect((await t.call('GET', '/api/session', { as: null, headers: { cookie } })).status).toBe(200);

  const elsewhere = await t.call('DELETE', '/api/session', {
    as: null,
    headers: { cookie, origin: 'https://evil.example' },
  });
  expect(elsewhere.body.error.code).toBe('server.otherSite');
  const none = await t.call('DELETE', '/api/session', { as: null, headers: { cookie } });
  expect(none.body.error.code).toBe('server.otherSite');

  const headers = { cookie, 'sec-fetch-site': 'same-origin' };
  expect((await t.call('DELETE', '/api/session', { as: null, headers })).status).toBe(204);
  expect((await t.call('GET', '/api/session', { as: null, headers: { cookie } })).status).toBe(401);
});

it('refuses a session whose cookie was made up or changed', async () => {
  const answer = await signIn(person.email, person.password);
  const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
  for (const forged of [cookie.replace(/.$/, 'A'), cookie.replace(/=./, '=x'), 'raccord=abc.def'])
    expect((await t.call('GET', '/api/session', { as: null, headers: { cookie: forged } })).status).toBe(401);
});

it('slows down guessing at one account, and nobody else', async () => {
  const tries = [];
  for (let i = 0; i < 12; i++) tries.push((await signIn('guess@acme.example', `wrong sentence ${i}`)).status);
  expect(tries.filter((status) => status === 401)).toHaveLength(10);
  expect(tries.slice(10)).toEqual([429, 429]);
  expect((await signIn(person.email, person.password)).status).toBe(200);
});
