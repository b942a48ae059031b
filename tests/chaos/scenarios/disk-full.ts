import type { FlowDocument } from '@raccord/contract';
import { flow, hook } from '../harness/flows.ts';
import { examine, quiet } from '../harness/oracle.ts';
import { atThisLoad, judge, pause, type Scenario } from '../harness/scenario.ts';
import { Sender, signed } from '../harness/sender.ts';
import { openSmallDisk } from '../harness/small-disk.ts';
import { openStage } from '../harness/stage.ts';

const secret = 'a secret of the chaos tests';
const SENDERS = 4;
/** From when there is room again. */
const RECOVERS_MS = 30_000;
const received: FlowDocument = flow(
  'received',
  [hook, { id: 'name', kind: 'map', with: { n: '{{start.body.n}}' } }],
  ['start > name'],
  { connections: { up: { connector: 'chaos' } } },
);

/**
 * reliability.md §6 no. 8: nothing fits on the disk of PostgreSQL (and Redis) any more while webhooks are posted; then there is room again.
 * What still fits into files that are there may be accepted meanwhile; then it is there afterwards.
 */
export const diskFull: Scenario = {
  name: 'disk-full',
  title: 'the disk under PostgreSQL and Redis full, and freed again, while webhooks are posted',
  queues: ['postgres', 'redis'],
  async run({ house, queue, seed, scaled }) {
    const disk = await openSmallDisk(house, queue === 'redis');
    const notRun = { expected: 0, done: 0, lost: 0, doubled: 0, inDoubt: 0, stuck: 0, recoveries: [], breaches: [] };
    if (disk === undefined) {
      process.stdout.write('    disk-full: not run, since mounting a disk takes root\n');
      return notRun;
    }
    const sender = new Sender(secret);
    try {
      const stage = await openStage(disk.house, queue, { servers: 1, workers: 1, seed, secret });
      try {
        const trigger = { kind: 'webhook' as const, config: signed, connectionId: stage.connectionId };
        const url = `${stage.addresses[0]}/hooks/${await stage.deploy(received, trigger)}`;
        const accepted = new Set<string>();
        const refusals = new Map<number, number>();
        let [next, stopped, full] = [0, false, false];
        const sending = Array.from({ length: SENDERS }, async () => {
          while (!stopped) {
            const id = `d${next++}`;
            const body = JSON.stringify({ n: id, text: 'é'.repeat(2_000) });
            for (let status = 0; status !== 200 && !stopped; ) {
              status = await sender.post(url, { id, body }).catch(() => 0);
              if (status === 200) accepted.add(id);
              else if (full) refusals.set(status, (refusals.get(status) ?? 0) + 1);
              await pause(status === 200 ? 5 : 100);
            }
          }
        });
        const takenMore = async (count: number) => {
          const wanted = accepted.size + count;
          const began = performance.now();
          while (accepted.size < wanted && performance.now() - began < 2 * RECOVERS_MS) await pause(20);
          return performance.now() - began;
        };
        await takenMore(scaled(1_000, 100));
        full = true;
        // What is freed by the way (a log that is rotated) is filled again.
        const until = performance.now() + scaled(20_000, 4_000);
        while (performance.now() < until || refusals.size === 0) {
          await disk.fill();
          await pause(100);
          if (performance.now() > until + 60_000) break;
        }
        await disk.free();
        const recovered = await takenMore(1);
        full = false;
        await takenMore(scaled(1_000, 100));
        stopped = true;
        await Promise.all(sending);
        await quiet(stage, 60_000);
        const findings = await examine(stage);
        const { rows } = await stage.pool.query<{ input: string }>('select input from records');
        const stored = rows.map(({ input }) => (JSON.parse(input).body as { n: string }).n);
        const lost = [...accepted].filter((id) => !new Set(stored).has(id)).length;
        const doubled = stored.length - new Set(stored).size;
        const done = findings.states.succeeded ?? 0;
        const others = [...refusals].filter(([status]) => status !== 503);
        const died = [...stage.servers, ...stage.workers].filter(({ alive }) => !alive);
        return judge({ expected: stored.length, done, lost, doubled, inDoubt: 0 }, findings, [
          !refusals.has(503) && 'the full disk refused nothing',
          others.length > 0 && `while it was full not only 503 was said: ${JSON.stringify(others)}`,
          recovered > atThisLoad(RECOVERS_MS) && `taken again only ${Math.round(recovered)} ms after there was room`,
          died.length > 0 && `${died.length} processes did not survive`,
        ]);
      } finally {
        await stage.close();
      }
    } finally {
      sender.close();
      await disk.close();
    }
  },
};
