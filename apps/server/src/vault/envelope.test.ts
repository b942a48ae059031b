import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { keyIdOf, masterKey, open, rewrap, type SecretPlace, seal } from './envelope.ts';

const key = masterKey(randomBytes(32));
const other = masterKey(randomBytes(32));
const place: SecretPlace = { workspaceId: 'w1', connectionId: 'c1', field: 'credentials', version: 1 };
const damaged = expect.objectContaining({ kind: 'config', code: 'vault.damaged' });

describe('an envelope', () => {
  it('gives back what was sealed, and never twice the same bytes', () => {
    const first = seal('sk_live_é', place, key);
    expect(open(first, place, [key])).toBe('sk_live_é');
    expect(seal('sk_live_é', place, key)).not.toBe(first);
    expect(first).not.toContain('sk_live');
  });

  it.each([
    ['workspaceId', { ...place, workspaceId: 'w2' }],
    ['connectionId', { ...place, connectionId: 'c2' }],
    ['field', { ...place, field: 'signingSecrets' }],
    ['version', { ...place, version: 2 }],
    ['a shifted border', { ...place, workspaceId: 'w1c', connectionId: '1' }],
  ])('is refused in another place: %s', (_, elsewhere) => {
    const envelope = seal('secret', place, key);
    expect(() => open(envelope, elsewhere, [key])).toThrow(damaged);
  });

  it('is refused when two rows are swapped', () => {
    const there = { ...place, connectionId: 'c2' };
    const [mine, theirs] = [seal('mine', place, key), seal('theirs', there, key)];
    expect(() => open(theirs, place, [key])).toThrow(damaged);
    expect(() => open(mine, there, [key])).toThrow(damaged);
  });

  it('is refused when any byte of it was flipped', () => {
    const parts = seal('secret', place, key).split('.');
    for (const index of [2, 3]) {
      const bytes = Buffer.from(parts[index] ?? '', 'base64url');
      for (let at = 0; at < bytes.length; at++) {
        const flipped = Buffer.from(bytes);
        flipped[at] = (flipped[at] ?? 0) ^ 1;
        const envelope = parts.with(index, flipped.toString('base64url')).join('.');
        expect(() => open(envelope, place, [key])).toThrow(damaged);
      }
    }
  });

  it.each(['', 'secret', 'rcv1.a.b', 'rcv2.a.b.c', 'rcv1.a.b.c.d'])('is refused when it is none: %j', (envelope) => {
    expect(() => open(envelope, place, [key])).toThrow(damaged);
  });

  it('says which key is missing', () => {
    const envelope = seal('secret', place, key);
    expect(() => open(envelope, place, [other])).toThrow(
      expect.objectContaining({ code: 'vault.unknownKey', params: { keyId: key.id } }),
    );
  });

  it('is re-wrapped for a new master key without changing the sealed text', () => {
    const envelope = seal('secret', place, key);
    const moved = rewrap(envelope, [other, key], other);
    expect(keyIdOf(moved)).toBe(other.id);
    expect(moved.split('.')[3]).toBe(envelope.split('.')[3]);
    expect(open(moved, place, [other])).toBe('secret');
  });

  it('refuses a master key that is not 32 bytes', () => {
    expect(() => masterKey(randomBytes(31))).toThrow(expect.objectContaining({ code: 'vault.badKey' }));
  });
});
