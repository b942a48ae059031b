import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startRedisServer } from '../testing/redis-server.ts';
import { testRedis } from '../testing/test-redis.ts';
import { freePort } from './free-port.ts';
import { checkRedis } from './redis-check.ts';

const redis = await testRedis();
// biome-ignore lint/style/noProcessEnv: where to look for redis-server.
const searchPath = process.env.PATH ?? '';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'raccord-redis-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe.skipIf(redis === undefined)('checkRedis on a real Redis', () => {
  it('accepts one that keeps everything', async () => {
    await expect(checkRedis(redis!.url)).resolves.toBeUndefined();
  });

  it.each([
    { setting: 'maxmemory-policy', value: 'allkeys-lru', needed: 'noeviction' },
    { setting: 'appendonly', value: 'no', needed: 'yes' },
  ])('refuses $setting $value', async ({ setting, value, needed }) => {
    const own = (await startRedisServer(searchPath, folder, { [setting]: value }))!;
    try {
      await expect(checkRedis(own.url)).rejects.toMatchObject({
        kind: 'config',
        code: 'boot.redisLosesData',
        params: { where: own.url.replace('redis://', ''), setting, value, needed },
      });
    } finally {
      await own.stop();
    }
  });

  it('works where CONFIG is forbidden, as on managed Redis', async () => {
    const own = (await startRedisServer(searchPath, folder))!;
    try {
      const admin = new Redis(own.url);
      await admin.call('ACL', 'SETUSER', 'tenant', 'on', '>word', '~*', '+@all', '-config');
      const asTenant = own.url.replace('redis://', 'redis://tenant:word@');
      const tenant = new Redis(asTenant);
      await expect(tenant.config('GET', 'appendonly')).rejects.toThrow('NOPERM');
      await expect(checkRedis(asTenant)).resolves.toBeUndefined();
      admin.disconnect();
      tenant.disconnect();
    } finally {
      await own.stop();
    }
  });

  it('tells a wrong password, without repeating it', async () => {
    const own = (await startRedisServer(searchPath, folder, { requirepass: 'right' }))!;
    const failure = await checkRedis(own.url.replace('redis://', 'redis://:wrong-secret@')).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({
      code: 'boot.redisUnreachable',
      params: { message: expect.stringMatching(/WRONGPASS/) },
    });
    expect(JSON.stringify(failure)).not.toContain('wrong-secret');
    await own.stop();
  });
});

describe('checkRedis', () => {
  it('says so when nothing answers', async () => {
    const port = await freePort();
    await expect(checkRedis(`redis://127.0.0.1:${port}/3`)).rejects.toMatchObject({
      code: 'boot.redisUnreachable',
      params: { where: `127.0.0.1:${port}/3`, message: expect.stringContaining('ECONNREFUSED') },
    });
  });

  it.each(['6.0.16', '5.0.7', 'nonsense'])('refuses version %s', async (version) => {
    // Old Redis cannot be installed here; the check reads nothing but INFO, so a server that speaks only INFO will do.
    const info = `redis_version:${version}\r\nmaxmemory_policy:noeviction\r\naof_enabled:1\r\n`;
    const server = createServer((socket) => {
      socket.on('data', () => socket.write(`$${info.length}\r\n${info}\r\n`));
      socket.on('error', () => {});
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `redis://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await expect(checkRedis(url)).rejects.toMatchObject({
      code: 'boot.redisVersion',
      params: { found: version, needed: '6.2+' },
    });
    server.close();
  });
});
