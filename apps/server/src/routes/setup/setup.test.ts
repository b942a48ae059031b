import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSetupToken } from '../../sign-in/setup-link.ts';
import { type TestApp, testApp } from '../../testing/test-app.ts';

const person = { name: 'Anne <b>', email: 'Anne@acme.example', password: 'a long enough sentence' };

describe('POST /api/setup', () => {
  let t: TestApp;
  let token: string;
  beforeAll(async () => {
    t = await testApp();
    token = (await makeSetupToken(t.deps.db, t.deps.people)) ?? '';
  });
  afterAll(() => t.close());

  it('is protected by the link’s token', async () => {
    const answer = await t.call('POST', '/api/setup', { as: null, body: { token: 'guess', ...person } });
    expect([answer.status, answer.body.error.code]).toEqual([401, 'server.setupLinkUsed']);
  });

  it.each([
    ['body.password', { password: 'short' }],
    ['body.email', { email: 'not an address' }],
    ['body.admin', { admin: true }],
  ])('rejects a bad body: %s', async (field, wrong) => {
    const answer = await t.call('POST', '/api/setup', { as: null, body: { token, ...person, ...wrong } });
    expect([answer.status, answer.body.error.params.field]).toEqual([400, field]);
  });

  it('refuses a page of another site', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' };
    const answer = await t.call('POST', '/api/setup', { as: null, headers, body: { token, ...person } });
    expect([answer.status, answer.body.error.code]).toEqual([403, 'server.otherSite']);
  });

  it('makes the owner once, also for two at the same moment, and signs in', async () => {
    const tries = await Promise.all(
      [1, 2].map(() => t.call('POST', '/api/setup', { as: null, body: { token, ...person } })),
    );
    expect(tries.map(({ status }) => status).sort()).toEqual([200, 401]);
    const made = tries.find(({ status }) => status === 200);
    expect(made?.body).toMatchObject({ email: 'anne@acme.example', role: 'owner' });
    const cookie = String(made?.headers['set-cookie']);
    expect(cookie).toMatch(/^raccord=[^;]+;.*HttpOnly/);
    const me = await t.call('GET', '/api/session', { as: null, headers: { cookie: cookie.split(';')[0] ?? '' } });
    expect(me.body).toMatchObject({ label: 'anne@acme.example', role: 'owner' });
    expect(await makeSetupToken(t.deps.db, t.deps.people)).toBeUndefined();
  });
});

describe('GET and POST /setup, the page', () => {
  let t: TestApp;
  let token: string;
  beforeAll(async () => {
    t = await testApp();
    token = (await makeSetupToken(t.deps.db, t.deps.people)) ?? '';
  });
  afterAll(() => t.close());
  const send = (fields: Record<string, string>) =>
    t.app.inject({
      method: 'POST',
      url: '/setup',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        origin: 'http://127.0.0.1:4000',
        host: '127.0.0.1:4000',
      },
      payload: new URLSearchParams(fields).toString(),
    });

  it('shows no form without the right link', async () => {
    const answer = await t.app.inject({ url: '/setup?token=guess' });
    expect(answer.statusCode).toBe(401);
    expect(answer.payload).not.toContain('<form');
  });

  it('shows the form in the browser’s language, under a policy that allows no script', async () => {
    const answer = await t.app.inject({ url: `/setup?token=${token}`, headers: { 'accept-language': 'fr-FR' } });
    expect(answer.payload).toContain('<html lang="fr">');
    expect(answer.payload).toContain('Créez le premier compte');
    expect(answer.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
  });

  it('says what is wrong at the field, and keeps what was typed', async () => {
    const answer = await send({ token, ...person, email: 'nobody', lang: 'fr' });
    expect(answer.statusCode).toBe(400);
    expect(answer.payload).toMatch(/id="email"[^>]*aria-describedby="mistake" aria-invalid="true"/);
    expect(answer.payload).toContain('value="Anne &lt;b&gt;"');
    expect(answer.payload).not.toContain(person.password);
  });

  it('makes the owner and shows the way in', async () => {
    const answer = await send({ token, ...person, lang: 'en' });
    expect(answer.statusCode).toBe(200);
    expect(answer.payload).toContain('Anne &lt;b&gt; — You are signed in.');
    expect(String(answer.headers['set-cookie'])).toContain('raccord=');
    expect((await send({ token, ...person })).statusCode).toBe(401);
  });

  it('takes forms nowhere else', async () => {
    const answer = await t.app.inject({
      method: 'POST',
      url: '/api/setup',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'a=b',
    });
    expect(answer.statusCode).toBe(415);
  });
});
