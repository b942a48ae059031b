import { uuidv7 } from '@raccord/runtime/uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { followOnce } from '../../journey/follow.ts';
import { countRuns } from '../../reconciler/count-runs.ts';
import { holdConnection } from '../../stores/engine/connection-holds.ts';
import { uuidBound } from '../../stores/partitions.ts';
import { SLOT_MS } from '../../stores/run-counts.ts';
import { sampleFlow } from '../../testing/sample-flow.ts';
import { insertAttempt, insertFailure, insertRun } from '../../testing/sample-run.ts';
import { type TestApp, testApp } from '../../testing/test-app.ts';

// The overview, held work, journeys, and why a trigger did not run: what is read of the work by those who look after it.

let t: TestApp;
let environmentId: string;
let connectionId: string;
beforeAll(async () => {
  t = await testApp();
  environmentId = (await t.call('POST', '/api/environments', { body: { name: 'sandbox' } })).body.id;
  const shop = { connector: 'http', environment: 'sandbox', name: 'Shop' };
  connectionId = (await t.call('POST', '/api/connections', { body: shop })).body.id;
  const hourly = sampleFlow('hourly', {
    nodes: [
      { id: 'order', kind: 'trigger', uses: 'schedule/cron', with: { cron: '0 * * * *', timezone: 'Europe/Paris' } },
      ...sampleFlow('hourly').nodes.slice(1),
    ],
    edges: [{ from: 'order', to: 'send' }],
  });
  for (const document of [sampleFlow('orders'), hourly]) {
    await t.call('POST', '/api/flows', { body: { document } });
    const deployed = await t.call('POST', `/api/flows/${document.id}/deploy`, { body: { environment: 'sandbox' } });
    expect(deployed.status, JSON.stringify(deployed.body)).toBe(200);
  }
});
afterAll(() => t.close());
const missing = '00000000-0000-7000-8000-00000000dead';
const failure = { kind: 'input', code: 'http.badRequest', params: { status: 400 } } as const;
const get = (url: string) => t.call('GET', url, { as: 'viewer' });

describe.each(['/api/overview', '/api/held', '/api/journey?q=abc', '/api/trigger-states', `/api/triggers/${missing}`])(
  'GET %s',
  (url) => {
    it('is protected', async () => {
      expect((await t.call('GET', url, { as: null })).status).toBe(401);
      expect((await get(url)).status).toBe(url.includes(missing) ? 404 : 200);
    });
  },
);

it.each(['/api/overview?range=ever', '/api/journey', '/api/journey?q=a', '/api/held?connection=x', '/api/triggers/12'])(
  'rejects a bad query: %s',
  async (url) => {
    expect((await get(url)).status).toBe(400);
  },
);

