import { act, flow, manual } from '../harness/flows.ts';
import { compareLedger, examine, quiet } from '../harness/oracle.ts';
import { heldBy, takenOn } from '../harness/recovery.ts';
import { judge, pause, type Scenario } from '../harness/scenario.ts';
import { openStage } from '../harness/stage.ts';

/** reliability.md §6 no. 5: a worker stands still (a frozen machine, a long pause of its memory management) and wakes as if nothing had been. */
export const pausedWorker: Scenario = {
  name: 'paused-worker',
  title: 'SIGSTOP of a worker in mid-step until others have its work, then SIGCONT',
  queues: ['postgres', 'redis'],
  async run({ house, queue, random, seed, scaled }) {
    const [pauses, perPause] = [scaled(8, 1), 60];
    const stage = await openStage(house, queue, { workers: 2, seed });
    try {
      // Effects that only looking first keeps single: a late call by the sleeper would show.
      const nodes = [manual, act('first', 'marked', '{{start.item}}'), act('last', 'keyed', '{{start.item}}')];
      const connections = { up: { connector: 'chaos' } };
      await stage.deploy(flow('pausing', nodes, ['start > first', 'first > last'], { connections }));
      stage.upstream.weather = { slowMs: 80 };
      const items: string[] = [];
      const recoveries: number[] = [];
      let late = 0;
      for (let round = 0; round < pauses; round++) {
        const fresh = Array.from({ length: perPause * 4 }, (_, i) => `z${round}-${i}`);
        items.push(...fresh);
        for (let from = 0; from < fresh.length; from += perPause)
          await stage.fire(
            'pausing',
            fresh.slice(from, from + perPause).map((item) => ({ item })),
          );
        const sleeper = stage.workers[round % 2]!;
        await pause(random.int(100, 500));
        sleeper.signal('SIGSTOP');
        const held = await heldBy(stage, sleeper);
        const taken = await takenOn(stage, held, 15_000);
        if (taken !== undefined) recoveries.push(taken);
        // Awake again while the other is in the middle of what was the sleeper's.
        const known = stage.upstream.calls.length;
        const doneByOthers = new Set(stage.upstream.calls.filter(({ worker }) => worker !== sleeper.pid).map(nameOf));
        sleeper.signal('SIGCONT');
        await quiet(stage, 60_000);
        const since = stage.upstream.calls.slice(known);
        for (const [at, call] of since.entries()) {
          if (call.worker === sleeper.pid && doneByOthers.has(nameOf(call))) late += 1;
          if (call.worker !== sleeper.pid) doneByOthers.add(nameOf(since[at]!));
        }
      }
      const findings = await examine(stage);
      const expected = items.flatMap((item) => [`marked ${item}`, `keyed ${item}`]);
      const { missing, doubled } = compareLedger(stage, expected);
      const done = findings.states.succeeded ?? 0;
      const figures = { expected: items.length, done, lost: missing.length, doubled: doubled.length, inDoubt: 0 };
      return judge({ ...figures, recoveries }, findings, [
        late > 0 && `${late} calls by the sleeper for what others had done meanwhile`,
        recoveries.length === 0 && 'no pause hit a worker that held work',
      ]);
    } finally {
      await stage.close();
    }
  },
};

const nameOf = ({ action, item }: { action: string; item: string }) => `${action} ${item}`;
