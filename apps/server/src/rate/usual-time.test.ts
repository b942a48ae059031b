import { expect, it } from 'vitest';
import { UsualTime } from './usual-time.ts';

it('a call that takes much longer than the others is late by what it took more; nothing is late before there is a measure', () => {
  const usual = new UsualTime();
  expect([900, 100, 110, 95, 105].map((ms) => usual.lateness(ms))).toEqual([0, 0, 0, 0, 0]);
  for (let n = 0; n < 40; n += 1) usual.lateness(100 + (n % 3));
  expect(usual.lateness(104)).toBe(0);
  expect(usual.lateness(400)).toBeGreaterThan(280);
});
