import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectors } from '@raccord/connectors';
import type { ConnectorRegistry, FlowDocument } from '@raccord/contract';
import type { Doorbell } from '@raccord/runtime/ports';
import { createDoorbell, prepareDoorbell } from '@raccord/runtime/queue/bullmq-doorbell';
import { uuidv7 } from '@raccord/runtime/uuid';
import { type RunningWorker, startWorker } from '@raccord/runtime/worker/start-worker';
import pg, { type Pool } from 'pg';
import pino from 'pino';
import type { EngineCommands } from '../engine-commands.ts';
import { readSettings } from '../env.ts';
import { publicUrlOf } from '../public-url.ts';
import { subscribing } from '../reconciler/keep-subscriptions.ts';
import { type Reconciler, startReconciler } from '../reconciler/reconciler.ts';
import { openDatabase } from '../stores/database.ts';
import { createEngineCommands } from '../stores/engine/commands.ts';
import { migrate } from '../stores/migrate.ts';
import { DEFAULT_WORKSPACE, ensureWorkspace } from '../stores/workspaces.ts';
import { openVault } from '../vault/vault.ts';
import { buildWorkerDeps, doorbellPlace, type WorkerDeps } from '../worker-deps.ts';
import { testDatabase } from './test-database.ts';
import { testRedis } from './test-redis.ts';

export const workspaceId = DEFAULT_WORKSPACE;

/** The engine on a real database and queue, in this process: a worker, a reconciler, and flows put straight into service. */
export type TestEngine = {
  pool: Pool;
  databaseUrl: string;
  home: string;
  environmentId: string;
  /** Rings the engine's worker. */
  doorbell: Doorbell;
  commands: EngineCommands;
  deps: WorkerDeps;
  worker: RunningWorker;
  reconciler: Reconciler;
  /** Puts a flow into service; the manual kind of trigger unless told otherwise. */
  deploy(document: FlowDocument, trigger?: Partial<TriggerOptions>): Promise<{ triggerId: string; token: string }>;
  fire(flowId: string, inputs: unknown[]): Promise<{ runId: string; recordIds: string[] }>;
  /** Resolves when no record of the run waits for its turn or for a retry; gives the run's row. */
  settled(runId: string, timeoutMs?: number): Promise<RunRow>;
  /** The run's row once nothing of it waits any more. */
  ended(runId: string): Promise<RunRow>;
  records(runId: string): Promise<RecordRow[]>;
  /** What the records of the run answered, without those that answered nothing. */
  answers(runId: string): Promise<unknown[]>;
  failures(runId: string): Promise<FailureRow[]>;
  close(): Promise<void>;
};
export type TriggerOptions = {
  kind: string;
  config: Record<string, unknown>;
  everyMs: number;
  connectionId: string;
  nextDueAt: Date;
};
export type RunRow = {
  id: string;
  open: boolean;
  total: number;
  waiting: number;
  succeeded: number;
  filtered: number;
  failed: number;
  in_doubt: number;
  cancelled: number;
};
export type RecordRow = {
  id: string;
  parent_id: string | null;
  key: string | null;
  state: string;
  wait_reason: string | null;
  node: string | null;
  input: string;
  answer: string | null;
};
export type FailureRow = {
  id: string;
  record_id: string;
  node: string;
  kind: string;
  code: string;
  failure: string;
  status: string;
  data: string;
};

const ENDED_MS = 25_000;

/** Where the doorbell hangs in tests that do not say it: all of them can be run on either. */
// biome-ignore lint/style/noProcessEnv: whoever runs the tests chooses.
const usualQueue = process.env.RACCORD_TEST_QUEUE === 'redis' ? 'redis' : 'postgres';

