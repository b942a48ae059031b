import type { FlowNode } from '@raccord/contract';
import { uuidv7 } from '@raccord/runtime/uuid';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { endHold, holdConnection, releaseConnection } from '../stores/engine/connection-holds.ts';
import { type TestEngine, testEngine } from '../testing/test-engine.ts';
import { flow, start } from './flow.ts';
import { connectUpstream, startUpstream, type Upstream, upstreamRegistry } from './upstream.ts';

let engine: TestEngine;
let upstream: Upstream;
const connectionId = uuidv7();
let count = 0;
beforeAll(async () => {
  engine = await testEngine({ registry: upstreamRegistry() });
  upstream = await startUpstream();
  await connectUpstream(engine, upstream, connectionId);
});
afterEach(async () => {
  upstream.behave('normal');
  upstream.broken.clear();
  await endHold(engine.pool, connectionId);
});
afterAll(async () => {
  await engine.close();
  await upstream.close();
});

async function fire(inputs: unknown[], attempts: number) {
  count += 1;
  const id = `held-${count}`;
  const call: FlowNode = {
    id: 'call',
    kind: 'action',
    uses: 'upstream/k',
    connection: 'up',
    with: { n: '{{start.n}}' },
  };
  const connections = { up: { connector: 'upstream' } };
  const retry = { attempts, base: '10ms' };
  await engine.deploy(flow(id, [start, { ...call, retry }], ['start > call'], { connections }));
  return engine.fire(id, inputs);
}
const hold = async () =>
  (await engine.pool.query('select * from connection_holds where connection_id = $1', [connectionId])).rows[0];
const numbers = (size: number) => Array.from({ length: size }, (_, n) => ({ n }));
/** The time of the hold is over, at once. */
const letTry = () =>
  engine.pool.query("update connection_holds set until = now() - interval '1 second', probed_at = null");

it('a system that is down for longer than anybody would try again: no record fails', async () => {
  upstream.behave('error500');
  const { runId } = await fire(numbers(6), 4);
  await expect.poll(hold, { timeout: 5_000 }).toMatchObject({ reason: 'breaker' });
  const before = upstream.calls;
  for (let tries = 0; tries < 10; tries += 1) {
    await letTry();
    await new Promise((resolve) => setTimeout(resolve, 700));
  }
  expect(upstream.calls - before).toBeGreaterThan(5);
  expect(upstream.calls - before).toBeLessThan(25);
  expect(await engine.settled(runId)).toMatchObject({ waiting: 6, failed: 0 });
  upstream.behave('normal');
  await letTry();
  await expect.poll(() => engine.settled(runId), { timeout: 20_000 }).toMatchObject({ succeeded: 6, failed: 0 });
});

it('a record that is never managed does not keep the others from being tried', async () => {
  upstream.behave('error500');
  upstream.broken.add(0);
  const { runId } = await fire(numbers(6), 3);
  await expect.poll(hold, { timeout: 5_000 }).toMatchObject({ reason: 'breaker' });
  upstream.behave('normal');
  await expect
    .poll(() => letTry().then(() => engine.settled(runId)), { timeout: 20_000, interval: 300 })
    .toMatchObject({ succeeded: 5, failed: 1, waiting: 0 });
});

it('an answer that says no ends a hold as well as one that says yes', async () => {
  const failure = { kind: 'transient' as const, code: 'http.serverError', params: {} };
  await holdConnection(engine.pool, connectionId, 'breaker', failure, 1);
  // Workers read a connection again after half a second.
  await new Promise((resolve) => setTimeout(resolve, 600));
  upstream.behave('refuse', 1);
  const { runId } = await fire(numbers(1), 3);
  await expect.poll(() => engine.settled(runId), { timeout: 5_000 }).toMatchObject({ failed: 1 });
  expect(await hold()).toBeUndefined();
});

it('a success ends only the hold it was a probe of, and a connection that is gone is not held', async () => {
  const failure = { kind: 'rateLimited' as const, code: 'http.rateLimited', params: {} };
  await holdConnection(engine.pool, connectionId, 'rateLimited', failure, 60_000);
  await releaseConnection(engine.pool, connectionId);
  expect(await hold()).toMatchObject({ reason: 'rateLimited' });
  await letTry();
  await releaseConnection(engine.pool, connectionId);
  expect(await hold()).toBeUndefined();
  await holdConnection(engine.pool, uuidv7(), 'auth', failure, undefined);
});
