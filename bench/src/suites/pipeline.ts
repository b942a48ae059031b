import { type Delivery, makeDeliveries, SECRET } from '../load/deliveries.ts';
import { type Fired, fire } from '../load/fire.ts';
import { type Cost, describeCost, meterCpu, totalCost } from '../measure/cpu-meter.ts';
import { quiet } from '../measure/quiet.ts';
import { median, percentile } from '../measure/statistics.ts';
import type { Line } from '../measure/table.ts';
import type { BareQueueOrder } from '../processes/bare-queue-intake.ts';
import type { Ledger, SinkOrder } from '../processes/sink.ts';
import { type Child, startChild } from '../setup/child.ts';
import { pipelineFlow } from '../setup/flows.ts';
import { type Raccord, startRaccord } from '../setup/raccord.ts';
import type { Stage } from '../setup/stage.ts';

const ROUNDS = 3;
const DELIVERIES = 15_000;
const WARM_UP = 3_000;
const CONNECTIONS = 100;
/** For latency: a load that neither side has to queue. */
const CALM_RATE = 500;
const CALM_DELIVERIES = 2_500;
/** What serves the bare worker best on two cores, of 10, 32 and 100. */
const BARE_CONCURRENCY = 32;
const ARRIVED_MS = 120_000;

type Sink = Child<{ port: number }>;
type Side = { name: string; port: number; path: string; raccord?: Raccord };
/** `perSecond`: from the first delivery to the end of the last record. `waits`: accepted to first seen at the sink, sorted, ms. */
type Round = { perSecond: number; waits: number[]; cost: Cost };

/** Webhook → mapping of three fields → POST → recorded, against a pipeline that keeps nothing. */
export async function pipeline(stage: Stage): Promise<Line[]> {
  const sink: Sink = await startChild('sink', {} satisfies SinkOrder);
  stage.onEnd(() => sink.stop());
  const sinkUrl = `http://127.0.0.1:${sink.ready.port}`;
  const sides = [
    await startBare(stage, sinkUrl),
    await startOurs(stage, sinkUrl, 'postgres'),
    await startOurs(stage, sinkUrl, 'redis'),
  ];
  for (const side of sides) await round(side, sink, 'warm-up', WARM_UP);
  const full = new Map(sides.map((side) => [side, [] as Round[]]));
  const calm = new Map(sides.map((side) => [side, [] as Round[]]));
  for (let number = 1; number <= ROUNDS; number += 1) {
    for (const side of sides) full.get(side)!.push(await round(side, sink, `full${number}`, DELIVERIES));
    for (const side of sides)
      calm.get(side)!.push(await round(side, sink, `calm${number}`, CALM_DELIVERIES, CALM_RATE));
    const shown = sides.map((side) => `${side.name} ${full.get(side)!.at(-1)!.perSecond.toFixed(0)}/s`);
    stage.progress(`pipeline, round ${number}: ${shown.join(', ')}`);
  }

  const speed = (side: Side) => median(full.get(side)!.map((each) => each.perSecond));
  const wait = (side: Side, share: number) => median(calm.get(side)!.map((each) => percentile(each.waits, share)));
  const cpu = (side: Side) => median(full.get(side)!.map(({ cost }) => totalCost(cost)));
  const lastCost = (side: Side) => describeCost(full.get(side)!.at(-1)!.cost);
  const [bare, ...ours] = sides as [Side, Side, Side];
  const lines = ours.flatMap((side): Line[] => [
    {
      metric: `webhook → mapping → POST → recorded, ${side.name}`,
      ours: speed(side),
      baseline: speed(bare),
      unit: 'records/s',
      target: { text: '≥ 0.9 × and ≥ 3,000', met: speed(side) >= 0.9 * speed(bare) && speed(side) >= 3_000 },
    },
    {
      metric: `accepted → at the sink, median at ${CALM_RATE}/s, ${side.name}`,
      ours: wait(side, 0.5),
      baseline: wait(bare, 0.5),
      unit: 'ms',
    },
    {
      metric: `accepted → at the sink, p99 at ${CALM_RATE}/s, ${side.name}`,
      ours: wait(side, 0.99),
      baseline: wait(bare, 0.99),
      unit: 'ms',
    },
    {
      metric: `CPU for a record, all processes, ${side.name}`,
      ours: cpu(side),
      baseline: cpu(bare),
      unit: 'µs',
      note: `${lastCost(side)}; baseline: ${lastCost(bare)}.`,
    },
  ]);
  lines[0]!.note = `${DELIVERIES} deliveries a round at ${CONNECTIONS} connections, from the first delivery to the end of the last record. The baseline is Fastify → a BullMQ job for each event on Redis (AOF everysec) → stock JSONata → fetch, in two processes. Every record was found at the sink, and every one of ours recorded as succeeded. The index of journeys gives way meanwhile, and has caught up before the next round.`;
  return lines;
}

