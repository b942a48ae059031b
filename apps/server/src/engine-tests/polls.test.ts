import { type ConnectorRegistry, defineConnector, defineTrigger } from '@raccord/contract';
import { startWorker } from '@raccord/runtime/worker/start-worker';
import Type from 'typebox';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type TestEngine, testEngine, workspaceId } from '../testing/test-engine.ts';
import { flow } from './flow.ts';
import { upstreamRegistry } from './upstream.ts';

/** A source of ten rows a page that ends at `rows`, never ends, or is slow. */
const source = { rows: 0, endless: false, slowMs: 0, reads: 0 };
const anything = Type.Object({});
const title = { en: 'Source', fr: 'Source' };
const rowsRead = defineTrigger({
  id: 'rows',
  version: 1,
  title,
  description: title,
  config: anything,
  output: anything,
  sample: {},
  poll: {
    every: '1m',
    async page(_context, _config, cursor) {
      source.reads += 1;
      await new Promise((resolve) => setTimeout(resolve, source.slowMs));
      const from = typeof cursor === 'number' ? cursor : 0;
      const next = Math.min(from + 10, source.rows);
      const items = Array.from({ length: next - from }, (_, n) => ({
        dedupeKey: `${from + n}`,
        data: { n: from + n },
      }));
      return { items, cursor: next, more: source.endless || next < source.rows };
    },
  },
});
function registry(): ConnectorRegistry {
  const auth = { kind: 'none' as const, credentials: anything, apply: () => undefined };
  const parts = { title, description: title, auth, triggers: { rows: rowsRead }, actions: {} };
  return { ...upstreamRegistry(), source: defineConnector({ id: 'source', ...parts }) };
}
const trigger = { id: 'row', kind: 'trigger' as const, uses: 'source/rows', poll: { every: '1h' } };
const due = () => ({ kind: 'poll', everyMs: 3_600_000, nextDueAt: new Date() });

let engine: TestEngine;
beforeAll(async () => {
  engine = await testEngine({ registry: registry() });
});
afterEach(() => Object.assign(source, { rows: 0, endless: false, slowMs: 0, reads: 0 }));
afterAll(() => engine.close());
const triggerOf = async (id: string) => (await engine.pool.query('select * from triggers where id = $1', [id])).rows[0];
const runsOf = async (flowId: string) =>
  (await engine.pool.query('select * from runs where flow_id = $1 order by id', [flowId])).rows;

it('a trigger whose claim got lost on the way to its worker is polled again', async () => {
  source.rows = 3;
  const { triggerId } = await engine.deploy(flow('lost', [trigger], []), {
    ...due(),
    nextDueAt: new Date(Date.now() + 60_000),
  });
  await engine.pool.query(
    "update triggers set worker_id = $2, next_due_at = now(), rung_at = now() - interval '1 minute' where id = $1",
    [triggerId, engine.worker.id],
  );
  await expect.poll(() => runsOf('lost'), { timeout: 15_000 }).toMatchObject([{ total: 3, open: false }]);
});

it('a trigger that was rung for and has nothing in service is left free', async () => {
  const { triggerId } = await engine.deploy(flow('retired', [trigger], []), {
    ...due(),
    nextDueAt: new Date(Date.now() + 60_000),
  });
  await engine.pool.query('update deployments set active = false where flow_id = $1', ['retired']);
  await engine.pool.query('update triggers set next_due_at = now() where id = $1', [triggerId]);
  expect(await engine.deps.ports.triggers.claimPoll(triggerId, engine.worker.id)).toBeUndefined();
  expect(await triggerOf(triggerId)).toMatchObject({ worker_id: null });
});

it('a source that says there is more and stays where it is is not read for ever', async () => {
  Object.assign(source, { rows: 15, endless: true });
  const { triggerId } = await engine.deploy(flow('endless', [trigger], []), due());
  await expect
    .poll(async () => JSON.parse((await triggerOf(triggerId)).last_result ?? '{}').failure?.code, { timeout: 10_000 })
    .toBe('engine.pollStands');
  expect(source.reads).toBeLessThan(6);
  await expect.poll(() => runsOf('endless')).toMatchObject([{ total: 15, succeeded: 15 }]);
});

it('an aggregate of what was polled goes on at once when the last page is in', async () => {
  Object.assign(source, { rows: 25, slowMs: 300 });
  const all = { id: 'all', kind: 'aggregate' as const, of: 'run' as const, collect: '{{row.n}}' };
  const answer = { id: 'answer', kind: 'respond' as const, body: '{{all.count}}' };
  const { triggerId } = await engine.deploy(
    flow('gathered', [trigger, all, answer], ['row > all', 'all > answer']),
    due(),
  );
  await expect.poll(async () => (await triggerOf(triggerId)).last_fired_at, { timeout: 10_000 }).not.toBeNull();
  await expect.poll(() => runsOf('gathered'), { timeout: 3_000 }).toMatchObject([{ total: 26, succeeded: 26 }]);
});

