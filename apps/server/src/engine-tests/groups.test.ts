import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestEngine, testEngine, workspaceId } from '../testing/test-engine.ts';
import { flow, start } from './flow.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await testEngine();
});
afterAll(() => engine.close());

const respond = (body: unknown) => ({ id: 'answer', kind: 'respond' as const, body });

describe('aggregate of a run', () => {
  it('goes on when the last batch of the run brings nothing to it', async () => {
    await engine.deploy(
      flow(
        'late',
        [
          start,
          { id: 'which', kind: 'branch', cases: [{ port: 'late', when: '{{start.late}}' }], otherwise: 'now' },
          { id: 'pause', kind: 'wait', for: '300ms' },
          { id: 'all', kind: 'aggregate', of: 'run', collect: '{{start.n}}' },
          respond('{{all.items}}'),
        ],
        ['start > which', 'which.late > pause', 'which.now > all', 'all > answer'],
      ),
    );
    const { runId } = await engine.fire('late', [{ n: 1 }, { n: 2, late: true }, { n: 3 }]);
    expect(await engine.ended(runId)).toMatchObject({ total: 4, succeeded: 4 });
    expect(await engine.answers(runId)).toEqual([[1, 3]]);
  });

  it('a record that failed on another branch stays failed, and holds the group until somebody has dealt with it', async () => {
    await engine.deploy(
      flow(
        'two-ways',
        [
          start,
          { id: 'number', kind: 'map', with: { n: '{{$number(start.n)}}' } },
          { id: 'all', kind: 'aggregate', of: 'run', collect: '{{start.n}}' },
          respond('{{all.items}}'),
        ],
        ['start > number', 'start > all', 'all > answer'],
      ),
    );
    const { runId } = await engine.fire('two-ways', [{ n: '1' }, { n: 'x' }]);
    expect(await engine.settled(runId)).toMatchObject({ waiting: 1, failed: 1, succeeded: 0 });
    const [failure] = await engine.failures(runId);
    expect(failure).toMatchObject({ node: 'number', status: 'open' });
    const { id } = failure!;
    await engine.commands.retryRecords({ workspaceId, failureIds: [id], edited: { [id]: { n: '2' } }, by: 'test' });
    expect(await engine.ended(runId)).toMatchObject({ total: 3, failed: 0, succeeded: 3 });
    expect(await engine.answers(runId)).toEqual([['1', '2']]);
    expect(await engine.failures(runId)).toMatchObject([{ status: 'resolved', resolution: 'retried' }]);
  });

  it('two of them in one flow each go their way', async () => {
    await engine.deploy(
      flow(
        'two-groups',
        [
          start,
          { id: 'which', kind: 'branch', cases: [{ port: 'a', when: '{{start.n < 2}}' }], otherwise: 'b' },
          { id: 'a', kind: 'aggregate', of: 'run', collect: '{{start.n}}' },
          { id: 'b', kind: 'aggregate', of: 'run', collect: '{{start.n}}' },
          { id: 'afterA', kind: 'map', with: { items: '{{a.items}}' } },
          { id: 'afterB', kind: 'map', with: { items: '{{b.items}}' } },
          respond('{{[afterA.items, 0, afterB.items]}}'),
        ],
        [
          'start > which',
          'which.a > a',
          'which.b > b',
          'a > afterA',
          'b > afterB',
          'afterA > answer',
          'afterB > answer',
        ],
      ),
    );
    const { runId } = await engine.fire('two-groups', [{ n: 0 }, { n: 1 }, { n: 2 }]);
    expect(await engine.ended(runId)).toMatchObject({ total: 4, succeeded: 4 });
    expect(await engine.answers(runId)).toEqual([[0, 1, 0, 2]]);
  });
});

