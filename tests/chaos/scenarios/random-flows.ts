import { hasWork, killWorkers } from '../harness/crowd.ts';
import { examine, quiet } from '../harness/oracle.ts';
import { calledFlow, type Expected, type Input, randomFlow } from '../harness/random-flow.ts';
import { judge, type Scenario } from '../harness/scenario.ts';
import { openStage } from '../harness/stage.ts';

const RUNS = 2;
const RECORDS_IN_A_RUN = 4;
const KEYS = 3;

/** reliability.md §6 no. 12, after Restate's verification runner: flows nobody thought of, and an oracle that knows what they must count. */
export const randomFlows: Scenario = {
  name: 'random-flows',
  title: 'flows made at random, their counters and effects worked out beforehand; workers are killed meanwhile',
  queues: ['postgres', 'redis'],
  async run({ house, queue, random, seed, scaled }) {
    const [flows, kills] = [scaled(300, 15), scaled(8, 1)];
    const stage = await openStage(house, queue, { workers: 2, seed });
    try {
      stage.upstream.weather = { slowMs: 15, lost: 0.02, fails: 0.02 };
      const wanted = new Map<string, Omit<Expected, 'effects'>>();
      const values = new Map<string, number>();
      const ordered = new Set<string>();
      await stage.deploy(calledFlow);
      for (let at = 0; at < flows; at++) {
        const { document, expect } = randomFlow(`f${at}`, random);
        await stage.deploy(document);
        if (document.settings?.ordering === 'key') ordered.add(document.id);
        for (let from = 0; from < RUNS * RECORDS_IN_A_RUN; from += RECORDS_IN_A_RUN) {
          const inputs = Array.from({ length: RECORDS_IN_A_RUN }, (_, index): Input => {
            const lines = Array.from({ length: random.int(0, 4) }, (_, i) => ({ i, w: random.int(1, 9) }));
            return { n: from + index, k: keyOf(from + index), v: random.int(0, 99), lines };
          });
          const runId = await stage.fire(document.id, inputs);
          const { effects, ...counters } = expect(inputs, runId);
          for (const [effect, value] of effects) values.set(effect, value);
          wanted.set(runId, counters);
        }
      }
      await killWorkers(stage, random, kills, () => hasWork(stage));
      // As many steps wait for others: what is slow here is not stuck.
      await quiet(stage, 60_000 + flows * 1_000);
      const findings = await examine(stage);
      const { rows } = await stage.pool.query<Omit<Expected, 'effects'> & { id: string; flow_id: string }>(
        "select id, flow_id, total, succeeded, filtered from runs where cause <> 'subflow'",
      );
      const off = rows.flatMap(({ id, flow_id: flow, total, succeeded, filtered }) => {
        const want = wanted.get(id);
        const same = want?.total === total && want.succeeded === succeeded && want.filtered === filtered;
        const is = { total, succeeded, filtered };
        return same ? [] : [`${flow}: ${JSON.stringify(is)} instead of ${JSON.stringify(want)}`];
      });
      const late = outOfTurn(stage.upstream.rows, ordered);
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
      return judge(
        { expected: flows * RUNS, done: ended, lost, doubled, inDoubt: findings.states.inDoubt ?? 0 },
        findings,
        [
          wrong > 0 && `${wrong} effects that should not have been, or with another value`,
          lost > 0 && `not done: ${undone.slice(0, 5).join(', ')}`,
          late.length > 0 && `${late.length} out of turn: ${late.slice(0, 5).join(', ')}`,
          ...off.slice(0, 3),
        ],
      );
    } finally {
      await stage.close();
    }
  },
};

const keyOf = (n: number) => `k${n % KEYS}`;

/** What was done for a record of an ordered flow after something had been done for a later one of its key. */
function outOfTurn(rows: readonly { item: string }[], ordered: ReadonlySet<string>): string[] {
  const latest = new Map<string, number>();
  return rows.flatMap(({ item }) => {
    // What a run gathers has its id in the place of a record's number, and no turn.
    const [flow = '', , number = '', part = ''] = item.split('-');
    if (!ordered.has(flow) || number.length + part.length > 4) return [];
    const [lane, n] = [`${flow} ${keyOf(Number(number))}`, Number(number)];
    const before = latest.get(lane) ?? n;
    latest.set(lane, Math.max(before, n));
    return n < before ? [item] : [];
  });
}
