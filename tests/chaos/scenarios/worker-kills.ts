import { hasWork, killWorkers } from '../harness/crowd.ts';
import { manual, stepEffects, threeSteps } from '../harness/flows.ts';
import { compareLedger, examine, quiet } from '../harness/oracle.ts';
import { judge, type Scenario } from '../harness/scenario.ts';
import { openStage, type Stage } from '../harness/stage.ts';

const RECORDS_IN_A_RUN = 20;

/** reliability.md §6 no. 1. No server supervises the workers, so that only their silence tells. */
export const workerKills: Scenario = {
  name: 'worker-kills',
  title: 'kill -9 of workers that hold work, while three-step records pass',
  queues: ['postgres', 'redis'],
  async run({ house, queue, random, seed, scaled }) {
    const [records, kills] = [scaled(8_000, 400), scaled(24, 2)];
    const stage = await openStage(house, queue, { workers: scaled(3, 2), seed });
    try {
      stage.upstream.weather = { slowMs: 60, lost: 0.02, failsAfter: 0.01, fails: 0.02 };
      await stage.deploy(threeSteps('steps', manual, '{{start.item}}'));
      const items = Array.from({ length: records }, (_, i) => `i${i}`);
      for (let from = 0; from < records; from += RECORDS_IN_A_RUN)
        await stage.fire(
          'steps',
          items.slice(from, from + RECORDS_IN_A_RUN).map((item) => ({ item })),
        );
      const recoveries = await killWorkers(stage, random, kills, () => hasWork(stage));
      const waited = await quiet(stage, 60_000);
      const findings = await examine(stage);
      const { missing, doubled } = compareLedger(stage, stepEffects(items));
      const done = findings.states.succeeded ?? 0;
      // Whose workers were killed four times over, by chance, stands in the inbox as poison: not lost, and it must be rare.
      const poisoned = findings.inbox.find(({ code }) => code === 'engine.poison')?.n ?? 0;
      const kept = new Set(await itemsInInbox(stage));
      const lost = missing.filter((effect) => !kept.has(effect.split(' ')[1]!)).length;
      const figures = {
        expected: records,
        done,
        lost,
        doubled: doubled.length,
        inDoubt: 0,
        recoveries,
      };
      return judge(figures, findings, [
        poisoned > Math.ceil(records / 2_000) && `${poisoned} records called poison`,
        waited >= 60_000 && 'not all ended within 60 s of the last kill',
        recoveries.length === 0 && 'no kill hit a worker that held work',
      ]);
    } finally {
      await stage.close();
    }
  },
};

async function itemsInInbox({ pool }: Stage): Promise<string[]> {
  const { rows } = await pool.query<{ data: string }>('select data from failures');
  return rows.map(({ data }) => (JSON.parse(data) as { item: string }).item);
}
