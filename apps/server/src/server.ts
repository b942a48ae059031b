import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { connectors } from '@raccord/connectors';
import { Failure } from '@raccord/contract';
import { createDoorbell, prepareDoorbell } from '@raccord/runtime/queue/bullmq-doorbell';
import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { watchAlerts } from './alerts/watch-alerts.ts';
import { createApp } from './app.ts';
import { createLogger } from './create-logger.ts';
import { freePort } from './database/free-port.ts';
import { openPool } from './database/open-pool.ts';
import { type OwnDatabase, startOwnDatabase } from './database/own-database.ts';
import { checkPostgresVersion } from './database/postgres-version.ts';
import { checkRedis } from './database/redis-check.ts';
import { buildDeps, type Deps } from './deps.ts';
import type { Settings } from './env.ts';
import { AnswerDesk } from './intake/answer-desk.ts';
import { watchDisk } from './intake/disk-watch.ts';
import { Endpoints } from './intake/endpoints.ts';
import { startMailReceiver } from './intake/mail-receiver.ts';
import { WebhookIntake } from './intake/webhook-intake.ts';
import { webhookRoute } from './intake/webhook-route.ts';
import { metricsRoute } from './metrics/metrics-route.ts';
import { tracedCommands, tracedIntake } from './opentelemetry/traced-acceptance.ts';
import { tracedDoorbell } from './opentelemetry/traced-doorbell.ts';
import { followWork } from './reconciler/follow-work.ts';
import { startHousekeeping } from './reconciler/housekeeping.ts';
import { subscribing } from './reconciler/keep-subscriptions.ts';
import { type Reconciler, startReconciler } from './reconciler/reconciler.ts';
import { SampleCatcher } from './samples/catch-delivery.ts';
import { startSandbox } from './sandbox/start-sandbox.ts';
import { writeLocalToken } from './sign-in/local-token.ts';
import { makeSetupToken } from './sign-in/setup-link.ts';
import { listenToSignals } from './signals/signals.ts';
import { createEngineCommands } from './stores/engine/commands.ts';
import { migrate } from './stores/migrate.ts';
import { startWatching } from './watching.ts';
import { doorbellPlace } from './worker-deps.ts';
import { workerEnvironment } from './worker-environment.ts';
import { superviseWorker } from './worker-supervisor.ts';

export type RunningServer = {
  /** How browsers reach it. */
  address: string;
  setupLink?: string;
  /** Where the stand-ins listen. */
  sandboxAddress?: string;
  databaseUrl: string;
  deps: Deps;
  workerPid(): number | undefined;
  /** Takes nothing new, finishes what it has, leaves nothing running. */
  stop(): Promise<void>;
};

export type ServerOptions = {
  worker?: boolean;
  sandbox?: boolean;
  /** Our own PostgreSQL, when its start was begun already; it is stopped with the rest. */
  database?: Promise<OwnDatabase>;
  /** The worker's program, when it is not the product's; for tests. */
  workerEntry?: string;
};

const POOL_SIZE = 12;
/** Kept open when nothing is asked: opening one costs more than all that an idle server asks in a second. */
const POOL_KEPT = 2;
const DRAIN_MS = 25_000;

/**
 * Starts everything: database, queue, web server, reconciler and (unless `worker` is false) one worker. What was started is stopped in
 * the opposite order, also when starting fails half-way.
 */
export async function startServer(settings: Settings, options: ServerOptions = {}): Promise<RunningServer> {
  const closers: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    return await start(settings, options, closers, stop);
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
}

