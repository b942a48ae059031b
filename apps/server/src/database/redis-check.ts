import { Failure } from '@raccord/contract';
import { Redis } from 'ioredis';

const oldest = { major: 6, minor: 2 };

/** What Redis must be set to, so that no work it holds is dropped: the name of the setting, and where INFO tells its value. */
const demands = [
  { setting: 'maxmemory-policy', needed: 'noeviction', found: (info: Info) => info.get('maxmemory_policy') },
  {
    setting: 'appendonly',
    needed: 'yes',
    found: (info: Info) => ({ '0': 'no', '1': 'yes' })[info.get('aof_enabled') ?? ''],
  },
];

type Info = Map<string, string>;

/**
 * Checks that a Redis can be reached, is new enough, and keeps what it is given: a Redis that evicts keys, or keeps them in
 * memory only, loses the queue. Asks INFO, which managed Redis answers too; CONFIG is often forbidden there.
 *
 * @throws Failure (`config`) `boot.redisUnreachable`, `boot.redisVersion`, `boot.redisLosesData`.
 */
export async function checkRedis(url: string): Promise<void> {
  const where = placeOf(url);
  const info = await readInfo(url, where);
  const found = info.get('redis_version') ?? '?';
  const [major = 0, minor = 0] = found.split('.').map(Number);
  if (!(major > oldest.major || (major === oldest.major && minor >= oldest.minor))) {
    throw new Failure('config', 'boot.redisVersion', { where, found, needed: `${oldest.major}.${oldest.minor}+` });
  }
  for (const demand of demands) {
    const value = demand.found(info) ?? '?';
    if (value === demand.needed) continue;
    throw new Failure('config', 'boot.redisLosesData', {
      where,
      setting: demand.setting,
      value,
      needed: demand.needed,
    });
  }
}

async function readInfo(url: string, where: string): Promise<Info> {
  const redis = new Redis(url, {
    lazyConnect: true,
    // One command in words that every version knows: an old Redis is to be told apart from one that does not answer.
    protocol: 2,
    enableReadyCheck: false,
    disableClientInfo: true,
    connectTimeout: 5_000,
    commandTimeout: 5_000,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  // Without a listener ioredis writes to the console; the promise below brings the last error, this one the reason.
  let reason: Error | undefined;
  redis.on('error', (error) => {
    reason ??= error;
  });
  try {
    await redis.connect();
    const text = await redis.info();
    return new Map(text.split(/\r?\n/).map((line) => [line.split(':')[0]!, line.slice(line.indexOf(':') + 1)]));
  } catch (error) {
    const cause = reason ?? error;
    const message = cause instanceof AggregateError ? cause.errors.map(String).join(', ') : String(cause);
    throw new Failure('config', 'boot.redisUnreachable', { where, message }, { cause });
  } finally {
    redis.disconnect();
  }
}

/** The address without user and password. */
function placeOf(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}:${port || '6379'}${pathname === '/' ? '' : pathname}`;
}
