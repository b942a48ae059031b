import { act, flow, hook } from '../harness/flows.ts';
import { examine, quiet } from '../harness/oracle.ts';
import { judge, percentile, type Scenario } from '../harness/scenario.ts';
import { inParallel, Sender, signed } from '../harness/sender.ts';
import { openStage } from '../harness/stage.ts';

const secret = 'a secret of the chaos tests';

/** Bodies that broke somebody's integration once, and whether they are to be taken. */
const poisons: readonly { name: string; body: string | Buffer; accepted: boolean }[] = [
  { name: 'NUL', body: '{"item":"nul \\u0000 inside","name":"a\\u0000b"}', accepted: true },
  { name: 'lone surrogate', body: '{"item":"lone \\ud800 inside","name":"\\udc00x"}', accepted: true },
  { name: 'NUL in a key', body: '{"item":"key","a\\u0000b":{"\\u0000":1}}', accepted: true },
  { name: '5,000 levels', body: `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`, accepted: false },
  { name: '5,000 lists', body: `${'['.repeat(5_000)}${']'.repeat(5_000)}`, accepted: false },
  { name: '1 MiB and a byte', body: `{"item":"${'x'.repeat(1_048_576 - 10)}"}`, accepted: false },
  { name: '__proto__', body: '{"item":"proto","__proto__":{"polluted":true}}', accepted: false },
  { name: 'constructor', body: '{"item":"c","constructor":{"prototype":{"polluted":true}}}', accepted: false },
  { name: 'doubled keys', body: '{"item":"one","item":"two"}', accepted: true },
  { name: '1e400', body: '{"item":"huge","n":1e400,"m":-1e400,"k":0.1e-400}', accepted: false },
  { name: 'a long id', body: '{"item":12345678901234567890,"name":"long id"}', accepted: true },
  { name: 'not UTF-8', body: Buffer.from([0x7b, 0x22, 0x69, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), accepted: false },
  { name: 'not JSON', body: '{"item":', accepted: false },
  { name: 'nothing', body: '', accepted: true },
  { name: 'null', body: 'null', accepted: true },
  { name: 'a number', body: '7', accepted: true },
  {
    name: 'an emoji cut in two by the length of the key',
    body: JSON.stringify({ item: 'long', name: `${'x'.repeat(499)}😀` }),
    accepted: true,
  },
];

/** reliability.md §6 no. 16. */
export const poison: Scenario = {
  name: 'poison',
  title: 'bodies that break integrations, among harmless ones: refused, or ended with their true reason',
  queues: ['postgres', 'redis'],
  async run({ house, queue, seed, scaled }) {
    const stage = await openStage(house, queue, { workers: 1, seed, secret });
    const sender = new Sender(secret);
    try {
      const trigger = { kind: 'webhook' as const, config: signed, connectionId: stage.connectionId };
      const tokens: string[] = [];
      for (const ordering of ['none', 'key'] as const) {
        const nodes = [hook, act('write', 'keyed', `${ordering} {{$string(start.body.item)}}`)];
        const settings = { recordKey: '{{start.body.name}}', ordering };
        const document = flow(`poison-${ordering}`, nodes, ['start > write'], {
          settings,
          connections: { up: { connector: 'chaos' } },
        });
        tokens.push(await stage.deploy(document, trigger));
      }
      const wrong: string[] = [];
      const neighbours: number[] = [];
      const times = scaled(20, 2);
      let accepted = 0;
      for (const token of tokens) {
        const url = () => `${stage.addresses[0]}/hooks/${token}`;
        const jobs = Array.from({ length: times }, (_, time) => poisons.map((each) => ({ ...each, time }))).flat();
        await inParallel(jobs, 8, async ({ name, body, accepted: wanted, time }) => {
          const { status } = await sender.deliver(url, { id: `${name} ${time}`, body }, 3);
          const harmless = await sender.deliver(
            url,
            { id: `good ${name} ${time}`, body: '{"item":"good","name":"good"}' },
            3,
          );
          neighbours.push(harmless.ms);
          if (harmless.status !== 200) wrong.push(`a harmless delivery after ${name}: ${harmless.status}`);
          const taken = status >= 200 && status < 300;
          if (taken) accepted += 1;
          if (taken !== wanted || status >= 500 || status === 0) wrong.push(`${name}: ${status}`);
        });
      }
      const started = performance.now();
      await quiet(stage, 30_000);
      const waited = performance.now() - started;
      const findings = await examine(stage);
      const expected = accepted + neighbours.length;
      const done = (findings.states.succeeded ?? 0) + (findings.states.failed ?? 0);
      const untrue = findings.inbox.filter(({ code }) => code === 'engine.poison' || code === 'engine.unexpected');
      const p95 = percentile(neighbours, 0.95) ?? 0;
      return judge({ expected, done, lost: expected - findings.total, doubled: 0, inDoubt: 0 }, findings, [
        ...new Set(wrong),
        untrue.length > 0 && `not their true reason: ${JSON.stringify(untrue)}`,
        waited > 15_000 && `ended only after ${Math.round(waited)} ms`,
        p95 > 5_000 && `harmless neighbours took ${Math.round(p95)} ms`,
      ]);
    } finally {
      sender.close();
      await stage.close();
    }
  },
};
