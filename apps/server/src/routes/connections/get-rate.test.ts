import { afterAll, beforeAll, expect, it } from 'vitest';
import { correct, freshState, plan } from '../../rate/budget-state.ts';
import { readBudget, writeBudget } from '../../stores/engine/rate-budgets.ts';
import { type TestApp, testApp } from '../../testing/test-app.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
  await t.call('POST', '/api/environments', { body: { name: 'sandbox' } });
});
afterAll(() => t.close());

const connect = async (name: string, settings: object) => {
  const body = { connector: 'http', environment: 'sandbox', name, settings };
  return (await t.call('POST', '/api/connections', { body })).body.id as string;
};

it('is protected', async () => {
  const url = '/api/connections/00000000-0000-7000-8000-00000000dead/rate';
  expect((await t.call('GET', url, { as: null })).status).toBe(401);
  expect((await t.call('GET', url)).body.error.code).toBe('server.noConnection');
});

it('has no gauge where nothing is declared, an empty one before the first call, then what all processes used', async () => {
  expect((await t.call('GET', `/api/connections/${await connect('free', {})}/rate`)).body).toEqual({ gauges: [] });
  const id = await connect('limited', { callsPerMinute: 120 });
  const gauge = async () => (await t.call('GET', `/api/connections/${id}/rate`)).body.gauges[0];
  const rules = [{ limit: 120, perMs: 60_000 }];
  expect(await gauge()).toMatchObject({
    rule: null,
    limit: 120,
    declared: 120,
    perMs: 60_000,
    used: 0,
    waitingLive: 0,
  });

  const { version, now } = await readBudget(t.deps.pool, id, '');
  const state = freshState(rules);
  plan(state, rules, { live: 2, bulk: 3, spare: undefined, spares: 0 }, { now: now - 5_000, worker: 'a' });
  correct(state, rules, [
    { kind: 'limit', rule: 0, limit: 100, at: now },
    { kind: 'held', until: now + 60_000 },
  ]);
  state.workers = { a: { at: now, live: 1, bulk: 4 }, gone: { at: now - 60_000, live: 9, bulk: 9 } };
  await writeBudget(t.deps.pool, { connectionId: id, rate: '' }, version, state);
  expect(await gauge()).toMatchObject({
    limit: 100,
    declared: 120,
    used: 5,
    usedLive: 2,
    waitingLive: 1,
    waitingBulk: 4,
    heldUntil: expect.stringMatching(/^20\d\d-/),
  });
});
