import { startWorker } from '@raccord/runtime/worker/start-worker';
import { readSettings } from '@raccord/server/env';
import { buildWorkerDeps } from '@raccord/server/worker-deps';
import pino from 'pino';
import { bulkRegistry } from '../setup/bulk-connector.ts';
import { order, reportReady } from './report-ready.ts';

/** The worker of `apps/server/src/worker.ts`, with the bench's connector instead of the real ones. */
export type BulkWorkerOrder = { databaseUrl: string; home: string };

const { databaseUrl, home } = order<BulkWorkerOrder>();
const settings = { ...readSettings({ RACCORD_HOME: home }), databaseUrl };
const deps = await buildWorkerDeps(settings, pino({ level: 'warn' }), bulkRegistry);
const worker = await startWorker(deps.ports, deps.lease);
reportReady(
  {},
  async () => {
    await worker.stop();
    await deps.close();
  },
  () => process.memoryUsage(),
);
