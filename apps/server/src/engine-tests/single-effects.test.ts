import type { FlowNode } from '@raccord/contract';
import { ConnectionHealth } from '@raccord/runtime/engine/connection-health';
import { executeBatch } from '@raccord/runtime/engine/execute-batch';
import { FlowCache } from '@raccord/runtime/engine/flow-cache';
import type { ConnectionPort } from '@raccord/runtime/ports';
import { uuidv7 } from '@raccord/runtime/uuid';
import { startWorker } from '@raccord/runtime/worker/start-worker';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { takeFromTheDead } from '../reconciler/reconcile.ts';
import { appendAttempts, journalColumns } from '../stores/engine/append-attempts.ts';
import { createBatchStore } from '../stores/engine/batch-store.ts';
import { endHold, holdConnection } from '../stores/engine/connection-holds.ts';
import { placeInService } from '../stores/engine/fire-run.ts';
import { storeArrivals } from '../stores/engine/store-arrivals.ts';
import { type TestEngine, testEngine, workspaceId } from '../testing/test-engine.ts';
import { flow, start } from './flow.ts';
import { connectUpstream, startUpstream, type Upstream, upstreamRegistry } from './upstream.ts';

/** Effects stay single over the ends of workers and the decisions of people. Here a worker runs only when a test says so. */
let engine: TestEngine;
let upstream: Upstream;
const connectionId = uuidv7();
let count = 0;
beforeAll(async () => {
  engine = await testEngine({ registry: upstreamRegistry() });
  await engine.worker.stop();
  upstream = await startUpstream();
  await connectUpstream(engine, upstream, connectionId);
});
afterEach(async () => {
  upstream.behave('normal');
  await endHold(engine.pool, connectionId);
  // What a test left undone is not for the next one's worker.
  await engine.pool.query('delete from batches');
});
afterAll(async () => {
  await engine.close();
  await upstream.close();
});

async function fire(action: string, inputs: unknown[], more: Partial<Extract<FlowNode, { kind: 'action' }>> = {}) {
  count += 1;
  const id = `single-${action}-${count}`;
  const call: FlowNode = { id: 'call', kind: 'action', uses: `upstream/${action}`, connection: 'up', ...more };
  const connections = { up: { connector: 'upstream' } };
  await engine.deploy(flow(id, [start, { ...call, with: { n: '{{start.n}}' } }], ['start > call'], { connections }));
  const { runId } = await engine.fire(id, inputs);
  const { rows } = await engine.pool.query<{ id: string }>('select id from batches where run_id = $1', [runId]);
  return { runId, batchId: rows[0]!.id };
}

/** Everything is called and nothing recorded: what a worker leaves that dies right before it would have settled. */
async function runAndDie(batchId: string) {
  const { ports } = engine.deps;
  const batch = await ports.batches.claim(batchId, uuidv7());
  const cache = new FlowCache(ports.flows, ports.registry);
  await executeBatch(batch!, await cache.get(batch!), ports, new ConnectionHealth(), new AbortController().signal);
  return batch!;
}

/** Executes with some ports replaced; nothing is settled. */
async function execute(batchId: string, connections: Partial<ConnectionPort>) {
  const { ports } = engine.deps;
  const batch = await ports.batches.claim(batchId, uuidv7());
  const flowInPlace = await new FlowCache(ports.flows, ports.registry).get(batch!);
  const replaced = { ...ports, connections: { ...ports.connections, ...connections } };
  return executeBatch(batch!, flowInPlace, replaced, new ConnectionHealth(), new AbortController().signal);
}

async function withWorker<T>(act: () => Promise<T>): Promise<T> {
  const worker = await startWorker(engine.deps.ports, engine.deps.lease);
  try {
    return await act();
  } finally {
    await worker.stop();
  }
}

const ended = (runId: string) =>
  expect.poll(() => engine.settled(runId).then((run) => run.waiting), { timeout: 10_000 }).toBe(0);
const retry = async (runId: string) => {
  const open = (await engine.failures(runId)).filter((failure) => failure.status === 'open');
  return engine.commands.retryRecords({ workspaceId, failureIds: open.map(({ id }) => id), by: 'test' });
};

it('a call that may have been carried out keeps its key when the record had been started anew before', async () => {
  const from = upstream.effects.length;
  upstream.behave('refuse', 1);
  const { runId } = await fire('k', [{ n: 1 }], { retry: { attempts: 1 } });
  await withWorker(async () => {
    await ended(runId);
    upstream.behave('dropAfterWork', 1);
    await retry(runId);
    await ended(runId);
    expect(await engine.settled(runId)).toMatchObject({ failed: 1 });
    await retry(runId);
    await ended(runId);
  });
  expect(await engine.settled(runId)).toMatchObject({ succeeded: 1, failed: 0 });
  expect(upstream.effects.slice(from)).toHaveLength(1);
});

