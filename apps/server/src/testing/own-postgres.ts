import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../database/embedded-postgres.ts';
import { readLocation, systemFolder } from '../database/postgres-location.ts';

/** Tests throw their data away: what durability costs is measured in `bench/`, and tried in `tests/chaos/`. */
const forSpeed = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };

/** A data root for tests that break, restart or move the PostgreSQL in it; all others share one: `testDatabase()`. */
export type OwnDataRoot = {
  dataRoot: string;
  /** What PostgreSQL had to tell. */
  lines: string[];
  start(settings?: Record<string, string>): Promise<EmbeddedPostgres>;
  /** Stops what was started. */
  stop(): Promise<void>;
  /** Stops what was started and removes all folders. */
  remove(): Promise<void>;
};

/** Made below a folder that is closed to others and has spaces in its name. */
export async function ownDataRoot(): Promise<OwnDataRoot> {
  const parent = await mkdtemp(join(tmpdir(), 'raccord test é '));
  await chmod(parent, 0o700);
  const dataRoot = join(parent, '.raccord');
  await mkdir(dataRoot);
  const lines: string[] = [];
  const started: EmbeddedPostgres[] = [];
  const stop = async () => {
    for (const postgres of started) await postgres.stop();
  };
  return {
    dataRoot,
    lines,
    start: async (settings = forSpeed) => {
      const postgres = await startEmbeddedPostgres({ dataRoot, settings, log: (line) => lines.push(line) });
      started.push(postgres);
      return postgres;
    },
    stop,
    remove: async () => {
      await stop();
      // Also where a start was refused, and so is not in the list.
      const { location } = await readLocation(dataRoot);
      for (const { dataFolder } of [...started, location]) {
        if (dataFolder.startsWith(systemFolder)) await rm(dirname(dataFolder), { recursive: true, force: true });
      }
      await rm(parent, { recursive: true, force: true });
    },
  };
}
