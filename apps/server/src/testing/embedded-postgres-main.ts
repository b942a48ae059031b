import { startEmbeddedPostgres } from '../database/embedded-postgres.ts';

/**
 * A process that starts the embedded PostgreSQL on the data root given as argument, writes `url pid adopted` as JSON on one
 * line, and stops it on SIGTERM. Tests kill it, or run it as another user.
 */
const [dataRoot = ''] = process.argv.slice(2);
const postgres = await startEmbeddedPostgres({ dataRoot, log: (line) => process.stderr.write(`${line}\n`) });
const { url, pid, adopted, dataFolder } = postgres;
process.stdout.write(`${JSON.stringify({ url, pid, adopted, dataFolder })}\n`);
const alive = setInterval(() => {}, 60_000);
process.once('SIGTERM', async () => {
  await postgres.stop();
  clearInterval(alive);
});
