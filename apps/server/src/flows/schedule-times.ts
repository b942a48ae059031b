import { Cron } from 'croner';

/**
 * The next times of a cron expression in a time zone, after `from` (milliseconds since 1970). When clocks go forward, a time that
 * does not exist happens at the moment of the change; when they go back, a time that exists twice happens once.
 */
export function scheduleTimes(cron: string, timezone: string, from: number, count: number): Date[] {
  return new Cron(cron, { paused: true, timezone }).nextRuns(count, new Date(from));
}
