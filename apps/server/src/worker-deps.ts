import { connectors } from '@raccord/connectors';
import type { ConnectorRegistry } from '@raccord/contract';
import type { Ports } from '@raccord/runtime/ports';
import { createDoorbell, type DoorbellPlace } from '@raccord/runtime/queue/bullmq-doorbell';
import type { WorkerLease } from '@raccord/runtime/worker/start-worker';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { createAlertPort } from './alerts/deliver-alert.ts';
import { createConnectionPort } from './connections/connection-port.ts';
import { openPool } from './database/open-pool.ts';
import type { Settings } from './env.ts';
import { answerFlowAsk } from './flow-asks/answer-flow-ask.ts';
import { watchedRegistry } from './metrics/watched-registry.ts';
import { tracedDoorbell } from './opentelemetry/traced-doorbell.ts';
import { KnownSecrets } from './redaction/known-secrets.ts';
import { createSignals } from './signals/signals.ts';
import { openDatabase } from './stores/database.ts';
import { createApprovalPort } from './stores/engine/approvals.ts';
import { createBatchStore } from './stores/engine/batch-store.ts';
import { createFlowSource } from './stores/engine/flow-source.ts';
import { createTriggerStore } from './stores/engine/trigger-store.ts';
import { createWorkerLease } from './stores/engine/worker-lease.ts';
import { createSubscriptionPort } from './subscriptions/tend-subscription.ts';
import { Tracer } from './tracing/tracer.ts';
import { openVault } from './vault/vault.ts';
import { watchCalls, watchWork } from './watch-work.ts';
import { startWatching, type Watching } from './watching.ts';

export type WorkerDeps = { pool: Pool; watching: Watching; ports: Ports; lease: WorkerLease; close(): Promise<void> };

const POOL_SIZE = 8;
const BULKY_POOL_SIZE = 2;
/** For what writes thousands of records in one transaction, on a slow disk too; longer than the largest of them takes there. */
const BULKY_MS = 120_000;
/** A database that does not answer is given up for another connection: packets may vanish without a word for a quarter of an hour. */
const patience = { connectionTimeoutMillis: 5_000, query_timeout: 15_000 };

/** Makes all that a worker needs, once. The database is there and migrated. */
export async function buildWorkerDeps(
  settings: Settings & { databaseUrl: string },
  log: Logger,
  registry: ConnectorRegistry = connectors,
): Promise<WorkerDeps> {
  const open = (max: number, options?: string) =>
    openPool({ connectionString: settings.databaseUrl, max, options, ...patience }, log);
  const pool = open(POOL_SIZE);
  // Beats have their own connection: a worker whose others are all in use would be taken for dead. They need not wait for the disk.
  const heart = open(1, '-c synchronous_commit=off');
  const patient = openPool(
    { connectionString: settings.databaseUrl, max: BULKY_POOL_SIZE, ...patience, query_timeout: BULKY_MS },
    log,
  );
  const watching = await startWatching('worker', settings, pool);
  const { vault } = await openVault(openDatabase(pool), settings);
  const watches = watching.meters !== undefined || watching.tracing !== undefined;
  const secrets = new KnownSecrets();
  const bell = createDoorbell(doorbellPlace(settings), log);
  const doorbell = watching.tracing === undefined ? bell : tracedDoorbell(bell, watching.tracing);
  const signals = createSignals(pool, log);
  const tracer = new Tracer({ pool, secrets, signals, log });
  const { oauthClients, folders } = settings;
  const connections = createConnectionPort({ pool, vault, registry, secrets, tracer }, oauthClients, folders);
  const flows = createFlowSource(pool);
  const ports: Ports = {
    batches: createBatchStore({ pool, patient, redact: secrets.redact }),
    approvals: createApprovalPort(pool),
    triggers: createTriggerStore(pool, secrets.redact),
    flows,
    connections,
    subscriptions: createSubscriptionPort({ pool, vault, registry, connections, secrets }),
    flowAsks: { answer: (id) => answerFlowAsk({ pool, registry, connections, flows, secrets }, id) },
    alerts: createAlertPort({ pool, vault, registry, connections, secrets }),
    traces: tracer,
    doorbell,
    signals,
    registry: watches ? watchedRegistry(registry, watchCalls(watching)) : registry,
    redact: secrets.redact,
    log,
    ...(watches ? { watch: watchWork(watching) } : {}),
  };
  return {
    pool,
    watching,
    ports,
    lease: createWorkerLease(heart),
    async close() {
      await tracer.close();
      await doorbell.close();
      await watching.close();
      await Promise.all([pool.end(), patient.end(), heart.end()]);
    },
  };
}

/** On Redis when there is one, else beside our tables. */
export function doorbellPlace(settings: { databaseUrl: string; redisUrl?: string }): DoorbellPlace {
  return settings.redisUrl === undefined ? { postgresUrl: settings.databaseUrl } : { redisUrl: settings.redisUrl };
}
