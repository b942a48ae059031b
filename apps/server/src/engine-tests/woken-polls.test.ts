import { type ConnectorRegistry, defineConnector, defineTrigger, Failure } from '@raccord/contract';
import Type from 'typebox';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../stores/database.ts';
import { listTriggers } from '../stores/triggers.ts';
import { type TestEngine, testEngine, workspaceId } from '../testing/test-engine.ts';
import { type TestIntake, testIntake } from '../testing/test-intake.ts';
import { flow } from './flow.ts';

/** A mailbox that says only that something changed; what, one has to read. */
const box = { rows: 0, reads: 0, slowMs: 0, lost: undefined as { from: string; to: string } | undefined };
const anything = Type.Object({});
const title = { en: 'Box', fr: 'Boîte' };
const same = { title, description: title };

function registry(): ConnectorRegistry {
  const arrived = defineTrigger({
    id: 'arrived',
    version: 1,
    ...same,
    config: anything,
    output: anything,
    sample: {},
    webhook: {
      secret: 'optional',
      wakesPoll: true,
      verify: ({ headers }) => {
        if (headers.forged !== undefined) throw new Failure('auth', 'webhook.badSignature');
      },
      parse: () => [],
    },
    poll: {
      every: '1h',
      async page(_context, _config, cursor) {
        box.reads += 1;
        const [from, to] = [typeof cursor === 'number' ? cursor : 0, box.rows];
        await new Promise((resolve) => setTimeout(resolve, box.slowMs));
        const items = Array.from({ length: to - from }, (_, n) => ({ dedupeKey: `${from + n}`, data: {} }));
        return { items, cursor: to, more: false, ...(box.lost && { lost: box.lost }) };
      },
    },
  });
  const auth = { kind: 'none' as const, credentials: anything, apply: () => undefined };
  return { box: defineConnector({ id: 'box', ...same, auth, triggers: { arrived }, actions: {} }) };
}

let engine: TestEngine;
let intake: TestIntake;
beforeAll(async () => {
  engine = await testEngine({ registry: registry() });
  intake = await testIntake(engine, registry());
});
afterEach(() => Object.assign(box, { rows: 0, reads: 0, slowMs: 0, lost: undefined }));
afterAll(async () => {
  await intake.close();
  await engine.close();
});

const inAnHour = () => new Date(Date.now() + 3_600_000);
const deploy = (id: string, nextDueAt = inAnHour()) =>
  engine.deploy(flow(id, [{ id: 'mail', kind: 'trigger', uses: 'box/arrived' }], []), {
    kind: 'poll',
    everyMs: 3_600_000,
    nextDueAt,
  });
const totals = async (flowId: string) =>
  (await engine.pool.query('select total from runs where flow_id = $1 order by id', [flowId])).rows.map(
    ({ total }) => total,
  );
const triggerOf = async (id: string) => (await engine.pool.query('select * from triggers where id = $1', [id])).rows[0];

it('a delivery that only says that something changed makes the poll due at once, a hundred of them once', async () => {
  const { triggerId, token } = await deploy('woken');
  box.rows = 3;
  const answers = await Promise.all(Array.from({ length: 100 }, () => intake.deliver(token, {})));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  await expect.poll(() => totals('woken')).toEqual([3]);
  await expect.poll(async () => (await triggerOf(triggerId)).woken).toBe(false);
  await expect.poll(async () => (await triggerOf(triggerId)).next_due_at > new Date(Date.now() + 3_000_000)).toBe(true);
  expect(box.reads).toBeLessThanOrEqual(2);
});

it('one that comes while the poll is under way is followed by another poll', async () => {
  const { token } = await deploy('again', new Date());
  Object.assign(box, { rows: 1, slowMs: 1_000 });
  await expect.poll(() => box.reads, { timeout: 5_000 }).toBe(1);
  box.rows = 2;
  await intake.deliver(token, {});
  await expect.poll(() => totals('again'), { timeout: 5_000 }).toEqual([1, 1]);
});

it('it is stored before it is answered, and read when nobody was there to hear the ring', async () => {
  const { triggerId, token } = await deploy('unheard');
  await engine.pool.query('update triggers set worker_id = $2 where id = $1', [triggerId, engine.worker.id]);
  await intake.deliver(token, {});
  expect(await triggerOf(triggerId)).toMatchObject({ woken: true });
  expect((await triggerOf(triggerId)).next_due_at <= new Date()).toBe(true);
  box.rows = 1;
  await engine.pool.query('update triggers set worker_id = null where id = $1', [triggerId]);
  await expect.poll(() => totals('unheard'), { timeout: 5_000 }).toEqual([1]);
});

it('a forged delivery wakes nobody', async () => {
  const { triggerId, token } = await deploy('forged');
  await expect(intake.deliver(token, {}, { forged: '1' })).rejects.toMatchObject({ kind: 'auth' });
  expect(await triggerOf(triggerId)).toMatchObject({ woken: false });
});

it('what nobody can read any more is an event of the flow and a warning on the trigger, also when nothing else was read', async () => {
  box.lost = { from: '2026-01-01T00:00:00.000Z', to: '2026-01-03T00:00:00.000Z' };
  const { triggerId, token } = await deploy('forgetful', new Date());
  await expect.poll(() => box.reads).toBe(1);
  const warned = async () =>
    (await listTriggers(openDatabase(engine.pool), workspaceId, { flowId: 'forgetful' }))[0]!.lost;
  await expect.poll(warned).toEqual([{ ...box.lost, at: expect.stringMatching(/Z$/) }]);
  // The same page read again says it again, and another stretch is another warning.
  await intake.deliver(token, {});
  await expect.poll(() => box.reads).toBe(2);
  box.lost = { from: '2026-02-01T00:00:00.000Z', to: '2026-02-02T00:00:00.000Z' };
  await expect.poll(async () => (await triggerOf(triggerId)).worker_id).toBeNull();
  await intake.deliver(token, {});
  await expect.poll(warned).toHaveLength(2);
  const { rows } = await engine.pool.query(
    "select type, subject, actor from events where type = 'trigger.lost' order by id",
  );
  expect(rows).toEqual(
    Array.from({ length: 2 }, () => ({ type: 'trigger.lost', subject: 'flow:forgetful', actor: 'engine' })),
  );
});