async function start(
  asked: Settings,
  options: ServerOptions,
  closers: (() => Promise<unknown>)[],
  stop: () => Promise<void>,
): Promise<RunningServer> {
  const settings = asked.port === 0 ? { ...asked, port: await freePort() } : asked;
  const log = createLogger(settings);
  await mkdir(settings.home, { recursive: true, mode: 0o700 });
  const own =
    settings.databaseUrl === undefined
      ? (options.database ?? startOwnDatabase(settings, (line) => log.info(line)))
      : undefined;
  const database = await own;
  if (database !== undefined) closers.push(() => database.close());
  const databaseUrl = settings.databaseUrl ?? database!.url;
  if (settings.redisUrl !== undefined) await checkRedis(settings.redisUrl);
  const patience = { connectionTimeoutMillis: 10_000, query_timeout: 60_000 };
  const pool = openPool({ connectionString: databaseUrl, max: POOL_SIZE, min: POOL_KEPT, ...patience }, log);
  closers.push(() => pool.end());
  await reach(pool);
  await checkPostgresVersion(pool);
  await migrate(pool);
  const watching = await startWatching('server', settings, pool);
  closers.push(() => watching.close());
  const { meters, tracing } = watching;
  const place = doorbellPlace({ ...settings, databaseUrl });
  await prepareDoorbell(place);
  const bell = createDoorbell(place, log);
  const doorbell = tracing === undefined ? bell : tracedDoorbell(bell, tracing);
  closers.push(() => doorbell.close());

  const signals = await listenToSignals(databaseUrl, log);
  closers.push(() => signals.close());
  const engine = createEngineCommands(pool, doorbell, log);
  const deps = await buildDeps(settings, {
    pool,
    signals,
    registry: connectors,
    engine: tracing === undefined ? engine : tracedCommands(engine, tracing),
    doorbell,
    log,
  });
  closers.push(async () => deps.events.close());
  let reconciler: Reconciler | undefined;
  const metrics = meters === undefined ? undefined : await import('./metrics/scrape.ts');
  const numbers = metrics === undefined ? undefined : new metrics.WorkerNumbers();
  // It loads its program while ours goes on.
  const worker =
    options.worker === false
      ? undefined
      : superviseWorker({
          entry: options.workerEntry ?? fileURLToPath(new URL('./worker.ts', import.meta.url)),
          env: workerEnvironment(settings, databaseUrl),
          log,
          ...(numbers === undefined ? {} : { numbers }),
          onDeath: (workerId) => void reconciler?.workerDied(workerId),
        });
  if (worker !== undefined) closers.push(() => worker.stop(DRAIN_MS));
  const endpoints = new Endpoints(pool, deps.vault, connectors);
  const desk = new AnswerDesk(pool);
  signals.on('raccord_answers', (payload) => desk.heard(payload));
  signals.on('raccord_changes', () => endpoints.forget());
  signals.onGap(() => endpoints.forget());

  const app = await createApp(deps);
  const samples = new SampleCatcher(deps);
  const trace = tracing === undefined ? {} : { trace: () => tracing.current() };
  const disk = database === undefined ? undefined : await watchDisk(database.dataFolder, log);
  if (disk !== undefined) closers.push(async () => disk.stop());
  const room = disk === undefined ? {} : { disk };
  const intake = new WebhookIntake({ pool, doorbell, endpoints, desk, samples, log, ...trace, ...room });
  await app.register(webhookRoute, { intake: tracing === undefined ? intake : tracedIntake(intake, tracing) });
  if (meters !== undefined && metrics !== undefined && numbers !== undefined && settings.metricsToken !== undefined) {
    const scrape = metrics.createScrape({ meters, pool, registry: connectors, log, workers: numbers });
    await app.register(metricsRoute, { token: settings.metricsToken, scrape });
  }
  const address = await listen(app, settings);
  closers.push(async () => {
    desk.close();
    await app.close();
  });
  if (settings.mailIn !== undefined) {
    const receiver = await startMailReceiver(settings.mailIn, { intake, log });
    closers.push(() => receiver.close());
  }
  const sandbox =
    options.sandbox === false ? undefined : await startSandbox({ ...deps, registry: connectors, publicUrl: address });
  if (sandbox !== undefined) {
    closers.push(() => sandbox.close());
    const { address: standIns, origins, register: tell } = sandbox;
    Object.assign(deps.sandbox, { address: standIns, origins, register: tell });
    const register = () =>
      void sandbox
        .register()
        .catch((error: unknown) =>
          log.warn({ error: String(error) }, 'the stand-ins were not told the webhook addresses'),
        );
    signals.on('raccord_changes', register);
    signals.onGap(register);
  }
  const subscriptions = subscribing(connectors, deps.vault, deps.publicUrl);
  reconciler = startReconciler(pool, doorbell, log, subscriptions, connectors);
  closers.push(async () => reconciler?.stop());
  const following = followWork(pool, log);
  closers.push(() => following.stop());
  const housekeeping = startHousekeeping(pool, log);
  closers.push(() => housekeeping.stop());
  const alerting = watchAlerts(pool, doorbell, { address: deps.publicUrl, log });
  closers.push(() => alerting.stop());
  if (worker !== undefined) {
    // The first to stop.
    closers.push(() => worker.stop(DRAIN_MS));
    await worker.ready;
  }
  await writeLocalToken(deps.db, settings.home, settings.host);
  const token = await makeSetupToken(deps.db, deps.people);
  return {
    address,
    ...(sandbox === undefined ? {} : { sandboxAddress: sandbox.address }),
    ...(token === undefined ? {} : { setupLink: `${deps.publicUrl}/setup?token=${token}` }),
    databaseUrl,
    deps,
    workerPid: () => worker?.pid(),
    stop,
  };
}

async function reach(pool: Pool): Promise<void> {
  try {
    await pool.query('select 1');
  } catch (cause) {
    const message = cause instanceof Error ? cause.message || cause.name : String(cause);
    throw new Failure('config', 'boot.noDatabase', { message }, { cause });
  }
}

async function listen(app: FastifyInstance, { host, port }: Settings): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      throw new Failure('config', 'boot.portTaken', { port });
    throw error;
  }
}
