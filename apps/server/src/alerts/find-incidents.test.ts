import { describe, expect, it } from 'vitest';
import type { AlertCondition, AlertScope } from './conditions.ts';
import { type Facts, noFacts } from './facts.ts';
import { decideIncidents, findIncidents } from './find-incidents.ts';
import { wouldHaveFired } from './would-have-fired.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const everywhere: AlertScope = { flowId: null, tag: null, environmentId: null };
const orders = { flowId: 'orders', environmentId: 'e1' };
const ago = (minutes: number) => NOW - minutes * MINUTE;
const bucket = (minutes: number, count: number, more = {}) => ({
  ...orders,
  kind: 'input',
  code: 'http.refused',
  at: ago(minutes),
  count,
  ...more,
});
const find = (condition: AlertCondition, facts: Partial<Facts>, scope = everywhere) =>
  findIncidents({ condition, scope }, { ...noFacts, ...facts }, NOW);

describe('a rule finds', () => {
  const five: AlertCondition = { kind: 'failures', moreThan: 5, minutes: 10 };
  it('more failures in a time than it allows, for each flow on its own', () => {
    const failures = [bucket(1, 3), bucket(9, 3), bucket(10, 50), bucket(2, 5, { flowId: 'mails' })];
    expect(find(five, { failures })).toEqual([
      { subject: 'flow:orders@e1', ...orders, facts: { count: 6, minutes: 10 } },
    ]);
    expect(find({ ...five, moreThan: 6 }, { failures })).toEqual([]);
  });

  it('only failures of the kind or code it asks for', () => {
    const failures = [bucket(1, 6), bucket(1, 7, { kind: 'auth', code: 'http.unauthorized' })];
    const counts = (more: object) => find({ ...five, ...more }, { failures }).map(({ facts }) => facts.count);
    expect(counts({})).toEqual([13]);
    expect(counts({ failureKind: 'auth' })).toEqual([7]);
    expect(counts({ code: 'http.refused' })).toEqual([6]);
    expect(counts({ code: 'http.timeout' })).toEqual([]);
  });

  it('only in its flow, tag and environment', () => {
    const failures = [bucket(1, 9), bucket(1, 9, { environmentId: 'e2' }), bucket(1, 9, { flowId: 'mails' })];
    const facts = { failures, tags: new Map([['mails', ['finance']]]) };
    const subjects = (scope: Partial<AlertScope>) =>
      find(five, facts, { ...everywhere, ...scope }).map(({ subject }) => subject);
    expect(subjects({ flowId: 'orders' })).toEqual(['flow:orders@e1', 'flow:orders@e2']);
    expect(subjects({ tag: 'finance' })).toEqual(['flow:mails@e1']);
    expect(subjects({ environmentId: 'e2' })).toEqual(['flow:orders@e2']);
    expect(subjects({ environmentId: 'e3' })).toEqual([]);
  });

  it('a share of records that is too high, unless there are few', () => {
    const rule: AlertCondition = { kind: 'rate', percent: 20, minutes: 60, least: 10 };
    const count = (total: number, wrong: number) => ({ counts: [{ ...orders, at: ago(5), total, wrong }] });
    expect(find(rule, count(100, 21))[0]?.facts).toEqual({ count: 21, total: 100, percent: 21, minutes: 60 });
    expect(find(rule, count(100, 20))).toEqual([]);
    expect(find(rule, count(9, 9))).toEqual([]);
    expect(find(rule, { counts: [{ ...orders, at: ago(66), total: 100, wrong: 90 }] })).toEqual([]);
  });

  it('failures that are open, or in doubt, for too long', () => {
    const open = (status: 'open' | 'inDoubt', minutes: number) => ({
      open: [{ ...orders, status, oldestAt: ago(minutes), count: 3 }],
    });
    expect(find({ kind: 'age', hours: 24 }, open('open', 24 * 60 + 1))[0]?.facts).toEqual({
      count: 3,
      since: '2026-11-19T11:59:00.000Z',
    });
    expect(find({ kind: 'age', hours: 24 }, open('open', 24 * 60))).toEqual([]);
    expect(find({ kind: 'age', hours: 24 }, open('inDoubt', 9_999))).toEqual([]);
    expect(find({ kind: 'inDoubt', minutes: 5 }, open('inDoubt', 6))).toHaveLength(1);
    expect(find({ kind: 'inDoubt', minutes: 5 }, open('open', 6))).toEqual([]);
  });

  it('silence where there usually is none', () => {
    const silent = [{ ...orders, usual: 40, asked: { hours: 2, usual: 10 } }];
    expect(find({ kind: 'silence', hours: 2, usual: 10 }, { silent })[0]?.facts).toEqual({ usual: 40, hours: 2 });
    expect(find({ kind: 'silence', hours: 3, usual: 10 }, { silent })).toEqual([]);
  });

  it('late triggers, and cursors that stand still: read or not', () => {
    const trigger = { ...orders, id: 't1', node: 'poll', kind: 'poll' as const, dueAt: ago(11), movedAt: ago(121) };
    const triggers = [{ ...trigger, evaluatedAt: ago(3) }];
    expect(find({ kind: 'late', minutes: 10 }, { triggers })).toMatchObject([
      { subject: 'trigger:t1', triggerId: 't1' },
    ]);
    expect(find({ kind: 'late', minutes: 11 }, { triggers })).toEqual([]);
    const stale: AlertCondition = { kind: 'staleCursor', hours: 2 };
    expect(find(stale, { triggers })[0]?.facts).toMatchObject({ evaluated: 'yes' });
    expect(find(stale, { triggers: [{ ...trigger, evaluatedAt: ago(130) }] })[0]?.facts).toMatchObject({
      evaluated: 'no',
    });
    expect(find(stale, { triggers: [{ ...triggers[0]!, kind: 'schedule' }] })).toEqual([]);
  });

  it('connections that are held for too long', () => {
    const holds = [{ connectionId: 'c1', name: 'Books', environmentId: 'e1', reason: 'auth', since: ago(16) }];
    expect(find({ kind: 'held', minutes: 15 }, { holds })).toMatchObject([
      { subject: 'connection:c1', connectionId: 'c1', facts: { name: 'Books', reason: 'auth' } },
    ]);
    expect(find({ kind: 'held', minutes: 16 }, { holds })).toEqual([]);
  });
});

