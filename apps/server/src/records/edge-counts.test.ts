import type { FlowDocument } from '@raccord/contract';
import { expect, it } from 'vitest';
import { edgeCounts, type Seen } from './edge-counts.ts';

const flow: Pick<FlowDocument, 'nodes' | 'edges'> = {
  nodes: [
    { id: 'order', kind: 'trigger', uses: 'webhook/received' },
    { id: 'paid', kind: 'filter', when: '{{order.paid}}' },
    { id: 'find', kind: 'action', uses: 'http/request' },
    { id: 'known', kind: 'branch', cases: [{ port: 'yes', when: '{{find.id}}' }], otherwise: 'no' },
    { id: 'shape', kind: 'map', with: {} },
    { id: 'create', kind: 'action', uses: 'http/request' },
    { id: 'note', kind: 'map', with: {} },
  ],
  edges: [
    { from: 'order', to: 'paid' },
    { from: 'paid', to: 'find' },
    { from: 'find', to: 'known' },
    { from: 'known', port: 'no', to: 'shape' },
    { from: 'shape', to: 'create' },
    { from: 'known', port: 'yes', to: 'note' },
  ],
};
const seen = (more: Partial<Seen>): Seen => ({
  roots: 10,
  children: 0,
  filtered: 0,
  stopped: new Map(),
  called: new Map(),
  ...more,
});
const shown = (counts: ReturnType<typeof edgeCounts>) =>
  Object.fromEntries(
    counts.map(({ from, port, to, count }) => [`${from}${port === undefined ? '' : `.${port}`}>${to}`, count]),
  );

it('follows from what arrived at actions, through nodes that leave no trace', () => {
  const called = new Map([
    ['find', 8],
    ['create', 3],
  ]);
  const stopped = new Map([
    ['find', 1],
    ['create', 2],
  ]);
  expect(shown(edgeCounts(flow, seen({ filtered: 2, called, stopped })))).toEqual({
    'order>paid': 10,
    'paid>find': 8,
    'find>known': 7,
    'known.no>shape': 3,
    'shape>create': 3,
    'known.yes>note': 4,
  });
});

it('leaves out what does not follow', () => {
  const nobodyKnows = {
    ...flow,
    nodes: flow.nodes.map((node) => (node.id === 'create' ? { ...node, kind: 'map' as const, with: {} } : node)),
  };
  const counts = shown(edgeCounts(nobodyKnows as typeof flow, seen({ filtered: 2, called: new Map([['find', 8]]) })));
  expect(counts).toEqual({ 'order>paid': 10, 'paid>find': 8, 'find>known': 8 });
});

it('tells the failed way out of an action from the plain one', () => {
  const ways: typeof flow = {
    nodes: [flow.nodes[0]!, flow.nodes[2]!, { id: 'tell', kind: 'action', uses: 'http/request' }, flow.nodes[4]!],
    edges: [
      { from: 'order', to: 'find' },
      { from: 'find', port: 'failed', to: 'tell' },
      { from: 'find', to: 'shape' },
    ],
  };
  const called = new Map([
    ['find', 10],
    ['tell', 4],
  ]);
  expect(shown(edgeCounts(ways, seen({ called, stopped: new Map([['find', 1]]) })))).toEqual({
    'order>find': 10,
    'find.failed>tell': 4,
    'find>shape': 5,
  });
});

it('counts the records of a split below it, and what was gathered only where it was called', () => {
  const split: typeof flow = {
    nodes: [
      flow.nodes[0]!,
      { id: 'lines', kind: 'split', items: '{{order.lines}}' },
      { id: 'line', kind: 'action', uses: 'http/request' },
      { id: 'all', kind: 'aggregate' },
      { id: 'done', kind: 'action', uses: 'http/request' },
    ],
    edges: [
      { from: 'order', to: 'lines' },
      { from: 'lines', to: 'line' },
      { from: 'line', to: 'all' },
      { from: 'all', to: 'done' },
    ],
  };
  const called = new Map([
    ['line', 30],
    ['done', 9],
  ]);
  expect(shown(edgeCounts(split, seen({ children: 30, called, stopped: new Map([['line', 2]]) })))).toEqual({
    'order>lines': 10,
    'lines>line': 30,
    'line>all': 28,
    'all>done': 9,
  });
});