export async function testEngine(
  options: { queue?: 'postgres' | 'redis'; registry?: ConnectorRegistry; worker?: boolean; publicUrl?: string } = {},
): Promise<TestEngine> {
  const database = await testDatabase();
  const redis = (options.queue ?? usualQueue) === 'redis' ? await testRedis() : undefined;
  const home = await mkdtemp(join(tmpdir(), 'raccord-engine-'));
  const pool = new pg.Pool({ connectionString: database.url, max: 10 });
  pool.on('error', () => undefined);
  await migrate(pool);
  await ensureWorkspace(openDatabase(pool));
  const environmentId = uuidv7();
  await pool.query("insert into environments (id, workspace_id, name) values ($1, $2, 'test')", [
    environmentId,
    workspaceId,
  ]);
  const settings = {
    ...readSettings({ RACCORD_HOME: home }),
    databaseUrl: database.url,
    ...(redis === undefined ? {} : { redisUrl: redis.url }),
  };
  const log = pino({ level: 'silent' });
  await prepareDoorbell(doorbellPlace(settings));
  const deps = await buildWorkerDeps(settings, log, options.registry ?? connectors);
  const doorbell = createDoorbell(doorbellPlace(settings), log);
  const commands = createEngineCommands(pool, doorbell, log);
  const registry = options.registry ?? connectors;
  const { vault } = await openVault(openDatabase(pool), settings);
  const address = options.publicUrl ?? publicUrlOf(settings);
  const reconciler = startReconciler(pool, doorbell, log, subscribing(registry, vault, address), registry);
  const worker = await startWorker(deps.ports, deps.lease);

  const records = async (runId: string) =>
    (await pool.query<RecordRow>('select * from records where run_id = $1 order by id', [runId])).rows;
  const run = async (runId: string) => (await pool.query<RunRow>('select * from runs where id = $1', [runId])).rows[0]!;
  return {
    pool,
    databaseUrl: database.url,
    home,
    environmentId,
    doorbell,
    commands,
    deps,
    worker,
    reconciler,
    deploy: (document, trigger = {}) => putInService(pool, environmentId, document, trigger),
    async fire(flowId, inputs) {
      return commands.fire({ workspaceId, flowId, environment: 'test', inputs, cause: 'manual', by: 'test' });
    },
    async settled(runId, timeoutMs = 15_000) {
      const deadline = Date.now() + timeoutMs;
      for (;;) {
        const { rows } = await pool.query(
          "select 1 from records where run_id = $1 and state = 'waiting' and wait_reason in ('turn', 'retry') limit 1",
          [runId],
        );
        const row = await run(runId);
        if (rows.length === 0 && !row.open) return row;
        if (Date.now() > deadline) throw new Error(`run ${runId} did not settle: ${JSON.stringify(row)}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    async ended(runId) {
      const deadline = Date.now() + ENDED_MS;
      for (;;) {
        const row = await run(runId);
        if (row.waiting === 0 && !row.open) return row;
        if (Date.now() > deadline) throw new Error(`run ${runId} did not end: ${JSON.stringify(row)}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    records,
    answers: async (runId) =>
      (await records(runId)).flatMap(({ answer }) => (answer === null ? [] : [JSON.parse(answer).body])),
    failures: async (runId) =>
      (await pool.query<FailureRow>('select * from failures where run_id = $1 order by id', [runId])).rows,
    async close() {
      await worker.stop();
      await reconciler.stop();
      await doorbell.close();
      await deps.close();
      await pool.end();
      await redis?.drop();
      await database.drop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function putInService(
  pool: Pool,
  environmentId: string,
  document: FlowDocument,
  trigger: Partial<TriggerOptions>,
) {
  const node = document.nodes.find((each) => each.kind === 'trigger')!;
  const text = JSON.stringify(document);
  const { rows } = await pool.query<{ version: number }>(
    'select coalesce(max(version), 0) + 1 as version from flow_versions where flow_id = $1',
    [document.id],
  );
  const version = rows[0]!.version;
  await pool.query('insert into flows (workspace_id, id, name, draft) values ($1, $2, $3, $4) on conflict do nothing', [
    workspaceId,
    document.id,
    document.name,
    text,
  ]);
  await pool.query(
    "insert into flow_versions (workspace_id, flow_id, version, document, digest) values ($1, $2, $3, $4, '')",
    [workspaceId, document.id, version, text],
  );
  await pool.query(
    `insert into deployments (workspace_id, flow_id, environment_id, version) values ($1, $2, $3, $4)
     on conflict (workspace_id, flow_id, environment_id) do update set version = excluded.version`,
    [workspaceId, document.id, environmentId, version],
  );
  const [triggerId, token] = [uuidv7(), Buffer.from(uuidv7().replaceAll('-', ''), 'hex').toString('base64url')];
  const inserted = await pool.query<{ id: string; token: string }>(
    `insert into triggers (id, workspace_id, flow_id, environment_id, node, uses, kind, token, config, connection_id, responds, ordered, every_ms, next_due_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
     on conflict (workspace_id, flow_id, environment_id, node) do update set kind = excluded.kind returning id, token`,
    [
      triggerId,
      workspaceId,
      document.id,
      environmentId,
      node.id,
      node.kind === 'trigger' ? node.uses : '',
      trigger.kind ?? 'manual',
      token,
      JSON.stringify(trigger.config ?? {}),
      trigger.connectionId ?? null,
      document.nodes.some((each) => each.kind === 'respond'),
      document.settings?.ordering === 'key',
      trigger.everyMs ?? null,
      trigger.nextDueAt ?? null,
    ],
  );
  return { triggerId: inserted.rows[0]!.id, token: inserted.rows[0]!.token };
}
