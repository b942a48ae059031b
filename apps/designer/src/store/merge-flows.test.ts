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

test('notes and groups go together by their ids; what both changed is told by its place', () => {
  const note = (id: string, text: string, x = 0) => ({ id, text, x, y: 0, width: 220, height: 120 });
  const group = (id: string, title: string, members: string[]) => ({ id, title, members });
  const drawn = (parts: Partial<FlowDocument>): FlowDocument => ({ ...base, ...parts });
  const before = drawn({ notes: [note('n', 'Why'), note('gone', 'Old')], groups: [group('g', 'One', ['a'])] });
  const mine = drawn({
    notes: [note('n', 'Why not'), note('gone', 'Old'), note('mine', 'Mine')],
    groups: [group('g', 'Mine', ['a'])],
  });
  const theirs = drawn({
    notes: [note('n', 'Why', 40), note('theirs', 'Theirs')],
    groups: [group('g', 'Theirs', ['a', 'b']), group('h', 'Two', [])],
  });
  const { merged, conflicts } = mergeFlows(before, mine, theirs);
  expect(merged.notes).toEqual([note('n', 'Why not', 40), note('mine', 'Mine'), note('theirs', 'Theirs')]);
  expect(merged.groups).toEqual([group('g', 'Mine', ['a', 'b']), group('h', 'Two', [])]);
  expect(conflicts).toEqual([{ path: 'groups.g.title' }]);
  expect(differenceOf(before, theirs), 'said as what is not a step').toMatchObject({ changed: [], flow: true });
  // Whoever has none is not given an empty list by who took theirs away.
  expect(mergeFlows(before, before, base).merged).toEqual(base);
});
