import type { FailureData } from '@raccord/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertFailure, insertRun } from '../../testing/sample-run.ts';
import { type TestApp, testApp } from '../../testing/test-app.ts';

let t: TestApp;
let environmentId: string;
beforeAll(async () => {
  t = await testApp({ engine: true });
  environmentId = (await t.call('POST', '/api/environments', { body: { name: 'sandbox' } })).body.id;
});
afterAll(() => t.close());
const missing = '00000000-0000-7000-8000-00000000dead';
const timeout: FailureData = { kind: 'transient', code: 'http.timeout', params: { seconds: 30 } };
const refused: FailureData = { kind: 'input', code: 'http.badRequest', params: { message: 'no such size' } };

async function fail(flowId: string, failure: FailureData, status: 'open' | 'inDoubt' | 'retrying' = 'open') {
  const { runId, recordIds } = await insertRun(t.deps.db, { flowId, environmentId, states: ['failed'] });
  return insertFailure(t.deps.db, { runId, recordId: recordIds[0] ?? '', flowId, environmentId, failure, status });
}
const idsOf = (failures: { id: string }[]) => failures.map(({ id }) => id);

describe.each([
  ['GET', '/api/failures'],
  ['GET', '/api/failure-groups'],
  ['GET', `/api/failures/${missing}`],
  ['POST', '/api/failures/retry'],
  ['POST', '/api/failures/resolve'],
  ['POST', '/api/failures/ignore'],
  ['POST', '/api/failures/reopen'],
  ['POST', `/api/failures/${missing}/decide`],
] as const)('%s %s', (method, url) => {
  it('is protected', async () => {
    expect((await t.call(method, url, { as: null })).status).toBe(401);
    if (method === 'POST') expect((await t.call(method, url, { as: 'viewer', body: {} })).status).toBe(403);
  });
});

it.each([
  ['/api/failures/retry', {}],
  ['/api/failures/retry', { ids: [] }],
  ['/api/failures/retry', { ids: ['x'] }],
  ['/api/failures/retry', { ids: [missing, missing] }],
  ['/api/failures/retry', { ids: [missing], edited: [] }],
  ['/api/failures/resolve', { ids: missing }],
  ['/api/failures/ignore', { id: missing }],
  ['/api/failures/reopen', { ids: [5] }],
  [`/api/failures/${missing}/decide`, {}],
  [`/api/failures/${missing}/decide`, { decision: 'maybe' }],
] as const)('POST %s rejects a bad body: %j', async (url, body) => {
  expect((await t.call('POST', url, { body })).status).toBe(400);
});

it('lists what failed, newest first, narrowed and by page', async () => {
  const ids = [
    await fail('listed', timeout),
    await fail('listed', refused),
    await fail('listed', timeout, 'inDoubt'),
  ].reverse();
  const list = async (query: string) => (await t.call('GET', `/api/failures?flow=listed${query}`)).body;
  expect(idsOf((await list('')).failures)).toEqual(ids);
  expect(idsOf((await list('&status=open&kind=input')).failures)).toEqual([ids[1]]);
  expect(idsOf((await list('&code=http.timeout')).failures)).toEqual([ids[0], ids[2]]);
  const first = await list('&limit=2');
  expect(idsOf(first.failures)).toEqual(ids.slice(0, 2));
  const second = await list(`&limit=2&after=${first.next}`);
  expect([idsOf(second.failures), second.next]).toEqual([[ids[2]], null]);
});

it('puts together what failed alike', async () => {
  for (const failure of [timeout, timeout, refused]) await fail('grouped', failure);
  const { groups } = (await t.call('GET', '/api/failure-groups?flow=grouped&status=open')).body;
  const told = groups.map(({ code, count }: { code: string; count: number }) => `${code} ${count}`);
  expect(told.sort()).toEqual(['http.badRequest 1', 'http.timeout 2']);
  expect(groups[0].message).not.toBe('');
});

it('gives one with the record’s data, byte for byte, and its sentence in the reader’s language', async () => {
  const id = await fail('single', refused);
  const headers = { 'accept-language': 'fr' };
  const { body } = await t.call('GET', `/api/failures/${id}`, { headers });
  expect(body).toMatchObject({ flowId: 'single', status: 'open', data: { body: { number: 1, text: 'a\u0000b' } } });
  const en = (await t.call('GET', `/api/failures/${id}`)).body.message;
  expect(en).not.toBe(body.message);
  expect((await t.call('GET', `/api/failures/${missing}`)).body.error.code).toBe('server.noFailure');
});

describe('with the engine', () => {
  const retry = (body: object) => t.call('POST', '/api/failures/retry', { as: 'operator', body });

  it('runs records again, with corrected data, once', async () => {
    const [one, two, doubt] = [
      await fail('again', refused),
      await fail('again', refused),
      await fail('again', timeout, 'inDoubt'),
    ];
    const { body } = await retry({ ids: [one, two, doubt], edited: { [two]: { body: { number: 2 } } } });
    expect(body.accepted.sort()).toEqual([one, two].sort());
    expect(body.refused).toEqual([{ id: doubt, code: expect.any(String) }]);
    const told = (await t.call('GET', `/api/failures/${two}`)).body;
    expect(told.status).toBe('retrying');
    const record = await t.deps.pool.query('select state, input from records where id = $1', [told.recordId]);
    expect(record.rows).toEqual([{ state: 'waiting', input: '{"body":{"number":2}}' }]);
    expect((await retry({ ids: [one] })).body.accepted).toEqual([]);
  });

  it('says when there is nothing to decide', async () => {
    const url = (id: string) => `/api/failures/${id}/decide`;
    const body = { decision: 'notDone' };
    expect((await t.call('POST', url(missing), { body })).body.error.code).toBe('server.noFailure');
    expect((await t.call('POST', url(await fail('sure', refused)), { body })).body.error.code).toBe(
      'server.alreadyDecided',
    );
  });
});

describe('without running anything', () => {
  const act = (name: string, ids: string[]) =>
    t.call('POST', `/api/failures/${name}`, { as: 'operator', body: { ids } });
  const statusOf = async (id: string) => (await t.call('GET', `/api/failures/${id}`)).body;

  it('resolves, ignores and reopens, and says which it could not', async () => {
    const [one, two] = [await fail('acted', timeout), await fail('acted', timeout)];
    const doubt = await fail('acted', timeout, 'inDoubt');
    const answer = await act('resolve', [one, doubt, missing]);
    expect(answer.body).toEqual({
      accepted: [one],
      refused: [doubt, missing].map((id) => ({ id, code: 'server.failureState' })),
    });
    expect(await statusOf(one)).toMatchObject({
      status: 'resolved',
      resolution: 'byHand',
      resolvedBy: 'token operator',
    });
    expect((await act('ignore', [one, two])).body.accepted).toEqual([two]);
    expect((await act('reopen', [one, two])).body.accepted.sort()).toEqual([one, two].sort());
    expect(await statusOf(two)).toMatchObject({ status: 'open', resolution: null, resolvedBy: null, resolvedAt: null });
  });

  it('does not reopen what a retry has ended', async () => {
    const id = await fail('retried', timeout);
    await t.deps.pool.query("update failures set status = 'resolved', resolution = 'retried' where id = $1", [id]);
    expect((await act('reopen', [id])).body.accepted).toEqual([]);
  });
});
