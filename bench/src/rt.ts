import pg from 'pg';
import { meterCpu, describeCost } from './measure/cpu-meter.ts';
import { openStage } from './setup/stage.ts';
const stage = await openStage(process.env.PATH ?? '', console.error);
const url = await stage.database('x');
const c = new pg.Client({ connectionString: url }); await c.connect(); c.on('error', () => undefined);
await c.query('create table t (id int primary key, v int); insert into t select i, 0 from generate_series(1, 1000) i');
await c.query("create table p (id int, v text)");
for (const [name, q] of [['select1', { name: 's', text: 'select 1', values: [] }], ['update', { name: 'u', text: 'update t set v = v + 1 where id = $1', values: [5] }], ['unnamed', { text: 'select v from t where id = $1', values: [4] }]] as const) {
  for (const gap of [0, 15]) {
    const n = gap === 0 ? 2000 : 150;
    const stop = meterCpu();
    const t = performance.now();
    for (let i = 0; i < n; i++) { await c.query({ ...q, values: [...q.values] }); if (gap) await new Promise((ok) => setTimeout(ok, gap)); }
    console.log(name, 'gap', gap, ((performance.now() - t) / n).toFixed(2), 'ms each;', describeCost(stop(n)));
  }
}
const stop = meterCpu();
for (let i = 0; i < 150; i++) await new Promise((ok) => setTimeout(ok, 15));
console.log('timer only', describeCost(stop(150)));
await c.end(); await stage.close();
