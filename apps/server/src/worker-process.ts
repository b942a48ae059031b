import type { ConnectorRegistry } from '@raccord/contract';
import { startWorker } from '@raccord/runtime/worker/start-worker';
import { leaveCompiledCode } from './compiled-code.ts';
import { createLogger } from './create-logger.ts';
import { readSettings } from './env.ts';
import { buildWorkerDeps } from './worker-deps.ts';
import type { WorkerMessage } from './worker-supervisor.ts';

const BEAT_MS = 2_000;
const DRAIN_MS = 30_000;

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
  const beat = setInterval(() => tell({ type: 'beat' }), BEAT_MS);
  log.info({ worker: worker.id }, 'worker ready');
  leaveCompiledCode();

  await asked;
  await worker.stop();
  clearInterval(beat);
  await deps.close();
  process.exit(0);
}