it('records of a new version do not go into the open run of the old one; it is closed', async () => {
  const document = flow('changed', [trigger], []);
  const { triggerId } = await engine.deploy(document, { ...due(), nextDueAt: new Date(Date.now() + 60_000) });
  const openRun = '0190aaaa-0000-7000-8000-000000000001'.replace('0190aaaa-0000', idNow());
  await engine.pool.query(
    `insert into runs (id, workspace_id, flow_id, version, environment_id, trigger_id, cause, open) values ($1, $2, 'changed', 1, $3, $4, 'poll', true)`,
    [openRun, workspaceId, engine.environmentId, triggerId],
  );
  await engine.pool.query('update triggers set open_run_id = $2 where id = $1', [triggerId, openRun]);
  await engine.deploy(document);
  await engine.pool.query("update triggers set kind = 'poll', next_due_at = now() where id = $1", [triggerId]);
  source.rows = 5;
  await expect
    .poll(() => runsOf('changed'), { timeout: 10_000 })
    .toMatchObject([
      { id: openRun, version: 1, open: false, total: 0, ended_at: expect.any(Date) },
      { version: 2, open: false, total: 5 },
    ]);
});

it('the open run of a trigger taken out of service is closed', async () => {
  const { triggerId } = await engine.deploy(flow('stopped', [trigger], []), {
    ...due(),
    nextDueAt: new Date(Date.now() + 60_000),
  });
  const openRun = '0190aaaa-0000-7000-8000-000000000002'.replace('0190aaaa-0000', idNow());
  await engine.pool.query(
    `insert into runs (id, workspace_id, flow_id, version, environment_id, trigger_id, cause, open) values ($1, $2, 'stopped', 1, $3, $4, 'poll', true)`,
    [openRun, workspaceId, engine.environmentId, triggerId],
  );
  await engine.pool.query('update triggers set open_run_id = $2, active = false where id = $1', [triggerId, openRun]);
  await expect.poll(() => runsOf('stopped')).toMatchObject([{ open: false, ended_at: expect.any(Date) }]);
  expect(await triggerOf(triggerId)).toMatchObject({ open_run_id: null });
});

it('an ordered flow runs each page as it comes', async () => {
  Object.assign(source, { rows: 30, slowMs: 200 });
  const began = Date.now();
  await engine.deploy(
    flow('in-order', [trigger], [], { settings: { ordering: 'key', recordKey: '{{row.n % 3}}' } }),
    due(),
  );
  await expect
    .poll(() => runsOf('in-order'), { timeout: 10_000 })
    .toMatchObject([{ total: 30, succeeded: 30, open: false }]);
  expect(Date.now() - began).toBeLessThan(4_500);
});

it('a worker that is to leave in the midst of a long reading does so after a page; another goes on in the same run', async () => {
  Object.assign(source, { rows: 1_000_000, slowMs: 20 });
  const { triggerId } = await engine.deploy(flow('long', [trigger], []), due());
  await expect.poll(() => source.reads, { timeout: 10_000 }).toBeGreaterThan(2);
  await engine.worker.stop();
  const left = await triggerOf(triggerId);
  expect(left).toMatchObject({ worker_id: null, last_result: null });
  const read = JSON.parse(left.cursor);
  expect(await runsOf('long')).toMatchObject([{ total: read, succeeded: read, open: true }]);
  source.rows = read + 25;
  const next = await startWorker(engine.deps.ports, engine.deps.lease);
  try {
    await expect
      .poll(() => runsOf('long'), { timeout: 15_000 })
      .toMatchObject([{ total: read + 25, succeeded: read + 25, open: false }]);
  } finally {
    await next.stop();
  }
});

it('no work is taken before this machine’s clock was looked at, and a look that failed is none', async () => {
  await engine.worker.stop();
  const begin = { id: 'start', kind: 'trigger' as const, uses: 'manual/run' };
  await engine.deploy(flow('ahead', [begin], []));
  const runs = [await engine.fire('ahead', [{}]), await engine.fire('ahead', [{}])];
  let asked = 0;
  const { promise: skew, resolve: tell, reject: fail } = Promise.withResolvers<number>();
  let answer = skew;
  const skewMs = () => {
    asked += 1;
    return answer;
  };
  const { ports, lease } = engine.deps;
  const worker = await startWorker(ports, { ...lease, skewMs });
  try {
    await expect.poll(() => ports.doorbell.waiting('live'), { timeout: 10_000 }).toBe(0);
    expect(asked).toBe(1);
    answer = Promise.resolve(60_000);
    fail(new Error('no answer'));
    await expect.poll(() => asked, { timeout: 20_000 }).toBeGreaterThan(1);
  } finally {
    tell(0);
    await worker.stop();
  }
  for (const { runId } of runs) expect(await engine.records(runId)).toMatchObject([{ state: 'waiting' }]);
});

function idNow(): string {
  const hex = Date.now().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}
