import { expect, test } from 'vitest';
import { toCents } from './money.ts';
import { booksDate, booksTime, readBooksTime } from './times.ts';

test.each([
  [1.005, 1.01],
  [2.675, 2.68],
  [-1.005, -1.01],
  [30.015, 30.02],
  [0.1 + 0.2, 0.3],
  [1e-9, 0],
])('%f is %f in cents', (amount, cents) => {
  expect(toCents(amount)).toBe(cents);
});

test.each([
  ['winter', Date.UTC(2026, 10, 20, 8, 12, 40), '2026-11-20T09:12:40+0100', '2026-11-20'],
  ['summer', Date.UTC(2026, 6, 1, 22, 30, 0), '2026-07-02T00:30:00+0200', '2026-07-02'],
  ['the hour before the clocks go back', Date.UTC(2026, 9, 25, 0, 59, 59), '2026-10-25T02:59:59+0200', '2026-10-25'],
  ['the hour after', Date.UTC(2026, 9, 25, 1, 0, 0), '2026-10-25T02:00:00+0100', '2026-10-25'],
])('times in %s', (_name, ms, time, date) => {
  expect(booksTime(ms)).toBe(time);
  expect(booksDate(ms)).toBe(date);
  expect(readBooksTime(time)).toBe(ms);
});

test('a plus sign that became a space is no time', () => {
  expect(readBooksTime('2026-11-20T09:12:40 0100')).toBeUndefined();
});
