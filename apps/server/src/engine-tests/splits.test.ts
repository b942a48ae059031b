import type { FlowDocument, FlowNode } from '@raccord/contract';
import { uuidv7 } from '@raccord/runtime/uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { endHold, holdConnection } from '../stores/engine/connection-holds.ts';
import { uuidBound } from '../stores/partitions.ts';
import { type TestEngine, testEngine, workspaceId } from '../testing/test-engine.ts';
import { flow, start } from './flow.ts';
import { connectUpstream, startUpstream, type Upstream, upstreamRegistry } from './upstream.ts';

let engine: TestEngine;
let upstream: Upstream;
const connectionId = uuidv7();
beforeAll(async () => {
  engine = await testEngine({ registry: upstreamRegistry() });
  upstream = await startUpstream();
  await connectUpstream(engine, upstream, connectionId);
});
afterEach(() => upstream.behave('normal'));
afterAll(async () => {
  await engine.close();
  await upstream.close();
});

const act = (id: string, n: string, more: Partial<Extract<FlowNode, { kind: 'action' }>> = {}): FlowNode => ({
  id,
  kind: 'action',
  uses: 'upstream/k',
  connection: 'up',
  with: { n },
  retry: { base: '10ms' },
  ...more,
});
const lines: FlowNode = { id: 'line', kind: 'split', items: '{{start.lines}}' };
const all: FlowNode = { id: 'all', kind: 'aggregate', collect: '{{line}}' };
const answer: FlowNode = { id: 'answer', kind: 'respond', body: '{{all.items}}' };

async function run(document: FlowDocument, inputs: unknown[]) {
  await engine.deploy({ ...document, connections: { up: { connector: 'upstream' } } });
  return engine.fire(document.id, inputs);
}
describe('what a step that failed let go on is split all the same', () => {
  it.each([
    { how: 'refused', n: 1, through: '' },
    { how: 'refused', n: 1, through: '.failed' },
    { how: 'never sent', n: 'one', through: '' },
    { how: 'never sent', n: 'one', through: '.failed' },
  ])('$how, by the port "$through"', async ({ how, n, through }) => {
    if (how === 'refused') upstream.behave('refuse', 1);
    const from = upstream.effects.length;
    const { runId } = await run(
      flow(
        `below-failed-${how.replace(' ', '-')}${through.replace('.', '-')}`,
        [
          start,
          act('first', '{{start.n}}', through === '' ? { onFailure: 'ignore' } : {}),
          lines,
          act('each', '{{line}}'),
          all,
          answer,
        ],
        ['start > first', `first${through} > line`, 'line > each', 'each > all', 'all > answer'],
      ),
      [{ n, lines: [7, 8] }],
    );
    expect(await engine.ended(runId)).toMatchObject({ total: 3, succeeded: 3, filtered: 0 });
    expect(await engine.answers(runId)).toEqual([[7, 8]]);
    expect(
      upstream.effects
        .slice(from)
        .map((effect) => effect.n)
        .sort(),
    ).toEqual([7, 8]);
  });

  it('a part that is run again does not try the step that failed', async () => {
    upstream.behave('refuse', 1);
    const { runId } = await run(
      flow(
        'part-again',
        [start, act('first', '{{1}}', { onFailure: 'ignore' }), lines, act('each', '{{$number(line)}}'), all, answer],
        ['start > first', 'first > line', 'line > each', 'each > all', 'all > answer'],
      ),
      [{ lines: ['7', 'x'] }],
    );
    expect(await engine.settled(runId)).toMatchObject({ waiting: 1, failed: 1 });
    const from = upstream.effects.length;
    const failureIds = (await engine.failures(runId)).map(({ id }) => id);
    await engine.commands.retryRecords({ workspaceId, failureIds, by: 'test' });
    await expect
      .poll(() => engine.failures(runId), { timeout: 10_000 })
      .toMatchObject([{ status: 'resolved' }, { status: 'open' }]);
    expect(upstream.effects.slice(from)).toEqual([]);
  });
});