it('a doubt is not forgotten because the last try was certainly not carried out', async () => {
  const from = upstream.effects.length;
  upstream.behave('dropAfterWork', 1);
  const { runId } = await fire('k', [{ n: 1 }], { retry: { attempts: 2, base: '300ms' } });
  await withWorker(async () => {
    await expect.poll(() => upstream.effects.length).toBe(from + 1);
    upstream.behave('busy', 1);
    await ended(runId);
    expect(await engine.settled(runId)).toMatchObject({ failed: 1 });
    await retry(runId);
    await ended(runId);
  });
  expect(await engine.settled(runId)).toMatchObject({ succeeded: 1 });
  expect(upstream.effects.slice(from)).toHaveLength(1);
});

it('a batch cut after its worker died looks back before it calls again', async () => {
  const from = upstream.effects.length;
  const { runId, batchId } = await fire('r', [{ n: 1 }, { n: 2 }]);
  await runAndDie(batchId);
  await engine.pool.query("update batches set crashes = 2, state = 'queued' where id = $1", [batchId]);
  await withWorker(() => ended(runId));
  expect(await engine.settled(runId)).toMatchObject({ succeeded: 2 });
  expect(upstream.effects.slice(from)).toHaveLength(2);
});

it('a batch taken over from a dead worker, then held, looks back when it goes on', async () => {
  const from = upstream.effects.length;
  const { runId, batchId } = await fire('r', [{ n: 1 }]);
  await runAndDie(batchId);
  const failure = { kind: 'rateLimited' as const, code: 'http.rateLimited', params: {} };
  await holdConnection(engine.pool, connectionId, 'rateLimited', failure, 60_000);
  await new Promise((resolve) => setTimeout(resolve, 600));
  await withWorker(async () => {
    await expect.poll(() => engine.records(runId), { timeout: 10_000 }).toMatchObject([{ wait_reason: 'held' }]);
    await endHold(engine.pool, connectionId);
    await ended(runId);
  });
  expect(await engine.settled(runId)).toMatchObject({ succeeded: 1 });
  expect(upstream.effects.slice(from)).toHaveLength(1);
});

it.each(['r', 'n'])(
  'poison, run again by a person (%s): what its workers did is not done a second time',
  async (action) => {
    const from = upstream.effects.length;
    const { runId, batchId } = await fire(action, [{ n: 1 }]);
    await runAndDie(batchId);
    await engine.pool.query("update batches set crashes = 4, state = 'queued' where id = $1", [batchId]);
    await withWorker(async () => {
      await ended(runId);
      expect(await engine.failures(runId)).toMatchObject([{ code: 'engine.poison' }]);
      await retry(runId);
      await ended(runId);
    });
    expect(await engine.settled(runId)).toMatchObject({ succeeded: 1, in_doubt: 0 });
    expect(upstream.effects.slice(from)).toHaveLength(1);
  },
);

it('when one call of a batch fails for a reason of ours, no other call begins', async () => {
  const { batchId } = await fire(
    'k',
    Array.from({ length: 60 }, (_, n) => ({ n })),
  );
  const before = upstream.calls;
  upstream.behave('throttle', 1);
  const hold = () => Promise.reject(new Error('no database'));
  await expect(execute(batchId, { hold })).rejects.toThrow('no database');
  const begun = upstream.calls - before;
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(upstream.calls - before).toBe(begun);
  expect(begun).toBeLessThan(30);
});

it('an intent that is being written keeps the batch from being taken over unseen', async () => {
  const { batchId } = await fire('n', [{ n: 1 }]);
  // It lives until it is said to be dead: the engine's own look must not come first.
  const dying = uuidv7();
  await engine.deps.lease.beat(dying);
  const batch = await engine.deps.ports.batches.claim(batchId, dying);
  const [writer, taker] = [await engine.pool.connect(), await engine.pool.connect()];
  try {
    await writer.query('begin');
    const entries = [{ r: batch!.records[0]!.id, n: 1 }];
    const columns = journalColumns(batch!, [{ node: 'call', kind: 'intent', entries }], (text) => text);
    expect(await appendAttempts(writer, batch!, columns)).toBe(true);
    const takenOver = takeFromTheDead(taker, [dying]).then(() => engine.deps.ports.batches.claim(batchId, uuidv7()));
    await new Promise((resolve) => setTimeout(resolve, 300));
    await writer.query('commit');
    expect((await takenOver)?.journal).toMatchObject([{ node: 'call', kind: 'intent' }]);
  } finally {
    writer.release();
    taker.release();
  }
});

it('the death of one worker says nothing of others that were not heard of for a while, as none is after a restart of the database', async () => {
  const { batchId } = await fire('r', [{ n: 1 }]);
  const [dead, silent] = [uuidv7(), uuidv7()];
  const taker = await engine.pool.connect();
  try {
    // Undone at the end, and unseen by the engine's own look meanwhile.
    await taker.query('begin');
    await taker.query(
      "insert into workers (id, host, pid, seen_at) select id, 'x', 1, now() - interval '1 minute' from unnest($1::uuid[]) id",
      [[dead, silent]],
    );
    await taker.query("update batches set state = 'running', worker_id = $2, fence = 1 where id = $1", [
      batchId,
      silent,
    ]);
    expect(await takeFromTheDead(taker, [dead])).toEqual([]);
    const { rows } = await taker.query('select state, crashes from batches where id = $1', [batchId]);
    expect(rows).toEqual([{ state: 'running', crashes: 0 }]);
    expect((await taker.query('select 1 from workers where id = $1', [dead])).rowCount).toBe(0);
    expect(await takeFromTheDead(taker, [silent])).toMatchObject([{ id: batchId }]);
  } finally {
    await taker.query('rollback');
    taker.release();
  }
});

