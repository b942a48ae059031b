import type { FlowNode, NodeOf } from '@raccord/contract';
import { compileFlow } from '@raccord/runtime/engine/compiled-flow';
import { ConnectionHealth } from '@raccord/runtime/engine/connection-health';
import { executeBatch } from '@raccord/runtime/engine/execute-batch';
import type { ClaimedBatch } from '@raccord/runtime/ports';
import { uuidv7 } from '@raccord/runtime/uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestEngine, testEngine, workspaceId } from '../testing/test-engine.ts';
import { flow, start } from './flow.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await testEngine();
});
afterAll(() => engine.close());

type Task = {
  id: string;
  record_id: string;
  state: string;
  data: string;
  edited: string | null;
  how: string | null;
  question: string;
  decided_by: string | null;
};
const tasks = async (runId: string) =>
  (await engine.pool.query<Task>('select * from approvals where run_id = $1 order by record_id, id', [runId])).rows;
const decide = (ids: string[], decision: 'approved' | 'rejected', more = {}) =>
  engine.commands.decideApprovals({ workspaceId, ids, decision, role: 'operator', by: 'ann', ...more });
const codes = (answer: Awaited<ReturnType<typeof decide>>) => answer.refused.map(({ failure }) => failure.code);

/** start > review > yes or no; what comes out is answered. */
function reviewed(id: string, review: Partial<NodeOf<'approval'>>, before: FlowNode[] = []) {
  const node: FlowNode = { id: 'review', kind: 'approval', question: 'Who is {{start.name}}?', ...review };
  return flow(
    id,
    [
      start,
      ...before,
      node,
      {
        id: 'yes',
        kind: 'respond',
        body: { data: '{{review.data}}', how: '{{review.how}}', edited: '{{review.edited}}' },
      },
      { id: 'no', kind: 'respond', body: 'no: {{review.comment}}' },
    ],
    [
      ...['start', ...before.map((each) => each.id), 'review'].flatMap((from, index, all) => {
        const to = all[index + 1];
        return to === undefined ? [] : [`${from} > ${to}`];
      }),
      'review.approved > yes',
      'review.rejected > no',
    ],
  );
}
const answersOf = async (runId: string) =>
  (await engine.records(runId)).map(({ answer }) => (answer === null ? null : JSON.parse(answer).body));
const waits = (runId: string, count: number) =>
  expect
    .poll(async () => (await engine.records(runId)).filter((each) => each.wait_reason === 'approval').length, {
      timeout: 15_000,
    })
    .toBe(count);
const over = async (runId: string) => {
  await expect.poll(() => engine.settled(runId).then((run) => run.waiting), { timeout: 15_000 }).toBe(0);
  return engine.settled(runId);
};

it('waits without failing, and goes on as people decide: approved, rejected, changed', async () => {
  const fields = [{ name: 'contact', type: 'string' as const, required: true, choices: '{{start.found}}' }];
  await engine.deploy(reviewed('review', { with: { contact: '{{start.found[0]}}', name: '{{start.name}}' }, fields }));
  const found = ['c-1', 'c-2'];
  const { runId } = await engine.fire(
    'review',
    ['Ann', 'Bob', 'Cy'].map((name) => ({ name, found })),
  );
  await waits(runId, 3);
  expect(await engine.settled(runId)).toMatchObject({ total: 3, waiting: 3, failed: 0 });
  const asked = await tasks(runId);
  expect(asked.map(({ question, state }) => [question, state])).toEqual([
    ['Who is Ann?', 'open'],
    ['Who is Bob?', 'open'],
    ['Who is Cy?', 'open'],
  ]);
  const [ann, bob, cy] = asked.map(({ id }) => id) as [string, string, string];
  const edit = (data: unknown) => ({ edited: { data } });
  expect(codes(await decide([cy], 'approved', edit({ contact: 'c-9', name: 'Cy' })))).toEqual(['approval.fieldChoice']);
  expect(codes(await decide([cy], 'approved', edit({ contact: 'c-2', name: 'Dee' })))).toEqual(['approval.fieldFixed']);
  expect(codes(await decide([cy], 'approved', { role: 'viewer' }))).toEqual(['approval.notAllowed']);
  expect(codes(await decide([cy], 'approved', { remember: true }))).toEqual(['approval.noKey']);

  // Two people at once: one decides, the other is told.
  const both = await Promise.all([decide([ann], 'approved'), decide([ann], 'rejected', { by: 'bo' })]);
  expect(both.flatMap((each) => [...each.decided, ...codes(each)]).sort()).toEqual(
    [ann, 'approval.alreadyDecided'].sort(),
  );
  await decide([bob], 'rejected', { comment: 'nobody' });
  await decide([cy], 'approved', edit({ contact: 'c-2', name: 'Cy' }));
  expect(await over(runId)).toMatchObject({ total: 3, succeeded: 3, waiting: 0 });
  const [first, ...rest] = await answersOf(runId);
  const won = both[0].decided.length === 1;
  expect(first).toEqual(won ? { data: { contact: 'c-1', name: 'Ann' }, how: 'person', edited: false } : 'no: ');
  expect(rest).toEqual(['no: nobody', { data: { contact: 'c-2', name: 'Cy' }, how: 'person', edited: true }]);
  // What they were shown stays beside what they made of it.
  expect((await tasks(runId))[2]).toMatchObject({
    data: '{"contact":"c-1","name":"Cy"}',
    edited: '{"contact":"c-2","name":"Cy"}',
    decided_by: 'ann',
  });
  expect(codes(await decide([uuidv7()], 'approved'))).toEqual(['approval.noTask']);
});

