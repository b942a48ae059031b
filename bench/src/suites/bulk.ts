import type { FlowDocument } from '@raccord/contract';
import { createDoorbell, prepareDoorbell } from '@raccord/runtime/queue/bullmq-doorbell';
import { deployFlow } from '@raccord/server/flows/deploy-flow';
import { startReconciler } from '@raccord/server/reconciler/reconciler';
import { openDatabase } from '@raccord/server/stores/database';
import { createEnvironment } from '@raccord/server/stores/environments';
import { createFlow } from '@raccord/server/stores/flows';
import { migrate } from '@raccord/server/stores/migrate';
import { DEFAULT_WORKSPACE, ensureWorkspace } from '@raccord/server/stores/workspaces';
import { workerFlags } from '@raccord/server/worker-supervisor';
import pg from 'pg';
import pino from 'pino';
import { cpuSeconds, memory } from '../measure/processes.ts';
import { median } from '../measure/statistics.ts';
import type { Line } from '../measure/table.ts';
import type { BareBulkOrder } from '../processes/bare-bulk.ts';
import type { BulkWorkerOrder } from '../processes/raccord-bulk-worker.ts';
import type { Counted, SinkOrder } from '../processes/sink.ts';
import { bulkRegistry, CALL, PAGE } from '../setup/bulk-connector.ts';
import { twelveFields } from '../setup/bulk-mapping.ts';
import { type Child, startChild } from '../setup/child.ts';
import type { Stage } from '../setup/stage.ts';

const LOOK_MS = 100;
/** Where memory starts to count, and the parts into which the run is cut to see whether its cost stays the same. */
const SETTLED_AT = 10_000;
const PARTS = 5;
const SETTLED_MS = 120_000;
const BARE_TOTAL = 100_000;

type Sink = Child<{ port: number }>;
type Sample = { count: number; at: number; rss: number; cpu: number };

/** Polled pages → mapping of twelve fields → bulk upsert, against a bare loop over the same pages with the same calls. */
export async function bulk(stage: Stage, full: boolean): Promise<Line[]> {
  const total = full ? 1_000_000 : 200_000;
  const source = await startChild<{ port: number }>('source', {});
  stage.onEnd(() => source.stop());
  const sink: Sink = await startChild('sink', { many: true } satisfies SinkOrder);
  stage.onEnd(() => sink.stop());
  const sourceUrl = `http://127.0.0.1:${source.ready.port}`;
  const sinkUrl = `http://127.0.0.1:${sink.ready.port}`;

  const before = await runBare(stage, sink, { sourceUrl, sinkUrl, total: BARE_TOTAL, page: PAGE, call: CALL });
  const ours = await runOurs(stage, sink, sourceUrl, sinkUrl, total);
  const after = await runBare(stage, sink, { sourceUrl, sinkUrl, total: BARE_TOTAL, page: PAGE, call: CALL });
  const baseline = median([before, after, (before + after) / 2]);
  const perSecond = speed(ours);

  const settled = ours.filter(({ count }) => count >= SETTLED_AT);
  const growth = settled.at(-1)!.rss - settled[0]!.rss;
  const most = Math.max(...settled.map(({ rss }) => rss)) - settled[0]!.rss;
  const costs = costPerRecord(ours, total);
  const [first, last] = [costs[0]!, costs.at(-1)!];
  return [
    {
      metric: `${total.toLocaleString('en')} records polled, mapped, upserted in bulk`,
      ours: perSecond,
      baseline,
      unit: 'records/s',
      target: { text: '≥ 5,000/s and ≥ 0.7 ×', met: perSecond >= 5_000 && perSecond >= 0.7 * baseline },
      note: `pages of ${PAGE.toLocaleString('en')}, calls of ${CALL}; the baseline evaluates one object expression of twelve fields with stock JSONata for each record, sends a page's calls at once, and keeps nothing. It ran before and after ours (${before.toFixed(0)} and ${after.toFixed(0)} records/s).`,
    },
    {
      metric: `worker's memory from record ${SETTLED_AT.toLocaleString('en')} to the end`,
      ours: growth,
      unit: 'MB more',
      target: { text: '≤ 64 MB', met: growth <= 64 },
      note: `RSS ${rssAlong(settled, total)} MB at the first record counted and after each fifth; its peak was ${most.toFixed(0)} MB above the first.`,
    },
    {
      metric: "worker's CPU per record, last fifth against the first",
      ours: (last / first - 1) * 100,
      unit: '%',
      target: { text: '± 10 %', met: last <= first * 1.1 },
      note: `µs per record in each fifth: ${costs.map((cost) => cost.toFixed(0)).join(', ')}.`,
    },
  ];
}

async function runBare(stage: Stage, sink: Sink, order: BareBulkOrder): Promise<number> {
  const child = await startChild('bare-bulk', order);
  await child.ask('start');
  const perSecond = speed(await watch(sink, child.pid, order.total));
  await child.stop();
  await checkAll(sink, order.total);
  stage.progress(`bulk, bare loop: ${perSecond.toFixed(0)} records/s`);
  return perSecond;
}

