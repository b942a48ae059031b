import type { Settlement } from '@raccord/runtime/ports';
import { uuidv7 } from '@raccord/runtime/uuid';
import { startWorker } from '@raccord/runtime/worker/start-worker';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRedactor } from '../redaction/redact.ts';
import { appendAttempts, journalColumns } from '../stores/engine/append-attempts.ts';
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

/** Claims the only batch of a run as a worker would. */
async function claim(runId: string) {
  const { rows } = await engine.pool.query('select id from batches where run_id = $1', [runId]);
  const workerId = uuidv7();
  await engine.deps.lease.beat(workerId);
  return (await engine.deps.ports.batches.claim(rows[0].id, workerId))!;
}

it('what was redacted is still JSON, and nothing that the engine reads again was touched', async () => {
  await engine.deploy(flow('like-a-secret', [start], []));
  const { runId } = await engine.fire('like-a-secret', [{ n: 1 }]);
  const batch = await claim(runId);
  const [record] = batch.records;
  // A part of the record's own id, the name of a node, a state, and digits that stand in a number.
  const { text: redact } = createRedactor([record!.id.split('-')[1]!, 'call', 'done', '12345678', '4711']);
  const v = { note: 'by 12345678', sum: 123456789, code: 4711, id: 47110, text: 'a 12345678 b', call: 'done' };
  const journal = journalColumns(
    batch,
    [{ node: 'call', kind: 'intent', entries: [{ r: record!.id, n: 1, v }] }],
    redact,
  );
  expect(await appendAttempts(engine.pool, batch, journal)).toBe(true);
  const parked = [
    {
      id: record!.id,
      reason: 'retry' as const,
      node: 'call',
      carried: { call: { s: 'done' as const, v } },
      delayMs: 0,
    },
  ];
  const nothing = { ended: [], children: [], subRuns: [], asks: [], journal: [], gathersRun: false };
  expect(await settleBatch(engine.pool, batch, { ...nothing, parked }, redact)).not.toBe(false);
  const clean = {
    note: 'by [redacted]',
    sum: '[redacted]',
    code: '[redacted]',
    id: 47110,
    text: 'a [redacted] b',
    '[redacted]': '[redacted]',
  };
  const attempts = await engine.pool.query('select entries from attempts where run_id = $1', [runId]);
  expect(JSON.parse(attempts.rows[0].entries)).toEqual([{ r: record!.id, n: 1, v: clean }]);
  await expect
    .poll(() => engine.pool.query('select 1 from batches where run_id = $1', [runId]).then(({ rowCount }) => rowCount))
    .toBe(1);
  expect((await claim(runId)).records).toMatchObject([{ id: record!.id, carried: { call: { s: 'done', v: clean } } }]);
});

it('a record that cannot be read ends in the inbox with the reason, those beside it go on, and it stays as it is', async () => {
  await engine.deploy(flow('damaged', [start, { id: 'copy', kind: 'map', with: { v: 1 } }], ['start > copy']));
  const { runId, recordIds } = await engine.fire('damaged', [{ n: 1 }, { n: 2 }]);
  const damaged = '{"call":{"s":"done","v":[redacted]7}}';
  await engine.pool.query('update records set carried = $2 where id = $1', [recordIds[0], damaged]);
  const worker = await startWorker(engine.deps.ports, engine.deps.lease);
  try {
    expect(await engine.settled(runId)).toMatchObject({ succeeded: 1, failed: 1, waiting: 0 });
    const [failure] = await engine.failures(runId);
    expect(failure).toMatchObject({ record_id: recordIds[0], kind: 'bug', code: 'engine.damaged' });
    expect(JSON.parse(failure!.failure).params.message).toContain('[redacted]7');
    const { rows } = await engine.pool.query('select carried from records where id = $1', [recordIds[0]]);
    expect(rows).toEqual([{ carried: damaged }]);
  } finally {
    await worker.stop();
  }
});

it('a batch whose journal cannot be read fails with the reason: what it did would be done again', async () => {
  await engine.deploy(flow('no-journal', [start], []));
  const { runId } = await engine.fire('no-journal', [{ n: 1 }]);
  const batch = await claim(runId);
  const columns = journalColumns(batch, [{ node: 'call', kind: 'result', entries: [] }], (text) => text);
  await appendAttempts(engine.pool, batch, { ...columns, entries: ['[{"v":[redacted]7}]'] });
  await engine.deps.ports.batches.abandon(batch);
  const worker = await startWorker(engine.deps.ports, engine.deps.lease);
  try {
    expect(await engine.settled(runId)).toMatchObject({ failed: 1, waiting: 0 });
    expect(await engine.failures(runId)).toMatchObject([{ code: 'engine.damaged' }]);
  } finally {
    await worker.stop();
  }
});
