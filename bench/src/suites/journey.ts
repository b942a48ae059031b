import { randomUUID } from 'node:crypto';
import { followOnce } from '@raccord/server/journey/follow';
import { searchedTexts, traceToken } from '@raccord/server/journey/tokens';
import { advancePersonJob } from '@raccord/server/person/advance-job';
import { countRuns } from '@raccord/server/reconciler/count-runs';
import { openDatabase } from '@raccord/server/stores/database';
import { findTraces, readTouched } from '@raccord/server/stores/journey';
import { migrate } from '@raccord/server/stores/migrate';
import { countFailures, lateTriggers, readNeeds, sampleLatency } from '@raccord/server/stores/overview';
import { getPersonJob, startLook } from '@raccord/server/stores/person/person-jobs';
import { readCounts, silentFlows } from '@raccord/server/stores/run-counts';
import { listRuns } from '@raccord/server/stores/runs';
import { DEFAULT_WORKSPACE, ensureWorkspace } from '@raccord/server/stores/workspaces';
import pg, { type Pool } from 'pg';
import { percentile } from '../measure/statistics.ts';
import type { Line } from '../measure/table.ts';
import type { Stage } from '../setup/stage.ts';

const RECORDS_IN_A_RUN = 25;
const FAILED = 0.05;
const ROUNDS = 30;
/** A search by reading everything takes too long to be done as often. */
const PLAIN_ROUNDS = 3;
const workspaceId = DEFAULT_WORKSPACE;

/**
 * Journeys, the overview and the lists of runs over a full house, beside plain SQL that looks for the same in the same rows.
 * @param full a million records instead of a hundred thousand
 */
export async function journey(stage: Stage, full: boolean): Promise<Line[]> {
  const records = full ? 1_000_000 : 100_000;
  const pool = new pg.Pool({ connectionString: await stage.database('journey'), max: 6 });
  stage.onEnd(() => pool.end());
  await migrate(pool);
  const db = openDatabase(pool);
  await ensureWorkspace(db);
  await fill(pool, records);
  stage.progress(`journey: ${records} records are there`);
  const begun = { at: performance.now(), cpu: process.cpuUsage() };
  while (await followOnce(pool));
  const used = process.cpuUsage(begun.cpu);
  const seconds = (performance.now() - begun.at) / 1_000;
  stage.progress(`journey: indexed in ${seconds.toFixed(0)} s`);
  await pool.query('vacuum analyze');
  const counted = await timed(() => countRuns(pool));
  const size = await pool.query<{ traces: number; records: number }>(
    `select sum(pg_total_relation_size(c.oid)) filter (where p.relname = 'traces')::float8 / 1e6 as traces,
            sum(pg_total_relation_size(c.oid)) filter (where p.relname in ('records', 'attempts'))::float8 / 1e6 as records
       from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent`,
  );
  const { traces, records: kept } = size.rows[0]!;
  let next = 0;
  /** Customers from all over the day, each another. */
  const someone = () => {
    next = (next + 0.618_034) % 1;
    return `customer${Math.floor(next * records) + 1}@shop.example`;
  };
  const search = async () => {
    const texts = [...searchedTexts(someone())];
    const found = await findTraces(pool, workspaceId, texts.map(traceToken), { limit: 201 });
    const touched = await readTouched(pool, workspaceId, found, texts);
    if (touched.length === 0) throw new Error('a customer was not found');
  };
  const scan = () =>
    pool.query('select id from records where workspace_id = $1 and strpos(input, $2) > 0 order by id desc limit 200', [
      workspaceId,
      someone(),
    ]);
  const now = Date.now();
  const span = { from: now - 24 * 3_600_000, to: now, step: 3_600_000 };
  const overview = () =>
    Promise.all([
      readNeeds(pool, workspaceId),
      lateTriggers(pool, workspaceId),
      readCounts(pool, workspaceId, span),
      sampleLatency(pool, workspaceId, span),
      countFailures(pool, workspaceId, span),
      silentFlows(pool, workspaceId, now),
    ]);
  const addUp = () =>
    pool.query(
      `select date_trunc('hour', started_at), sum(total), sum(succeeded), sum(failed) from runs
        where workspace_id = $1 and started_at > now() - interval '24 hours' group by 1`,
      [workspaceId],
    );
  const wrong = () => listRuns(db, workspaceId, { status: 'partial', limit: 50 });
  const plainWrong = () =>
    pool.query('select * from runs where workspace_id = $1 and failed > 0 order by id desc limit 50', [workspaceId]);
  const person = someone();
  const { id: lookId } = await startLook(pool, workspaceId, person, 'bench');
  const lookedMs = await timed(async () => {
    while (await advancePersonJob(pool));
  });
  const look = await getPersonJob(pool, workspaceId, lookId);
  if (look.state !== 'looked' || look.found.tables.records === undefined)
    throw new Error(`the person was not found: ${JSON.stringify(look)}`);
  const plainLook = await timed(() =>
    pool.query(
      `select (select count(*) from records where strpos(input, $1) > 0), (select count(*) from attempts where strpos(entries, $1) > 0),
              (select count(*) from failures where strpos(data, $1) > 0)`,
      [person],
    ),
  );
  stage.progress(`journey: a person was found in ${(lookedMs / 1_000).toFixed(0)} s`);
  const note = `${records} records in runs of ${RECORDS_IN_A_RUN}, ${records * FAILED} failures.`;
  return [
    await compare('journey of a customer, p95', search, scan, 1_000, note, PLAIN_ROUNDS),
    await compare('overview of 24 hours, p95', overview, addUp, 500, 'Plain: adding up the runs alone.'),
    await compare('runs that went partly wrong, p95', wrong, plainWrong, 300),
    {
      metric: 'journey: CPU of the follower for a record',
      ours: (used.user + used.system) / records,
      unit: 'µs',
      note: `Without PostgreSQL's part; ${(records / seconds).toFixed(0)} records a second.`,
    },
    { metric: 'journey: index', ours: traces, baseline: kept, unit: 'MB', note: 'Baseline: records and journal.' },
    { metric: 'overview: counting all runs once', ours: counted, unit: 'ms' },
    {
      metric: 'all that is known of a person',
      ours: lookedMs,
      baseline: plainLook,
      unit: 'ms',
      note: 'Every table, in steps that others work between. Plain: records, journal and failures read once.',
    },
  ];
}

