import { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { testRedis } from './test-redis.ts';

const [first, second] = [await testRedis(), await testRedis()];

describe.skipIf(first === undefined)('testRedis', () => {
  it('gives databases that do not see each other, and empties one when dropped', async () => {
    const [a, b] = [new Redis(first!.url), new Redis(second!.url)];
    await a.set('key', 'of a');
    await b.set('key', 'of b');
    expect(await a.get('key')).toBe('of a');
    await first!.drop();
    expect(await a.get('key')).toBeNull();
    expect(await b.get('key')).toBe('of b');
    await second!.drop();
    a.disconnect();
    b.disconnect();
  });
});
