import pg from 'pg';
import { makeDeliveries, SECRET } from './load/deliveries.ts';
import { fire } from './load/fire.ts';
import { describeCost, meterCpu, totalCost } from './measure/cpu-meter.ts';
import { percentile } from './measure/statistics.ts';
import type { Ledger, SinkOrder } from './processes/sink.ts';
import { type Child, startChild } from './setup/child.ts';
import { pipelineFlow } from './setup/flows.ts';
import { startRaccord } from './setup/raccord.ts';
import { openStage } from './setup/stage.ts';

const queue = (process.argv[2] ?? 'postgres') as 'postgres' | 'redis';
const rate = Number(process.argv[3] ?? 100);
const count = Number(process.argv[4] ?? 1000);
const connections = Number(process.argv[5] ?? 100);
const stage = await openStage(process.env.PATH ?? '', console.error);
try {
  const sink: Child<{ port: number }> = await startChild('sink', {} satisfies SinkOrder);
  stage.onEnd(() => sink.stop());
  const raccord = await startRaccord(stage, { queue });
  await raccord.connect({ connector: 'webhook', name: 'Shop', signingSecrets: [SECRET] });
  await raccord.connect({ connector: 'http', name: 'Sink', endpoints: { api: `http://127.0.0.1:${sink.ready.port}` } });
  const path = await raccord.deploy(pipelineFlow);
  const go = async (name: string, n: number, r?: number) => {
    const deliveries = makeDeliveries(path, name, n);
    const before = Number((await raccord.pool.query('select count(*) as n from runs')).rows[0].n);
    const stop = meterCpu();
    const fired = await fire(deliveries, { port: raccord.port, connections, ...(r === undefined ? {} : { rate: r }) });
    for (;;) { if ((await sink.ask<number>('count')) === n) break; await new Promise((ok) => setTimeout(ok, 50)); }
    await raccord.drained();
    const cost = stop(n);
    const { firstSeen } = await sink.ask<Ledger>('ledger');
    const w = deliveries.map(({ id }) => Math.max(0, firstSeen.get(id)! - fired.acceptedAt.get(id)!)).sort((a, b) => a - b);
    const batches = Number((await raccord.pool.query('select count(*) as n from runs')).rows[0].n) - before;
    console.log(name, 'batches', batches, 'p50', percentile(w, 0.5).toFixed(0), 'p99', percentile(w, 0.99).toFixed(0), 'answer p50', percentile(fired.latencies, .5).toFixed(1), 'cpu/record', totalCost(cost).toFixed(0), 'cpu/batch', (totalCost(cost) * n / batches).toFixed(0), describeCost(cost));
  };
  await go('warm', 2000);
  await go('warm2', 500, rate);
  const root = new pg.Client({ connectionString: (raccord.pool as any).options.connectionString });
  await root.connect(); root.on('error', () => undefined);
  const ext = process.env.STATS === '1';
  if (ext) { await root.query('create extension if not exists pg_stat_statements'); await root.query('select pg_stat_statements_reset()'); }
  await go('calm', count, rate); if (process.env.CLOSED) { const t = performance.now(); await go('closed', 1500); console.log('closed per s', (1500000 / (performance.now() - t)).toFixed(0)); }
  if (ext) {
    const { rows } = await root.query("select calls, round(total_exec_time::numeric,1) as exec, round(total_plan_time::numeric,1) as plan, plans, round((total_exec_time/calls)::numeric,3) as mean, left(regexp_replace(query, '\\s+', ' ', 'g'), 90) as q from pg_stat_statements where calls > 0 order by total_exec_time + total_plan_time desc limit 28");
    for (const r of rows) console.log(Object.values(r).join(' | '));
  }
  await root.end();
} catch (e) { console.error('ERR', e); } finally { await stage.close(); }
process.exit(0);
