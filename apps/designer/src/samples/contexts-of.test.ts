import type { FlowDocument } from '@raccord/contract';
import { expect, test } from 'vitest';
import { beforeStep, seenAt } from './contexts-of.ts';
import type { Held, TriedRecord } from './sample-queries.ts';

const flow: FlowDocument = {
  schemaVersion: 1,
  id: 'orders',
  name: 'Orders',
  settings: { recordKey: '{{order.id}}' },
  nodes: [
    { id: 'order', kind: 'trigger', uses: 'manual/run', note: 'typed' },
    { id: 'line', kind: 'split', items: '{{order.lines}}' },
    { id: 'text', kind: 'map', with: { text: '{{line.name}}' } },
    { id: 'elsewhere', kind: 'map', with: {} },
  ],
  edges: [
    { from: 'order', to: 'line' },
    { from: 'line', to: 'text' },
    { from: 'order', to: 'elsewhere' },
  ],
};

test('what is typed into a step changes nothing of what comes before it, and what comes before does', () => {
  const before = beforeStep(flow, 'text')!;
  expect(before.nodes.map(({ id, kind }) => [id, kind])).toEqual([
    ['order', 'trigger'],
    ['line', 'split'],
    ['text', 'map'],
  ]);
  expect(before.edges).toHaveLength(2);
  const typed = flow.nodes.map((node) => (node.id === 'text' ? { ...node, with: { other: 1 } } : node));
  const nodes = typed as FlowDocument['nodes'];
  expect(beforeStep({ ...flow, nodes, name: 'Orders' }, 'text')).toEqual(before);
  expect(beforeStep(flow, 'order')).toBeUndefined();
  expect(beforeStep(flow, 'gone')).toBeUndefined();
});

const record = (of: Partial<TriedRecord>): TriedRecord => ({
  id: 'r',
  index: 0,
  state: 'succeeded',
  visited: ['order', 'line'],
  values: {},
  ...of,
});

test('each record that came to the step shows what it reads; a sample whose records did not is filled up', () => {
  const order = { lines: [{ name: 'a' }, { name: 'b' }] };
  const visited = ['order', 'line', 'text'];
  const held: Held = {
    records: [
      record({ id: 'one', values: { order } }),
      record({ id: 'two', index: 1, state: 'failed', visited: ['order'], values: { order: { lines: 1 } } }),
      record({ id: 'a', parentId: 'one', visited, values: { order, line: { name: 'a' }, text: { text: 'a' } } }),
      record({ id: 'b', parentId: 'one', visited, values: { order, line: { name: 'b' }, text: { text: 'b' } } }),
    ],
    calls: [],
    skippedWaits: [],
    answeredApprovals: [],
    replaced: {},
    env: { team: 'x' },
  };
  const example = { order: { lines: [] }, line: { name: 'example' }, env: {}, run: { id: '0' } };
  const rest = { env: { team: 'x' }, run: { id: '0' } };
  expect(seenAt(held, 'text', 2, example)).toEqual([
    { sample: 0, part: 0, value: { order, line: { name: 'a' }, ...rest } },
    { sample: 0, part: 1, value: { order, line: { name: 'b' }, ...rest } },
    { sample: 1, part: 0, value: { order: { lines: 1 }, line: { name: 'example' }, ...rest } },
  ]);
});
