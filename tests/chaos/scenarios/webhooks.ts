import type { FlowDocument } from '@raccord/contract';
import { killServers } from '../harness/crowd.ts';
import { flow, hook } from '../harness/flows.ts';
import { examine, quiet } from '../harness/oracle.ts';
import { atThisLoad, type Context, judge, type Outcome, percentile, type Scenario } from '../harness/scenario.ts';
import { inParallel, Sender, type Sent, signed } from '../harness/sender.ts';
import { openStage, type Stage } from '../harness/stage.ts';

const secret = 'a secret of the chaos tests';
const received: FlowDocument = flow(
  'received',
  [hook, { id: 'name', kind: 'map', with: { n: '{{start.body.n}}' } }],
  ['start > name'],
  { connections: { up: { connector: 'chaos' } } },
);

type Posts = {
  stage: Stage;
  address(n: number): string;
  send(id: string, url: () => string, tries?: number): Promise<Sent>;
};

/** Puts the flow into service and lets the scenario send; then holds what was accepted against what there is. */
async function withWebhook(
  { house, queue, seed }: Context,
  servers: number,
  act: (posts: Posts) => Promise<{ expected: number; answers: Sent[]; breaches: (string | false)[] }>,
): Promise<Outcome> {
  const stage = await openStage(house, queue, { servers, workers: 1, seed, secret });
  const sender = new Sender(secret);
  try {
    const trigger = { kind: 'webhook' as const, config: signed, connectionId: stage.connectionId };
    const token = await stage.deploy(received, trigger);
    const accepted = new Set<string>();
    const { expected, answers, breaches } = await act({
      stage,
      address: (n) => `${stage.addresses[n % stage.addresses.length]}/hooks/${token}`,
      async send(id, url, tries) {
        const body = JSON.stringify({
          n: id,
          text: 'é'.repeat(400),
          list: Array.from({ length: 40 }, (_, i) => ({ i })),
        });
        const sent = await sender.deliver(url, { id, body }, tries);
        if (sent.status >= 200 && sent.status < 300) accepted.add(id);
        return sent;
      },
    });
    await quiet(stage, 60_000);
    const findings = await examine(stage);
    const { rows } = await stage.pool.query<{ input: string }>('select input from records');
    const counts = new Map<string, number>();
    for (const { input } of rows) {
      const { n } = JSON.parse(input).body as { n: string };
      counts.set(n, (counts.get(n) ?? 0) + 1);
    }
    const lost = [...accepted].filter((id) => !counts.has(id)).length;
    const doubled = [...counts.values()].filter((count) => count > 1).length;
    const refused = answers.filter(({ status }) => status < 200 || status >= 300).length;
    const done = findings.states.succeeded ?? 0;
    return judge({ expected, done, lost, doubled, inDoubt: 0 }, findings, [
      refused > 0 && `${refused} deliveries were never accepted`,
      ...breaches,
    ]);
  } finally {
    sender.close();
    await stage.close();
  }
}

/** reliability.md §6 no. 2. */
export const serverKills: Scenario = {
  name: 'server-kills',
  title: 'kill -9 of two servers in turn while webhooks are posted; the sender comes again',
  queues: ['postgres', 'redis'],
  run: (context) =>
    withWebhook(context, 2, async ({ stage, address, send }) => {
      const { random, scaled } = context;
      const ids = Array.from({ length: scaled(10_000, 500) }, (_, i) => `w${i}`);
      const answers: Sent[] = [];
      const killer = killServers(stage, random, [50, 300]);
      const least = scaled(12, 2);
      let posted = 0;
      const slowly = async (id: string) => {
        answers.push(await send(id, () => address(random.int(0, 1))));
        // Spread over the kills: not all may be in before the second.
        if (++posted % 8 === 0)
          await new Promise((resolve) => setTimeout(resolve, (least * 1_500) / (ids.length / 8 / 16)));
      };
      await inParallel(ids, 16, slowly);
      const kills = await killer.stop();
      const again = answers.filter(({ tries }) => tries > 1).length;
      return {
        expected: ids.length,
        answers,
        breaches: [kills < 2 && 'fewer than two kills', again === 0 && 'no kill hit a delivery'],
      };
    }),
};

/** reliability.md §6 no. 13. */
export const webhookFlood: Scenario = {
  name: 'webhooks',
  title: 'signed webhooks as fast as they go, one in twenty of them twice',
  queues: ['postgres', 'redis'],
  run: (context) =>
    withWebhook(context, 1, async ({ address, send }) => {
      const { random, scaled } = context;
      const posts = scaled(10_000, 1_000);
      const unique = Math.round(posts * 0.95);
      const ids = Array.from({ length: posts }, (_, i) => `f${i < unique ? i : random.int(0, unique - 1)}`);
      for (let at = ids.length - 1; at > 0; at--) {
        const other = random.int(0, at);
        [ids[at], ids[other]] = [ids[other]!, ids[at]!];
      }
      const answers: Sent[] = [];
      await inParallel([...ids.keys()], 100, async (at) => answers.push(await send(ids[at]!, () => address(at), 1)));
      const p99 =
        percentile(
          answers.map(({ ms }) => ms),
          0.99,
        ) ?? 0;
      return {
        expected: unique,
        answers,
        breaches: [p99 > atThisLoad(2_000) && `p99 of an answer ${Math.round(p99)} ms`],
      };
    }),
};

/** reliability.md §6 no. 14: the same event over both servers at the same instant. */
export const sameEventFiveTimes: Scenario = {
  name: 'five-times',
  title: 'each event five times, over two servers at the same instant',
  queues: ['postgres', 'redis'],
  run: (context) =>
    withWebhook(context, 2, async ({ address, send }) => {
      const ids = Array.from({ length: context.scaled(4_000, 300) }, (_, i) => `s${i}`);
      const answers: Sent[] = [];
      const fiveTimes = async (id: string) => {
        const sent = await Promise.all([0, 1, 0, 1, 0].map((server) => send(id, () => address(server), 1)));
        answers.push(...sent);
      };
      await inParallel(ids, 20, fiveTimes);
      return { expected: ids.length, answers, breaches: [] };
    }),
};
