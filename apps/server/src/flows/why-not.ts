import type { FailureData } from '@raccord/contract';

/** What is known of a trigger, for the question why it did not run. Times are milliseconds since 1970. */
export type TriggerFacts = {
  kind: 'webhook' | 'schedule' | 'poll' | 'manual' | 'subflow';
  active: boolean;
  /** In service in its environment; `paused`: deployed, but switched off. */
  deployed: 'yes' | 'paused' | 'no';
  now: number;
  nextDueAt: number | undefined;
  everyMs: number | undefined;
  lastFiredAt: number | undefined;
  lastFailure: FailureData | undefined;
  hold: { reason: string; failure: FailureData; since: number; until: number | undefined } | undefined;
  workersAlive: number;
  subscription: { status: string; failure: FailureData | undefined; tries: number } | undefined;
  lost: number;
  /** What became of the latest time of a schedule. */
  lastOccurrence: { outcome: string; reason: string | undefined; at: number } | undefined;
  /** Records that usually come in as many hours as nothing has come; when that is remarkable. */
  usual: { count: number; hours: number } | undefined;
};
export const whyCodes = [
  'notInService',
  'paused',
  'noWorker',
  'held',
  'readingFailed',
  'late',
  'notSubscribed',
  'subscriptionFailed',
  'lost',
  'overlap',
  'queueFull',
  'missed',
  'queued',
  'silent',
  'nothingYet',
] as const;
export type Why = {
  code: (typeof whyCodes)[number];
  /** `stops`: it does not run as long as this lasts. */
  weight: 'stops' | 'explains';
  at?: number;
  count?: number;
  hours?: number;
  failure?: FailureData;
};

/** Why occurrences are skipped, beside that nobody was there. */
const skipped = ['overlap', 'queueFull'] as const;

/** Later than its time plus this, nobody is coming. */
const LATE_MS = 60_000;

/** Why a trigger did not run, what weighs most first; empty when nothing speaks against it. Pure. */
export function whyNot(facts: TriggerFacts): Why[] {
  const { kind, now, hold, subscription, lastOccurrence } = facts;
  const whys: Why[] = [];
  const stops = (code: Why['code'], more: Omit<Why, 'code' | 'weight'> = {}) =>
    whys.push({ code, weight: 'stops', ...more });
  const explains = (code: Why['code'], more: Omit<Why, 'code' | 'weight'> = {}) =>
    whys.push({ code, weight: 'explains', ...more });
  if (facts.deployed === 'no' || !facts.active) stops('notInService');
  else if (facts.deployed === 'paused') stops('paused');
  if (facts.workersAlive === 0) stops('noWorker');
  if (hold !== undefined && kind === 'poll') stops('held', { at: hold.since, failure: hold.failure });
  if (facts.lastFailure !== undefined) explains('readingFailed', { failure: facts.lastFailure });
  if (facts.nextDueAt !== undefined && facts.nextDueAt < now - LATE_MS) explains('late', { at: facts.nextDueAt });
  if (subscription !== undefined && subscription.status !== 'standing')
    if (subscription.failure === undefined) explains('notSubscribed');
    else stops('subscriptionFailed', { failure: subscription.failure, count: subscription.tries });
  if (facts.lost > 0) explains('lost', { count: facts.lost });
  if (lastOccurrence?.outcome === 'skipped')
    explains(skipped.find((code) => code === lastOccurrence.reason) ?? 'missed', { at: lastOccurrence.at });
  if (lastOccurrence?.outcome === 'queued') explains('queued', { at: lastOccurrence.at });
  if (facts.usual !== undefined) explains('silent', facts.usual);
  if (facts.lastFiredAt === undefined && whys.length === 0) explains('nothingYet');
  return whys;
}
