import { exchange } from '@raccord/connectors/shared/http/exchange';
import { sharedPools } from '@raccord/connectors/shared/http/pools';
import type { FlowDocument } from '@raccord/contract';
import { inParallel } from '@raccord/runtime/engine/in-parallel';
import { uuidv7 } from '@raccord/runtime/uuid';
import { BatchWorker } from '@raccord/runtime/worker/batch-worker';
import { readSettings } from '@raccord/server/env';
import { deployFlow } from '@raccord/server/flows/deploy-flow';
import { openDatabase } from '@raccord/server/stores/database';
import { fireRun } from '@raccord/server/stores/engine/fire-run';
import { createEnvironment } from '@raccord/server/stores/environments';
import { createFlow } from '@raccord/server/stores/flows';
import { migrate } from '@raccord/server/stores/migrate';
import { DEFAULT_WORKSPACE, ensureWorkspace } from '@raccord/server/stores/workspaces';
import { credentialsPlace, openVault } from '@raccord/server/vault/vault';
import { buildWorkerDeps } from '@raccord/server/worker-deps';
import pg from 'pg';
import pino from 'pino';
import { median } from '../measure/statistics.ts';
import type { Line } from '../measure/table.ts';
import { startChild } from '../setup/child.ts';
import { AT_ONCE, costFlow, costRegistry, orderOf } from '../setup/cost-connector.ts';
import type { Stage } from '../setup/stage.ts';

const RECORDS = 2_000;
const ROUNDS = 7;
const TOKEN = 'a-token-that-must-not-be-written-anywhere';
/** A batch, as deliveries and pages make them. */
const BATCH = 200;

/**
 * What a connector's call costs in this process beyond a bare `fetch` of the same request: mapping of twelve fields, validation, budget,
 * guard, redaction, record. Both take turns in one process, as many at once; CPU of the process only, by `process.cpuUsage`.
 */
export async function connector(stage: Stage): Promise<Line[]> {
  const sink = await startChild<{ port: number }>('sink', {});
  stage.onEnd(() => sink.stop());
  const api = `http://127.0.0.1:${sink.ready.port}`;
  const databaseUrl = await stage.database('raccord_connector');
  const home = await stage.folder('home');
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  pool.on('error', () => undefined);
  await migrate(pool);
  await ensureWorkspace(openDatabase(pool));
  const settings = { ...readSettings({ RACCORD_HOME: home }), databaseUrl };
  const deps = await buildWorkerDeps(settings, pino({ level: 'warn' }), costRegistry);
  await deploy(pool, home, api, costFlow);
  const life = new AbortController();
  const worker = new BatchWorker(deps.ports, uuidv7(), () => life.signal);

  const ours: number[] = [];
  const bare: number[] = [];
  const sent: number[] = [];
  // The first round of each warms up.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const fetched = await cpuOf(() => fetchAll(api, round));
    const exchanged = await cpuOf(() => exchangeAll(api, round));
    const batches = await fire(pool, round);
    const worked = await cpuOf(async () => {
      for (const id of batches) await worker.runBatch(id);
    });
    stage.progress(
      `connector, µs of CPU per call: ours ${worked.toFixed(0)}, bare fetch ${fetched.toFixed(0)}, bare exchange ${exchanged.toFixed(0)}`,
    );
    if (round === 0) continue;
    bare.push(fetched);
    sent.push(exchanged);
    ours.push(worked);
  }
  await check(pool);
  const calls = await sink.ask<{ calls: number }>('ledger');
  const expected = 3 * RECORDS * (ROUNDS + 1);
  if (calls.calls !== expected) throw new Error(`the sink was called ${calls.calls} times, not ${expected}`);
  await deps.close();
  await pool.end();
  const beyond = median(ours.map((each, round) => each - sent[round]!));
  const over = median(ours.map((each, round) => each - bare[round]!));
  return [
    {
      metric: 'connector call, CPU beyond a bare fetch',
      ours: over / 1_000,
      unit: 'ms',
      target: { text: '≤ 0.3 ms', met: over <= 300 },
      note: `median of ${ROUNDS} rounds of ${RECORDS.toLocaleString('en')} calls, ${AT_ONCE} at once, in batches of ${BATCH}: ${median(ours).toFixed(0)} µs, a bare fetch ${median(bare).toFixed(0)} µs. Twelve fields are mapped and checked, a turn in the budget taken, the address guarded, and claim, journal and settlement written, secrets taken out. PostgreSQL is another process and not in it.`,
    },
    {
      metric: 'connector call, CPU beyond its own bare exchange',
      ours: beyond / 1_000,
      unit: 'ms',
      note: `the same request through the sockets of our client and nothing else: ${median(sent).toFixed(0)} µs. What \`fetch\` itself costs does not hide in this figure.`,
    },
  ];
}