it('what takes long for the work there is in it is not settled where it would be given up after seconds', async () => {
  const hasty = new pg.Pool({ connectionString: engine.databaseUrl });
  await hasty.end();
  const store = createBatchStore({ pool: hasty, patient: engine.pool, redact: (text) => text });
  const { batchId } = await fire('r', [{ n: 1 }]);
  const batch = (await engine.deps.ports.batches.claim(batchId, uuidv7()))!;
  const { id } = batch.records[0]!;
  const ends = { ended: [{ id, state: 'succeeded' as const }], parked: [], subRuns: [], asks: [], journal: [] };
  const few = { ...ends, children: [], gathersRun: false };
  await expect(store.settle(batch, few)).rejects.toThrow('end');
  const child = { id: uuidv7(), parentId: id, rootId: id, carried: {} };
  expect(await store.settle(batch, { ...few, children: [child] })).toMatchObject({ ring: [{ kind: 'batch' }] });
});

it('of a lane whose worker died the first batch is rung for, though it was another that died', async () => {
  const settings = { recordKey: '{{start.n}}', ordering: 'key' as const };
  await engine.deploy(flow('lane-of-the-dead', [start], [], { settings }));
  const first = await engine.fire('lane-of-the-dead', [{ n: 1 }]);
  const second = await engine.fire('lane-of-the-dead', [{ n: 2 }]);
  // As after a retry that came back into the lane while a later batch was being run.
  const dead = uuidv7();
  await engine.deps.lease.beat(dead);
  await engine.pool.query("update batches set state = 'running', worker_id = $1, fence = 1 where run_id = $2", [
    dead,
    second.runId,
  ]);
  const taker = await engine.pool.connect();
  const rings = await takeFromTheDead(taker, [dead]).finally(() => taker.release());
  const { rows } = await engine.pool.query<{ id: string }>('select id from batches where run_id = $1', [first.runId]);
  expect(rings.map(({ id }) => id)).toContain(rows[0]!.id);
});

it('of a lane the batch that was stored first goes first, though another has a record that reached its server earlier', async () => {
  await engine.deploy(flow('lane-of-two-servers', [start], []));
  const place = await placeInService(engine.pool, workspaceId, 'lane-of-two-servers', engine.environmentId);
  const [waited, first, second] = [uuidv7(), uuidv7(), uuidv7()];
  const arrive = async (recordIds: string[]) => {
    const items = recordIds.map((recordId) => ({ recordId, input: '{}' }));
    const rest = { cause: 'webhook', queue: 'live' as const, startedAt: 0, lane: 'of two servers', items };
    return (await storeArrivals(engine.pool, [{ ...place!, ...rest }])).batches[0]!.batchId;
  };
  const one = await arrive([first]);
  const other = await arrive([waited, second]);
  expect(await engine.deps.ports.batches.claim(other, uuidv7())).toBeUndefined();
  expect(await engine.deps.ports.batches.claim(one, uuidv7())).toMatchObject({ records: [{ id: first }] });
});

it('an action that breaks after its call leaves the record in doubt', async () => {
  const from = upstream.effects.length;
  upstream.behave('nonsense', 1);
  const { runId } = await fire('n', [{ n: 1 }]);
  await withWorker(() => ended(runId));
  expect(await engine.settled(runId)).toMatchObject({ in_doubt: 1, failed: 0 });
  expect(upstream.effects.slice(from)).toHaveLength(1);
});

it('what nothing can tell about and the flow skips lets the parts of a record go on', async () => {
  const from = upstream.effects.length;
  const connections = { up: { connector: 'upstream' } };
  const action = { kind: 'action' as const, uses: 'upstream/n', connection: 'up' };
  const call: FlowNode = { ...action, id: 'call', with: { n: 1 }, inDoubt: 'skip' };
  const lines: FlowNode = { id: 'line', kind: 'split', items: '{{start.lines}}' };
  const nodes = [start, call, lines, { ...action, id: 'each', with: { n: '{{line}}' } }];
  await engine.deploy(flow('skipped-parts', nodes, ['start > call', 'call > line', 'line > each'], { connections }));
  const { runId } = await engine.fire('skipped-parts', [{ n: 1, lines: [2, 3] }]);
  const carried = JSON.stringify({ call: { s: 'tried', n: 1, maybe: true } });
  await engine.pool.query('update records set carried = $2 where run_id = $1', [runId, carried]);
  await withWorker(() => ended(runId));
  expect(await engine.settled(runId)).toMatchObject({ total: 3, succeeded: 3, filtered: 0 });
  expect(new Set(upstream.effects.slice(from).map(({ n }) => n))).toEqual(new Set([2, 3]));
});
