import { expect, it } from 'vitest';
import type { Attempt } from '../stores/records.ts';
import { journeyOf } from './journey.ts';

const nodes = [
  { id: 'order', kind: 'trigger', uses: 'webhook/received' },
  { id: 'known', kind: 'filter', when: '{{true}}' },
  { id: 'find', kind: 'action', uses: 'http/request' },
  { id: 'create', kind: 'action', uses: 'http/request' },
] as const;
const flow = { nodes: [...nodes] };
const at = '2026-11-20T08:00:00.000Z';
const failure = { kind: 'input', code: 'http.badRequest', params: {} } as const;
const attempt = (node: string, n: number, more: Partial<Attempt> = {}): Attempt => ({
  r: 'r',
  node,
  n,
  kind: 'result',
  at,
  ...more,
});
const record = { state: 'failed', node: 'create', carried: {}, parked: null } as const;
const states = (steps: ReturnType<typeof journeyOf>) =>
  steps.map(({ node, state, tries }) => `${node} ${state} ${tries}`);

it('shows where a record failed, after what', () => {
  const steps = journeyOf(flow, record, [
    attempt('find', 1),
    attempt('create', 1, { f: failure }),
    attempt('create', 2, { f: failure }),
  ]);
  expect(states(steps)).toEqual(['order done 0', 'find done 1', 'create failed 2']);
  expect(steps.at(-1)?.failure).toEqual(failure);
});

it('says done of what was recorded, also when an earlier try had failed', () => {
  const steps = journeyOf(flow, { ...record, state: 'succeeded', node: null }, [
    attempt('find', 1, { f: failure }),
    attempt('find', 2),
  ]);
  expect(steps[1]).toEqual({ node: 'find', kind: 'action', state: 'done', tries: 2, at });
});

it.each([
  ['a call that may have been carried out', { ...record, state: 'inDoubt' }, 'create inDoubt 1'],
  [
    'a call that is tried again later',
    { ...record, state: 'waiting', parked: { reason: 'retry' } },
    'create retrying 1',
  ],
  ['a call behind a held connection', { ...record, state: 'waiting', parked: { reason: 'held' } }, 'create waiting 1'],
  ['a record that was cancelled', { ...record, state: 'cancelled' }, 'create cancelled 1'],
] as const)('shows %s', (_, state, expected) => {
  const steps = journeyOf(flow, state as Parameters<typeof journeyOf>[1], [attempt('create', 1, { kind: 'intent' })]);
  expect(states(steps).at(-1)).toBe(expected);
});

it('shows where a record was filtered out, though that node left no trace', () => {
  const steps = journeyOf(flow, { ...record, state: 'filtered', node: 'known' }, []);
  expect(states(steps)).toEqual(['order done 0', 'known filtered 0']);
});
