import { flushCompileCache } from 'node:module';
import { connectors } from '@raccord/connectors';
import { armFailPoint, type FailPoint } from '@raccord/runtime/fail-points';
import { runWorkerProcess } from '@raccord/server/worker-process';
import { chaosConnector } from './chaos-connector.ts';

// The product's worker process with one connector more; dies by its own hand where the driver says.

// biome-ignore lint/style/noProcessEnv: how the driver arms a child process; the product's settings are read in env.ts.
const [point, times] = (process.env.CHAOS_FAIL_POINT ?? '').split(':');
if (point) armFailPoint(point as FailPoint, Number(times), () => process.kill(process.pid, 'SIGKILL'));
await runWorkerProcess({ ...connectors, chaos: chaosConnector });
// Compiled code is kept at the end of a process, and these have none.
flushCompileCache();
