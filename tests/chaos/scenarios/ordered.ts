import { hasWork, killWorkers } from '../harness/crowd.ts';
import { act, flow, hook } from '../harness/flows.ts';
import { examine, quiet } from '../harness/oracle.ts';
import type { Random } from '../harness/random.ts';
import { judge, type Scenario } from '../harness/scenario.ts';
import { inParallel, Sender, signed } from '../harness/sender.ts';
import { openStage } from '../harness/stage.ts';

const secret = 'a secret of the chaos tests';
const VERSIONS = 10;

/**
 * reliability.md §6 no. 15: the versions of many objects come shuffled, over two servers, into a flow that keeps the order of each, and
 * writes only what is newer than what it finds: right only if no two of one object are ever under way at once.
 */
export const ordered: Scenario = {
  name: 'ordered',
  title:
    'shuffled versions of an object run one after another as they came, and the newest is left, through failures and kills',
  queues: ['postgres', 'redis'],
  async run({ house, queue, random, seed, scaled }) {
    const objects = scaled(1_000, 15);
    const stage = await openStage(house, queue, { servers: 2, workers: 2, seed, secret });
    const sender = new Sender(secret);
    try {
      const document = flow(
        'ordered',
        [
          hook,
          act('see', 'marked', '', { with: { item: '{{start.body.object}}-{{start.body.version}}' } }),
          act('known', 'find', '{{start.body.object}}'),
          // Not only newer: of a worker that was killed right behind the write, the version that is found may be its own.
          { id: 'newer', kind: 'filter', when: '{{$not($exists(known.value)) or start.body.version >= known.value}}' },
          act('write', 'upserted', '', { with: { item: '{{start.body.object}}', value: '{{start.body.version}}' } }),
        ],
        ['start > see', 'see > known', 'known > newer', 'newer > write'],
        {
          settings: { recordKey: '{{start.body.object}}', ordering: 'key' },
          connections: { up: { connector: 'chaos' } },
        },
      );
      const token = await stage.deploy(document, { kind: 'webhook', config: signed, connectionId: stage.connectionId });
      stage.upstream.laneOf = (item) => item.split('-')[0];
      stage.upstream.weather = { slowMs: 10, fails: 0.08, lost: 0.02 };
      const sent = new Map(Array.from({ length: objects }, (_, i) => [`o${i}`, shuffled(random)] as const));
      const sending = inParallel([...sent], 30, async ([object, versions]) => {
        // One after another for each object, so that the order of arrival is known; all objects at once.
        for (const [at, version] of versions.entries()) {
          const id = `${object}-${version}`;
          const body = JSON.stringify({ object, version });
          await sender.deliver(() => `${stage.addresses[at % 2]}/hooks/${token}`, { id, body });
        }
      });
      let allSent = false;
      const recoveries = await Promise.all([
        killWorkers(stage, random, scaled(6, 1), async () => !allSent || (await hasWork(stage))),
        sending.then(() => {
          allSent = true;
        }),
      ]).then(([ms]) => ms);
      // One lane for all of it: that takes its time.
      await quiet(stage, 90_000 + objects * 600);
      const findings = await examine(stage);
      const seen = new Map<string, number[]>();
      const left = new Map<string, unknown>();
      for (const { action, item, value } of stage.upstream.rows) {
        const [object = '', version] = item.split('-');
        if (action === 'upserted') left.set(object, value);
        else seen.set(object, [...(seen.get(object) ?? []), Number(version)]);
      }
      const were = [...sent].map(([object, versions]) => ({ versions, seen: seen.get(object) ?? [] }));
      const disordered = were.filter(({ versions, seen }) => seen.join() !== versions.join()).length;
      const doubled = were.reduce((sum, { seen }) => sum + seen.length - new Set(seen).size, 0);
      const stale = [...sent.keys()].filter((object) => left.get(object) !== VERSIONS).length;
      const expected = objects * VERSIONS;
      const lost = expected - were.reduce((sum, { seen }) => sum + new Set(seen).size, 0);
      const done = (findings.states.succeeded ?? 0) + (findings.states.filtered ?? 0);
      return judge({ expected, done, lost, doubled, inDoubt: 0, recoveries }, findings, [
        disordered > 0 && `${disordered} objects were not seen in the order they came`,
        stale > 0 && `${stale} objects are not left at their newest version`,
        stage.upstream.overlaps.length > 0 &&
          `${stage.upstream.overlaps.length} writes overlapped another of the same object`,
      ]);
    } finally {
      sender.close();
      await stage.close();
    }
  },
};

function shuffled(random: Random): number[] {
  const versions = Array.from({ length: VERSIONS }, (_, i) => i + 1);
  for (let at = versions.length - 1; at > 0; at--) {
    const other = random.int(0, at);
    [versions[at], versions[other]] = [versions[other]!, versions[at]!];
  }
  return versions;
}
