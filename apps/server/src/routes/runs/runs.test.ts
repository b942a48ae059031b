import { type RecordState, runStatus, runStatuses } from '@raccord/contract';
import { uuidv7 } from '@raccord/runtime/uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleFlow } from '../../testing/sample-flow.ts';
import { insertAttempt, insertRun } from '../../testing/sample-run.ts';
import { type TestApp, testApp } from '../../testing/test-app.ts';

let t: TestApp;
let environmentId: string;
beforeAll(async () => {
  t = await testApp({ engine: true });
  environmentId = (await t.call('POST', '/api/environments', { body: { name: 'sandbox' } })).body.id;
  await t.call('POST', '/api/connections', { body: { connector: 'http', environment: 'sandbox', name: 'Shop' } });
  await t.call('POST', '/api/flows', { body: { document: sampleFlow('orders') } });
  const deployed = await t.call('POST', '/api/flows/orders/deploy', { body: { environment: 'sandbox' } });
  expect(deployed.status).toBe(200);
});
afterAll(() => t.close());
const missing = '00000000-0000-7000-8000-00000000dead';
const insert = (states: readonly RecordState[], more: { flowId?: string; open?: boolean } = {}) =>
  insertRun(t.deps.db, { flowId: 'orders', environmentId, states, ...more });

describe.each([
  ['GET', '/api/runs'],
  ['GET', `/api/runs/${missing}`],
  ['GET', `/api/runs/${missing}/records`],
  ['GET', `/api/records/${missing}`],
  ['POST', `/api/runs/${missing}/cancel`],
] as const)('%s %s', (method, url) => {
  it('is protected', async () => {
    expect((await t.call(method, url, { as: null })).status).toBe(401);
    if (method === 'POST') expect((await t.call(method, url, { as: 'viewer' })).status).toBe(403);
  });
  it('says what is missing', async () => {
    if (url !== '/api/runs') expect((await t.call(method, url)).status).toBe(404);
  });
});

it.each([
  '/api/runs?status=green',
  '/api/runs?limit=0',
  '/api/runs?limit=1000',
  '/api/runs?after=yesterday',
  '/api/runs/12',
  '/api/records/12',
  `/api/runs/${missing}/records?state=gone`,
])('rejects a bad query: %s', async (url) => {
  expect((await t.call('GET', url)).status).toBe(400);
});

it('lists the newest first, page by page, each once', async () => {
  const made: string[] = [];
  for (let i = 0; i < 5; i++) made.unshift((await insert(['succeeded'], { flowId: 'paged' })).runId);
  const seen: string[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const answer = await t.call('GET', `/api/runs?flow=paged&limit=2${after === '' ? '' : `&after=${after}`}`);
    seen.push(...answer.body.runs.map(({ id }: { id: string }) => id));
    after = answer.body.next;
  }
  expect(seen).toEqual(made);
});

it('gives every run the status its counters add up to, and finds it by that status', async () => {
  const mixes: [readonly RecordState[], boolean][] = [
    [[], false],
    [[], true],
    [['succeeded', 'filtered'], false],
    [['succeeded'], true],
    [['succeeded', 'failed'], false],
    [['succeeded', 'inDoubt'], false],
    [['failed', 'failed'], false],
    [['waiting', 'failed'], false],
    [['cancelled', 'succeeded'], false],
    [['cancelled', 'failed'], false],
  ];
  for (const [states, open] of mixes) await insert(states, { flowId: 'mixed', open });
  const { runs } = (await t.call('GET', '/api/runs?flow=mixed')).body;
  expect(runs).toHaveLength(mixes.length);
  for (const status of runStatuses) {
    const found = (await t.call('GET', `/api/runs?flow=mixed&status=${status}`)).body.runs;
    const expected = mixes.filter(([states, open]) => statusOfMix(states, open) === status);
    expect([status, found.length]).toEqual([status, expected.length]);
    for (const run of found) expect(run.status).toBe(status);
  }
});

function statusOfMix(states: readonly RecordState[], open: boolean) {
  const count = (state: RecordState) => states.filter((each) => each === state).length;
  const counters = {
    total: states.length,
    waiting: count('waiting'),
    succeeded: count('succeeded'),
    filtered: count('filtered'),
    failed: count('failed'),
    inDoubt: count('inDoubt'),
    cancelled: count('cancelled'),
  };
  return runStatus(counters, open);
}

