import { expect, it } from 'vitest';
import { decide, MOST_QUEUED, nextOccurrences } from './fire-schedules.ts';

const minute = (n: number) => new Date(Date.UTC(2026, 0, 1, 12, n));
const now = minute(10).getTime() + 5_000;

it.each([
  ['last', ['skipped', 'skipped', 'fired']],
  ['skip', ['skipped', 'skipped', 'skipped']],
  ['all', ['fired', 'fired', 'fired']],
] as const)('missed-run policy %s', (missed, outcomes) => {
  const due = [minute(1), minute(2), minute(3)];
  expect(decide(due, { missed, overlap: 'allow' }, false, now).map((each) => each.outcome)).toEqual(outcomes);
});

it('of those that are looked at in parts, "last" fires the last of all', () => {
  const due = [minute(1), minute(2)];
  expect(decide(due, { overlap: 'allow' }, false, now, true).map((each) => each.outcome)).toEqual([
    'skipped',
    'skipped',
  ]);
});

it.each([
  ['skip', ['skipped', 'overlap']],
  ['queue', ['queued', 'overlap']],
  ['allow', ['fired', undefined]],
] as const)('overlap policy %s while an earlier run goes on', (overlap, [outcome, reason]) => {
  expect(decide([minute(10)], { overlap }, true, now)).toEqual([
    { at: minute(10), outcome, ...(reason === undefined ? {} : { reason }) },
  ]);
});

it('keeps at most a hundred in the queue, whatever an earlier run waits for', () => {
  const due = [minute(8), minute(9), minute(10)];
  const decided = decide(due, { overlap: 'queue', missed: 'all' }, true, now, false, MOST_QUEUED - 1);
  expect(decided.map(({ outcome, reason }) => [outcome, reason])).toEqual([
    ['queued', 'overlap'],
    ['skipped', 'queueFull'],
    ['skipped', 'queueFull'],
  ]);
});

it('keeps the hour of the place over both clock changes', () => {
  const config = { cron: '30 2 * * *', timezone: 'Europe/Paris' };
  const spring = nextOccurrences(config, 3, new Date('2026-03-28T00:00:00Z')).map((at) => at.toISOString());
  // 2:30 does not exist on 29 March; it is fired once, when the clock has jumped over it.
  expect(spring).toHaveLength(3);
  expect(new Set(spring.map((at) => at.slice(0, 10))).size).toBe(3);
  const autumn = nextOccurrences(config, 3, new Date('2026-10-24T00:00:00Z')).map((at) => at.toISOString());
  expect(new Set(autumn.map((at) => at.slice(0, 10))).size).toBe(3);
});
