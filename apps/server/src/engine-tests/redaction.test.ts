import type { Settlement } from '@raccord/runtime/ports';
import { uuidv7 } from '@raccord/runtime/uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { settleBatch } from '../stores/engine/settle-batch.ts';
import { type TestEngine, testEngine } from '../testing/test-engine.ts';
import { flow, start } from './flow.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await testEngine();
  await engine.worker.stop();
});
afterAll(() => engine.close());

it('nothing that a batch leaves behind holds a secret', async () => {
  const secret = 'sk_live_canary';
  await engine.deploy(flow('leaky', [start], []));
  await engine.deploy(flow('called', [start], []));
  const { runId } = await engine.fire('leaky', [{ n: 1 }, { n: 2 }, { n: 3 }]);
  const { rows } = await engine.pool.query('select id from batches where run_id = $1', [runId]);
  const workerId = uuidv7();
  await engine.deps.lease.beat(workerId);
  const batch = (await engine.deps.ports.batches.claim(rows[0].id, workerId))!;
  const [failing, splitting, calling] = batch.records;
  const failure = { kind: 'input' as const, code: 'http.refused', params: { message: secret } };
  const carried = { call: { s: 'done' as const, v: secret } };
  const subRunId = uuidv7();
  const settlement: Settlement = {
    ended: [
      {
        id: failing!.id,
        state: 'failed',
        node: 'call',
        failure,
        input: { n: 1 },
        carried,
        answer: { status: 200, body: secret },
      },
      { id: splitting!.id, state: 'succeeded' },
    ],
    parked: [
      { id: calling!.id, reason: 'subflow', node: 'sub', carried: { ...carried, sub: { s: 'called', run: subRunId } } },
    ],
    children: [{ id: uuidv7(), parentId: splitting!.id, rootId: splitting!.id, carried }],
    asks: [],
    subRuns: [{ id: subRunId, parentRecordId: calling!.id, flowId: 'called', input: { of: secret }, node: 'sub' }],
    journal: [{ node: 'call', kind: 'result', entries: [{ r: failing!.id, n: 1, v: secret }] }],
    gathersRun: false,
  };
  const settled = await settleBatch(engine.pool, batch, settlement, (text) => text.replaceAll(secret, '[redacted]'));
  expect(settled).not.toBe(false);
  for (const table of ['records', 'attempts', 'failures', 'parked', 'runs', 'batches']) {
    const found = await engine.pool.query(`select row_to_json(t)::text as row from ${table} t`);
    expect(found.rows.map(({ row }) => row).join('\n'), table).not.toContain(secret);
  }
  expect((await engine.records(runId)).filter(({ answer }) => answer !== null)).toHaveLength(1);
});
