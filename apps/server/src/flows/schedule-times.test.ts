import { expect, it } from 'vitest';
import { scheduleTimes } from './schedule-times.ts';

const at = (text: string) => Date.parse(text);
const times = (cron: string, zone: string, from: string, count: number) =>
  scheduleTimes(cron, zone, at(from), count).map((time) => time.toISOString());

it('counts in the time zone, over the change to winter time', () => {
  expect(times('0 8 * * *', 'Europe/Paris', '2026-10-24T00:00:00Z', 3)).toEqual([
    '2026-10-24T06:00:00.000Z',
    '2026-10-25T07:00:00.000Z',
    '2026-10-26T07:00:00.000Z',
  ]);
});

it('gives a time that exists twice once', () => {
  const day = times('30 2 * * *', 'Europe/Paris', '2026-10-24T12:00:00Z', 2);
  expect(day.map((time) => time.slice(0, 10))).toEqual(['2026-10-25', '2026-10-26']);
});

it('gives a day on which the time does not exist one time too', () => {
  const day = times('30 2 * * *', 'Europe/Paris', '2026-03-28T12:00:00Z', 2);
  expect(day.map((time) => time.slice(0, 10))).toEqual(['2026-03-29', '2026-03-30']);
});

it('ends when there are no more', () => {
  expect(times('0 0 30 2 *', 'UTC', '2026-01-01T00:00:00Z', 20)).toEqual([]);
});