/** Microseconds of this process for each of `RECORDS`. */
async function cpuOf(act: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / RECORDS;
}

async function fetchAll(api: string, round: number): Promise<void> {
  await inParallel(bodiesOf(round), AT_ONCE, async (body) => {
    const headers = headersOf(body);
    const answer = await fetch(`${api}/orders`, { method: 'POST', headers, body: JSON.stringify(body) });
    const { ok } = (await answer.json()) as { ok: boolean };
    if (!ok) throw new Error('the sink said no');
  });
}

/** What the client's request comes down to: its sockets, one exchange, the answer read. */
async function exchangeAll(api: string, round: number): Promise<void> {
  const url = new URL(`${api}/orders`);
  const limits = { timeoutMs: 30_000, maxBytes: 1_000_000, signal: undefined };
  await inParallel(bodiesOf(round), AT_ONCE, async (body) => {
    const request = { method: 'POST' as const, url, headers: headersOf(body), body: JSON.stringify(body), ...limits };
    const answer = await exchange(sharedPools().open, request);
    const { ok } = JSON.parse(answer.body.toString()) as { ok: boolean };
    if (!ok) throw new Error('the sink said no');
  });
}

const bodiesOf = (round: number) => Array.from({ length: RECORDS }, (_, n) => orderOf(round * RECORDS + n).body);
const headersOf = ({ reference }: Record<string, unknown>) => ({
  'content-type': 'application/json',
  authorization: `Bearer ${TOKEN}`,
  'idempotency-key': `bare-${reference}`,
});

/** Puts the round's records into batches. @returns their ids */
async function fire(pool: pg.Pool, round: number): Promise<string[]> {
  const inputs = Array.from({ length: RECORDS }, (_, n) => orderOf(round * RECORDS + n).order);
  const { rings } = await fireRun(pool, {
    workspaceId: DEFAULT_WORKSPACE,
    flowId: costFlow.id,
    environment: 'bench',
    inputs,
    cause: 'manual',
    by: 'bench',
  });
  return rings.map(({ id }) => id);
}

async function check(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query('select state, count(*)::int as n from records group by state');
  const expected = RECORDS * (ROUNDS + 1);
  if (rows.length !== 1 || rows[0].state !== 'succeeded' || rows[0].n !== expected)
    throw new Error(`not all recorded as succeeded: ${JSON.stringify(rows)}`);
}

/** As the API would, with the bench's registry, which the server does not know. */
async function deploy(pool: pg.Pool, home: string, api: string, document: FlowDocument): Promise<void> {
  const db = openDatabase(pool);
  const { id: environmentId } = await createEnvironment(db, DEFAULT_WORKSPACE, { name: 'bench' });
  const { vault } = await openVault(db, { home });
  const id = uuidv7();
  const sealed = vault.sealSecret(JSON.stringify({ token: TOKEN }), credentialsPlace(DEFAULT_WORKSPACE, id));
  await pool.query(
    `insert into connections (id, workspace_id, environment_id, connector, name, endpoints, credentials, is_default)
     values ($1, $2, $3, 'costly', 'Account', $4, $5, true)`,
    [id, DEFAULT_WORKSPACE, environmentId, JSON.stringify({ api }), sealed],
  );
  const flow = { id: document.id, name: document.name, draft: JSON.stringify(document), by: 'bench' };
  await createFlow(db, DEFAULT_WORKSPACE, flow);
  const command = { workspaceId: DEFAULT_WORKSPACE, flowId: document.id, environment: 'bench', by: 'bench' };
  await deployFlow(db, costRegistry, command, Date.now());
}
