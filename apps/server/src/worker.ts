import { runWorkerProcess } from './worker-process.ts';

runWorkerProcess().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