async function startBare(stage: Stage, sinkUrl: string): Promise<Side> {
  const order: BareQueueOrder = {
    redisPort: Number(new URL((await stage.redis()).url).port),
    secret: SECRET,
    sinkUrl,
    concurrency: BARE_CONCURRENCY,
  };
  const worker = await startChild('bare-queue-worker', order);
  stage.onEnd(() => worker.stop());
  const intake = await startChild<{ address: string }>('bare-queue-intake', order);
  stage.onEnd(() => intake.stop());
  return { name: 'bare', port: Number(new URL(intake.ready.address).port), path: '/hook' };
}

async function startOurs(stage: Stage, sinkUrl: string, queue: 'postgres' | 'redis'): Promise<Side> {
  const raccord = await startRaccord(stage, { queue });
  await raccord.connect({ connector: 'webhook', name: 'Shop', signingSecrets: [SECRET] });
  await raccord.connect({ connector: 'http', name: 'Sink', endpoints: { api: sinkUrl } });
  const path = await raccord.deploy(pipelineFlow);
  return { name: queue === 'redis' ? 'queue on Redis' : 'queue on PostgreSQL', port: raccord.port, path, raccord };
}

async function round(side: Side, sink: Sink, name: string, count: number, rate?: number): Promise<Round> {
  const deliveries = makeDeliveries(side.path, name, count);
  await quiet();
  const stop = meterCpu();
  const load = { port: side.port, connections: CONNECTIONS, ...(rate === undefined ? {} : { rate }) };
  const fired = await fire(deliveries, load);
  if (fired.statuses.get(200) !== count) throw new Error(`${side.name}: ${JSON.stringify([...fired.statuses])}`);
  await arrived(sink, side, count);
  const ended = await lastEnd(side);
  const cost = stop(count);
  const { firstSeen } = await sink.ask<Ledger>('ledger');
  const endedAt = ended ?? Math.max(...firstSeen.values());
  return { perSecond: (count * 1_000) / (endedAt - fired.startedAt), waits: waits(deliveries, fired, firstSeen), cost };
}

async function arrived(sink: Sink, side: Side, count: number): Promise<void> {
  const deadline = Date.now() + ARRIVED_MS;
  for (;;) {
    const seen = await sink.ask<number>('count');
    if (seen === count) return;
    if (Date.now() > deadline) throw new Error(`${side.name}: ${seen} of ${count} reached the sink`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** When the last record was recorded, in milliseconds since 1970; all of them have to have succeeded. */
async function lastEnd({ raccord, name }: Side): Promise<number | undefined> {
  if (raccord === undefined) return undefined;
  await raccord.drained();
  const states = Object.keys(await raccord.states());
  if (states.some((state) => state !== 'succeeded')) throw new Error(`${name}: ${states.join(', ')}`);
  const { rows } = await raccord.pool.query<{ at: number }>(
    'select extract(epoch from max(settled_at)) * 1000 as at from records',
  );
  return Number(rows[0]!.at);
}

function waits(deliveries: readonly Delivery[], fired: Fired, firstSeen: Map<string, number>): number[] {
  return deliveries.map(({ id }) => Math.max(0, firstSeen.get(id)! - fired.acceptedAt.get(id)!)).sort((a, b) => a - b);
}
