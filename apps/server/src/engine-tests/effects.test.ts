import { randomUUID } from 'node:crypto';
import type { FlowDocument, FlowNode } from '@raccord/contract';
import { uuidv7 } from '@raccord/runtime/uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { endHold } from '../stores/engine/connection-holds.ts';
import { type TestEngine, testEngine, workspaceId } from '../testing/test-engine.ts';
import { flow, start } from './flow.ts';
import { connectUpstream, startUpstream, type Upstream, upstreamRegistry } from './upstream.ts';

describe.each(['postgres', 'redis'] as const)('effects, with the queue on %s', (queue) => {
  let engine: TestEngine;
  let upstream: Upstream;
  let connectionId: string;
  beforeAll(async () => {
    engine = await testEngine({ queue, registry: upstreamRegistry() });
    upstream = await startUpstream();
    connectionId = uuidv7();
    await connectUpstream(engine, upstream, connectionId);
  });
  afterEach(async () => {
    upstream.behave('normal');
    await endHold(engine.pool, connectionId);
  });
  afterAll(async () => {
    await engine.close();
    await upstream.close();
  });

  const calling = (action: string, more: Partial<Extract<FlowNode, { kind: 'action' }>> = {}): FlowDocument =>
    flow(
      `f-${action}-${randomUUID().slice(0, 8)}`,
      [
        start,
        {
          id: 'call',
          kind: 'action',
          uses: `upstream/${action}`,
          connection: 'up',
          with: { n: '{{start.n}}' },
          retry: { base: '10ms' },
          ...more,
        },
      ],
      ['start > call'],
      { connections: { up: { connector: 'upstream' } } },
    );
  const run = async (document: FlowDocument, inputs: unknown[]) => {
    await engine.deploy(document);
    return engine.fire(document.id, inputs);
  };
  /** The run's row once nothing of it waits any more, not even behind a held connection. */
  const ended = async (runId: string) => {
    await expect
      .poll(() => engine.settled(runId).then((row) => row.waiting), { timeout: 25_000, interval: 100 })
      .toBe(0);
    return engine.settled(runId);
  };
  const numbers = (count: number) => Array.from({ length: count }, (_, n) => ({ n }));
  const doneSince = (from: number) => upstream.effects.slice(from);

  it.each(['k', 'u', 'r'])('%s: an answer that gets lost after the work makes no second effect', async (action) => {
    const from = upstream.effects.length;
    upstream.behave('dropAfterWork', 10);
    const { runId } = await run(calling(action), numbers(30));
    expect(await ended(runId)).toMatchObject({ total: 30, succeeded: 30 });
    expect(doneSince(from)).toHaveLength(30);
    expect(new Set(doneSince(from).map((effect) => effect.key)).size).toBe(30);
  });

  it('what was sent and what came back is kept where it was refused', async () => {
    upstream.behave('refuse', 1);
    const { runId } = await run(calling('k'), [{ n: 7 }]);
    expect(await ended(runId)).toMatchObject({ failed: 1 });
    const { rows } = await engine.pool.query<{ entries: string }>('select entries from attempts where run_id = $1', [
      runId,
    ]);
    const [entry] = JSON.parse(rows[0]!.entries);
    expect(entry.x).toEqual({
      method: 'POST',
      url: '/',
      body: { n: 7, key: entry.k },
      status: 422,
      answer: '{"error":"n is wrong"}',
    });
  });

  it('n: an answer that gets lost leaves the record in doubt, and a person decides', async () => {
    const from = upstream.effects.length;
    upstream.behave('dropAfterWork', 2);
    const { runId } = await run(calling('n'), numbers(10));
    expect(await ended(runId)).toMatchObject({ total: 10, succeeded: 8, in_doubt: 2, failed: 0, waiting: 0 });
    expect(doneSince(from)).toHaveLength(10);
    const [one, other] = await engine.failures(runId);
    expect(one).toMatchObject({ status: 'inDoubt', node: 'call' });
    const refused = await engine.commands.retryRecords({ workspaceId, failureIds: [one!.id], by: 'test' });
    expect(refused).toEqual({ accepted: [], refused: [{ id: one!.id, code: 'engine.decideFirst' }] });
    await engine.commands.decideInDoubt({
      workspaceId,
      failureId: one!.id,
      decision: 'done',
      output: { id: 1, n: 1 },
      by: 'test',
    });
    await engine.commands.decideInDoubt({ workspaceId, failureId: other!.id, decision: 'notDone', by: 'test' });
    expect(await ended(runId)).toMatchObject({ succeeded: 10 });
    expect(doneSince(from)).toHaveLength(11);
    await expect(
      engine.commands.decideInDoubt({ workspaceId, failureId: one!.id, decision: 'done', by: 'test' }),
    ).rejects.toMatchObject({ code: 'server.alreadyDecided' });
    expect((await engine.failures(runId)).map((failure) => failure.status)).toEqual(['resolved', 'resolved']);
  });

  it.each([
    ['skip', { succeeded: 3, in_doubt: 0 }, 3],
    ['repeat', { succeeded: 3, in_doubt: 0 }, 4],
  ] as const)('n with inDoubt "%s": the flow decides', async (inDoubt, counters, effects) => {
    const from = upstream.effects.length;
    upstream.behave('dropAfterWork', 1);
    const { runId } = await run(calling('n', { inDoubt }), numbers(3));
    expect(await ended(runId)).toMatchObject(counters);
    expect(doneSince(from)).toHaveLength(effects);
  });

  it('passing trouble is tried again, and every try is kept', async () => {
    upstream.behave('error500', 2);
    const { runId, recordIds } = await run(calling('k'), [{ n: 1 }]);
    expect(await ended(runId)).toMatchObject({ succeeded: 1 });
    const { rows } = await engine.pool.query<{ entries: string }>(
      'select entries from attempts where run_id = $1 order by batch_id, seq',
      [runId],
    );
    const tries = rows.flatMap((row) => JSON.parse(row.entries)).filter((entry) => entry.r === recordIds[0]);
    expect(tries.map((entry) => [entry.n, entry.f?.code ?? 'done'])).toEqual([
      [1, 'http.serverError'],
      [2, 'http.serverError'],
      [3, 'done'],
    ]);
    expect(new Set(tries.map((entry) => entry.k)).size).toBe(1);
  });

  it('a refused record fails alone; corrected, it runs again under a new key; twice at once, one wins', async () => {
    upstream.behave('refuse', 1);
    const { runId } = await run(calling('k', {}), numbers(5));
    expect(await ended(runId)).toMatchObject({ succeeded: 4, failed: 1 });
    const [failure] = await engine.failures(runId);
    expect(failure).toMatchObject({ kind: 'input', code: 'http.refused', status: 'open' });
    const retry = { workspaceId, failureIds: [failure!.id], edited: { [failure!.id]: { n: 77 } }, by: 'test' };
    const both = await Promise.all([engine.commands.retryRecords(retry), engine.commands.retryRecords(retry)]);
    expect(both.map((answer) => answer.accepted.length).sort()).toEqual([0, 1]);
    expect(await ended(runId)).toMatchObject({ succeeded: 5, failed: 0, waiting: 0 });
    expect(upstream.effects.at(-1)).toMatchObject({ n: 77 });
    expect(await engine.failures(runId)).toMatchObject([{ status: 'resolved', data: expect.stringContaining('"n"') }]);
  });

  it('wrong input never reaches the other side, and says where', async () => {
    const before = upstream.calls;
    const { runId } = await run(calling('k'), [{ n: 'four' }, {}]);
    expect(await ended(runId)).toMatchObject({ failed: 2 });
    expect(upstream.calls).toBe(before);
    const failures = (await engine.failures(runId)).map((failure) => JSON.parse(failure.failure));
    expect(failures.map((each) => [each.code, each.at])).toEqual([
      ['engine.invalidField', 'call › n'],
      ['engine.missingField', 'call › n'],
    ]);
  });

  it('a failed port takes the record on; "ignore" lets it go on', async () => {
    upstream.behave('refuse', 2);
    const document = calling('k');
    document.nodes.push({ id: 'sorry', kind: 'respond', body: '{{call.failure.code}}' });
    document.edges.push({ from: 'call', port: 'failed', to: 'sorry' });
    const first = await run(document, [{ n: 1 }]);
    expect(await ended(first.runId)).toMatchObject({ succeeded: 1, failed: 0 });
    expect(JSON.parse((await engine.records(first.runId))[0]?.answer ?? '{}')).toMatchObject({ body: 'http.refused' });
    const second = await run(calling('k', { onFailure: 'ignore' }), [{ n: 1 }]);
    expect(await ended(second.runId)).toMatchObject({ succeeded: 1, failed: 0 });
  });

  it('a throttled connection holds its work and goes on by itself; nothing fails', async () => {
    const from = upstream.effects.length;
    upstream.behave('throttle', 1);
    const { runId } = await run(calling('k'), numbers(50));
    expect(await ended(runId)).toMatchObject({ succeeded: 50 });
    expect(await ended(runId)).toMatchObject({ failed: 0, waiting: 0 });
    expect(doneSince(from)).toHaveLength(50);
    expect(await engine.failures(runId)).toEqual([]);
  });

  it('a refused account holds its work until somebody reconnects it, and stops no other flow', async () => {
    upstream.behave('unauthorized');
    const { runId } = await run(calling('k'), numbers(20));
    expect(await engine.settled(runId)).toMatchObject({ waiting: 20, failed: 0 });
    const held = await engine.pool.query(
      "select count(*)::int as held from parked where reason = 'held' and connection_id = $1",
      [connectionId],
    );
    expect(held.rows[0]).toEqual({ held: 20 });
    await engine.deploy(flow('elsewhere', [start, { id: 'ok', kind: 'respond', body: 'ok' }], ['start > ok']));
    const other = await engine.fire('elsewhere', [{}]);
    expect(await engine.settled(other.runId)).toMatchObject({ succeeded: 1 });
    upstream.behave('normal');
    await endHold(engine.pool, connectionId);
    expect(await ended(runId)).toMatchObject({ succeeded: 20 });
  });

  it('a system that is down holds its work instead of failing it, asks rarely, and goes on when it is back', async () => {
    upstream.behave('error500');
    const before = upstream.calls;
    const { runId } = await run(calling('k'), numbers(200));
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    const asked = upstream.calls - before;
    expect(asked).toBeLessThan(60);
    upstream.behave('normal');
    expect(await ended(runId)).toMatchObject({ succeeded: 200 });
    expect(await engine.settled(runId)).toMatchObject({ failed: 0, in_doubt: 0 });
  });

  it('with ordering by key, records of one key run one after another, in the order they came', async () => {
    const from = upstream.effects.length;
    const document = calling('k');
    document.settings = { ordering: 'key', recordKey: '{{start.who}}' };
    await engine.deploy(document);
    const inputs = Array.from({ length: 60 }, (_, i) => ({ who: `w${i % 3}`, n: i }));
    upstream.behave('error500', 4);
    const runs = await Promise.all(
      [0, 1, 2].map((part) => engine.fire(document.id, inputs.slice(part * 20, part * 20 + 20))),
    );
    for (const { runId } of runs) expect(await ended(runId)).toMatchObject({ succeeded: 20 });
    for (const who of [0, 1, 2]) {
      const order = doneSince(from)
        .map((effect) => effect.n as number)
        .filter((n) => n % 3 === who);
      for (const part of [0, 1, 2]) {
        const own = order.filter((n) => Math.floor(n / 20) === part);
        expect(own).toEqual([...own].sort((a, b) => a - b));
        expect(own.length).toBeGreaterThan(0);
      }
    }
  });
});