describe('the overview', () => {
  it('adds up the counters of runs, also of those that change later', async () => {
    const first = await insertRun(t.deps.db, {
      flowId: 'orders',
      environmentId,
      states: ['succeeded', 'failed', 'waiting'],
    });
    await insertRun(t.deps.db, { flowId: 'orders', environmentId, states: ['filtered', 'inDoubt', 'cancelled'] });
    await countRuns(t.deps.pool);
    const sums = async () => {
      const { records } = (await get('/api/overview?range=1h&environment=sandbox')).body;
      const sum = (name: string) => records.reduce((all: number, one: Record<string, number>) => all + one[name]!, 0);
      return ['runs', 'total', 'waiting', 'succeeded', 'filtered', 'failed', 'inDoubt', 'cancelled'].map(sum);
    };
    expect(await sums()).toEqual([2, 6, 1, 1, 1, 1, 1, 1]);
    await t.deps.pool.query('update runs set waiting = 0, succeeded = 2 where id = $1', [first.runId]);
    // Much later, when its five minutes are no longer the present ones.
    await t.deps.pool.query("update run_counts_made set made_at = now() - interval '1 hour'");
    await countRuns(t.deps.pool, Date.now() + 3 * SLOT_MS);
    expect(await sums()).toEqual([2, 6, 0, 2, 1, 1, 1, 1]);
  });

  it('says what needs somebody, with its sentence in the reader’s language', async () => {
    const { runId, recordIds } = await insertRun(t.deps.db, {
      flowId: 'orders',
      environmentId,
      states: ['failed', 'inDoubt'],
    });
    const place = { runId, flowId: 'orders', environmentId, failure };
    await insertFailure(t.deps.db, { ...place, recordId: recordIds[0]! });
    await insertFailure(t.deps.db, { ...place, recordId: recordIds[1]!, status: 'inDoubt' });
    const answer = await t.call('GET', '/api/overview', { as: 'viewer', headers: { 'accept-language': 'fr' } });
    expect(answer.body.needs).toMatchObject({ openGroups: 1, openFailures: 2, inDoubt: 1 });
    expect(answer.body.needs.groups[0]).toMatchObject({ flowId: 'orders', node: 'send', count: 2 });
    expect(answer.body.needs.groups[0].message).toMatch(/[éèà’]/);
    expect(answer.body.failures).toContainEqual({ flowId: 'orders', kind: 'input', count: 2 });
    const elsewhere = await t.call('POST', '/api/environments', { body: { name: 'production' } });
    expect(elsewhere.status).toBe(200);
    expect((await get('/api/overview?environment=production')).body.needs.openFailures).toBe(0);
    expect((await get('/api/overview?environment=nowhere')).status).toBe(404);
  });

  it('samples how long records took', async () => {
    const { recordIds } = await insertRun(t.deps.db, { flowId: 'orders', environmentId, states: ['succeeded'] });
    await t.deps.pool.query("update records set settled_at = settled_at + interval '90 seconds' where id = $1", [
      recordIds[0],
    ]);
    const { latency } = (await get('/api/overview?range=24h&environment=sandbox')).body;
    expect(Math.max(...latency.map(({ p95 }: { p95: number }) => p95))).toBeGreaterThan(10_000);
  });

  it('shows what waits behind a held connection, since when and until when', async () => {
    const { runId, recordIds } = await insertRun(t.deps.db, {
      flowId: 'orders',
      environmentId,
      states: ['waiting', 'waiting'],
    });
    expect((await get('/api/held')).body.held).toEqual([]);
    await holdConnection(t.deps.pool, connectionId, 'breaker', failure, 60_000);
    for (const id of recordIds)
      await t.deps.pool.query(
        `insert into parked (record_id, workspace_id, run_id, reason, node, connection_id)
         select $1, workspace_id, $2, 'held', 'send', $3 from runs where id = $2`,
        [id, runId, connectionId],
      );
    const { held } = (await get(`/api/held?connection=${connectionId}`)).body;
    expect(held).toMatchObject([
      {
        name: 'Shop',
        reason: 'breaker',
        waiting: 2,
        flows: [{ flowId: 'orders', waiting: 2 }],
        nextTryAt: expect.any(String),
      },
    ]);
    expect((await get('/api/overview')).body.needs.held).toEqual(held);
    expect((await get(`/api/runs/${runId}/progress`)).body.held).toMatchObject([{ connectionId, count: 2 }]);
    await t.deps.pool.query('delete from connection_holds');
  });

  it('tells a flow that fell silent from one that is never busy', async () => {
    const silent = async () =>
      (await get('/api/overview')).body.needs.silent.map(({ flowId }: { flowId: string }) => flowId);
    await t.deps.pool.query(
      `insert into run_counts (workspace_id, at, flow_id, environment_id, runs, total, waiting, succeeded, filtered, failed, in_doubt, cancelled)
       select workspace_id, now() - interval '3 days', 'hourly', $1, 1, 5000, 0, 5000, 0, 0, 0, 0 from flows where id = 'hourly'`,
      [environmentId],
    );
    expect(await silent()).toEqual(['hourly']);
    await t.deps.pool.query("update run_counts set total = 50 where flow_id = 'hourly'");
    expect(await silent()).toEqual([]);
  });
});

