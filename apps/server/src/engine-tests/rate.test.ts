import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type ConnectorRegistry,
  defineAction,
  defineConnector,
  defineTrigger,
  Failure,
  type FlowNode,
} from '@raccord/contract';
import { uuidv7 } from '@raccord/runtime/uuid';
import Type from 'typebox';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { endHold, holdConnection } from '../stores/engine/connection-holds.ts';
import { type TestEngine, testEngine, workspaceId } from '../testing/test-engine.ts';
import { flow, start } from './flow.ts';

/** A vendor that allows so many calls in two seconds and answers 429 beyond that. */
const vendor = { limit: 8, calls: [] as { at: number; n: number; status: number }[] };
const PER_MS = 2_000;
const title = { en: 'Vendor', fr: 'Vendeur' };
const same = { title, description: title };
const N = Type.Object({ n: Type.Number() });

function registry(): ConnectorRegistry {
  const call = defineAction({
    id: 'call',
    version: 1,
    ...same,
    input: N,
    output: Type.Object({}),
    effect: 'key',
    async run({ http }, { n }) {
      const { status, headers } = await http.request({ method: 'POST', url: `/${n}` });
      const retryAfterMs = Number(headers['retry-after'] ?? 1) * 1_000;
      if (status === 429) throw new Failure('rateLimited', 'http.rateLimited', { message: '429' }, { retryAfterMs });
      return {};
    },
  });
  const rows = defineTrigger({
    id: 'rows',
    version: 1,
    ...same,
    config: Type.Object({}),
    output: N,
    sample: { n: 0 },
    poll: {
      every: '1h',
      async page({ http }, _config, cursor) {
        await http.request({ method: 'GET', url: '/-1' });
        const items = cursor === null ? Array.from({ length: 30 }, (_, n) => ({ data: { n } })) : [];
        return { items, cursor: 1, more: false };
      },
    },
  });
  const auth = { kind: 'none' as const, credentials: Type.Object({}), apply: () => undefined };
  return {
    manual: { id: 'manual', ...same, auth, triggers: {}, actions: {} },
    vendor: defineConnector({
      id: 'vendor',
      ...same,
      auth,
      rates: [{ limit: 8, perMs: PER_MS }],
      triggers: { rows },
      actions: { call },
    }),
  };
}

