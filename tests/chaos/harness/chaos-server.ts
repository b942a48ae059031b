import { flushCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { armFailPoint, type FailPoint } from '@raccord/runtime/fail-points';
import type { EngineCommands } from '@raccord/server/engine-commands';
import { readSettings } from '@raccord/server/env';
import { startServer } from '@raccord/server/server';

// The product's server process, with its worker (one that knows the chaos connector) or without. Fires flows for the driver.

export type FireMessage = { fire: Parameters<EngineCommands['fire']>[0] };

// biome-ignore lint/style/noProcessEnv: how the driver sets up a child process; the product's settings are read in env.ts.
const { CHAOS_FAIL_POINT = '', CHAOS_SUPERVISE } = process.env;
const [point, times] = CHAOS_FAIL_POINT.split(':');
const server = await startServer(readSettings(), {
  worker: CHAOS_SUPERVISE === '1',
  workerEntry: fileURLToPath(new URL('./chaos-worker.ts', import.meta.url)),
  sandbox: false,
});
if (point) armFailPoint(point as FailPoint, Number(times), () => process.kill(process.pid, 'SIGKILL'));
process.on('message', ({ fire }: FireMessage) => void server.deps.engine.fire(fire).catch(() => undefined));
process.on('disconnect', () => void server.stop().finally(() => process.exit(0)));
process.on('SIGTERM', () => void server.stop().finally(() => process.exit(0)));
process.send?.({ type: 'ready', setupLink: server.setupLink });
// Compiled code is kept at the end of a process, and these have none.
flushCompileCache();
