import { type FailPoint, failPoints } from '@raccord/runtime/fail-points';
import { DEFAULT_WORKSPACE } from '@raccord/server/stores/workspaces';
import type { Child } from '../harness/child.ts';
import { act, flow, hook, manual } from '../harness/flows.ts';
import { compareLedger, examine, quiet } from '../harness/oracle.ts';
import type { Random } from '../harness/random.ts';
import { judge, pause, type Scenario } from '../harness/scenario.ts';
import { Sender, signed } from '../harness/sender.ts';
import { openStage, type Stage } from '../harness/stage.ts';

const secret = 'a secret of the chaos tests';
const connections = { up: { connector: 'chaos' } };

/** All that a record can go through: made into others and put together again, four kinds of effect, a wait. */
const journey = flow(
  'journey',
  [
    manual,
    { id: 'line', kind: 'split', items: '{{start.lines}}' },
    act('each', 'keyed', '{{line}}'),
    { id: 'all', kind: 'aggregate', collect: '{{line}}' },
    act('second', 'upserted', '{{start.item}}'),
    { id: 'rest', kind: 'wait', for: '100ms' },
    act('third', 'marked', '{{start.item}}'),
    act('last', 'once', '{{start.item}}'),
  ],
  ['start > line', 'line > each', 'each > all', 'all > second', 'second > rest', 'rest > third', 'third > last'],
  { connections },
);

const RECORDS = 6;
/** How long a process has to come to its point. */
const REACH_MS = 45_000;

/** reliability.md §6 no. 10. */
export const commitPoints: Scenario = {
  name: 'commit-points',
  title: 'kill -9 right before and right after everything the engine commits or does outside',
  queues: ['postgres', 'redis'],
  async run({ house, queue, random, seed, scaled }) {
    const stage = await openStage(house, queue, { workers: 0, servers: 1, seed, secret });
    const sender = new Sender(secret);
    try {
      const token = await stage.deploy(
        flow('hooked', [hook, act('each', 'keyed', '{{start.body.item}}')], ['start > each'], { connections }),
        { kind: 'webhook', config: signed, connectionId: stage.connectionId },
      );
      await stage.deploy(journey);
      await stage.deploy(
        flow(
          'fed',
          [{ ...manual, uses: 'chaos/feed' } as typeof manual, act('each', 'keyed', '{{start.item}}')],
          ['start > each'],
          {
            connections,
          },
        ),
        { kind: 'poll', config: { items: 200 }, everyMs: 500 },
      );
      const expected = Array.from({ length: 200 }, (_, i) => `keyed feed-${i}`);
      const once: string[] = [];
      const points = someOf(random, failPoints, scaled(failPoints.length, 4));
      const missed: string[] = [];
      for (const [round, point] of points.entries()) {
        const items = Array.from({ length: RECORDS }, (_, i) => `${round}-${i}`);
        const runId = await stage.fire(
          'journey',
          items.map((item) => ({ item, lines: [`${item}-a`, `${item}-b`] })),
        );
        for (const item of items) {
          expected.push(`keyed ${item}-a`, `keyed ${item}-b`, `upserted ${item}`, `marked ${item}`);
          once.push(`once ${item}`);
        }
        const armed = { point, times: rare(point) ? 1 : random.int(1, 3) };
        if (point.startsWith('cut'))
          await stage.pool.query('update batches set crashes = 2 where run_id = $1', [runId]);
        if (point.startsWith('abandon')) await stage.pool.query('update runs set version = 99 where id = $1', [runId]);
        const victim = await startArmed(stage, armed);
        const hooked = `hook-${round}`;
        expected.push(`keyed ${hooked}`);
        const delivered = sender.deliver(() => `${stage.addresses[0]}/hooks/${token}`, {
          id: hooked,
          body: JSON.stringify({ item: hooked }),
        });
        if (point.startsWith('fire')) victim.send({ fire: firing(round) });
        const died = await Promise.race([victim.ended.then(() => true), pause(REACH_MS).then(() => false)]);
        if (!died) missed.push(point);
        if (point.startsWith('abandon')) await stage.pool.query('update runs set version = 1 where id = $1', [runId]);
        // Dying again and again is this scenario's doing, not the records'.
        await stage.pool.query('update batches set crashes = -1 where crashes >= 0');
        // As its supervisor would: the worker is known to be dead.
        await stage.pool.query('delete from workers where id = $1', [victim.workerId ?? null]);
        if (!stage.servers[0]?.alive) await (await stage.startServer(0)).ready;
        await delivered;
      }
      await (await stage.startWorker(0)).ready;
      const calls = stage.pool.query("update triggers set active = false where kind = 'poll'");
      await quiet(stage, 60_000);
      await calls;
      await quiet(stage, 10_000);
      const findings = await examine(stage);
      const { missing, doubled } = compareLedger(stage, expected);
      const undone = compareLedger(stage, once).missing.length;
      const { succeeded = 0, inDoubt = 0 } = findings.states;
      const figures = {
        expected: findings.total,
        done: succeeded + inDoubt,
        lost: missing.length,
        doubled: doubled.length,
        inDoubt,
      };
      return judge(figures, findings, [
        missed.length > 0 && `never reached: ${missed.join(', ')}`,
        undone > inDoubt &&
          `${undone} of the effects that cannot stay single were not done, and only ${inDoubt} are in doubt`,
        missing.length > 0 && `missing: ${missing.slice(0, 8).join(', ')}`,
      ]);
    } finally {
      sender.close();
      await stage.close();
    }
  },
};

const ofServer = (point: FailPoint) => /^(intake|fire|reconcile)/.test(point);
const rare = (point: FailPoint) => /^(intake|fire|cut|abandon|poll)/.test(point);

/** Only the armed worker works, so that it is the one to come to the point; a server's points need one that works beside it. */
async function startArmed(stage: Stage, armed: { point: FailPoint; times: number }): Promise<Child> {
  if (!ofServer(armed.point)) {
    const worker = await stage.startWorker(0, { armed });
    await worker.ready.catch(() => undefined);
    return worker;
  }
  if (!stage.workers[0]?.alive) await (await stage.startWorker(0)).ready;
  const server = await stage.startServer(0, armed);
  await server.ready.catch(() => undefined);
  return server;
}

function firing(round: number) {
  const inputs = [{ item: `fired-${round}`, lines: [] }];
  return {
    workspaceId: DEFAULT_WORKSPACE,
    flowId: 'journey',
    environment: 'chaos',
    inputs,
    cause: 'manual',
    by: 'chaos',
  };
}

function someOf<T>(random: Random, all: readonly T[], count: number): T[] {
  const left = [...all];
  const some: T[] = [];
  while (some.length < count && left.length > 0) some.push(...left.splice(random.int(0, left.length - 1), 1));
  return some;
}
