import type { FlowDocument } from '@raccord/contract';
import { canonicalFlow } from '@raccord/runtime/flow/canonical';
import { anyFlow } from '@raccord/runtime/flow/flow-arbitraries';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromGraph } from './from-graph.ts';
import { toGraph } from './to-graph.ts';

test('document → canvas → document is the identity, whatever the flow', () => {
  fc.assert(
    fc.property(anyFlow, (flow) => {
      expect(canonicalFlow(fromGraph(toGraph(flow)))).toBe(canonicalFlow(flow));
    }),
  );
});

const broken: FlowDocument = {
  schemaVersion: 1,
  id: 'broken',
  name: 'Broken',
  nodes: [
    { id: 'a', kind: 'map', with: {} },
    { id: 'a', kind: 'filter', when: '{{true}}' },
  ],
  edges: [
    { from: 'a', to: 'gone' },
    { from: 'a', to: 'gone' },
  ],
  layout: { a: { x: 1, y: 2 }, ghost: { x: 3, y: 4 } },
};

test('what is broken is kept, each part under a key of its own', () => {
  const graph = toGraph(broken);
  const keys = [...graph.nodes, ...graph.edges].map(({ key }) => key);
  expect(new Set(keys).size).toBe(4);
  expect(graph.nodes.map(({ at }) => at)).toEqual([{ x: 1, y: 2 }, undefined]);
  expect(canonicalFlow(fromGraph(graph))).toBe(canonicalFlow(broken));
});

test('an empty layout stays empty, none stays none', () => {
  const { layout: _layout, ...bare } = broken;
  expect(fromGraph(toGraph(bare))).not.toHaveProperty('layout');
  expect(fromGraph(toGraph({ ...bare, layout: {} })).layout).toEqual({});
});
