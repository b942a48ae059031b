import { startEmbeddedPostgres } from '../database/embedded-postgres.ts';

/**
 * A process that starts the embedded PostgreSQL on the data root given as argument, writes its address and pid as JSON on one
 * line, and stops it on SIGTERM. Tests kill it, or run it as another user: it then starts as root and becomes that user here,
 * because the checkout these modules are read from may be closed to others; so are the npm package's programs (`native`).
 */
const [dataRoot = '', uid, gid, native] = process.argv.slice(2);
if (uid !== undefined) {
  process.setgroups?.([]);
  process.setgid?.(Number(gid));
  process.setuid?.(Number(uid));
}
const postgres = await startEmbeddedPostgres({ dataRoot, native, log: (line) => process.stderr.write(`${line}\n`) });
const { url, pid, adopted, dataFolder } = postgres;
process.stdout.write(`${JSON.stringify({ url, pid, adopted, dataFolder })}\n`);
const alive = setInterval(() => {}, 60_000);
process.once('SIGTERM', async () => {
  await postgres.stop();
  clearInterval(alive);
});
