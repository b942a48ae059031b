import { readSettings } from '@raccord/server/env';
import { startServer } from '@raccord/server/server';
import { order, reportReady } from './report-ready.ts';

/** The real server, as `npm start` starts it: with its worker unless told otherwise, without the stand-ins. */
export type RaccordOrder = { environment: Record<string, string>; worker: boolean };
export type RaccordReady = { address: string; databaseUrl: string; workerPid: number | undefined };

const { environment, worker } = order<RaccordOrder>();
const server = await startServer(readSettings(environment), { worker, sandbox: false });
const { address, databaseUrl } = server;
reportReady({ address, databaseUrl, workerPid: server.workerPid() } satisfies RaccordReady, () => server.stop());
