import type { ConnectorRegistry } from '@raccord/contract';
import type { Log } from '@raccord/runtime/ports';
import { startWorker } from '@raccord/runtime/worker/start-worker';
import { leaveCompiledCode } from './compiled-code.ts';
import { createLogger } from './create-logger.ts';
import { readSettings } from './env.ts';
import { workerLives } from './stores/workers.ts';
import { buildWorkerDeps, type WorkerDeps } from './worker-deps.ts';
import { listenAsWorker } from './worker-listener.ts';
import type { WorkerMessage, WorkerQuestion } from './worker-supervisor.ts';

const BEAT_MS = 2_000;
const DRAIN_MS = 30_000;
const NUMBERS_MS = 5_000;

/**
 * The whole life of a worker process. Under a server it is forked and shows over the channel that its event loop turns; started on its
 * own (`raccord worker`) it only shows it in the database.
 * @param registry connectors other than the product's; for tests
 */
export async function runWorkerProcess(registry?: ConnectorRegistry): Promise<void> {
  const settings = readSettings();
  if (settings.databaseUrl === undefined) throw new Error('a worker needs DATABASE_URL');
  const log = createLogger(settings);
  // Heard from the first moment: whoever sees this worker in the database may already ask it to leave.
  const { promise: asked, resolve: stop } = Promise.withResolvers<void>();
  // Ctrl-C reaches the whole group; under a server it is the server that says when.
  process.on('SIGINT', () => {
    if (!process.connected) stop();
  });
  process.on('SIGTERM', stop);
  process.on('disconnect', stop);
  // With the database gone for good (it may have been the server's own) there is nothing to wait for: the work is safe where it is.
  void asked.then(() => setTimeout(() => process.exit(1), DRAIN_MS));

  const deps = await buildWorkerDeps({ ...settings, databaseUrl: settings.databaseUrl }, log, registry);
  const worker = await startWorker(deps.ports, deps.lease);
  const tell = (message: WorkerMessage) => {
    if (process.connected) process.send?.(message);
  };
  tell({ type: 'ready', workerId: worker.id });
  const { meters } = deps.watching;
  const count = async () => {
    if (meters !== undefined) tell({ type: 'numbers', numbers: await meters.numbers() });
  };
  // Also unasked: what a worker counted since it last said so is lost when it dies.
  const counting = meters === undefined ? undefined : setInterval(() => void count(), NUMBERS_MS);
  process.on('message', (question: WorkerQuestion) => {
    if (question.type === 'numbers') void count();
  });
  const listener =
    settings.workerListens === undefined || process.connected
      ? undefined
      : await listenAsWorker(settings.workerListens, await answersOf(worker.id, deps, settings.metricsToken, log));
  const beat = setInterval(() => tell({ type: 'beat' }), BEAT_MS);
  log.info({ worker: worker.id }, 'worker ready');
  leaveCompiledCode();

  await asked;
  await worker.stop();
  listener?.close();
  clearInterval(beat);
  clearInterval(counting);
  await deps.close();
  process.exit(0);
}

/** What a worker on its own says of itself: it is one of those that live, or it is not ready. */
async function answersOf(workerId: string, { pool, watching, ports }: WorkerDeps, token: string | undefined, log: Log) {
  const ready = () => workerLives(pool, workerId);
  const { meters } = watching;
  if (meters === undefined || token === undefined) return { ready };
  const { createScrape } = await import('./metrics/scrape.ts');
  return { ready, scrape: { token, numbers: createScrape({ meters, pool, registry: ports.registry, log }) } };
}