it('of two splits beside each other what comes behind both is done once, by the whole', async () => {
  const from = upstream.effects.length;
  const { runId } = await run(
    flow(
      'beside',
      [
        start,
        lines,
        all,
        { id: 'tag', kind: 'split', items: '{{start.tags}}' },
        { id: 'tags', kind: 'aggregate', collect: '{{tag}}' },
        act('behind', '{{all.count * 10 + tags.count}}'),
      ],
      ['start > line', 'line > all', 'start > tag', 'tag > tags', 'all > behind', 'tags > behind'],
    ),
    [{ lines: [1, 2], tags: ['a', 'b', 'c'] }],
  );
  expect(await engine.ended(runId)).toMatchObject({ total: 6, succeeded: 6 });
  expect(upstream.effects.slice(from).map((effect) => effect.n)).toEqual([23]);
});

it('the parts of a record whose machine had a clock ahead are all waited for', async () => {
  const { runId, recordIds } = await run(
    flow(
      'skewed',
      [start, { id: 'pause', kind: 'wait', for: '1h' }, lines, act('each', '{{line}}'), all, answer],
      ['start > pause', 'pause > line', 'line > each', 'each > all', 'all > answer'],
    ),
    [{ lines: [1, 2, 3] }],
  );
  await expect.poll(() => engine.records(runId), { timeout: 10_000 }).toMatchObject([{ wait_reason: 'time' }]);
  const ahead = `${uuidBound(Date.now() + 60_000).slice(0, 14)}7${uuidv7().slice(15)}`;
  const over = JSON.stringify({ pause: { s: 'until', at: 0 } });
  await engine.pool.query(
    `with renamed as (update records set id = $2, carried = $3 where id = $1)
     update parked set record_id = $2, due_at = now() where record_id = $1`,
    [recordIds[0], ahead, over],
  );
  expect(await engine.ended(runId)).toMatchObject({ total: 4, succeeded: 4 });
  expect(await engine.answers(runId)).toEqual([[1, 2, 3]]);
});

describe('a record that waits on several paths', () => {
  const limited = { kind: 'rateLimited' as const, code: 'http.rateLimited', params: {} };
  const held = async (document: FlowDocument, inputs: unknown[]) => {
    await holdConnection(engine.pool, connectionId, 'rateLimited', limited, 3_600_000);
    await new Promise((resolve) => setTimeout(resolve, 600));
    const fired = await run(document, inputs);
    await expect.poll(() => engine.records(fired.runId), { timeout: 10_000 }).toMatchObject([{ wait_reason: 'held' }]);
    return fired;
  };

  it('goes on at once where a connection was held, though another path waits for days', async () => {
    const from = upstream.effects.length;
    const { runId } = await held(
      flow(
        'held-beside-wait',
        [start, { id: 'pause', kind: 'wait', for: '3d' }, act('call', '{{start.n}}')],
        ['start > pause', 'start > call'],
      ),
      [{ n: 5 }],
    );
    const { rows } = await engine.pool.query(
      'select connection_id, due_at is not null as due from parked where run_id = $1',
      [runId],
    );
    expect(rows).toEqual([{ connection_id: connectionId, due: true }]);
    await endHold(engine.pool, connectionId);
    await expect.poll(() => upstream.effects.slice(from).map(({ n }) => n), { timeout: 10_000 }).toEqual([5]);
    await expect
      .poll(() => engine.records(runId), { timeout: 10_000 })
      .toMatchObject([{ wait_reason: 'time', node: 'pause' }]);
  });

  it('is not gathered with its run before the other paths are through', async () => {
    await engine.deploy(flow('slow', [start, { id: 'pause', kind: 'wait', for: '300ms' }], ['start > pause']));
    const from = upstream.effects.length;
    const { runId } = await run(
      flow(
        'gathered-beside',
        [
          start,
          { id: 'gathered', kind: 'aggregate', of: 'run', collect: '{{start.n}}' },
          { id: 'called', kind: 'subflow', flow: 'slow' },
          act('behind', '{{start.n}}'),
          lines,
          act('each', '{{line}}'),
          { id: 'told', kind: 'respond', body: '{{gathered.items}}' },
        ],
        ['start > gathered', 'start > called', 'called > behind', 'start > line', 'line > each', 'gathered > told'],
      ),
      [
        { n: 1, lines: [10, 11] },
        { n: 2, lines: [20] },
      ],
    );
    expect(await engine.ended(runId)).toMatchObject({ total: 6, succeeded: 6 });
    expect(await engine.answers(runId)).toEqual([[1, 2]]);
    const done = upstream.effects.slice(from).map(({ n }) => n as number);
    expect(done.sort((a, b) => a - b)).toEqual([1, 2, 10, 11, 20]);
  });
});