describe('the journey of a record', () => {
  const follow = async () => {
    // A record is followed some seconds after its id was made.
    await t.deps.pool.query('update records set id = id where false');
    for (let more = true; more; ) more = await followOnce(t.deps.pool);
  };
  let made = 0;
  /** Made long enough ago to be followed now; what came before it is followed again. */
  async function past(input: unknown): Promise<{ runId: string; recordId: string }> {
    const { runId, recordIds } = await insertRun(t.deps.db, { flowId: 'orders', environmentId, states: ['succeeded'] });
    const recordId = `${uuidBound(Date.now() - 20_000).slice(0, 14)}7000-8000-${uuidv7().slice(-12)}`;
    await t.deps.pool.query('update traces_made set record_id = $1', [uuidBound(Date.now() - 21_000)]);
    await t.deps.pool.query('update records set id = $2, input = $3, key = $4 where id = $1', [
      recordIds[0],
      recordId,
      JSON.stringify(input),
      `KEY ${++made}-77`,
    ]);
    return { runId, recordId };
  }
  const found = async (q: string) => (await get(`/api/journey?q=${encodeURIComponent(q)}`)).body;
  const ids = async (q: string) => (await found(q)).records.map(({ recordId }: { recordId: string }) => recordId);

  it('is found by what a record came with, what calls answered, and the name its flow gave it', async () => {
    const one = await past({
      customer: { email: 'Ana.Ruiz@Example.com', phone: '+33 6 12 34 56 78' },
      number: 'INV-2041',
      note: 'a\u0000b',
    });
    const two = await past({ lines: [{ sku: 'AB-77' }], total: 129_900, when: '2026-11-22T08:00:00Z' });
    const entries = [
      { r: two.recordId, n: 1, k: 'k', ms: 2, v: { invoice_id: '982000000567', customer: 'ana.ruiz@example.com' } },
      { r: one.recordId, n: 1, k: 'k', ms: 2, v: null },
    ];
    await insertAttempt(t.deps.db, { runId: two.runId, node: 'send', entries });
    await follow();
    expect(await ids(' ana.ruiz@EXAMPLE.com')).toEqual(expect.arrayContaining([one.recordId, two.recordId]));
    expect(await ids('inv-2041')).toEqual([one.recordId]);
    expect(await ids('#INV-2041')).toEqual([one.recordId]);
    expect(await ids('0033612345678')).toEqual([]);
    expect(await ids('+33 6 12 34 56 78')).toEqual([one.recordId]);
    expect(await ids('129900')).toEqual([two.recordId]);
    expect(await ids('2-77')).toEqual([two.recordId]);
    const { records, more, behindMs } = await found('982000000567');
    expect(records).toMatchObject([
      { recordId: two.recordId, came: false, flowId: 'orders', calls: [{ node: 'send' }] },
    ]);
    expect([more, behindMs < 60_000]).toEqual([false, true]);
    expect(await ids('2026-11-22T08:00:00Z')).toEqual([]);
  });

  it('leaves out what only has the same number, and what stood under a secret’s name', async () => {
    const { recordId } = await past({ password: 'hunter2-9000', order: 'ZX-555' });
    await follow();
    expect(await ids('zx-555')).toEqual([recordId]);
    expect(await ids('hunter2-9000')).toEqual([]);
    // Another text under the same number.
    const { traceToken } = await import('../../journey/tokens.ts');
    await t.deps.pool.query('update traces set tokens = tokens || $2::int where record_id = $1', [
      recordId,
      traceToken('other-1'),
    ]);
    expect(await ids('other-1')).toEqual([]);
  });

  it('follows everything once, and says how far it is behind', async () => {
    const { recordId } = await past({ order: 'ONCE-1' });
    await follow();
    await follow();
    const { rows } = await t.deps.pool.query('select count(*)::int as n from traces where record_id = $1', [recordId]);
    expect(rows[0].n).toBe(1);
    const { recordIds } = await insertRun(t.deps.db, { flowId: 'orders', environmentId, states: ['succeeded'] });
    expect(recordIds).toHaveLength(1);
    expect((await found('once-1')).behindMs).toBeGreaterThan(0);
  });
});

describe('why a trigger did not run', () => {
  const triggers = async () => (await get('/api/trigger-states')).body.triggers;
  const triggerOf = async (flowId: string) =>
    (await get(`/api/triggers/${(await triggers()).find((one: { flowId: string }) => one.flowId === flowId).id}`)).body;

  it('is told of a schedule, with its address kept from those who only look', async () => {
    const list = await get('/api/trigger-states?flow=hourly');
    expect(list.body.triggers).toHaveLength(1);
    expect(list.text).not.toContain('token');
    const trigger = await triggerOf('hourly');
    expect(trigger).toMatchObject({
      kind: 'schedule',
      deployed: 'yes',
      schedule: { cron: '0 * * * *', timezone: 'Europe/Paris', missed: 'last', overlap: 'skip' },
      why: [{ code: 'noWorker', weight: 'stops' }],
    });
  });

  it('names the occurrence that was skipped, and the work that is not in service', async () => {
    const { id } = await triggerOf('hourly');
    await t.deps.pool.query(
      "insert into workers (id, host, pid) values ('00000000-0000-7000-8000-000000000001', 'here', 1)",
    );
    await t.deps.pool.query(
      "insert into occurrences (trigger_id, scheduled_at, outcome, reason) values ($1, now(), 'skipped', 'overlap')",
      [id],
    );
    expect((await triggerOf('hourly')).why).toMatchObject([
      { code: 'overlap', weight: 'explains', at: expect.any(String) },
    ]);
    await t.call('POST', '/api/flows/hourly/undeploy', { body: { environment: 'sandbox' } });
    const codes = (await triggerOf('hourly')).why.map(({ code }: { code: string }) => code);
    expect(codes[0]).toMatch(/notInService|paused/);
  });

  it('says what the last reading said', async () => {
    const { id } = await triggerOf('orders');
    await t.deps.pool.query('update triggers set last_result = $2 where id = $1', [
      id,
      JSON.stringify({ ok: false, failure }),
    ]);
    const trigger = await triggerOf('orders');
    expect(trigger.lastMessage).toMatch(/\w/);
    expect(trigger.why).toContainEqual({ code: 'readingFailed', weight: 'explains', message: trigger.lastMessage });
  });
});
