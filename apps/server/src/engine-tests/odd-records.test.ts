import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestEngine, testEngine } from '../testing/test-engine.ts';
import { flow, start } from './flow.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await testEngine();
});
afterAll(() => engine.close());

it('two splits one after the other: what the second makes does not go through the first again', async () => {
  await engine.deploy(
    flow(
      'twice-split',
      [
        start,
        { id: 'line', kind: 'split', items: '{{start.lines}}' },
        { id: 'lines', kind: 'aggregate', collect: '{{line}}' },
        { id: 'tag', kind: 'split', items: '{{start.tags}}' },
        { id: 'tags', kind: 'aggregate', collect: '{{tag & "-" & lines.count}}' },
        { id: 'answer', kind: 'respond', body: '{{tags.items}}' },
      ],
      ['start > line', 'line > lines', 'lines > tag', 'tag > tags', 'tags > answer'],
    ),
  );
  const { runId } = await engine.fire('twice-split', [{ lines: [1, 2, 3], tags: ['a', 'b'] }]);
  await expect.poll(() => engine.settled(runId).then((run) => run.waiting), { timeout: 10_000 }).toBe(0);
  expect(await engine.settled(runId)).toMatchObject({ total: 6, succeeded: 6 });
  const answers = (await engine.records(runId)).flatMap(({ answer }) =>
    answer === null ? [] : [JSON.parse(answer).body],
  );
  expect(answers).toEqual([['a-3', 'b-3']]);
});

it('a record that a filter stops after its parts were put together again is filtered', async () => {
  await engine.deploy(
    flow(
      'stopped-later',
      [
        start,
        { id: 'line', kind: 'split', items: '{{start.lines}}' },
        { id: 'lines', kind: 'aggregate', collect: '{{line}}' },
        { id: 'many', kind: 'filter', when: '{{lines.count > 2}}' },
      ],
      ['start > line', 'line > lines', 'lines > many'],
    ),
  );
  const { runId } = await engine.fire('stopped-later', [{ lines: [1, 2] }, { lines: [1, 2, 3] }]);
  await expect.poll(() => engine.settled(runId).then((run) => run.waiting), { timeout: 10_000 }).toBe(0);
  expect(await engine.settled(runId)).toMatchObject({ total: 7, succeeded: 6, filtered: 1 });
});

it('a part that a filter stops is filtered, whatever lies beside the split', async () => {
  await engine.deploy(
    flow(
      'filtered-parts',
      [
        start,
        { id: 'beside', kind: 'map', with: { v: 1 } },
        { id: 'line', kind: 'split', items: '{{start.lines}}' },
        { id: 'big', kind: 'filter', when: '{{line > 1}}' },
      ],
      ['start > beside', 'start > line', 'line > big'],
    ),
  );
  const { runId } = await engine.fire('filtered-parts', [{ lines: [1, 2] }]);
  await expect.poll(() => engine.settled(runId).then((run) => run.waiting), { timeout: 10_000 }).toBe(0);
  expect(await engine.settled(runId)).toMatchObject({ total: 3, succeeded: 2, filtered: 1 });
});

it.each(['none', 'key'] as const)('a record whose key holds NUL succeeds (ordering: %s)', async (ordering) => {
  const id = `nul-${ordering}`;
  const settings = { recordKey: '{{start.name}}', ordering };
  await engine.deploy(flow(id, [start, { id: 'copy', kind: 'map', with: { v: 1 } }], ['start > copy'], { settings }));
  const { runId } = await engine.fire(id, [{ name: 'a\u0000b' }, { name: '\ud800' }]);
  expect(await engine.settled(runId)).toMatchObject({ succeeded: 2, failed: 0 });
  expect((await engine.records(runId)).map(({ key }) => key)).toEqual(['a\ufffdb', '\ufffd']);
});

it.each([
  ['half a pair', '\ud800'],
  ['a pair cut in two', `${'k'.repeat(499)}😀`],
])('of records whose key holds %s the later waits behind the earlier', async (what, name) => {
  const id = `halves-${what.replaceAll(' ', '-')}`;
  const settings = { recordKey: '{{start.name}}', ordering: 'key' as const };
  await engine.deploy(flow(id, [start, { id: 'pause', kind: 'wait', for: '1h' }], ['start > pause'], { settings }));
  for (const reason of ['time', 'lane']) {
    const { runId } = await engine.fire(id, [{ name }]);
    await expect.poll(() => engine.records(runId), { timeout: 10_000 }).toMatchObject([{ wait_reason: reason }]);
  }
});

it('a time that no calendar has fails the record that names it, and nobody near it', async () => {
  await engine.deploy(
    flow(
      'far-off',
      [start, { id: 'pause', kind: 'wait', until: '{{start.at}}' }, { id: 'answer', kind: 'respond', body: 'done' }],
      ['start > pause', 'pause > answer'],
    ),
  );
  const { runId } = await engine.fire('far-off', [{ at: 1e18 }, { at: 0 }, { at: -1e300 }, { at: 8.64e15 }]);
  expect(await engine.settled(runId)).toMatchObject({ succeeded: 1, failed: 2, waiting: 1 });
  expect((await engine.failures(runId)).map(({ code }) => code)).toEqual(['engine.notATime', 'engine.notATime']);
  await engine.deploy(flow('for-ages', [start, { id: 'pause', kind: 'wait', for: '999999d' }], ['start > pause']));
  const ages = await engine.fire('for-ages', [{}]);
  expect(await engine.settled(ages.runId)).toMatchObject({ waiting: 1, failed: 0 });
});

it('records of a flow that cannot be made ready fail with the reason, once', async () => {
  await engine.deploy(flow('unready', [start, { id: 'call', kind: 'action', uses: 'gone/away' }], ['start > call']));
  const { runId } = await engine.fire('unready', [{}, {}]);
  expect(await engine.settled(runId)).toMatchObject({ failed: 2 });
  expect(await engine.failures(runId)).toMatchObject([
    { kind: 'config', code: 'engine.unknownAction', status: 'open' },
    { kind: 'config', code: 'engine.unknownAction', status: 'open' },
  ]);
});
