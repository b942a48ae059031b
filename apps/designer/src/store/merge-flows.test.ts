import type { FlowDocument } from '@raccord/contract';
import { canonicalFlow } from '@raccord/runtime/flow/canonical';
import { anyFlow } from '@raccord/runtime/flow/flow-arbitraries';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differenceOf, mergeFlows } from './merge-flows.ts';

const base: FlowDocument = {
  schemaVersion: 1,
  id: 'f',
  name: 'F',
  nodes: [
    { id: 'a', kind: 'map', with: { x: 1, y: 1 } },
    { id: 'b', kind: 'map', with: {} },
  ],
  edges: [{ from: 'a', to: 'b' }],
};
const withA = (fields: Record<string, unknown>, more: Partial<FlowDocument> = {}): FlowDocument => ({
  ...base,
  nodes: [{ id: 'a', kind: 'map', with: fields }, base.nodes[1]!],
  ...more,
});

test('different places go together, in one step too', () => {
  const mine = withA({ x: 2, y: 1 }, { name: 'Mine' });
  const theirs = withA({ x: 1, y: 2 }, { edges: [...base.edges, { from: 'b', to: 'c' }], tags: ['t'] });
  const { merged, conflicts } = mergeFlows(base, mine, theirs);
  expect(conflicts).toEqual([]);
  expect(merged).toEqual(withA({ x: 2, y: 2 }, { name: 'Mine', edges: theirs.edges, tags: ['t'] }));
});

test('where both changed the same place mine is taken, and the place is told', () => {
  const { merged, conflicts } = mergeFlows(base, withA({ x: 2, y: 1 }), withA({ x: 3, y: 1 }));
  expect(merged).toEqual(withA({ x: 2, y: 1 }));
  expect(conflicts).toEqual([{ path: 'nodes.a.with.x' }]);
});

test('what one removed and the other changed is told; what only one removed is gone', () => {
  const removed = { ...base, nodes: [base.nodes[1]!] };
  expect(mergeFlows(base, removed, base).merged.nodes).toEqual(removed.nodes);
  const { merged, conflicts } = mergeFlows(base, removed, withA({ x: 9 }));
  expect(merged.nodes).toEqual(removed.nodes);
  expect(conflicts).toEqual([{ path: 'nodes.a' }]);
});

test('who changed nothing has no say, whatever the flows', () => {
  fc.assert(
    fc.property(anyFlow, anyFlow, (one, other) => {
      for (const [mine, theirs, expected] of [
        [one, other, other],
        [other, one, other],
        [other, other, other],
      ] as const) {
        const { merged, conflicts } = mergeFlows(one, mine, theirs);
        expect(canonicalFlow(merged)).toBe(canonicalFlow(expected));
        expect(conflicts).toEqual([]);
      }
    }),
  );
});

test('the difference is told by the names of steps', () => {
  const after = withA({ x: 5 }, { name: 'G' });
  expect(differenceOf(base, { ...after, nodes: [after.nodes[0]!, { id: 'c', kind: 'map', with: {} }] })).toEqual({
    added: ['c'],
    removed: ['b'],
    changed: ['a'],
    flow: true,
  });
  expect(differenceOf(base, JSON.parse(canonicalFlow(base)))).toEqual({
    added: [],
    removed: [],
    changed: [],
    flow: false,
  });
});
