import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestEngine, testEngine } from '../testing/test-engine.ts';
import { flow, start } from './flow.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await testEngine();
});
afterAll(() => engine.close());

const respond = (body: unknown) => ({ id: 'answer', kind: 'respond' as const, body });

/** The run's row once nothing of it waits any more. */
async function ended(runId: string) {
  await expect.poll(() => engine.settled(runId).then((run) => run.waiting), { timeout: 10_000 }).toBe(0);
  return engine.settled(runId);
}
async function answers(runId: string): Promise<unknown[]> {
  return (await engine.records(runId)).flatMap((record) =>
    record.answer === null ? [] : [JSON.parse(record.answer).body],
  );
}

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
    expect(await ended(runId)).toMatchObject({ total: 4, succeeded: 4 });
    expect(await answers(runId)).toEqual([[1, 3]]);
  });
});
