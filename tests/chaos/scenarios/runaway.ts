import { attacks } from '@raccord/runtime/mapping/attacks';
import { compileMapping } from '@raccord/runtime/mapping/mapping';
import { act, flow, manual } from '../harness/flows.ts';
import { compareLedger, examine, quiet } from '../harness/oracle.ts';
import { judge, type Scenario } from '../harness/scenario.ts';
import { openStage } from '../harness/stage.ts';

const NEIGHBOURS = 12;

/** Those that a flow could be put into service with. */
const usable = attacks.filter(({ source, context }) => {
  try {
    compileMapping(`{{${source}}}`);
    return context === undefined;
  } catch {
    return false;
  }
});

/** reliability.md §6 no. 24, whole: what gets past every guard takes the worker with it, and nobody else. */
export const runaway: Scenario = {
  name: 'runaway',
  title: 'records that kill or hang their worker, hostile expressions, and the neighbours of both',
  queues: ['postgres', 'redis'],
  async run({ house, queue, random, seed, scale, scaled }) {
    const stage = await openStage(house, queue, { workers: 0, supervise: true, seed });
    try {
      stage.upstream.weather = { slowMs: 400 };
      const connections = { up: { connector: 'chaos' } };
      const evil = { id: 'evil', kind: 'action', uses: 'chaos/evil', with: { how: '{{start.how}}' } } as typeof manual;
      await stage.deploy(
        flow('evil', [manual, evil, act('write', 'keyed', '{{start.item}}')], ['start > evil', 'evil > write'], {
          connections,
        }),
      );
      await stage.deploy(
        flow('good', [manual, act('write', 'keyed', '{{start.item}}')], ['start > write'], { connections }),
      );
      const good: string[] = [];
      // Beside it in its batch, and in batches of their own that are under way whenever the worker dies.
      const ways = scale >= 0.5 ? ['kill', 'hang'] : ['kill'];
      for (const how of ways) {
        const beside = Array.from({ length: NEIGHBOURS }, (_, n) => `beside-${how}-${n}`);
        good.push(...beside);
        await stage.fire('evil', [...beside.map((item) => ({ item })), { item: how, how }]);
      }
      for (let i = 0; i < NEIGHBOURS; i++) {
        good.push(`alone-${i}`);
        await stage.fire('good', [{ item: `alone-${i}` }]);
      }
      const hostile = Array.from({ length: scaled(40, 6) }, () => random.pick(usable));
      for (const [at, { source }] of hostile.entries()) {
        await stage.deploy(
          flow(`hostile${at}`, [manual, { id: 'run', kind: 'map', with: { v: `{{${source}}}` } }], ['start > run']),
        );
        await stage.fire(`hostile${at}`, [{}]);
      }
      const waited = await quiet(stage, 120_000);
      const findings = await examine(stage);
      const { missing, doubled } = compareLedger(
        stage,
        good.map((item) => `keyed ${item}`),
      );
      const poisoned = findings.inbox.filter(({ code }) => code === 'engine.poison').reduce((sum, { n }) => sum + n, 0);
      const figures = {
        expected: good.length,
        done: good.length - missing.length,
        lost: missing.length,
        doubled: doubled.length,
        inDoubt: 0,
      };
      return judge(figures, findings, [
        poisoned !== ways.length && `${poisoned} records called poison instead of ${ways.length}`,
        waited >= 120_000 && 'not ended in 120 s',
      ]);
    } finally {
      await stage.close();
    }
  },
};
