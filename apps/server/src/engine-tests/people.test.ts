import type { PoolClient } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeFailures, retryRecords } from '../stores/engine/retry-records.ts';
import { type TestEngine, testEngine, workspaceId } from '../testing/test-engine.ts';
import { flow, start } from './flow.ts';

/** What people do to runs while the engine does the same. */
let engine: TestEngine;
beforeAll(async () => {
  engine = await testEngine();
  await engine.deploy(
    flow('numbers', [start, { id: 'number', kind: 'map', with: { n: '{{$number(start.n)}}' } }], ['start > number']),
  );
  await engine.deploy(
    flow(
      'sums',
      [
        start,
        { id: 'line', kind: 'split', items: '{{start.lines}}' },
        { id: 'number', kind: 'map', with: { n: '{{$number(line)}}' } },
        { id: 'all', kind: 'aggregate', collect: '{{number.n}}' },
        { id: 'answer', kind: 'respond', body: '{{all.items}}' },
      ],
      ['start > line', 'line > number', 'number > all', 'all > answer'],
    ),
  );
});
afterAll(() => engine.close());

async function ended(runId: string) {
  await expect.poll(() => engine.settled(runId).then((run) => run.waiting), { timeout: 10_000 }).toBe(0);
  return engine.settled(runId);
}
const by = 'test';
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Two transactions side by side, as two people or a person and a worker have them. */
async function sideBySide(act: (one: PoolClient, other: PoolClient) => Promise<void>) {
  const clients = [await engine.pool.connect(), await engine.pool.connect()] as const;
  try {
    for (const client of clients) await client.query('begin');
    await act(...clients);
  } finally {
    for (const client of clients) {
      await client.query('rollback');
      client.release();
    }
    // Nobody rang for what these transactions made; the reconciler need not wait for that.
    await engine.pool.query("update batches set rung_at = now() - interval '1 minute' where rung_at < now()");
  }
}

describe('a failure that a later success has overtaken', () => {
  const keyed = flow(
    'keyed',
    [start, { id: 'number', kind: 'map', with: { n: '{{$number(start.n)}}' } }],
    ['start > number'],
    { settings: { recordKey: '{{start.order}}' } },
  );
  const failed = async (order: string) => {
    const { runId } = await engine.fire('keyed', [{ n: 'x', order }]);
    await ended(runId);
    return { runId, failure: (await engine.failures(runId))[0]! };
  };
  const now = async (runId: string) => (await engine.failures(runId)).map(({ status }) => status);

  it('is resolved by itself, and only then', async () => {
    await engine.deploy(keyed);
    const [one, other] = [await failed('A-1'), await failed('A-2')];
    await ended((await engine.fire('keyed', [{ n: 'y', order: 'A-1' }])).runId);
    expect([await now(one.runId), await now(other.runId)]).toEqual([['open'], ['open']]);
    await ended((await engine.fire('keyed', [{ n: '1', order: 'A-1' }])).runId);
    expect([await now(one.runId), await now(other.runId)]).toEqual([['resolved'], ['open']]);
    expect((await engine.pool.query('select resolution from failures where id = $1', [one.failure.id])).rows).toEqual([
      { resolution: 'laterWrite' },
    ]);
  });

  it('stays where an earlier record goes through after it', async () => {
    const early = await failed('B-1');
    const late = await failed('B-1');
    const edited = { [early.failure.id]: { n: '1', order: 'B-1' } };
    await engine.commands.retryRecords({ workspaceId, failureIds: [early.failure.id], edited, by });
    await ended(early.runId);
    expect([await now(early.runId), await now(late.runId)]).toEqual([['resolved'], ['open']]);
  });
});

describe('running again', () => {
  /** A record that failed, was run again and failed again: an old failure and an open one. */
  const failedTwice = async () => {
    const { runId } = await engine.fire('numbers', [{ n: 'x' }]);
    await ended(runId);
    const [first] = await engine.failures(runId);
    await engine.commands.retryRecords({ workspaceId, failureIds: [first!.id], by });
    await expect.poll(() => engine.failures(runId)).toMatchObject([{ status: 'resolved' }, { status: 'open' }]);
    const [old, open] = await engine.failures(runId);
    return { runId, old: old!.id, open: open!.id };
  };

  it('two failures of one record run it once, and the counters add up', async () => {
    const { runId, old, open } = await failedTwice();
    const edited = { [old]: { n: 1 }, [open]: { n: 1 } };
    const answer = await engine.commands.retryRecords({ workspaceId, failureIds: [old, open], edited, by });
    expect(answer).toEqual({ accepted: [open], refused: [{ id: old, code: 'engine.notFailed' }] });
    expect(await ended(runId)).toMatchObject({ total: 1, succeeded: 1, failed: 0, waiting: 0 });
    expect(await engine.failures(runId)).toMatchObject([{ status: 'resolved' }, { status: 'resolved' }]);
  });

  it('two people at once with one record: one of them is told', async () => {
    const { runId, old, open } = await failedTwice();
    await engine.pool.query("update failures set status = 'open' where id = $1", [old]);
    await sideBySide(async (one, other) => {
      const first = await retryRecords(one, { workspaceId, failureIds: [open], by });
      const second = retryRecords(other, { workspaceId, failureIds: [old], by });
      await pause(200);
      await one.query('commit');
      expect([first.accepted, (await second).accepted]).toEqual([[open], []]);
      await other.query('commit');
    });
    await expect.poll(() => engine.settled(runId), { timeout: 10_000 }).toMatchObject({ waiting: 0, failed: 1 });
    expect(await engine.records(runId)).toMatchObject([{ state: 'failed', edition: 2 }]);
  });
});

