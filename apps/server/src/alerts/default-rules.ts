import type { AlertCondition } from './conditions.ts';

/**
 * What is watched from the first day, in all flows. Cursors that stand still are not: accounts to which nothing happens for a day are
 * ordinary, and would be the first alert that people learn not to read.
 */
export const defaultRules: Readonly<Record<string, AlertCondition>> = {
  manyFailures: { kind: 'failures', moreThan: 10, minutes: 15 },
  highRate: { kind: 'rate', percent: 20, minutes: 60, least: 20 },
  oldFailures: { kind: 'age', hours: 24 },
  inDoubt: { kind: 'inDoubt', minutes: 10 },
  silence: { kind: 'silence', hours: 2, usual: 10 },
  late: { kind: 'late', minutes: 15 },
  held: { kind: 'held', minutes: 15 },
};
