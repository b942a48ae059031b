import { describeFailure, type RecordState, runStatus, runStatuses } from '@raccord/contract';
import { uuidv7 } from '@raccord/runtime/uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleFlow } from '../../testing/sample-flow.ts';
import { insertAttempt, insertFailure, insertRun } from '../../testing/sample-run.ts';
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
  const message = describeFailure(failure, 'en');
  expect(body.attempts).toEqual([
    { node: 'send', kind: 'result', at: expect.any(String), try: 1, ms: 12, idempotencyKey: 'key-1', failure, message },
  ]);
  expect(body.journey).toEqual([
    { node: 'order', kind: 'trigger', state: 'done', tries: 0 },
    { node: 'send', kind: 'action', state: 'failed', tries: 1, failure, message, at: expect.any(String) },
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

it.each([['cause=by-magic'], ['from=yesterday'], ['search='], ['trigger=12']])(
  'rejects a bad filter: %s',
  async (query) => {
    expect((await t.call('GET', `/api/runs?${query}`)).status).toBe(400);
  },
);

it('finds runs by cause, time, a record of them, and part of a flow’s name', async () => {
  const first = await insert(['succeeded'], { flowId: 'orders' });
  const second = await insert(['failed'], { flowId: 'orders' });
  const found = async (query: string) =>
    (await t.call('GET', `/api/runs?limit=200&${query}`)).body.runs.map(({ id }: { id: string }) => id);
  expect(await found('cause=webhook&flow=orders')).toEqual(expect.arrayContaining([first.runId, second.runId]));
  expect(await found('cause=poll')).toEqual([]);
  expect(await found(`search=${second.recordIds[0]}`)).toEqual([second.runId]);
  expect(await found(`search=${first.runId}`)).toEqual([first.runId]);
  expect(await found('search=flow%20ORD')).toContain(first.runId);
  expect(await found('search=100%25')).toEqual([]);
  const tomorrow = encodeURIComponent(new Date(Date.now() + 86_400_000).toISOString());
  expect(await found(`from=${tomorrow}`)).toEqual([]);
  expect(await found(`to=${tomorrow}&flow=orders`)).toContain(first.runId);
});

it('tells where the records of a run are, and what happened when', async () => {
  const { runId, recordIds } = await insert(['succeeded', 'failed', 'waiting']);
  const [done = '', failed = ''] = recordIds;
  const failure = { kind: 'input', code: 'http.badRequest', params: { status: 400 } } as const;
  await insertAttempt(t.deps.db, {
    runId,
    node: 'send',
    entries: [
      { r: done, n: 1, k: 'a', ms: 3, v: { id: 1, note: '{"r":"x","n":1' } },
      { r: failed, n: 1, k: 'b', f: failure },
    ],
  });
  const progress = (await t.call('GET', `/api/runs/${runId}/progress`, { as: 'viewer' })).body;
  expect(progress.stops).toHaveLength(2);
  expect(progress.stops).toContainEqual({ node: 'send', state: 'failed', reason: null, count: 1 });
  expect(progress.edges).toEqual([{ from: 'order', to: 'send', count: 3 }]);
  await insertFailure(t.deps.db, { runId, recordId: failed, flowId: 'orders', environmentId, failure });
  const { entries, more } = (await t.call('GET', `/api/runs/${runId}/timeline`, { as: 'viewer' })).body;
  expect(more).toBe(false);
  const kinds = entries.map(({ what, node, count }: Record<string, unknown>) => `${what} ${node} ${count}`);
  expect(kinds).toEqual(expect.arrayContaining(['began null 3', 'called send 2', 'failed send 1']));
});

describe('running a run again', () => {
  const failure = { kind: 'input', code: 'http.badRequest', params: { status: 400 } } as const;
  const post = (runId: string, body: object, as: 'operator' | 'viewer' = 'operator') =>
    t.call('POST', `/api/runs/${runId}/replay`, { as, body });
  const start = { from: 'start', records: 'failed', version: 'same' };
  async function broken() {
    const { runId, recordIds } = await insert(['succeeded', 'failed', 'failed', 'inDoubt']);
    const failures: string[] = [];
    for (const [index, status] of [
      [1, 'open'],
      [2, 'open'],
      [3, 'inDoubt'],
    ] as const) {
      const place = { runId, recordId: recordIds[index]!, flowId: 'orders', environmentId, failure, status };
      failures.push(await insertFailure(t.deps.db, place));
    }
    const [done = '', wrong = ''] = recordIds;
    const entries = [
      { r: done, n: 1, k: 'a', ms: 1.5, v: { id: 1 } },
      { r: wrong, n: 1, k: 'b', ms: 2, v: null },
    ];
    await insertAttempt(t.deps.db, { runId, node: 'send', entries });
    return { runId, recordIds, failures };
  }

  it('is protected, and rejects a bad body', async () => {
    const { runId } = await broken();
    expect((await post(runId, start, 'viewer')).status).toBe(403);
    expect((await post(runId, { from: 'start' })).status).toBe(400);
    expect((await post(runId, { from: 'failure', records: 'all' })).status).toBe(400);
    expect((await t.call('GET', `/api/runs/${runId}/replay`, { as: null })).status).toBe(401);
    expect((await post(missing, start)).status).toBe(404);
  });

  it('says beforehand what would be done again and what cannot be', async () => {
    const { runId } = await broken();
    const preview = (await t.call('GET', `/api/runs/${runId}/replay`, { as: 'viewer' })).body;
    expect(preview).toMatchObject({
      version: 1,
      versionThere: true,
      deployedVersion: 1,
      running: 0,
      resumable: 2,
      inDoubt: 1,
      gone: 0,
      expired: 0,
      startable: { all: 4, failed: 2 },
      tooLarge: { all: false, failed: false },
    });
    expect(preview.again.all).toEqual([{ node: 'send', count: 2, effect: expect.any(String), single: false }]);
    expect(preview.again.failed).toEqual([{ node: 'send', count: 1, effect: expect.any(String), single: false }]);
  });

  it('goes on with the failed records where they stopped, once', async () => {
    const { runId } = await broken();
    expect((await post(runId, { from: 'failure' })).body).toEqual({ runId, records: 2 });
    expect((await t.call('GET', `/api/runs/${runId}`)).body.counters).toMatchObject({
      waiting: 2,
      failed: 0,
      inDoubt: 1,
    });
    const again = await post(runId, { from: 'failure' });
    expect([again.status, again.body.error.code]).toEqual([404, 'server.replayNothing']);
  });

  it('starts failed records as a new run, resolves what they left, and refuses the second press', async () => {
    const { runId, failures } = await broken();
    const [one, two] = await Promise.all([post(runId, start), post(runId, start)]);
    expect([one.status, two.status].sort()).toEqual([200, 409]);
    const won = one.status === 200 ? one : two;
    expect(won.body.records).toBe(2);
    expect((await t.call('GET', `/api/runs/${won.body.runId}`)).body).toMatchObject({
      cause: 'replay',
      replayOf: runId,
      counters: { total: 2 },
    });
    const { records } = (await t.call('GET', `/api/runs/${won.body.runId}/records`)).body;
    const inputs = await Promise.all(
      records.map(async ({ id }: { id: string }) => (await t.call('GET', `/api/records/${id}`)).body.input),
    );
    expect(inputs).toEqual([{ body: { number: 1 } }, { body: { number: 2 } }]);
    const statuses = await Promise.all(
      failures.map(async (id) => (await t.call('GET', `/api/failures/${id}`)).body.status),
    );
    expect(statuses).toEqual(['resolved', 'resolved', 'inDoubt']);
    const history = (await t.call('GET', `/api/history?subject=run:${runId}`)).body.events;
    expect(history).toMatchObject([{ type: 'run.replayed', data: { records: 2, from: 'start' } }]);
  });

  it('refuses what is still running, has nothing left, or whose flow is nowhere in service', async () => {
    const waiting = await insert(['waiting', 'failed']);
    const all = { from: 'start', records: 'all', version: 'same' };
    expect((await post(waiting.runId, all)).body.error.code).toBe('server.replayRunning');
    const fine = await insert(['succeeded']);
    expect((await post(fine.runId, start)).body.error.code).toBe('server.replayNothing');
    const nowhere = await insert(['failed'], { flowId: 'mixed' });
    expect((await post(nowhere.runId, start)).body.error.code).toBe('server.noVersion');
    expect((await post(nowhere.runId, { ...start, version: 'deployed' })).body.error.code).toBe(
      'server.replayNotDeployed',
    );
    expect((await t.call('GET', `/api/runs/${nowhere.runId}/replay`)).body).toMatchObject({
      versionThere: false,
      deployedVersion: null,
    });
  });

  it('says how many records are no longer kept', async () => {
    const { runId, recordIds } = await broken();
    await t.deps.pool.query('delete from records where id = any($1)', [recordIds.slice(0, 2)]);
    expect((await t.call('GET', `/api/runs/${runId}/replay`)).body).toMatchObject({
      expired: 2,
      gone: 1,
      resumable: 1,
      startable: { all: 2, failed: 1 },
    });
  });
});
