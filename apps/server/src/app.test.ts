import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from './app.ts';
import { endpoints } from './routes/index.ts';
import { type TestApp, testApp } from './testing/test-app.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

describe('who may call what', () => {
  it('is said by every route', () => {
    const inventory = t.app.routeInventory();
    expect(inventory.length).toBeGreaterThan(endpoints.length);
    expect(inventory.filter(({ access }) => access === undefined)).toEqual([]);
  });

  it('is public only for these', () => {
    const open = t.app.routeInventory().filter(({ access, method }) => access === 'public' && method !== 'HEAD');
    expect(open.map(({ method, url }) => `${method} ${url}`).sort()).toEqual([
      'GET /*',
      'GET /api/oauth/callback',
      'GET /api/oauth/start',
      'GET /assets/*',
      'GET /healthz',
      'GET /icon.svg',
      'GET /readyz',
      'GET /setup',
      'POST /api/session',
      'POST /api/setup',
      'POST /setup',
    ]);
  });

  it('is refused to strangers on every other route, before anything is read', async () => {
    const closed = t.app.routeInventory().filter(({ access }) => access !== 'public');
    for (const { method, url } of closed) {
      const answer = await t.app.inject({ method: method as 'GET', url: url.replaceAll(/:\w+/g, 'x'), payload: '{' });
      expect([method, url, answer.statusCode]).toEqual([method, url, 401]);
    }
  });

  it('keeps the application from starting when a route is silent about it', async () => {
    const app = await createApp(t.deps);
    app.get('/api/forgotten', async () => 'secret');
    await expect(app.ready()).rejects.toMatchObject({
      code: 'server.routeWithoutAccess',
      params: { routes: expect.stringContaining('GET /api/forgotten') },
    });
  });
});

describe('errors', () => {
  it('leave in the language of the browser', async () => {
    const fr = await t.call('GET', '/api/session', { as: null, headers: { 'accept-language': 'fr-CA,en;q=0.5' } });
    expect(fr.body.error.message).toBe(
      'Vous n’êtes pas connecté, ou votre session est terminée. Connectez-vous et réessayez.',
    );
    const en = await t.call('GET', '/api/session', { as: null });
    expect(en.body.error).toMatchObject({ kind: 'auth', code: 'server.signInNeeded', params: {} });
  });

  it('tell nothing of the inside when we did not foresee them', async () => {
    const app = await createApp(t.deps);
    app.get('/boom', { config: { access: 'public' } }, async () => {
      throw new Error('password=hunter2 at /srv/raccord');
    });
    const answer = await app.inject({ url: '/boom' });
    expect(answer.statusCode).toBe(500);
    expect(answer.json().error).toMatchObject({ kind: 'bug', code: 'server.unexpected' });
    expect(answer.payload).not.toMatch(/hunter2|srv/);
    await app.close();
  });

  it.each([
    ['an unknown address', { url: '/api/nothing', payload: '{}' }, 404, 'server.noRoute'],
    ['broken JSON', { payload: '{"a":' }, 400, 'server.badJson'],
    ['a poisoned prototype', { payload: '{"__proto__":{"role":"owner"}}' }, 400, 'server.badJson'],
    ['a poisoned constructor', { payload: '{"constructor":{"prototype":{}}}' }, 400, 'server.badJson'],
    ['a number beyond all', { payload: '{"a":[1e400]}' }, 400, 'server.numberTooLarge'],
    [
      'a body of 100,000 levels',
      { payload: `${'['.repeat(100_000)}${']'.repeat(100_000)}` },
      413,
      'server.bodyTooDeep',
    ],
    ['text in another encoding', { payload: Buffer.from('{"a":"é"}', 'latin1') }, 400, 'server.bodyNotUtf8'],
    ['an empty body', { payload: '' }, 400, 'server.badJson'],
    ['another content type', { payload: 'a', headers: { 'content-type': 'text/plain' } }, 415, 'server.unknownType'],
    [
      'a content type with a tab',
      { payload: '{}', headers: { 'content-type': 'application/json\ta' } },
      415,
      'server.unknownType',
    ],
    ['a body of more than 1 MiB', { payload: `{"a":"${'x'.repeat(1_048_577)}"}` }, 413, 'server.bodyTooLarge'],
  ])('answer %s', async (_, request, status, code) => {
    const answer = await t.app.inject({
      method: 'POST',
      url: '/api/session',
      ...request,
      headers: { 'content-type': 'application/json', ...('headers' in request ? request.headers : {}) },
    });
    expect([answer.statusCode, answer.json().error.code]).toEqual([status, code]);
  });
});

it('does not wait for ever for what somebody sends', () => {
  expect(t.app.server).toMatchObject({ requestTimeout: 30_000, headersTimeout: 30_000 });
});

it('says to anybody that it lives, and what it waits for', async () => {
  expect((await t.call('GET', '/healthz', { as: null })).body).toMatchObject({ ok: true });
  expect((await t.call('GET', '/readyz?for=requests', { as: null })).body).toEqual({ ok: true });
  // This application has no queue.
  const work = await t.call('GET', '/readyz', { as: null });
  expect([work.status, work.headers['retry-after'], work.body.error.code]).toEqual([503, '5', 'server.noQueue']);
  expect((await t.call('GET', '/readyz?for=nothing', { as: null })).status).toBe(400);
});

it('forbids scripts and frames of others', async () => {
  const { headers } = await t.call('GET', '/healthz', { as: null });
  expect(headers['content-security-policy']).toContain("default-src 'self'");
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(headers['x-content-type-options']).toBe('nosniff');
});

it('describes itself to those signed in', async () => {
  expect((await t.call('GET', '/api/docs/json', { as: null })).status).toBe(401);
  const { body } = await t.call('GET', '/api/docs/json', { as: 'viewer' });
  expect(Object.keys(body.paths)).toEqual(expect.arrayContaining(['/healthz', '/api/session']));
});
