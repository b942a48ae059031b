import { expect, it } from 'vitest';
import { type TriggerFacts, whyNot } from './why-not.ts';

const now = Date.parse('2026-11-22T08:00:00Z');
const failure = { kind: 'auth', code: 'http.unauthorized', params: {} } as const;
const fine: TriggerFacts = {
  kind: 'poll',
  active: true,
  deployed: 'yes',
  now,
  nextDueAt: now + 60_000,
  everyMs: 60_000,
  lastFiredAt: now - 60_000,
  lastFailure: undefined,
  hold: undefined,
  workersAlive: 1,
  subscription: undefined,
  lost: 0,
  lastOccurrence: undefined,
  usual: undefined,
};
const hold = { reason: 'auth', failure, since: now - 5_000, until: undefined };

it.each<[string, Partial<TriggerFacts>, string[]]>([
  ['nothing when all is well', {}, []],
  ['that it is not in service', { active: false }, ['notInService stops']],
  ['that it is switched off', { deployed: 'paused' }, ['paused stops']],
  ['that nobody works', { workersAlive: 0 }, ['noWorker stops']],
  ['a held connection, of what is read', { hold }, ['held stops']],
  ['no held connection, of what is sent to us', { kind: 'webhook', hold }, []],
  ['a reading that failed', { lastFailure: failure }, ['readingFailed explains']],
  ['that it is late', { nextDueAt: now - 61_000 }, ['late explains']],
  ['not that it is due', { nextDueAt: now - 1_000 }, []],
  [
    'that its vendor was not asked yet',
    { subscription: { status: 'wanted', failure: undefined, tries: 0 } },
    ['notSubscribed explains'],
  ],
  ['that its vendor refuses', { subscription: { status: 'wanted', failure, tries: 3 } }, ['subscriptionFailed stops']],
  ['stretches that nobody can read', { lost: 2 }, ['lost explains']],
  [
    'an occurrence that was skipped for an earlier run',
    { kind: 'schedule', lastOccurrence: { outcome: 'skipped', reason: 'overlap', at: now } },
    ['overlap explains'],
  ],
  [
    'an occurrence that nobody was there for',
    { kind: 'schedule', lastOccurrence: { outcome: 'skipped', reason: 'missed', at: now } },
    ['missed explains'],
  ],
  [
    'an occurrence that waits',
    { kind: 'schedule', lastOccurrence: { outcome: 'queued', reason: 'overlap', at: now } },
    ['queued explains'],
  ],
  ['silence', { usual: { count: 40, hours: 2 } }, ['silent explains']],
  ['that nothing has come yet', { lastFiredAt: undefined }, ['nothingYet explains']],
])('says %s', (_, facts, expected) => {
  expect(whyNot({ ...fine, ...facts }).map(({ code, weight }) => `${code} ${weight}`)).toEqual(expected);
});