async function compare(
  metric: string,
  ours: () => Promise<unknown>,
  plain: () => Promise<unknown>,
  most: number,
  note?: string,
  plainRounds = ROUNDS,
): Promise<Line> {
  const times = { ours: [] as number[], plain: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    times.ours.push(await timed(ours));
    if (round < plainRounds) times.plain.push(await timed(plain));
  }
  const p95 = (list: number[]) =>
    percentile(
      list.toSorted((a, b) => a - b),
      0.95,
    );
  const met = p95(times.ours) <= most;
  return {
    metric,
    ours: p95(times.ours),
    baseline: p95(times.plain),
    unit: 'ms',
    target: { text: `≤ ${most.toLocaleString('en')} ms`, met },
    ...(note === undefined ? {} : { note }),
  };
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await act();
  return performance.now() - begun;
}

/** A day of runs, the last ending a minute ago. Each record has a customer, a number and ids; each had one call that answered. */
async function fill(pool: Pool, records: number): Promise<void> {
  const environmentId = randomUUID();
  await pool.query("insert into environments (id, workspace_id, name) values ($1, $2, 'bench')", [
    environmentId,
    workspaceId,
  ]);
  const client = await pool.connect();
  try {
    // Ids as the engine makes them: their first half is the time.
    await client.query(`create function pg_temp.id_at(ms float8) returns uuid language sql volatile as $$
      select (lpad(to_hex(ms::bigint), 12, '0') || '7' || substr(md5(random()::text), 1, 3) || '8' || substr(md5(random()::text), 1, 15))::uuid $$`);
    await client.query(
      `create temp table plan as select n, pg_temp.id_at(extract(epoch from now()) * 1000 - 60000 - n * 80000000.0 / $1::int) as run_id
         from generate_series(1, $1::int / ${RECORDS_IN_A_RUN}) n`,
      [records],
    );
    await client.query(
      `insert into runs (id, workspace_id, flow_id, version, environment_id, cause, open, total, succeeded, failed, ended_at, started_at)
       select run_id, $1, 'flow-' || n % 10, 1, $2, 'webhook', false, ${RECORDS_IN_A_RUN}, ${RECORDS_IN_A_RUN} - (n % 4 = 0)::int, (n % 4 = 0)::int, now(), now() - n * interval '1 second'
         from plan`,
      [workspaceId, environmentId],
    );
    await client.query(
      `insert into records (id, workspace_id, run_id, key, state, node, input, settled_at)
       select pg_temp.id_at(('x' || replace(left(p.run_id::text, 13), '-', ''))::bit(48)::bigint + 1), $1, p.run_id, 'SO-' || m,
              case when random() < ${FAILED} then 'failed' else 'succeeded' end::record_state, 'send',
              '{"number":"SO-' || m || '","customer":{"email":"customer' || m || '@shop.example","id":"cus_' || md5(m::text) || '","name":"Ana Ruiz"},"total":'
                || 1000 + m % 90000 || ',"lines":[{"sku":"AB-' || m % 500 || '","quantity":2},{"sku":"CD-' || m % 700 || '","quantity":1}],"note":"Please ring twice."}', now()
         from plan p, lateral (select (p.n - 1) * ${RECORDS_IN_A_RUN} + k as m from generate_series(1, ${RECORDS_IN_A_RUN}) k) each_record`,
      [workspaceId],
    );
    await client.query(
      `insert into attempts (batch_id, seq, workspace_id, run_id, node, kind, fence, entries)
       select run_id, 1, $1, run_id, 'send', 'result', 1,
              json_agg(json_build_object('r', id, 'n', 1, 'k', 'key', 'ms', 12, 'v', json_build_object('invoice_id', '98200' || right(id::text, 9), 'number', 'INV-' || key)))::text
         from records group by run_id`,
      [workspaceId],
    );
    await client.query(
      `insert into failures (id, workspace_id, run_id, record_id, flow_id, version, environment_id, node, kind, code, failure, fingerprint, data)
       select gen_random_uuid(), $1, c.run_id, c.id, r.flow_id, 1, $2, 'send', 'input', 'http.refused',
              '{"kind":"input","code":"http.refused","params":{"status":400}}', 'group-' || floor(random() * 20), c.input
         from records c join runs r on r.id = c.run_id where c.state = 'failed'`,
      [workspaceId, environmentId],
    );
  } finally {
    client.release();
  }
  await pool.query('analyze');
}
