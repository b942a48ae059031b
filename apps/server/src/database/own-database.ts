import { mkdir } from 'node:fs/promises';
import type { Settings } from '../env.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { takeInstanceLock } from './instance-lock.ts';

/** The PostgreSQL of one Raccord, and the lock that makes it the only one on its data. */
export type OwnDatabase = { url: string; dataFolder: string; close(): Promise<void> };

/**
 * Takes the data folder and starts its PostgreSQL. Imports little, so that the rest of the program can be loaded meanwhile.
 * @throws Failure as `takeInstanceLock` and `startEmbeddedPostgres`
 */
export async function startOwnDatabase({ home }: Settings, log: (line: string) => void): Promise<OwnDatabase> {
  await mkdir(home, { recursive: true, mode: 0o700 });
  const lock = await takeInstanceLock(home);
  try {
    const postgres = await startEmbeddedPostgres({ dataRoot: home, log });
    return {
      url: postgres.url,
      dataFolder: postgres.dataFolder,
      async close() {
        await postgres.stop();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
