import type { FlowDocument, FlowNode } from '@raccord/contract';
import { expect, test } from 'vitest';
import { fromGraph } from '../../canvas/from-graph.ts';
import { toGraph } from '../../canvas/to-graph.ts';
import { withMapped } from '../../mapping/targets.ts';
import { type Command, run, startHistory, undo } from '../history.ts';
import { changeTable, mapFields } from './mapping.ts';

const flow: FlowDocument = {
  schemaVersion: 1,
  id: 'f',
  name: 'F',
  tables: { codes: { title: 'Codes', rows: { a: 1 } } },
  nodes: [
    { id: 'order', kind: 'trigger', uses: 'shop/order' },
    { id: 'big', kind: 'branch', cases: [{ port: 'yes', when: '{{order.big}}' }], otherwise: 'no' },
    { id: 'sale', kind: 'map', with: { total: '{{order.total}}' } },
  ],
  edges: [
    { from: 'order', to: 'big' },
    { from: 'big', port: 'yes', to: 'sale' },
  ],
};
const graph = toGraph(flow);
const node = (id: string) => flow.nodes.find((one) => one.id === id) as FlowNode;
const mapped = (id: string, edits: Parameters<typeof withMapped>[1], typed?: string) =>
  mapFields(graph, id, withMapped(node(id), edits), {
    name: 'mapField',
    about: id,
    ...(typed === undefined ? {} : { typed }),
  });

test.each<[string, Command]>([
  ['a field', mapped('sale', [{ steps: ['with', 'total'], value: '{{order.sum}}' }])],
  [
    'several',
    mapped('sale', [
      { steps: ['with', 'a', 'b'], value: 1 },
      { steps: ['with', 'c', 0], value: 2 },
    ]),
  ],
  ['the last field, emptied', mapped('sale', [{ steps: ['with', 'total'], value: undefined }])],
  ['a way of a branch, with its edges', mapped('big', [{ steps: ['cases', 0], value: undefined }])],
  ['a table', changeTable(graph, 'codes', { b: 2 })],
  ['a new table', changeTable(graph, 'more', {})],
])('%s is undone to the byte', (_, command) => {
  const before = startHistory(graph);
  const after = run(before, command, 0);
  expect(JSON.stringify(fromGraph(after.graph))).not.toBe(JSON.stringify(flow));
  expect(JSON.stringify(fromGraph(undo(after).graph))).toBe(JSON.stringify(fromGraph(graph)));
});

test('what is typed in one go is one edit; two fields are two', () => {
  const typed = (value: string, place: string, at: number, from = startHistory(graph)) =>
    run(from, mapped('sale', [{ steps: ['with', place], value }], place), at);
  expect(typed('ab', 'x', 100, typed('a', 'x', 0)).past).toHaveLength(1);
  expect(typed('a', 'y', 100, typed('a', 'x', 0)).past).toHaveLength(2);
});

test('a table keeps its title', () => {
  const after = run(startHistory(graph), changeTable(graph, 'codes', { b: 2 }), 0);
  expect(fromGraph(after.graph).tables).toEqual({ codes: { title: 'Codes', rows: { b: 2 } } });
});
