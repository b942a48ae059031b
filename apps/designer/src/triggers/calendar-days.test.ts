import { expect, it } from 'vitest';
import { calendarDays, offsetOf } from './calendar-days.ts';

const about = {
  zone: 'Europe/Paris',
  viewer: 'Europe/Paris',
  locale: 'en-GB',
  now: Date.parse('2027-03-26T00:00:00Z'),
};

it('marks the day on which clocks go forward, once', () => {
  const times = ['2027-03-27T01:30:00Z', '2027-03-28T01:00:00Z', '2027-03-29T00:30:00Z'];
  const days = calendarDays(times, about);
  expect(days.map(({ day, change }) => [day.replace(',', ''), change])).toEqual([
    ['Saturday 27 March 2027', undefined],
    ['Sunday 28 March 2027', { from: 'UTC+1', to: 'UTC+2', forward: true }],
    ['Monday 29 March 2027', undefined],
  ]);
  expect(days[1]?.occurrences).toEqual([{ at: times[1], local: '03:00', yours: undefined }]);
});

it('marks a change also when no time fell on its day, and clocks that go back', () => {
  const [day] = calendarDays(['2027-11-01T08:00:00Z'], { ...about, now: Date.parse('2027-10-30T00:00:00Z') });
  expect(day?.change).toEqual({ from: 'UTC+2', to: 'UTC+1', forward: false });
});

it('says the time where the reader is, when it is another', () => {
  const [day] = calendarDays(['2027-01-04T08:00:00Z'], {
    ...about,
    viewer: 'America/New_York',
    now: Date.parse('2027-01-01T00:00:00Z'),
  });
  expect(day?.occurrences[0]).toMatchObject({ local: '09:00', yours: 'Mon 03:00' });
});

it('knows zones of half hours', () => {
  expect(offsetOf('Asia/Kolkata', Date.parse('2027-01-01T00:00:00Z'))).toBe(330);
  expect(offsetOf('America/St_Johns', Date.parse('2027-01-01T00:00:00Z'))).toBe(-210);
});
