import { expect, it } from 'vitest';
import { hashPassword, verifyPassword } from './passwords.ts';

it('knows a password again, and no other', async () => {
  const hash = await hashPassword('correct horse é');
  expect(hash).toMatch(/^argon2id\$19456\$2\$1\$/);
  expect(await verifyPassword(hash, 'correct horse é')).toBe(true);
  expect(await verifyPassword(hash, 'correct horse e')).toBe(false);
  expect(await hashPassword('correct horse é')).not.toBe(hash);
});

it.each(['', 'plain', 'scrypt$1$2$3$4$5', 'argon2id$19456$2$1'])('refuses what is no hash: %j', async (hash) => {
  expect(await verifyPassword(hash, 'anything')).toBe(false);
});

it('answers a burst, every one of it', async () => {
  const hash = await hashPassword('a burst of twelve');
  const tries = Array.from({ length: 12 }, (_, i) => verifyPassword(hash, i % 2 === 0 ? 'a burst of twelve' : 'no'));
  expect(await Promise.all(tries)).toEqual(Array.from({ length: 12 }, (_, i) => i % 2 === 0));
});
