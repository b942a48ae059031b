import { expect, test } from 'vitest';
import { cronWords } from './cron-words.ts';

test.each([
  ['* * * * *', 'every minute', 'chaque minute'],
  ['*/15 * * * *', 'every 15 minutes', 'toutes les 15 minutes'],
  ['5 * * * *', 'every hour, at minute 5', 'chaque heure, à la minute 5'],
  [
    '0 */2 * * 1-5',
    'every 2 hours, at minute 0, from Monday to Friday',
    'toutes les 2 heures, à la minute 0, du lundi au vendredi',
  ],
  ['0 8 * * *', 'every day at 08:00', 'chaque jour à 08:00'],
  ['30 8,18 * * mon,7', 'on Monday and Sunday at 08:30 and 18:30', 'le lundi et dimanche à 08:30 et 18:30'],
  ['0 0 1,15 * *', 'on day 1 and 15 of the month at 00:00', 'le 1 et 15 du mois à 00:00'],
  ['@daily', 'every day at 00:00', 'chaque jour à 00:00'],
])('%s', (cron, en, fr) => {
  expect(cronWords(cron, 'en')).toBe(en);
  expect(cronWords(cron, 'fr')).toBe(fr);
});

test.each(['', '0 8 * 1 *', '0 8 1 * 1', '0 8 L * *', '0 8-10 * * *', '0 0 8 * * *', '0 8 * * 9', 'nonsense'])(
  'what has no short words is left to the expression: %s',
  (cron) => {
    expect(cronWords(cron, 'en')).toBeUndefined();
  },
);
