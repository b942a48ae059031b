import type { PoolClient } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ignoreFailures, retryRecords } from '../stores/engine/retry-records.ts';
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
  }
}

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
      await ignoreFailures(first, { workspaceId, failureIds: [one!.id], by });
      const other = ignoreFailures(second, { workspaceId, failureIds: [two!.id], by });
      await pause(200);
      await first.query('commit');
      await other;
      await second.query('commit');
    });
    expect(await ended(runId)).toMatchObject({ failed: 2, succeeded: 2 });
  });
});
