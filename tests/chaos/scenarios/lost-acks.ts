import { act, flow, manual } from '../harness/flows.ts';
import { compareLedger, examine, quiet } from '../harness/oracle.ts';
import { judge, type Scenario } from '../harness/scenario.ts';
import { openStage } from '../harness/stage.ts';

const kinds = ['keyed', 'upserted', 'marked'] as const;

/** reliability.md §6 no. 9: the upstream does the work and cuts the connection before it answers. */
export const lostAcks: Scenario = {
  name: 'lost-acks',
  title: 'the answer is lost after the work was done, for each of the four kinds of effect',
  queues: ['postgres', 'redis'],
  async run({ house, queue, seed, scaled }) {
    const records = scaled(1_000, 60);
    const stage = await openStage(house, queue, { workers: 1, seed });
    try {
      const connections = { up: { connector: 'chaos' } };
      for (const kind of [...kinds, 'once'])
        await stage.deploy(flow(kind, [manual, act('act', kind, '{{start.item}}')], ['start > act'], { connections }));
      const items = Array.from({ length: records }, (_, i) => `a${i}`);
      const fireAll = async (kind: string) => {
        for (let from = 0; from < records; from += 40)
          await stage.fire(
            kind,
            items.slice(from, from + 40).map((item) => ({ item })),
          );
      };
      // One in three, so that the connection is not taken for one that is down.
      stage.upstream.weather = { lostEvery: 3 };
      for (const kind of kinds) await fireAll(kind);
      await quiet(stage, 120_000);
      const lostAnswers = stage.upstream.calls.length - stage.upstream.rows.length;
      stage.upstream.weather = { lost: 1 };
      await fireAll('once');
      await quiet(stage, 60_000);
      const findings = await examine(stage);
      const expected = ['keyed', 'upserted', 'marked', 'once'].flatMap((kind) =>
        items.map((item) => `${kind} ${item}`),
      );
      const { missing, doubled } = compareLedger(stage, expected);
      const { succeeded = 0, inDoubt = 0 } = findings.states;
      const figures = {
        expected: 4 * records,
        done: succeeded + inDoubt,
        lost: missing.length,
        doubled: doubled.length,
        inDoubt,
      };
      return judge(figures, findings, [
        inDoubt !== records && `${inDoubt} of ${records} unknown outcomes are in doubt`,
        succeeded !== 3 * records && `${succeeded} of ${3 * records} that can stay single succeeded`,
        lostAnswers < records / 4 && 'too few answers were lost',
      ]);
    } finally {
      await stage.close();
    }
  },
};