let engine: TestEngine;
let server: Server;
const connectionId = uuidv7();
beforeAll(async () => {
  engine = await testEngine({ registry: registry() });
  server = createServer((request, response) => {
    const at = performance.now();
    const taken = vendor.calls.filter((each) => each.at > at - PER_MS && each.status === 200).length;
    const status = taken >= vendor.limit ? 429 : 200;
    vendor.calls.push({ at, n: Number(request.url?.slice(1)), status });
    response.writeHead(status, status === 429 ? { 'retry-after': '1' } : {}).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await engine.pool.query(
    `insert into connections (id, workspace_id, environment_id, connector, name, endpoints, is_default) values ($1, $2, $3, 'vendor', 'v', $4, true)`,
    [connectionId, workspaceId, engine.environmentId, JSON.stringify({ api })],
  );
});
afterAll(async () => {
  await engine.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const connections = { v: { connector: 'vendor' } };
const call: FlowNode = {
  id: 'call',
  kind: 'action',
  uses: 'vendor/call',
  connection: 'v',
  with: { n: '{{start.n}}' },
  retry: { attempts: 1 },
};
const holds = async () => (await engine.pool.query('select * from connection_holds')).rows;

it('back-fill keeps to the limit without holding the connection, waits without a worker, and lets work by hand pass', async () => {
  const trigger: FlowNode = { id: 'start', kind: 'trigger', uses: 'vendor/rows', connection: 'v' };
  const fill = flow('fill', [trigger, call], ['start > call'], { connections, settings: { concurrency: 30 } });
  // Batches are gone once they are settled; this remembers each.
  await engine.pool.query(`create table made_batches (queue text, run_id uuid);
    create function note_batch() returns trigger language plpgsql as
      'begin insert into made_batches values (new.queue, new.run_id); return null; end';
    create trigger note_batch after insert on batches for each row execute function note_batch()`);
  await engine.deploy(flow('hand', [start, call], ['start > call'], { connections }));
  await engine.deploy(fill, { kind: 'poll', everyMs: 3_600_000, nextDueAt: new Date(), connectionId });
  await expect.poll(() => vendor.calls.length, { timeout: 10_000 }).toBeGreaterThan(6);
  // Thirty at four a second: those whose turn is more than five seconds off do not wait in the worker.
  await expect
    .poll(
      async () => (await engine.pool.query("select count(*)::int as n from parked where reason = 'retry'")).rows[0].n,
      { timeout: 15_000 },
    )
    .toBeGreaterThan(0);
  const began = performance.now();
  const { runId } = await engine.fire('hand', [{ n: 100 }]);
  await expect.poll(() => vendor.calls.some(({ n }) => n === 100), { interval: 20, timeout: 5_000 }).toBe(true);
  expect(performance.now() - began).toBeLessThan(2_000);
  expect(await engine.settled(runId)).toMatchObject({ succeeded: 1 });
  const run = async () => (await engine.pool.query("select * from runs where flow_id = 'fill'")).rows;
  await expect.poll(run, { timeout: 30_000 }).toMatchObject([{ total: 30, succeeded: 30, open: false }]);
  // What had to wait is no more urgent than it was.
  const made = await engine.pool.query(
    "select m.queue from made_batches m join runs r on r.id = m.run_id where r.flow_id = 'fill'",
  );
  expect(made.rows.length).toBeGreaterThan(1);
  expect(new Set(made.rows.map(({ queue }) => queue))).toEqual(new Set(['bulk']));
  expect(vendor.calls.filter(({ status }) => status === 429)).toEqual([]);
  expect(vendor.calls.map(({ n }) => n).sort((a, b) => a - b)).toEqual([
    -1,
    ...Array.from({ length: 30 }, (_, n) => n),
    100,
  ]);
  expect(await holds()).toEqual([]);
}, 60_000);

it('a refusal holds the work for as long as the other side says, and the allowance shrinks for all', async () => {
  vendor.calls = [];
  vendor.limit = 4;
  const { runId } = await engine.fire(
    'hand',
    Array.from({ length: 12 }, (_, n) => ({ n })),
  );
  await expect.poll(() => engine.settled(runId, 30_000), { timeout: 40_000 }).toMatchObject({ succeeded: 12 });
  const refused = vendor.calls.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(0);
  for (const { at } of refused)
    expect(vendor.calls.filter((each) => each.at > at + 250 && each.at < at + 1_000)).toEqual([]);
  const { rows } = await engine.pool.query('select state from rate_budgets where connection_id = $1', [connectionId]);
  expect(JSON.parse(rows[0].state).rules[0].learned.limit).toBeLessThan(8);
}, 60_000);

it('a reading whose connection rests comes again in seconds, however long its interval', async () => {
  const failure = { kind: 'rateLimited' as const, code: 'http.rateLimited', params: {} };
  await holdConnection(engine.pool, connectionId, 'rateLimited', failure, 60_000);
  // Workers read a connection again after half a second.
  await new Promise((resolve) => setTimeout(resolve, 600));
  const trigger: FlowNode = { id: 'start', kind: 'trigger', uses: 'vendor/rows', connection: 'v' };
  const document = flow('resting', [trigger], [], { connections });
  const due = { kind: 'poll', everyMs: 3_600_000, nextDueAt: new Date(), connectionId };
  const { triggerId } = await engine.deploy(document, due);
  const row = async () =>
    (await engine.pool.query('select last_result, next_due_at from triggers where id = $1', [triggerId])).rows[0];
  await expect.poll(async () => (await row()).last_result, { timeout: 5_000 }).toContain('engine.connectionHeld');
  expect((await row()).next_due_at.getTime()).toBeLessThan(Date.now() + 6_000);
  await endHold(engine.pool, connectionId);
});