describe('subflows beside other things that wait', () => {
  const calling = (id: string, called: string, pause: string) =>
    flow(
      id,
      [
        start,
        { id: 'one', kind: 'subflow', flow: called, with: { n: 1 } },
        { id: 'two', kind: 'subflow', flow: called, with: { n: 2 } },
        { id: 'pause', kind: 'wait', for: pause },
        respond('{{[one.n, two.n]}}'),
      ],
      ['start > one', 'start > two', 'start > pause', 'one > answer', 'two > answer', 'pause > answer'],
    );
  beforeAll(async () => {
    await engine.deploy(flow('quick', [start, respond({ n: '{{start.n}}' })], ['start > answer']));
    await engine.deploy(
      flow(
        'slow',
        [start, { id: 'pause', kind: 'wait', for: '600ms' }, respond({ n: '{{start.n}}' })],
        ['start > pause', 'pause > answer'],
      ),
    );
  });

  it.each([
    ['quick', '600ms'],
    ['slow', '100ms'],
    ['quick', '1ms'],
  ])('each of two calls of "%s" gets its own answer, with a wait of %s on a third branch', async (called, pause) => {
    const id = `calls-${called}-${pause}`;
    await engine.deploy(calling(id, called, pause));
    const { runId } = await engine.fire(id, [{}, {}]);
    expect(await engine.ended(runId)).toMatchObject({ total: 2, succeeded: 2 });
    expect(await engine.answers(runId)).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });
});

describe('what is put together or taken apart stays bounded', () => {
  const big = (kb: number) => 'x'.repeat(kb * 1024);

  it('a run that gathers too much fails once, at the aggregate, and so it does again', async () => {
    await engine.deploy(
      flow(
        'heavy',
        [start, { id: 'all', kind: 'aggregate', of: 'run', collect: '{{start.big}}' }, respond('{{all.count}}')],
        ['start > all', 'all > answer'],
      ),
    );
    const { runId } = await engine.fire(
      'heavy',
      Array.from({ length: 80 }, () => ({ big: big(900) })),
    );
    expect(await engine.ended(runId)).toMatchObject({ total: 81, succeeded: 80, failed: 1 });
    const [failure] = await engine.failures(runId);
    expect(failure).toMatchObject({ node: 'all', kind: 'tooLarge', code: 'engine.groupTooHeavy' });
    await engine.commands.retryRecords({ workspaceId, failureIds: [failure!.id], by: 'test' });
    await expect.poll(() => engine.failures(runId)).toMatchObject([{ status: 'resolved' }, { status: 'open' }]);
    expect(await engine.ended(runId)).toMatchObject({ total: 81, succeeded: 80, failed: 1 });
  }, 60_000);

  it('a record whose parts are too much fails; several that are not are taken apart one after another', async () => {
    await engine.deploy(
      flow(
        'parts',
        [
          start,
          { id: 'page', kind: 'split', items: '{{start.pages}}' },
          { id: 'pages', kind: 'aggregate', collect: '{{page}}' },
          { id: 'line', kind: 'split', items: '{{start.lines}}' },
          { id: 'lines', kind: 'aggregate', collect: '{{line}}' },
          respond('{{lines.count}}'),
        ],
        ['start > page', 'page > pages', 'pages > line', 'line > lines', 'lines > answer'],
      ),
    );
    // Each line carries what the pages gave: 900 KB.
    const pages = Array.from({ length: 45 }, () => big(20));
    const record = (lines: number) => ({ pages, lines: Array.from({ length: lines }, (_, n) => n) });
    const { runId } = await engine.fire('parts', [record(40), record(20), record(20)]);
    await expect.poll(() => engine.settled(runId).then((run) => run.waiting), { timeout: 25_000 }).toBe(0);
    expect(await engine.settled(runId)).toMatchObject({ total: 3 + 3 * 45 + 2 * 20, failed: 1 });
    expect(await engine.failures(runId)).toMatchObject([{ node: 'line', code: 'engine.splitTooHeavy' }]);
    expect(await engine.answers(runId)).toEqual([20, 20]);
  }, 40_000);
});