it('lists the records of a run, by state and page', async () => {
  const { runId, recordIds } = await insert(['succeeded', 'failed', 'succeeded', 'waiting']);
  const all = await t.call('GET', `/api/runs/${runId}/records`);
  expect(all.body.records.map(({ id }: { id: string }) => id)).toEqual(recordIds);
  expect(all.body).toMatchObject({
    next: null,
    records: [{ key: 'key-0', state: 'succeeded', edition: 0 }, {}, {}, {}],
  });
  const some = await t.call('GET', `/api/runs/${runId}/records?state=succeeded&limit=1`);
  expect(some.body.records.map(({ id }: { id: string }) => id)).toEqual([recordIds[0]]);
  expect(some.body.next).toBe(recordIds[0]);
});

it('tells a record’s story: data, journey and what was tried for it alone', async () => {
  const { runId, recordIds } = await insert(['failed', 'succeeded']);
  const [mine = '', other = ''] = recordIds;
  const failure = { kind: 'input', code: 'http.badRequest', params: { status: 400 } } as const;
  await insertAttempt(t.deps.db, {
    runId,
    node: 'send',
    entries: [
      { r: mine, n: 1, ms: 12, k: 'key-1', f: failure },
      { r: other, n: 1, v: { id: 'not mine' } },
    ],
  });
  const { body, text } = await t.call('GET', `/api/records/${mine}`);
  expect(body).toMatchObject({ flowId: 'orders', state: 'failed', input: { body: { number: 0 } }, parked: null });
  expect(body.attempts).toEqual([
    { node: 'send', kind: 'result', at: expect.any(String), try: 1, ms: 12, idempotencyKey: 'key-1', failure },
  ]);
  expect(body.journey).toEqual([
    { node: 'order', kind: 'trigger', state: 'done', tries: 0 },
    { node: 'send', kind: 'action', state: 'failed', tries: 1, failure, at: expect.any(String) },
  ]);
  expect(text).not.toContain('not mine');
});

it('runs a flow by hand, and cancels what has not ended', async () => {
  const run = (body: object) => t.call('POST', '/api/flows/orders/run', { as: 'operator', body });
  const fired = await run({ environment: 'sandbox', inputs: [{ body: 1 }, { body: 2 }] });
  expect(fired.body.recordIds).toHaveLength(2);
  const url = `/api/runs/${fired.body.runId}`;
  expect((await t.call('GET', url)).body).toMatchObject({
    cause: 'manual',
    status: 'running',
    counters: { total: 2, waiting: 2 },
  });
  expect((await t.call('POST', `${url}/cancel`, { as: 'operator' })).body).toEqual({ cancelled: 2 });
  expect((await t.call('GET', url)).body).toMatchObject({
    status: 'cancelled',
    counters: { total: 2, waiting: 0, cancelled: 2 },
  });
  const single = await run({ environment: 'sandbox', input: null });
  expect((await t.call('GET', `/api/records/${single.body.recordIds[0]}`)).body).toMatchObject({
    input: null,
    state: 'waiting',
  });
  await t.call('POST', '/api/environments', { body: { name: 'production' } });
  expect((await run({ environment: 'production', input: {} })).body.error.code).toBe('server.notDeployed');
});

it('reads a run and its records from the partitions of its days only', async () => {
  const { runId } = await insert(['succeeded']);
  const { from } = (await import('../../stores/spans.ts')).spanOfRun(runId, null);
  const plan = async (sql: string, values: unknown[]) => {
    const { rows } = await t.deps.pool.query(`explain ${sql}`, values);
    return new Set(rows.map((row) => /on (?:\w+\.)?(\w+_\d{8})/.exec(row['QUERY PLAN'])?.[1]).filter(Boolean));
  };
  const partitions = await plan('select * from records', []);
  expect(partitions.size).toBeGreaterThanOrEqual(8);
  expect((await plan('select * from runs where id = $1', [runId])).size).toBe(1);
  const ended = (
    await plan('select * from records where run_id = $1 and id >= $2 and id <= $3', [runId, from, uuidv7()])
  ).size;
  expect(ended).toBeLessThanOrEqual(2);
});
