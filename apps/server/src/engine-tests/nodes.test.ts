import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestEngine, testEngine } from '../testing/test-engine.ts';
import { flow, start } from './flow.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await testEngine();
});
afterAll(() => engine.close());

const respond = (body: unknown) => ({ id: 'answer', kind: 'respond' as const, body });

async function answers(runId: string): Promise<unknown[]> {
  return (await engine.records(runId)).map((record) =>
    record.answer === null ? undefined : JSON.parse(record.answer).body,
  );
}

describe('node kinds', () => {
  it('map, filter and branch: every record in exactly one state', async () => {
    await engine.deploy(
      flow(
        'sizes',
        [
          start,
          { id: 'known', kind: 'filter', when: '{{$exists(start.size)}}' },
          { id: 'size', kind: 'branch', cases: [{ port: 'big', when: '{{start.size > 10}}' }], otherwise: 'small' },
          { id: 'big', kind: 'map', with: { text: 'big {{start.size}}' } },
          { id: 'small', kind: 'map', with: { text: 'small {{start.size}}' } },
          respond('{{big.text}}{{small.text}}'),
        ],
        ['start > known', 'known > size', 'size.big > big', 'size.small > small', 'big > answer', 'small > answer'],
      ),
    );
    const { runId } = await engine.fire('sizes', [{ size: 20 }, { size: 1 }, {}]);
    expect(await engine.settled(runId)).toMatchObject({ total: 3, succeeded: 2, filtered: 1, waiting: 0, failed: 0 });
    expect(await answers(runId)).toEqual(['big 20', 'small 1', undefined]);
  });

  it('lookup: a value, a default, or a failure that names key and table', async () => {
    const tables = { countries: { rows: { FR: 'France' } } };
    await engine.deploy(
      flow(
        'countries',
        [start, { id: 'country', kind: 'lookup', table: 'countries', key: '{{start.code}}' }, respond('{{country}}')],
        ['start > country', 'country > answer'],
        { tables },
      ),
    );
    const { runId } = await engine.fire('countries', [{ code: 'FR' }, { code: 'XX' }]);
    expect(await engine.settled(runId)).toMatchObject({ succeeded: 1, failed: 1 });
    expect(await engine.failures(runId)).toMatchObject([
      { node: 'country', kind: 'missing', code: 'engine.notInTable', data: '{"code":"XX"}' },
    ]);
  });

  it('split and aggregate: children of their own, put together in order', async () => {
    await engine.deploy(
      flow(
        'lines',
        [
          start,
          { id: 'line', kind: 'split', items: '{{start.lines}}', key: '{{line.sku}}' },
          {
            id: 'priced',
            kind: 'map',
            with: { sku: '{{line.sku}}', total: '{{line.n * line.price}}', order: '{{start.id}}' },
          },
          { id: 'all', kind: 'aggregate', collect: '{{priced}}' },
          respond({
            id: '{{start.id}}',
            count: '{{all.count}}',
            total: '{{$sum(all.items.total)}}',
            skus: '{{all.items.sku}}',
          }),
        ],
        ['start > line', 'line > priced', 'priced > all', 'all > answer'],
      ),
    );
    const lines = Array.from({ length: 450 }, (_, i) => ({ sku: `s${i}`, n: 2, price: i }));
    const { runId } = await engine.fire('lines', [
      { id: 'A', lines },
      { id: 'B', lines: [] },
    ]);
    await expect.poll(() => engine.settled(runId).then((run) => run.waiting), { timeout: 10_000 }).toBe(0);
    expect(await engine.settled(runId)).toMatchObject({ total: 452, succeeded: 452, failed: 0 });
    const [a, b] = (await answers(runId)).filter((answer) => answer !== undefined) as {
      count: number;
      total: number;
      skus: string[];
    }[];
    expect(a).toMatchObject({ id: 'A', count: 450, total: lines.reduce((sum, line) => sum + 2 * line.price, 0) });
    expect(a?.skus).toEqual(lines.map((line) => line.sku));
    expect(b).toMatchObject({ id: 'B', count: 0 });
    expect(
      (await engine.records(runId))
        .filter((record) => record.parent_id !== null)
        .map((record) => record.key)
        .slice(0, 2),
    ).toEqual(['s0', 's1']);
  });

  it.each(['ignored', 'resolved'] as const)('a child that fails holds its group until it is %s', async (as) => {
    await engine.deploy(
      flow(
        'holding',
        [
          start,
          { id: 'line', kind: 'split', items: '{{start.lines}}' },
          { id: 'checked', kind: 'map', with: { n: '{{$number(line)}}' } },
          { id: 'all', kind: 'aggregate', collect: '{{checked.n}}' },
          respond('{{all.items}}'),
        ],
        ['start > line', 'line > checked', 'checked > all', 'all > answer'],
      ),
    );
    const { runId, recordIds } = await engine.fire('holding', [{ lines: ['1', 'x', '3'] }]);
    const run = await engine.settled(runId);
    expect(run).toMatchObject({ total: 4, waiting: 1, succeeded: 2, failed: 1 });
    const [failure] = await engine.failures(runId);
    expect(failure).toMatchObject({ node: 'checked', kind: 'input' });
    const close = (workspaceId: string) =>
      engine.commands.closeFailures({ workspaceId, failureIds: [failure!.id], as, by: 'test' });
    expect(await close('00000000-0000-7000-8000-000000000000')).toEqual({ closed: [] });
    const { rows } = await engine.pool.query('select workspace_id from runs where id = $1', [runId]);
    expect(await close(rows[0].workspace_id)).toEqual({ closed: [failure!.id] });
    await expect.poll(() => engine.settled(runId).then((row) => row.waiting)).toBe(0);
    const parent = (await engine.records(runId)).find((record) => record.id === recordIds[0]);
    expect(JSON.parse(parent?.answer ?? '{}').body).toEqual([1, 3]);
  });

  it('aggregate of a run: one record for all', async () => {
    await engine.deploy(
      flow(
        'digest',
        [
          start,
          { id: 'all', kind: 'aggregate', of: 'run', collect: '{{start.n}}' },
          respond({ sum: '{{$sum(all.items)}}', count: '{{all.count}}' }),
        ],
        ['start > all', 'all > answer'],
      ),
    );
    const { runId } = await engine.fire(
      'digest',
      Array.from({ length: 500 }, (_, n) => ({ n })),
    );
    await expect.poll(() => engine.settled(runId).then((run) => run.waiting), { timeout: 10_000 }).toBe(0);
    expect(await engine.settled(runId)).toMatchObject({ total: 501, succeeded: 501 });
    expect((await answers(runId)).filter((answer) => answer !== undefined)).toEqual([
      { sum: (499 * 500) / 2, count: 500 },
    ]);
  });

  it('wait: the record goes on by itself when its time has come', async () => {
    await engine.deploy(
      flow(
        'later',
        [start, { id: 'pause', kind: 'wait', for: '700ms' }, respond('done')],
        ['start > pause', 'pause > answer'],
      ),
    );
    const { runId } = await engine.fire('later', [{}]);
    expect(await engine.settled(runId)).toMatchObject({ waiting: 1, succeeded: 0 });
    await expect.poll(() => engine.settled(runId).then((run) => run.succeeded), { timeout: 5_000 }).toBe(1);
  });

  it('subflow: the answer of another flow, and a clear failure when it is not in service', async () => {
    await engine.deploy(flow('double', [start, respond({ twice: '{{start.n * 2}}' })], ['start > answer']));
    await engine.deploy(
      flow(
        'caller',
        [
          start,
          { id: 'called', kind: 'subflow', flow: 'double', with: { n: '{{start.n}}' } },
          respond('{{called.twice}}'),
        ],
        ['start > called', 'called > answer'],
      ),
    );
    const { runId } = await engine.fire('caller', [{ n: 21 }]);
    await expect.poll(() => engine.settled(runId).then((run) => run.succeeded), { timeout: 5_000 }).toBe(1);
    expect(await answers(runId)).toEqual([42]);
    await engine.deploy(flow('lost', [start, { id: 'called', kind: 'subflow', flow: 'nowhere' }], ['start > called']));
    const lost = await engine.fire('lost', [{}]);
    expect(await engine.settled(lost.runId)).toMatchObject({ failed: 1, waiting: 0 });
    expect(await engine.failures(lost.runId)).toMatchObject([{ kind: 'config', code: 'engine.subflowNotDeployed' }]);
  });
});