describe('incidents', () => {
  const finding = { subject: 'flow:orders@e1', ...orders, facts: { count: 6 } };
  const open = (lastSeen: number) => [{ id: 'i1', subject: finding.subject, lastSeenAt: ago(lastSeen) }];
  const decide = (kind: AlertCondition['kind'], lastSeen: number, found: boolean) =>
    decideIncidents(kind, open(lastSeen), found ? [finding] : [], NOW);

  it('open once and go on while they are found', () => {
    expect(decideIncidents('failures', [], [finding], NOW)).toEqual({ opens: [finding], goesOn: [], closes: [] });
    expect(decide('failures', 1, true)).toEqual({ opens: [], goesOn: [{ id: 'i1', facts: { count: 6 } }], closes: [] });
    expect(decide('failures', 0.5, true)).toEqual({ opens: [], goesOn: [], closes: [] });
  });

  it('end at once where a state ended, and after a calm where a number fell', () => {
    expect(decide('held', 0.5, false).closes).toEqual(['i1']);
    expect(decide('failures', 4, false).closes).toEqual([]);
    expect(decide('failures', 5, false).closes).toEqual(['i1']);
  });
});

describe('a rule would have fired', () => {
  const span = { from: NOW - 7 * 24 * HOUR, to: NOW };
  const nothing = { failures: [], counts: [], aged: [] };
  const fired = (condition: AlertCondition, past: object) => wouldHaveFired(condition, { ...nothing, ...past }, span);

  it('once for each burst of failures', () => {
    const five: AlertCondition = { kind: 'failures', moreThan: 5, minutes: 10 };
    const burst = [bucket(500, 4), bucket(495, 4), bucket(490, 9), bucket(200, 6), bucket(100, 5)];
    expect(fired(five, { failures: burst })).toEqual([ago(495), ago(200)]);
    expect(fired({ ...five, failureKind: 'auth' }, { failures: burst })).toEqual([]);
    expect(fired(five, { failures: [bucket(8 * 24 * 60, 50)] })).toEqual([]);
  });

  it('once for each time too many failed, or too old ones were left', () => {
    const counts = [100, 95, 40].map((minutes) => ({ ...orders, at: ago(minutes), total: 20, wrong: 10 }));
    expect(fired({ kind: 'rate', percent: 20, minutes: 10, least: 10 }, { counts })).toHaveLength(2);
    expect(fired({ kind: 'rate', percent: 60, minutes: 10, least: 10 }, { counts })).toEqual([]);
    const aged = [
      { ...orders, from: ago(90), to: ago(50) },
      { ...orders, from: ago(80), to: ago(70) },
      { ...orders, from: ago(40), to: ago(1) },
    ];
    expect(fired({ kind: 'age', hours: 1 }, { aged })).toEqual([ago(90), ago(40)]);
  });

  it('when a busy flow fell silent', () => {
    const hours = Array.from({ length: 12 * 24 }, (_, index) => index + 1).filter((hour) => hour < 30 || hour > 35);
    const counts = hours.map((hour) => ({ ...orders, at: NOW - hour * HOUR, total: 20, wrong: 0 }));
    const times = fired({ kind: 'silence', hours: 2, usual: 10 }, { counts });
    expect(times).toEqual([NOW - 33 * HOUR]);
  });

  it('cannot be told where nothing is kept', () => {
    for (const condition of [
      { kind: 'held', minutes: 1 },
      { kind: 'late', minutes: 2 },
      { kind: 'staleCursor', hours: 1 },
      { kind: 'inDoubt', minutes: 1 },
    ] as const)
      expect(fired(condition, {})).toBeUndefined();
  });
});
