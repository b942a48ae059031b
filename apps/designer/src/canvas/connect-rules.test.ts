import type { FlowDocument, FlowEdge } from '@raccord/contract';
import { anyFlow } from '@raccord/runtime/flow/flow-arbitraries';
import { findCycle, readGraph } from '@raccord/runtime/flow/graph';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type RefusalCode, refusalOf } from './connect-rules.ts';
import { toGraph } from './to-graph.ts';

const flow: FlowDocument = {
  schemaVersion: 1,
  id: 'f',
  name: 'F',
  nodes: [
    { id: 'start', kind: 'trigger', uses: 'shop/order' },
    { id: 'send', kind: 'action', uses: 'shop/send' },
    { id: 'way', kind: 'branch', cases: [{ port: 'yes', when: '' }], otherwise: 'no' },
    { id: 'lines', kind: 'split', items: '' },
    { id: 'end', kind: 'map', with: {} },
  ],
  edges: [
    { from: 'start', to: 'send' },
    { from: 'send', to: 'way' },
    { from: 'way', port: 'yes', to: 'lines' },
    { from: 'lines', to: 'end' },
  ],
};

const cases: [FlowEdge, RefusalCode | undefined][] = [
  [{ from: 'send', port: 'failed', to: 'way' }, undefined],
  [{ from: 'start', to: 'way' }, undefined],
  [{ from: 'way', port: 'no', to: 'lines' }, undefined],
  [{ from: 'send', to: 'send' }, 'itself'],
  [{ from: 'send', to: 'start' }, 'toTrigger'],
  [{ from: 'send', to: 'nobody' }, 'unknownNode'],
  [{ from: 'way', to: 'lines' }, 'portNeeded'],
  [{ from: 'way', port: 'maybe', to: 'lines' }, 'noSuchPort'],
  [{ from: 'start', port: 'failed', to: 'way' }, 'noSuchPort'],
  [{ from: 'start', to: 'send' }, 'twice'],
  [{ from: 'end', to: 'send' }, 'cycle'],
  [{ from: 'way', port: 'no', to: 'end' }, 'mixedSplit'],
];
test.each(cases)('%j: %s', (edge, code) => {
  expect(refusalOf(toGraph(flow), edge)?.code).toBe(code);
});

test('what is allowed never closes a circle', () => {
  fc.assert(
    fc.property(anyFlow, fc.nat(11), fc.nat(11), (any, a, b) => {
      const edge = { from: `n${a}`, to: `n${b}` };
      if (refusalOf(toGraph(any), edge) !== undefined) return;
      expect(findCycle(readGraph({ nodes: any.nodes, edges: [...any.edges, edge] }))).toBeUndefined();
    }),
  );
});
