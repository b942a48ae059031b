import { expect, test } from 'vitest';
import { toGraph } from '../canvas/to-graph.ts';
import type { TriedRecord } from './sample-queries.ts';
import { countStates, dataAt, marksOf } from './tried.ts';

const record = (of: Partial<TriedRecord>): TriedRecord => ({
  id: 'r',
  index: 0,
  state: 'succeeded',
  visited: ['order', 'known', 'send'],
  values: {},
  ...of,
});
const records = [
  record({ id: 'a', values: { order: { id: 1 }, send: { sent: true } } }),
  record({ id: 'b', state: 'failed', node: 'send', values: { order: { id: 2 } } }),
  record({ id: 'c', state: 'filtered', visited: ['order', 'known'] }),
  record({ id: 'd', state: 'waiting', waitReason: 'held', node: 'send' }),
];

test('a step shows how many records came and the worst of what became of them there', () => {
  expect(Object.fromEntries(marksOf(records))).toEqual({
    order: { state: 'succeeded', count: 4 },
    known: { state: 'succeeded', count: 4 },
    send: { state: 'failed', count: 3 },
  });
  expect(marksOf([records[2]!]).get('known')).toEqual({ state: 'filtered', count: 1 });
  expect(marksOf([records[3]!]).get('send')).toEqual({ state: 'held', count: 1 });
});

test('states are counted, the worst first', () => {
  expect(countStates(records)).toEqual([
    ['failed', 1],
    ['held', 1],
    ['succeeded', 1],
    ['filtered', 1],
  ]);
});

test('the data of a step: what it read, gave and would have sent; nothing where the record did not come', () => {
  const graph = toGraph({
    schemaVersion: 1,
    id: 'x',
    name: 'X',
    nodes: [
      { id: 'order', kind: 'trigger', uses: 'manual/run' },
      { id: 'known', kind: 'filter', when: '{{true}}' },
      { id: 'send', kind: 'map', with: {} },
    ],
    edges: [],
  });
  const call = { record: 'a', node: 'send', uses: 'x/y', effect: 'key', n: 1, input: 5 };
  const tried = {
    graph,
    samples: [],
    records,
    calls: [call],
    skippedWaits: [],
    answeredApprovals: [],
    replaced: {},
    env: { team: 't' },
  };
  expect(dataAt(tried, records[0]!, 'send')).toEqual({
    input: { order: { id: 1 }, env: { team: 't' } },
    output: { sent: true },
    sent: [call],
  });
  expect(dataAt(tried, records[2]!, 'send')).toEqual({ input: undefined, output: undefined, sent: [] });
  expect(dataAt(tried, records[1]!, 'order').input).toEqual({ env: { team: 't' } });
});
