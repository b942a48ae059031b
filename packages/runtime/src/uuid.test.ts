import { expect, it } from 'vitest';
import { uuidv7 } from './uuid.ts';

const timeOf = (id: string) => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);

it('ids of one process are in the order they were made, also when the clock is put back a little', () => {
  const now = Date.now();
  const ids = [now, now, now - 1_000, now + 5, ...Array.from({ length: 5_000 }, () => now)].map((at) => uuidv7(at));
  expect(ids).toEqual([...ids].sort());
  expect(new Set(ids).size).toBe(ids.length);
});

it('a clock that was a month ahead leaves no mark', () => {
  const now = Date.now();
  uuidv7(now + 30 * 86_400_000);
  expect(timeOf(uuidv7(now))).toBe(now);
});
