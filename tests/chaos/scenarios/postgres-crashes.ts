import { hasWork } from '../harness/crowd.ts';
import { hook, stepEffects, threeSteps } from '../harness/flows.ts';
import { compareLedger, examine, quiet } from '../harness/oracle.ts';
import { judge, pause, type Scenario } from '../harness/scenario.ts';
import { inParallel, Sender, signed } from '../harness/sender.ts';
import { openStage, type Stage } from '../harness/stage.ts';

const secret = 'a secret of the chaos tests';

/** reliability.md §6 no. 3: PostgreSQL ends at once, again and again, and comes back by itself after up to five seconds. */
export const postgresCrashes: Scenario = {
  name: 'postgres-crashes',
  title: 'PostgreSQL stopped with no notice while signed webhooks pass three steps',
  queues: ['postgres', 'redis'],
  async run({ house, queue, random, seed, scaled }) {
    const [records, crashes] = [scaled(3_000, 200), scaled(8, 1)];
    const stage = await openStage(house, queue, { servers: 1, workers: 2, seed, secret });
    const sender = new Sender(secret);
    try {
      stage.upstream.weather = { slowMs: 20, lost: 0.01 };
      const trigger = { kind: 'webhook' as const, config: signed, connectionId: stage.connectionId };
      const token = await stage.deploy(threeSteps('steps', hook, '{{start.body.item}}'), trigger);
      const items = Array.from({ length: records }, (_, i) => `p${i}`);
      const pids = [...stage.servers, ...stage.workers].map(({ pid }) => pid);
      const starts = new Set([await nextStart(stage, new Set())]);
      const firstWorkAfter: number[] = [];
      // The deliveries come in shares, one more than there are crashes. A crash falls into its share, somewhere, and the next share
      // waits for it: so each hits work, and there is work after it, whatever the machine's pace.
      const share = records / (crashes + 1);
      let begun = 0;
      let posted = 0;
      const crashing = (async () => {
        for (let crash = 0; crash < crashes; crash++) {
          const from = share * (crash + random.next());
          while (posted < from) await pause(5);
          await pause(random.int(0, 100));
          house.crashPostgres();
          begun += 1;
          starts.add(await nextStart(stage, starts));
          const back = performance.now();
          const before = stage.upstream.calls.length;
          if (posted < records || (await hasWork(stage).catch(() => true)))
            firstWorkAfter.push((await callsAfter(stage, before)) - back);
        }
      })();
      await inParallel([...items.entries()], 16, async ([index, item]) => {
        while (Math.floor(index / share) > begun) await pause(5);
        const body = JSON.stringify({ item });
        await sender.deliver(() => `${stage.addresses[0]}/hooks/${token}`, { id: item, body });
        posted += 1;
      });
      await crashing;
      await quiet(stage, 90_000);
      const findings = await examine(stage);
      const { missing, doubled } = compareLedger(stage, stepEffects(items));
      const done = findings.states.succeeded ?? 0;
      const died = [...stage.servers, ...stage.workers].filter(({ alive }, at) => !alive || pids[at] === undefined);
      const figures = { expected: records, done, lost: missing.length, doubled: doubled.length, inDoubt: 0 };
      return judge({ ...figures, recoveries: firstWorkAfter }, findings, [
        died.length > 0 && `${died.length} processes did not survive`,
        firstWorkAfter.length === 0 && 'no crash hit work',
        starts.size !== crashes + 1 && `PostgreSQL started ${starts.size} times, and was stopped ${crashes} times`,
      ]);
    } finally {
      sender.close();
      await stage.close();
    }
  },
};

/** Waits for a PostgreSQL that is none of these. One that was told to stop may still answer for a moment. @returns when it was started */
async function nextStart({ pool }: Stage, known: ReadonlySet<string>): Promise<string> {
  for (;;) {
    const started = await pool.query<{ at: Date }>('select pg_postmaster_start_time() as at').then(
      ({ rows }) => rows[0]?.at.toISOString(),
      () => undefined,
    );
    if (started !== undefined && !known.has(started)) return started;
    await pause(20);
  }
}

/** @returns when the upstream is called again after `count` calls (`performance.now()`) */
async function callsAfter({ upstream }: Stage, count: number): Promise<number> {
  const started = performance.now();
  while (upstream.calls.length <= count && performance.now() - started < 20_000) await pause(10);
  return performance.now();
}