describe('where records of one key run one after another', () => {
  const settings = { ordering: 'key' as const, recordKey: '{{start.who}}' };
  const inTurn = (n: number, parts: number[]) => ({ who: 'a', n: n * 10, lines: parts.map((part) => n * 10 + part) });
  /** Whose effects came in which order: 1 for those of 10 to 19, and so on; what came together counts once. */
  const turns = (from: number) => {
    const whose = upstream.effects.slice(from).map(({ n }) => Math.floor((n as number) / 10));
    return whose.filter((who, at) => who !== whose[at - 1]);
  };

  it('the parts of a split are in the turn of their whole, whether they are put together again or not', async () => {
    const first = act('first', '{{start.n}}');
    // Each part is refused once, so that there is time for others to come before it.
    const each = act('each', '{{line}}', { retry: { base: '150ms' } });
    const closed = flow(
      'turns-closed',
      [start, first, { ...lines, key: '{{"part"}}' } as FlowNode, each, all, act('last', '{{start.n + 9}}')],
      ['start > first', 'first > line', 'line > each', 'each > all', 'all > last'],
      { settings },
    );
    const open = flow('turns-open', [start, first, lines, each], ['start > first', 'first > line', 'line > each'], {
      settings,
    });
    for (const document of [closed, open]) {
      const from = upstream.effects.length;
      upstream.behave('busy', 3);
      const runs = [[inTurn(1, [1, 2]), inTurn(2, [1, 2, 3])], [inTurn(3, [1])], [inTurn(4, [])]];
      const fired: string[] = [];
      for (const inputs of runs) fired.push((await run(document, inputs)).runId);
      for (const runId of fired) expect(await engine.ended(runId)).toMatchObject({ failed: 0, waiting: 0 });
      expect(turns(from)).toEqual([1, 2, 3, 4]);
    }
  });

  it('a part that fails does not hold the next of its key where nothing is put together again', async () => {
    const document = flow(
      'turns-failing',
      [start, lines, { id: 'number', kind: 'map', with: { n: '{{$number(line)}}' } }, act('each', '{{number.n}}')],
      ['start > line', 'line > number', 'number > each'],
      { settings },
    );
    const from = upstream.effects.length;
    const { runId } = await run(document, [
      { who: 'a', lines: ['1', 'x'] },
      { who: 'a', lines: ['2'] },
    ]);
    expect(await engine.ended(runId)).toMatchObject({ succeeded: 4, failed: 1 });
    expect(upstream.effects.slice(from).map(({ n }) => n)).toEqual([1, 2]);
    const failureIds = (await engine.failures(runId)).map(({ id }) => id);
    await engine.commands.retryRecords({ workspaceId, failureIds, by: 'test' });
    await expect
      .poll(() => engine.failures(runId), { timeout: 10_000 })
      .toMatchObject([{ status: 'resolved' }, { status: 'open' }]);
  });

  it('a run is gathered though several of its records have one key, and parts of them are gathered with it', async () => {
    const gathered: FlowNode = { id: 'gathered', kind: 'aggregate', of: 'run', collect: '{{line}}' };
    const told: FlowNode = { id: 'told', kind: 'respond', body: '{{gathered.items}}' };
    const whole = flow(
      'turns-gathered',
      [start, { ...gathered, collect: '{{start.n}}' } as FlowNode, told],
      ['start > gathered', 'gathered > told'],
      { settings },
    );
    const inParts = flow(
      'turns-gathered-parts',
      [start, lines, gathered, all, told],
      ['start > line', 'line > gathered', 'line > all', 'gathered > told'],
      { settings },
    );
    const inputs = [inTurn(1, [1, 2]), inTurn(2, [1])];
    const first = await run(whole, inputs);
    expect(await engine.ended(first.runId)).toMatchObject({ total: 3, succeeded: 3 });
    expect(await engine.answers(first.runId)).toEqual([[10, 20]]);
    const second = await run(inParts, inputs);
    expect(await engine.ended(second.runId)).toMatchObject({ total: 6, succeeded: 6 });
    expect(await engine.answers(second.runId)).toEqual([[11, 12, 21]]);
  });
});