it('a choice that is remembered answers for its key, now and later, until it is revoked', async () => {
  await engine.deploy(reviewed('keys', { with: { owner: 'x', from: '{{start.from}}' }, remember: '{{start.from}}' }));
  const { runId } = await engine.fire('keys', [{ from: 'a@x' }, { from: 'a@x', n: 2 }, { from: 'b@x' }]);
  await waits(runId, 3);
  const [one, two] = await tasks(runId);
  const said = await decide([one!.id], 'approved', { edited: { data: { owner: 'eve', from: 'a@x' } }, remember: true });
  expect(said.along).toEqual([two!.id]);
  await waits(runId, 1);
  const later = await engine.fire('keys', [{ from: 'a@x', n: 3 }]);
  expect(await over(later.runId)).toMatchObject({ succeeded: 1 });
  expect(await answersOf(later.runId)).toEqual([
    { data: { owner: 'eve', from: 'a@x' }, how: 'remembered', edited: true },
  ]);
  expect(await tasks(later.runId)).toEqual([]);
  await engine.pool.query('delete from remembered_choices');
  await waits((await engine.fire('keys', [{ from: 'a@x' }])).runId, 1);
});

it('counts as said when nobody decides in time, or stays', async () => {
  await engine.deploy(reviewed('due', { within: '300ms', otherwise: 'reject' }));
  await engine.deploy(reviewed('stays', { within: '1ms' }));
  const [due, stays] = [await engine.fire('due', [{ n: 1 }]), await engine.fire('stays', [{ n: 1 }])];
  expect(await over(due.runId)).toMatchObject({ succeeded: 1 });
  expect(await tasks(due.runId)).toMatchObject([{ state: 'rejected', how: 'due', decided_by: null }]);
  expect(codes(await decide([(await tasks(due.runId))[0]!.id], 'approved'))).toEqual(['approval.alreadyDecided']);
  await waits(stays.runId, 1);
  expect(await tasks(stays.runId)).toMatchObject([{ state: 'open' }]);
});

it('a cancelled run closes its questions; a rejected record with no way to go is turned back', async () => {
  await engine.deploy(flow('turned', [start, { id: 'review', kind: 'approval' }], ['start > review']));
  const { runId } = await engine.fire('turned', [{ n: 1 }, { n: 2 }]);
  await waits(runId, 2);
  const [first, second] = await tasks(runId);
  expect(JSON.parse(first!.data)).toEqual({ start: { n: 1 } });
  await decide([first!.id], 'rejected');
  // Through, not only awake: a record that waits for its turn would be cancelled too.
  await expect.poll(() => engine.settled(runId), { timeout: 15_000 }).toMatchObject({ filtered: 1, waiting: 1 });
  await engine.commands.cancelRun({ workspaceId, runId, by: 'ann' });
  expect(await over(runId)).toMatchObject({ filtered: 1, cancelled: 1 });
  expect(codes(await decide([second!.id], 'approved'))).toEqual(['approval.closed']);
});

