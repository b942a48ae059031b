import type { FlowDocument } from '@raccord/contract';
import { anyFlow } from '@raccord/runtime/flow/flow-arbitraries';
import { readGraph } from '@raccord/runtime/flow/graph';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toGraph } from '../canvas/to-graph.ts';
import { outlineRows } from './outline-rows.ts';

const map = (id: string) => ({ id, kind: 'map' as const, with: {} });
const flow: FlowDocument = {
  schemaVersion: 1,
  id: 'f',
  name: 'F',
  nodes: [
    map('joined'),
    { id: 'start', kind: 'trigger', uses: 'shop/paid' },
    { id: 'way', kind: 'branch', cases: [{ port: 'yes', when: '' }], otherwise: 'no' },
    map('left'),
    map('right'),
    map('alone'),
    map('left'),
  ],
  edges: [
    { from: 'start', to: 'way' },
    { from: 'way', port: 'yes', to: 'left' },
    { from: 'way', port: 'no', to: 'right' },
    { from: 'left', to: 'joined' },
    { from: 'right', to: 'joined' },
  ],
};

test('a line stays a line, ways that part are deeper, what hangs loose comes last', () => {
  expect(outlineRows(toGraph(flow)).map(({ of, level }) => [of.key, level])).toEqual([
    ['start', 1],
    ['way', 1],
    ['left', 2],
    ['right', 2],
    ['joined', 2],
    ['alone', 1],
    ['left~2', 1],
  ]);
});

test('each step stands below the last one that leads to it, whatever the flow, circles too', () => {
  fc.assert(
    fc.property(anyFlow, fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 4 }), (any, more) => {
      const flow = { ...any, edges: [...any.edges, ...more.map(([a, b]) => ({ from: `n${a}`, to: `n${b}` }))] };
      const { order, byId } = readGraph(flow);
      const ranked = [...order, ...[...byId.keys()].filter((id) => !order.includes(id))];
      const parentOf = (id: string) =>
        flow.edges
          .filter(({ from, to }) => to === id && ranked.indexOf(from) < ranked.indexOf(id))
          .map(({ from }) => from)
          .sort((a, b) => ranked.indexOf(b) - ranked.indexOf(a))
          .find((from) => byId.has(from));
      const childrenOf = (of: string | undefined) => ranked.filter((id) => parentOf(id) === of);
      const walk = (id: string, level: number): [string, number][] => {
        const below = childrenOf(id);
        return [[id, level], ...below.flatMap((child) => walk(child, below.length > 1 ? level + 1 : level))];
      };
      expect(outlineRows(toGraph(flow)).map(({ of, level }) => [of.node.id, level])).toEqual(
        childrenOf(undefined).flatMap((id) => walk(id, 1)),
      );
    }),
  );
});

test('every step is listed exactly once, whatever the flow, circles too', () => {
  fc.assert(
    fc.property(anyFlow, fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 4 }), (any, more) => {
      const edges = [...any.edges, ...more.map(([a, b]) => ({ from: `n${a}`, to: `n${b}` }))];
      const rows = outlineRows(toGraph({ ...any, edges }));
      expect(rows.map(({ of }) => of.key).sort()).toEqual(any.nodes.map(({ id }) => id).sort());
      expect(rows.map(({ position }) => position)).toEqual(rows.map((_, index) => index + 1));
    }),
  );
});
