import { hasWork, killWorkers } from '../harness/crowd.ts';
import { act, flow, hook } from '../harness/flows.ts';
import { examine, quiet } from '../harness/oracle.ts';
import { judge, type Scenario } from '../harness/scenario.ts';
import { inParallel, Sender, signed } from '../harness/sender.ts';
import { openStage } from '../harness/stage.ts';

const secret = 'a secret of the chaos tests';
const VERSIONS = 10;

/** reliability.md §6 no. 15: many versions of many objects in a flow that keeps the order of each. */
export const ordered: Scenario = {
  name: 'ordered',
  title: 'versions of one object run one after another in order of arrival, through failures and kills',
  queues: ['postgres', 'redis'],
  async run({ house, queue, random, seed, scaled }) {
    const objects = scaled(200, 15);
    const stage = await openStage(house, queue, { workers: 2, seed, secret });
    const sender = new Sender(secret);
    try {
      const document = flow(
        'ordered',
        [
          hook,
          act('write', 'marked', '{{start.body.object}}-{{start.body.version}}', {
            with: { item: '{{start.body.object}}-{{start.body.version}}', value: '{{start.body.version}}' },
          }),
        ],
        ['start > write'],
        {
          settings: { recordKey: '{{start.body.object}}', ordering: 'key' },
          connections: { up: { connector: 'chaos' } },
        },
      );
      const token = await stage.deploy(document, { kind: 'webhook', config: signed, connectionId: stage.connectionId });
      stage.upstream.laneOf = (item) => item.split('-')[0];
      stage.upstream.weather = { slowMs: 10, fails: 0.08, lost: 0.02 };
      const names = Array.from({ length: objects }, (_, i) => `o${i}`);
      const sending = inParallel(names, 30, async (object) => {
        // One after another for each object, so that the order of arrival is known; all objects at once.
        for (let version = 1; version <= VERSIONS; version++) {
          const id = `${object}-${version}`;
          const body = JSON.stringify({ object, version });
          await sender.deliver(() => `${stage.addresses[0]}/hooks/${token}`, { id, body });
        }
      });
      let sent = false;
      const recoveries = await Promise.all([
        killWorkers(stage, random, scaled(6, 1), async () => !sent || (await hasWork(stage))),
        sending.then(() => {
          sent = true;
        }),
      ]).then(([ms]) => ms);
      await quiet(stage, 90_000);
      const findings = await examine(stage);
      const written = new Map<string, number[]>();
      for (const { item, value } of stage.upstream.rows) {
        const object = item.split('-')[0]!;
        written.set(object, [...(written.get(object) ?? []), Number(value)]);
      }
      let disordered = 0;
      let doubled = 0;
      for (const versions of written.values()) {
        doubled += versions.length - new Set(versions).size;
        if (versions.some((version, at) => at > 0 && version < versions[at - 1]!)) disordered += 1;
      }
      const expected = objects * VERSIONS;
      const lost = expected - new Set(stage.upstream.rows.map(({ item }) => item)).size;
      const done = findings.states.succeeded ?? 0;
      return judge({ expected, done, lost, doubled, inDoubt: 0, recoveries }, findings, [
        disordered > 0 && `${disordered} objects were written out of order`,
        stage.upstream.overlaps.length > 0 &&
          `${stage.upstream.overlaps.length} writes overlapped another of the same object`,
      ]);
    } finally {
      sender.close();
      await stage.close();
    }
  },
};
