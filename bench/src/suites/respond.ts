import { makeDeliveries, SECRET } from '../load/deliveries.ts';
import { fire } from '../load/fire.ts';
import { median, percentile } from '../measure/statistics.ts';
import type { Line } from '../measure/table.ts';
import { respondFlow } from '../setup/flows.ts';
import { startRaccord } from '../setup/raccord.ts';
import type { Stage } from '../setup/stage.ts';

const ROUNDS = 3;
const DELIVERIES = 3_000;
const WARM_UP = 500;
const CONNECTIONS = 10;

/** Flows that answer their sender: through the queue, a worker and back, each answer checked. */
export async function respond(stage: Stage): Promise<Line[]> {
  const lines: Line[] = [];
  for (const queue of ['postgres', 'redis'] as const) {
    const raccord = await startRaccord(stage, { queue });
    await raccord.connect({ connector: 'webhook', name: 'Shop', signingSecrets: [SECRET] });
    const path = await raccord.deploy(respondFlow);
    const round = async (name: string, count: number) => {
      const deliveries = makeDeliveries(path, name, count);
      const fired = await fire(deliveries, { port: raccord.port, connections: CONNECTIONS, bodies: true });
      for (const [index, { id }] of deliveries.entries()) {
        const expected = JSON.stringify({ reference: id, total: (10_990 + index) / 100 });
        if (fired.bodies.get(id) !== expected) throw new Error(`${id}: ${fired.bodies.get(id)} is not ${expected}`);
      }
      return fired;
    };
    await round('warm-up', WARM_UP);
    const rounds = [];
    for (let number = 1; number <= ROUNDS; number += 1) {
      rounds.push(await round(`r${number}`, DELIVERIES));
      stage.progress(`respond on ${queue}, round ${number}: ${(DELIVERIES / rounds.at(-1)!.seconds).toFixed(0)}/s`);
    }
    await raccord.drained();
    const name = queue === 'redis' ? 'queue on Redis' : 'queue on PostgreSQL';
    const perSecond = median(rounds.map(({ seconds }) => DELIVERIES / seconds));
    lines.push(
      {
        metric: `synchronous answers at ${CONNECTIONS} connections, ${name}`,
        ours: perSecond,
        unit: '/s',
        target: { text: '≥ 300/s', met: perSecond >= 300 },
      },
      {
        metric: `p99 of an answer, ${name}`,
        ours: median(rounds.map(({ latencies }) => percentile(latencies, 0.99))),
        unit: 'ms',
      },
    );
    await raccord.stop();
  }
  lines[0]!.note = `${DELIVERIES} signed deliveries a round; every answer was there and right.`;
  return lines;
}
