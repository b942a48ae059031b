import { manual, stepEffects, threeSteps } from '../harness/flows.ts';
import { compareLedger, examine, quiet } from '../harness/oracle.ts';
import { heldBy, takenOn } from '../harness/recovery.ts';
import { atThisLoad, judge, pause, type Scenario } from '../harness/scenario.ts';
import { openStage } from '../harness/stage.ts';
import { tcpProxy } from '../harness/tcp-proxy.ts';

/** By construction 13 s at most (a look every 8 s, an answer waited for 5 s), and what a busy machine adds. */
const HEALED_LIMIT_MS = 20_000;

/** reliability.md §6 no. 7: packets between a worker and its database vanish, or connections are cut; then all is well again. */
export const partition: Scenario = {
  name: 'partition',
  title: 'the network between one worker and the database goes (cut, or packets vanish) and comes back',
  queues: ['postgres', 'redis'],
  async run({ house, queue, random, seed, scaled }) {
    const rounds = scaled(4, 1);
    const stage = await openStage(house, queue, { workers: 1, seed });
    const direct = new URL(stage.databaseUrl);
    const proxy = await tcpProxy({ host: direct.hostname, port: Number(direct.port) });
    try {
      direct.port = String(proxy.port);
      const behind = await stage.startWorker(1, { databaseUrl: direct.href });
      await behind.ready;
      stage.upstream.weather = { slowMs: 60 };
      await stage.deploy(threeSteps('steps', manual, '{{start.item}}'));
      const items: string[] = [];
      const fire = async (name: string, count: number) => {
        const fresh = Array.from({ length: count }, (_, i) => `${name}-${i}`);
        items.push(...fresh);
        for (let from = 0; from < count; from += 20)
          await stage.fire(
            'steps',
            fresh.slice(from, from + 20).map((item) => ({ item })),
          );
      };
      const recoveries: number[] = [];
      const healing: number[] = [];
      for (let round = 0; round < rounds; round++) {
        await fire(`away${round}`, 200);
        await pause(random.int(100, 600));
        const held = await heldBy(stage, behind);
        if (round % 2 === 0) proxy.swallow();
        else proxy.cut();
        const taken = await takenOn(stage, held, 20_000);
        if (taken !== undefined) recoveries.push(taken);
        await quiet(stage, 60_000);
        proxy.heal();
        // The worker that was away is alone now: only if it is well again does the next work get done.
        await stage.workers[0]!.kill();
        const healed = performance.now();
        await fire(`back${round}`, 20);
        const calls = stage.upstream.calls.length;
        while (stage.upstream.calls.length === calls && performance.now() - healed < 60_000) await pause(50);
        healing.push(performance.now() - healed);
        await (await stage.startWorker(0)).ready;
      }
      await quiet(stage, 60_000);
      const findings = await examine(stage);
      const { missing, doubled } = compareLedger(stage, stepEffects(items));
      const done = findings.states.succeeded ?? 0;
      const figures = { expected: items.length, done, lost: missing.length, doubled: doubled.length, inDoubt: 0 };
      const slowest = Math.round(Math.max(...healing));
      return judge({ ...figures, recoveries }, findings, [
        slowest > atThisLoad(HEALED_LIMIT_MS) &&
          `the worker worked again only ${slowest} ms after the network was back`,
        !behind.alive && 'the worker that was cut off did not survive',
      ]);
    } finally {
      await stage.close();
      await proxy.close();
    }
  },
};