async function runOurs(stage: Stage, sink: Sink, sourceUrl: string, sinkUrl: string, total: number): Promise<Sample[]> {
  const databaseUrl = await stage.database('raccord_bulk');
  const home = await stage.folder('home');
  const log = pino({ level: 'warn' });
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  // When the bench is interrupted PostgreSQL ends first; the interruption is what should be told.
  pool.on('error', () => undefined);
  await migrate(pool);
  const place = { postgresUrl: databaseUrl };
  await prepareDoorbell(place);
  const doorbell = createDoorbell(place, log);
  const order: BulkWorkerOrder = { databaseUrl, home };
  const worker = await startChild('raccord-bulk-worker', order, workerFlags);
  await deploy(pool, sourceUrl, sinkUrl, total);
  const reconciler = startReconciler(pool, doorbell, log);
  const samples = await watch(sink, worker.pid, total);
  const heap = await worker.ask<NodeJS.MemoryUsage>('memory');
  stage.progress(
    `bulk, the worker's memory at the end in MB: ${Object.entries(heap)
      .map(([name, bytes]) => `${name} ${(bytes / 1_048_576).toFixed(0)}`)
      .join(', ')}`,
  );
  await settled(pool);
  const { rows } = await pool.query("select count(*)::int as n from records where state = 'succeeded'");
  if (rows[0].n !== total)
    throw new Error(`${rows[0].n} of ${total} recorded as succeeded; ${await whatIsThere(pool)}`);
  await worker.stop();
  await reconciler.stop();
  await doorbell.close();
  await pool.end();
  await checkAll(sink, total);
  stage.progress(`bulk, ours: ${speed(samples).toFixed(0)} records/s`);
  return samples;
}

/** As the API would: environment, connection, flow, deployment; with the bench's registry, which the server does not know. */
async function deploy(pool: pg.Pool, sourceUrl: string, sinkUrl: string, total: number): Promise<void> {
  const db = openDatabase(pool);
  await ensureWorkspace(db);
  const { id: environmentId } = await createEnvironment(db, DEFAULT_WORKSPACE, { name: 'bench' });
  await pool.query(
    `insert into connections (id, workspace_id, environment_id, connector, name, endpoints, is_default)
     values (gen_random_uuid(), $1, $2, 'bench', 'Local', $3, true)`,
    [DEFAULT_WORKSPACE, environmentId, JSON.stringify({ api: sinkUrl, upload: sourceUrl })],
  );
  const document: FlowDocument = {
    schemaVersion: 1,
    id: 'bulk',
    name: 'Bulk',
    connections: { local: { connector: 'bench' } },
    nodes: [
      { id: 'order', kind: 'trigger', uses: 'bench/rows', connection: 'local', with: { sourceUrl, total } },
      { id: 'written', kind: 'action', uses: 'bench/upsert', connection: 'local', with: twelveFields },
    ],
    edges: [{ from: 'order', to: 'written' }],
  };
  const flow = { id: document.id, name: document.name, draft: JSON.stringify(document), by: 'bench' };
  await createFlow(db, DEFAULT_WORKSPACE, flow);
  const command = { workspaceId: DEFAULT_WORKSPACE, flowId: document.id, environment: 'bench', by: 'bench' };
  await deployFlow(db, bulkRegistry, command, Date.now());
}

/** Looks at the sink and at the process until all records have come. */
async function watch(sink: Sink, pid: number, total: number): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (let count = 0; count < total; ) {
    count = await sink.ask<number>('count');
    const at = performance.now();
    if (count > 0) samples.push({ count, at, rss: memory([pid]).rss, cpu: cpuSeconds([pid]) });
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return samples;
}

async function settled(pool: pg.Pool): Promise<void> {
  const deadline = Date.now() + SETTLED_MS;
  for (;;) {
    const { rows } = await pool.query('select open, total, waiting, succeeded from runs where ended_at is null');
    if (rows.length === 0) return;
    if (Date.now() > deadline) throw new Error(`runs did not end: ${JSON.stringify(rows)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** For the message when records are missing: what the tables say. */
async function whatIsThere(pool: pg.Pool): Promise<string> {
  const found: Record<string, unknown> = {};
  for (const [name, question] of Object.entries({
    records: 'select state, count(*)::int as n from records group by state',
    runs: 'select open, total, waiting, succeeded, failed, started_at, ended_at from runs',
    batches: 'select state, count(*)::int as n, min(crashes) as crashes from batches group by state',
    triggers: 'select cursor, last_result, next_due_at, worker_id, open_run_id, fence from triggers',
  }))
    found[name] = (await pool.query(question)).rows;
  return JSON.stringify(found);
}

/** Each number once: their count and their sum. */
async function checkAll(sink: Sink, total: number): Promise<void> {
  const { counted, checksum } = await sink.ask<Counted>('ledger');
  if (counted !== total || checksum !== (total * (total - 1)) / 2)
    throw new Error(`the sink has ${counted} rows with the sum ${checksum}, not ${total}`);
}

/** From the first rows seen at the sink to the last. */
function speed(samples: readonly Sample[]): number {
  const [first, last] = [samples[0]!, samples.at(-1)!];
  return ((last.count - first.count) * 1_000) / (last.at - first.at);
}

/** Memory at the first sample and at the end of each part. */
function rssAlong(samples: readonly Sample[], total: number): string {
  const shown = [samples[0]!];
  for (let part = 1; part <= PARTS; part += 1) {
    const end = SETTLED_AT + ((total - SETTLED_AT) * part) / PARTS;
    shown.push(samples.findLast(({ count }) => count <= end)!);
  }
  return shown.map(({ rss }) => rss.toFixed(0)).join(', ');
}

/** Microseconds of CPU for each record, in each part of the run after the first records. */
function costPerRecord(samples: readonly Sample[], total: number): number[] {
  return Array.from({ length: PARTS }, (_, part) => {
    const [from, to] = [part, part + 1].map((n) => SETTLED_AT + ((total - SETTLED_AT) * n) / PARTS) as [number, number];
    const inside = samples.filter(({ count }) => count >= from && count <= to);
    const [first, last] = [inside[0], inside.at(-1)];
    if (first === undefined || last === undefined || first === last) return Number.NaN;
    return ((last.cpu - first.cpu) * 1e6) / (last.count - first.count);
  });
}