describe('ignoring', () => {
  it('two failures of one group ignored at once: the group goes on', async () => {
    const { runId } = await engine.fire('sums', [{ lines: ['1', 'x', 'y'] }]);
    expect(await engine.settled(runId)).toMatchObject({ waiting: 1, failed: 2, succeeded: 1 });
    const [one, two] = await engine.failures(runId);
    await sideBySide(async (first, second) => {
      await closeFailures(first, { workspaceId, failureIds: [one!.id], as: 'ignored', by });
      const other = closeFailures(second, { workspaceId, failureIds: [two!.id], as: 'ignored', by });
      await pause(200);
      await first.query('commit');
      await other;
      await second.query('commit');
    });
    expect(await ended(runId)).toMatchObject({ failed: 2, succeeded: 2 });
  });
});

describe('cancelling', () => {
  beforeAll(async () => {
    const waiting = (id: string, pauseFor: string) =>
      flow(
        id,
        [start, { id: 'pause', kind: 'wait', for: pauseFor }, { id: 'answer', kind: 'respond', body: 'done' }],
        ['start > pause', 'pause > answer'],
      );
    await engine.deploy(waiting('long', '1h'));
    await engine.deploy(flow('calls', [start, { id: 'called', kind: 'subflow', flow: 'long' }], ['start > called']));
  });
  const runsOf = async (flowId: string) =>
    (await engine.pool.query('select * from runs where flow_id = $1 order by id desc', [flowId])).rows;

  it('a called flow that is cancelled fails its caller, who can call again', async () => {
    const { runId } = await engine.fire('calls', [{}]);
    expect(await engine.settled(runId)).toMatchObject({ waiting: 1 });
    const [called] = await runsOf('long');
    await engine.commands.cancelRun({ workspaceId, runId: called.id, by });
    expect(await ended(runId)).toMatchObject({ failed: 1 });
    const [failure] = await engine.failures(runId);
    expect(failure).toMatchObject({ node: 'called', code: 'engine.subflowCancelled', status: 'open' });
    await engine.commands.retryRecords({ workspaceId, failureIds: [failure!.id], by });
    await expect.poll(async () => (await runsOf('long'))[0].id).not.toBe(called.id);
    await engine.commands.cancelRun({ workspaceId, runId, by });
  });

  it('a caller that is cancelled takes what it called along', async () => {
    const { runId } = await engine.fire('calls', [{}, {}]);
    expect(await engine.settled(runId)).toMatchObject({ waiting: 2 });
    expect(await engine.commands.cancelRun({ workspaceId, runId, by })).toEqual({ cancelled: 2 });
    const cancelled = { waiting: 0, cancelled: 1, ended_at: expect.any(Date) };
    await expect.poll(async () => (await runsOf('long')).slice(0, 2)).toMatchObject([cancelled, cancelled]);
    expect(await engine.settled(runId)).toMatchObject({ total: 2, cancelled: 2, waiting: 0 });
  });

  it('a record in a running batch is cancelled when it would go on', async () => {
    const document = flow(
      'steps',
      [
        start,
        { id: 'first', kind: 'wait', for: '300ms' },
        { id: 'second', kind: 'wait', for: '300ms' },
        { id: 'answer', kind: 'respond', body: 'done' },
      ],
      ['start > first', 'first > second', 'second > answer'],
    );
    await engine.deploy(document);
    const { runId } = await engine.fire('steps', [{}]);
    await expect.poll(() => engine.records(runId)).toMatchObject([{ wait_reason: 'time' }]);
    // As if the batch were in a worker's hands while somebody cancels.
    await engine.pool.query('update runs set cancelled_at = now() where id = $1', [runId]);
    expect(await ended(runId)).toMatchObject({ total: 1, cancelled: 1, succeeded: 0 });
    expect(await engine.records(runId)).toMatchObject([{ state: 'cancelled', answer: null }]);
  });

  it('a failure being retried is closed with its record; a run that has ended is left as it is', async () => {
    const { runId } = await engine.fire('numbers', [{ n: 'x' }]);
    await ended(runId);
    const before = await engine.settled(runId);
    expect(await engine.commands.cancelRun({ workspaceId, runId, by })).toEqual({ cancelled: 0 });
    expect(await engine.settled(runId)).toEqual(before);
    const [failure] = await engine.failures(runId);
    await sideBySide(async (one) => {
      await retryRecords(one, { workspaceId, failureIds: [failure!.id], by });
      await one.query("update batches set rung_at = now() + interval '1 minute' where run_id = $1", [runId]);
      await one.query('commit');
    });
    expect(await engine.commands.cancelRun({ workspaceId, runId, by })).toEqual({ cancelled: 1 });
    expect(await engine.settled(runId)).toMatchObject({ failed: 0, cancelled: 1, waiting: 0 });
    expect(await engine.failures(runId)).toMatchObject([{ status: 'resolved', resolution: 'cancelled' }]);
  });

  it('a lane goes on when what it waited behind is cancelled', async () => {
    const ordered = flow(
      'lane',
      [start, { id: 'pause', kind: 'wait', until: '{{start.until}}' }, { id: 'copy', kind: 'map', with: { n: 1 } }],
      ['start > pause', 'pause > copy'],
      { settings: { ordering: 'key', recordKey: '{{start.who}}' } },
    );
    await engine.deploy(ordered);
    const hour = Date.now() + 3_600_000;
    const first = await engine.fire('lane', [{ who: 'a', until: hour }]);
    await expect.poll(() => engine.records(first.runId)).toMatchObject([{ wait_reason: 'time' }]);
    const second = await engine.fire('lane', [{ who: 'a', until: 0 }]);
    await expect.poll(() => engine.records(second.runId)).toMatchObject([{ wait_reason: 'lane' }]);
    await engine.commands.cancelRun({ workspaceId, runId: first.runId, by });
    expect(await ended(second.runId)).toMatchObject({ succeeded: 1 });
  });
});

