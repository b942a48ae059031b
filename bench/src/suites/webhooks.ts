import { makeDeliveries, SECRET } from '../load/deliveries.ts';
import { type Fired, fire } from '../load/fire.ts';
import { type Cost, describeCost, meterCpu, totalCost } from '../measure/cpu-meter.ts';
import { quiet } from '../measure/quiet.ts';
import { median, percentile } from '../measure/statistics.ts';
import type { Line } from '../measure/table.ts';
import type { BareIntakeOrder } from '../processes/bare-intake.ts';
import { startChild } from '../setup/child.ts';
import { intakeFlow } from '../setup/flows.ts';
import { type Raccord, startRaccord } from '../setup/raccord.ts';
import type { Stage } from '../setup/stage.ts';

const ROUNDS = 3;
const DELIVERIES = 15_000;
const WARM_UP = 3_000;
const CONNECTIONS = 100;
/** What serves the bare handler best on two cores, of 5, 10, 20 and 40. */
const BARE_POOL = 20;

type Round = Fired & { cost: Cost };
type Side = { port: number; path: string; name: string; raccord?: Raccord; drains?: boolean };

/** How many signed deliveries a second are accepted, which means stored: ours against one INSERT for each. */
export async function webhooks(stage: Stage): Promise<Line[]> {
  const bare = await startChild<{ address: string }>('bare-intake', {
    databaseUrl: await stage.database('bare_intake'),
    secret: SECRET,
    poolSize: BARE_POOL,
  } satisfies BareIntakeOrder);
  stage.onEnd(() => bare.stop());
  const whole = await startSide(stage, true);
  const intake = await startSide(stage, false);
  const theirs: Side = { port: Number(new URL(bare.ready.address).port), path: '/hook', name: 'bare' };

  const rounds: { bare: Round; whole: Round; intake: Round }[] = [];
  for (const side of [theirs, whole, intake]) await round(side, 'warm-up', WARM_UP);
  for (let number = 1; number <= ROUNDS; number += 1) {
    const results = {
      bare: await round(theirs, `r${number}`, DELIVERIES),
      whole: await round(whole, `r${number}`, DELIVERIES),
      intake: await round(intake, `r${number}`, DELIVERIES),
    };
    rounds.push(results);
    const shown = Object.entries(results).map(([name, fired]) => `${name} ${rateOf(fired).toFixed(0)}/s`);
    stage.progress(`webhooks, round ${number}: ${shown.join(', ')}`);
  }
  const accepted = ROUNDS * DELIVERIES + WARM_UP;
  const perCommit = { whole: 0, intake: 0 };
  for (const { raccord, name } of [whole, intake]) perCommit[name] = await checkStored(raccord, accepted);

  const baseline = median(rounds.map(({ bare }) => rateOf(bare)));
  const lines: Line[] = [];
  for (const [name, label] of [
    ['intake', 'no worker'],
    ['whole', 'its worker running the flow meanwhile'],
  ] as const) {
    const ours = median(rounds.map((each) => rateOf(each[name])));
    const p99 = median(rounds.map((each) => percentile(each[name].latencies, 0.99)));
    const bareP99 = median(rounds.map((each) => percentile(each.bare.latencies, 0.99)));
    lines.push(
      {
        metric: `signed webhooks accepted, ${label}`,
        ours,
        baseline,
        unit: '/s',
        target: { text: '≥ 1.5 ×', met: ours >= 1.5 * baseline },
      },
      {
        metric: `p99 at ${CONNECTIONS} connections, ${label}`,
        ours: p99,
        baseline: bareP99,
        unit: 'ms',
        target: { text: '≤ 250 ms', met: p99 <= 250 },
      },
      {
        metric: `CPU for a delivery, all processes, ${label}`,
        ours: median(rounds.map((each) => totalCost(each[name].cost))),
        baseline: median(rounds.map(({ bare: { cost } }) => totalCost(cost))),
        unit: 'µs',
        note: `${perCommit[name].toFixed(0)} deliveries a commit; ${describeCost(rounds.at(-1)![name].cost)}; baseline: ${describeCost(rounds.at(-1)!.bare.cost)}.`,
      },
    );
  }
  lines[0]!.note = `${DELIVERIES} deliveries of 1.6 KB a round, HMAC-SHA256 checked on both sides, fsync on; the baseline is Fastify and one INSERT (pool of ${BARE_POOL}) and runs no flow. All accepted deliveries were found in the tables. What follows behind the work (the index of journeys) gives way to it, and has caught up before the next round.`;
  return lines;
}

async function startSide(
  stage: Stage,
  worker: boolean,
): Promise<Side & { name: 'whole' | 'intake'; raccord: Raccord }> {
  const raccord = await startRaccord(stage, { worker });
  await raccord.connect({ connector: 'webhook', name: 'Shop', signingSecrets: [SECRET] });
  const path = await raccord.deploy(intakeFlow);
  return { raccord, drains: worker, port: raccord.port, path, name: worker ? 'whole' : 'intake' };
}

async function round(side: Side, name: string, count: number): Promise<Round> {
  const deliveries = makeDeliveries(side.path, name, count);
  await quiet();
  const stop = meterCpu();
  const fired = await fire(deliveries, { port: side.port, connections: CONNECTIONS });
  if (fired.statuses.get(200) !== count)
    throw new Error(`${side.name}: not all accepted: ${JSON.stringify([...fired.statuses])}`);
  if (side.drains) await side.raccord?.drained();
  return { ...fired, cost: stop(count) };
}

/** @returns deliveries that were stored by one commit, on average */
async function checkStored(raccord: Raccord, accepted: number): Promise<number> {
  const states = await raccord.states();
  const stored = Object.values(states).reduce((sum, n) => sum + n, 0);
  if (stored !== accepted) throw new Error(`${accepted} accepted, ${stored} stored`);
  const { rows } = await raccord.pool.query<{ mean: number }>('select avg(total)::float8 as mean from runs');
  return rows[0]!.mean;
}

function rateOf(fired: Fired): number {
  return fired.latencies.length / fired.seconds;
}
