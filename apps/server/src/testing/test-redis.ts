import { Redis } from 'ioredis';
import { testServiceUrl } from './test-services.ts';

/** A database number of its own, empty, on the Redis of this vitest run. */
export type TestRedis = {
  url: string;
  /** Empties the database. */
  drop(): Promise<void>;
};

/** One per test file; `undefined` when this machine has no redis-server (`describe.skipIf`): `npm test` installs it or says so. */
export async function testRedis(): Promise<TestRedis | undefined> {
  const serverUrl = await testServiceUrl('redis');
  if (serverUrl === undefined) return undefined;
  const number = await withRedis(serverUrl, (redis) => redis.incr('last-test-database'));
  const url = `${serverUrl}/${number}`;
  return {
    url,
    drop: async () => {
      await withRedis(url, (redis) => redis.flushdb());
    },
  };
}

async function withRedis<Result>(url: string, work: (redis: Redis) => Promise<Result>): Promise<Result> {
  const redis = new Redis(url);
  try {
    return await work(redis);
  } finally {
    redis.disconnect();
  }
}