describe('counters', () => {
  const states = ['waiting', 'succeeded', 'filtered', 'failed', 'in_doubt', 'cancelled'] as const;
  /** What the run says and what its records say are the same. */
  const addUp = async (runId: string) => {
    const run: Record<string, unknown> = { ...(await engine.settled(runId)) };
    const counted: Record<string, number> = Object.fromEntries(states.map((state) => [state, 0]));
    for (const { state } of await engine.records(runId)) counted[state === 'inDoubt' ? 'in_doubt' : state]! += 1;
    expect(Object.fromEntries(states.map((state) => [state, run[state]]))).toEqual(counted);
    expect(run.total).toBe(Object.values(counted).reduce((sum, count) => sum + count, 0));
  };

  it('add up when runs are cancelled, run again and ignored in the middle of everything', async () => {
    const lines = ['1', '2', 'x', '4'];
    const runs = await Promise.all(
      Array.from({ length: 12 }, () =>
        engine.fire(
          'sums',
          Array.from({ length: 15 }, () => ({ lines })),
        ),
      ),
    );
    await Promise.all(
      runs.map(async ({ runId }, index) => {
        for (let times = 0; times < 6; times += 1) {
          await pause(index * 15);
          const failureIds = (await engine.failures(runId)).map(({ id }) => id);
          if (times % 2 === 0) await engine.commands.retryRecords({ workspaceId, failureIds, by });
          else
            await engine.commands.closeFailures({ workspaceId, failureIds: failureIds.slice(0, 3), as: 'ignored', by });
          if (index % 3 === 0 && times === 2) await engine.commands.cancelRun({ workspaceId, runId, by });
        }
      }),
    );
    for (const { runId } of runs) {
      await expect
        .poll(async () => (await engine.failures(runId)).filter(({ status }) => status === 'retrying').length, {
          timeout: 20_000,
        })
        .toBe(0);
      const failureIds = (await engine.failures(runId)).map(({ id }) => id);
      await engine.commands.closeFailures({ workspaceId, failureIds, as: 'ignored', by });
      await ended(runId);
      await addUp(runId);
    }
  }, 60_000);

  it('a record that was erased leaves its batch and its run without waiting', async () => {
    const { runId } = await engine.fire('numbers', [{ n: 'x' }, { n: 'y' }]);
    await ended(runId);
    const failed = await engine.failures(runId);
    await sideBySide(async (one) => {
      await retryRecords(one, { workspaceId, failureIds: failed.map(({ id }) => id), by });
      await one.query('delete from records where run_id = $1', [runId]);
      await one.query('commit');
    });
    expect(await ended(runId)).toMatchObject({ total: 2, cancelled: 2, failed: 0, ended_at: expect.any(Date) });
    const left = await engine.pool.query('select 1 from batches where run_id = $1', [runId]);
    expect(left.rowCount).toBe(0);
  });
});
