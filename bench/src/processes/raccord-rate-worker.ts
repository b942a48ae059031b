import { startWorker } from '@raccord/runtime/worker/start-worker';
import { readSettings } from '@raccord/server/env';
import { buildWorkerDeps } from '@raccord/server/worker-deps';
import pino from 'pino';
import { rateRegistry } from '../setup/rate-connector.ts';
import { order, reportReady } from './report-ready.ts';

/** The worker of `apps/server/src/worker.ts`, with a connector that says what its vendor allows. */
export type RateWorkerOrder = { databaseUrl: string; home: string };

const { databaseUrl, home } = order<RateWorkerOrder>();
const settings = { ...readSettings({ RACCORD_HOME: home }), databaseUrl };
const deps = await buildWorkerDeps(settings, pino({ level: 'warn' }), rateRegistry);
const worker = await startWorker(deps.ports, deps.lease);
reportReady({}, async () => {
  await worker.stop();
  await deps.close();
});
