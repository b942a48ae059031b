import { uuidv7 } from '@raccord/runtime/uuid';
import { expect, it } from 'vitest';
import { spanOfRun, uuidTime } from './spans.ts';

it('reads the time out of an id', () => {
  expect(uuidTime('019af000-0000-7abc-8000-000000000000')).toBe(0x019a_f000_0000);
  const now = Date.now();
  expect(Math.abs(uuidTime(uuidv7()) - now)).toBeLessThan(1_000);
});

it('spans from a day before a run to a day after its end, or without end', () => {
  const run = '019af000-0000-7abc-8000-000000000000';
  const ended = new Date(uuidTime(run) + 3_600_000);
  const { from, to } = spanOfRun(run, ended);
  expect(uuidTime(run) - uuidTime(from)).toBe(86_400_000);
  expect(uuidTime(to) - ended.getTime()).toBe(86_400_000);
  expect(spanOfRun(run, null).to > run).toBe(true);
});