it('asks again after a failure only where the data is another', async () => {
  const sum: FlowNode = { id: 'sum', kind: 'map', with: { n: '{{$number(start.n)}}' } };
  const document = reviewed('again', { with: { name: '{{start.name}}' } });
  const edges = [
    ...document.edges.filter(({ to }) => to !== 'yes'),
    { from: 'review', port: 'approved', to: 'sum' },
    { from: 'sum', to: 'yes' },
  ];
  await engine.deploy({ ...document, nodes: [...document.nodes, sum], edges });
  const { runId } = await engine.fire('again', [{ name: 'Ann', n: 'x' }]);
  await waits(runId, 1);
  await decide([(await tasks(runId))[0]!.id], 'approved');
  const retry = async (data: unknown) => {
    await expect.poll(() => engine.settled(runId), { timeout: 15_000 }).toMatchObject({ failed: 1, waiting: 0 });
    const open = (await engine.failures(runId)).find(({ status }) => status === 'open')!.id;
    await engine.commands.retryRecords({ workspaceId, failureIds: [open], edited: { [open]: data }, by: 'ann' });
  };
  await retry({ name: 'Ann', n: 'y' });
  await expect.poll(() => engine.failures(runId).then((all) => all.length), { timeout: 15_000 }).toBe(2);
  expect(await tasks(runId)).toHaveLength(1);
  await retry({ name: 'Bob', n: '1' });
  await waits(runId, 1);
  const open = (await tasks(runId)).filter(({ state }) => state === 'open');
  expect(open).toMatchObject([{ data: '{"name":"Bob"}' }]);
  await decide([open[0]!.id], 'approved');
  expect(await over(runId)).toMatchObject({ succeeded: 1, failed: 0 });
});

it('asks once, though the worker dies after it has asked and another does it again', async () => {
  const document = reviewed('crash', { with: { name: '{{start.name}}' } });
  await engine.deploy(document);
  await engine.worker.stop();
  const { runId } = await engine.fire('crash', [{ name: 'Ann' }]);
  const { batches } = engine.deps.ports;
  /** The run's batch, in the hands of a worker that shows that it lives. */
  const claim = async () => {
    const workerId = uuidv7();
    await engine.pool.query(
      "insert into workers (id, host, pid, seen_at) values ($1, 'test', 1, now() + interval '1 hour')",
      [workerId],
    );
    let claimed: ClaimedBatch | undefined;
    const tried = async () => {
      const { rows } = await engine.pool.query<{ id: string }>('select id from batches where run_id = $1', [runId]);
      if (rows[0] !== undefined) claimed = await batches.claim(rows[0].id, workerId);
      return claimed !== undefined;
    };
    await expect.poll(tried, { timeout: 20_000 }).toBe(true);
    return { batch: claimed!, workerId };
  };
  const inPlace = { document, environment: { id: engine.environmentId, name: 'test', variables: {} }, bindings: {} };
  const execute = async (batch: ClaimedBatch) => {
    const compiled = compileFlow(inPlace, engine.deps.ports.registry);
    return executeBatch(batch, compiled, engine.deps.ports, new ConnectionHealth(), new AbortController().signal);
  };
  // The first dies between asking and settling; what it would have written is refused once another has the batch.
  const { batch: dead, workerId } = await claim();
  const unsettled = await execute(dead);
  await engine.pool.query('delete from workers where id = $1', [workerId]);
  const { batch: alive } = await claim();
  expect(await batches.settle(alive, await execute(alive))).not.toBe(false);
  expect(await batches.settle(dead, unsettled)).toBe(false);
  expect(await tasks(runId)).toHaveLength(1);

  // Decided while the record is in the hands of a worker that has looked already: it is not forgotten.
  const [task] = await tasks(runId);
  await engine.pool.query('update parked set due_at = now() where run_id = $1', [runId]);
  const { batch: looked } = await claim();
  const waitsOn = await execute(looked);
  await decide([task!.id], 'approved');
  await batches.settle(looked, waitsOn);
  const { batch: last } = await claim();
  await batches.settle(last, await execute(last));
  expect(await answersOf(runId)).toEqual([{ data: { name: 'Ann' }, how: 'person', edited: false }]);
  expect(await tasks(runId)).toMatchObject([{ state: 'approved' }]);
});
