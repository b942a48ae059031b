import { hasWork, killWorkers } from '../harness/crowd.ts';
import { examine, quiet } from '../harness/oracle.ts';
import { type Expected, type Input, randomFlow } from '../harness/random-flow.ts';
import { judge, type Scenario } from '../harness/scenario.ts';
import { openStage } from '../harness/stage.ts';

const RECORDS_IN_A_RUN = 8;

/** reliability.md §6 no. 12, after Restate's verification runner: flows nobody thought of, and an oracle that knows what they must count. */
export const randomFlows: Scenario = {
  name: 'random-flows',
  title: 'flows made at random, their counters and effects worked out beforehand; workers are killed meanwhile',
  queues: ['postgres', 'redis'],
  async run({ house, queue, random, seed, scaled }) {
    const [flows, kills] = [scaled(300, 25), scaled(8, 1)];
    const stage = await openStage(house, queue, { workers: 2, seed });
    try {
      stage.upstream.weather = { slowMs: 15, lost: 0.02, fails: 0.02 };
      const wanted = new Map<string, Expected>();
      const values = new Map<string, number>();
      for (let at = 0; at < flows; at++) {
        const { document, expect } = randomFlow(`f${at}`, random);
        await stage.deploy(document);
        const inputs = Array.from({ length: RECORDS_IN_A_RUN }, (_, n): Input => {
          const lines = Array.from({ length: random.int(0, 4) }, (_, i) => ({ i, w: random.int(1, 9) }));
          return { n: String(n), v: random.int(0, 99), lines };
        });
        const all = inputs.map(expect);
        for (const { effects } of all) for (const [effect, value] of effects) values.set(effect, value);
        const sum = (of: (each: Expected) => number) => all.reduce((total, each) => total + of(each), 0);
        wanted.set(await stage.fire(document.id, inputs), {
          total: sum((each) => each.total),
          succeeded: sum((each) => each.succeeded),
          filtered: sum((each) => each.filtered),
          effects: new Map(),
        });
      }
      await killWorkers(stage, random, kills, () => hasWork(stage));
      await quiet(stage, 60_000);
      const findings = await examine(stage);
      const { rows } = await stage.pool.query<Expected & { id: string; flow_id: string }>(
        'select id, flow_id, total, succeeded, filtered from runs',
      );
      const off = rows.flatMap(({ id, flow_id: flow, total, succeeded, filtered }) => {
        const want = wanted.get(id);
        const same = want?.total === total && want.succeeded === succeeded && want.filtered === filtered;
        const [is, should] = [
          { total, succeeded, filtered },
          { ...want, effects: undefined },
        ];
        return same ? [] : [`${flow}: ${JSON.stringify(is)} instead of ${JSON.stringify(should)}`];
      });
      const done = new Map<string, number>();
      let doubled = 0;
      let wrong = 0;
      for (const { action, item, value } of stage.upstream.rows) {
        const effect = `${action} ${item}`;
        if (done.has(effect)) doubled += 1;
        done.set(effect, Number(value));
        if (values.get(effect) !== value) wrong += 1;
      }
      const undone = [...values.keys()].filter((effect) => !done.has(effect));
      const lost = undone.length;
      const ended = rows.length - off.length;
      return judge({ expected: flows, done: ended, lost, doubled, inDoubt: findings.states.inDoubt ?? 0 }, findings, [
        wrong > 0 && `${wrong} effects that should not have been, or with another value`,
        lost > 0 && `not done: ${undone.slice(0, 5).join(', ')}`,
        ...off.slice(0, 3),
      ]);
    } finally {
      await stage.close();
    }
  },
};
