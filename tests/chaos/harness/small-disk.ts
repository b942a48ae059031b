import { execFile } from 'node:child_process';
import { mkdir, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { readLocation } from '@raccord/server/database/postgres-location';
import { ownDataRoot } from '@raccord/server/testing/own-postgres';
import { query } from '@raccord/server/testing/query';
import type { RedisServer } from '@raccord/server/testing/redis-server';
import type { House } from './house.ts';

const run = promisify(execFile);

/** A disk that is soon full, with a PostgreSQL and a Redis of their own on it. */
export type SmallDisk = {
  /** The house, with these in the place of its own. */
  house: House;
  /** Writes until nothing more fits. */
  fill(): Promise<void>;
  free(): Promise<void>;
  close(): Promise<void>;
};

/** PostgreSQL keeps to little, so that the disk can be small. */
const settings = { max_connections: '100', fsync: 'off', max_wal_size: '64MB', min_wal_size: '32MB' };
const SIZE = '384m';

/** @returns undefined where nothing can be mounted, which takes root */
export async function openSmallDisk(house: House, withRedis: boolean): Promise<SmallDisk | undefined> {
  const own = await ownDataRoot();
  const { location } = await readLocation(own.dataRoot);
  const folder = dirname(location.dataFolder);
  await mkdir(folder, { recursive: true });
  const mounted = await run('mount', ['-t', 'tmpfs', '-o', `size=${SIZE},mode=1777`, 'tmpfs', folder]).then(
    () => true,
    () => false,
  );
  if (!mounted) {
    await own.remove();
    return undefined;
  }
  let redis: RedisServer | undefined;
  const close = async () => {
    await redis?.stop();
    // What is started is stopped with it; its folder can only go once nothing is mounted there.
    await own.stop();
    await run('umount', [folder]);
    await own.remove();
  };
  try {
    const postgres = await own.start(settings);
    const redisFolder = join(folder, 'redis');
    await mkdir(redisFolder);
    redis = withRedis ? await house.redis?.another(redisFolder) : undefined;
    const ballast = join(folder, 'ballast');
    return {
      house: {
        ...house,
        async newDatabase() {
          await query(postgres.url, 'create database chaos_small');
          const url = new URL(postgres.url);
          url.pathname = '/chaos_small';
          return url.href;
        },
        redis: house.redis && redis && { ...house.redis, newUrl: () => `${redis?.url}/0` },
      },
      async fill() {
        const file = await open(ballast, 'a');
        for (let size = 1_048_576; size >= 1_024; ) {
          const written = await file.write(Buffer.alloc(size, 1)).then(
            ({ bytesWritten }) => bytesWritten === size,
            () => false,
          );
          if (!written) size /= 2;
        }
        await file.close();
      },
      free: () => rm(ballast, { force: true }),
      close,
    };
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
}
