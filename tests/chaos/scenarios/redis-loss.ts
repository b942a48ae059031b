import { manual, stepEffects, threeSteps } from '../harness/flows.ts';
import { compareLedger, examine, quiet } from '../harness/oracle.ts';
import { judge, pause, type Scenario } from '../harness/scenario.ts';
import { openStage } from '../harness/stage.ts';

/** reliability.md §6 no. 4: Redis killed again and again, and once with all it ever wrote deleted. */
export const redisLoss: Scenario = {
  name: 'redis-loss',
  title: 'Redis killed while three-step records pass; the last time its files are deleted too',
  queues: ['redis'],
  async run({ house, queue, random, seed, scaled }) {
    const { redis } = house;
    if (redis === undefined) throw new Error('this machine has no redis-server');
    const [records, kills] = [scaled(5_000, 400), scaled(12, 2)];
    const stage = await openStage(house, queue, { workers: 2, seed });
    try {
      stage.upstream.weather = { slowMs: 40 };
      await stage.deploy(threeSteps('steps', manual, '{{start.item}}'));
      const items = Array.from({ length: records }, (_, i) => `r${i}`);
      const perKill = Math.ceil(records / kills);
      for (let kill = 0; kill < kills; kill++) {
        const part = items.slice(kill * perKill, (kill + 1) * perKill);
        const firing = [];
        for (let from = 0; from < part.length; from += 20)
          firing.push(
            stage.fire(
              'steps',
              part.slice(from, from + 20).map((item) => ({ item })),
            ),
          );
        await pause(random.int(50, 400));
        await redis.kill();
        if (kill === kills - 1) await redis.wipe();
        await pause(random.int(0, 1_000));
        await redis.start();
        await Promise.all(firing);
      }
      const waited = await quiet(stage, 120_000);
      const findings = await examine(stage);
      const { missing, doubled } = compareLedger(stage, stepEffects(items));
      const done = findings.states.succeeded ?? 0;
      return judge({ expected: records, done, lost: missing.length, doubled: doubled.length, inDoubt: 0 }, findings, [
        waited >= 120_000 && 'not finished 120 s after Redis was wiped',
      ]);
    } finally {
      await stage.close();
    }
  },
};
