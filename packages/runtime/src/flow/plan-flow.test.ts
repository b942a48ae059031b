import type { FlowDocument } from '@raccord/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyFlow } from './flow-arbitraries.ts';
import { goodFlow, splittingFlow } from './flow-fixtures.ts';
import { planFlow } from './plan-flow.ts';

const ids = (flow: FlowDocument) => planFlow(flow).order.map(({ node }) => node.id);

describe('the plan of a flow', () => {
  test('orders the nodes, and knows the ways in and out of each', () => {
    const plan = planFlow(goodFlow());
    expect(plan.trigger.id).toBe('payment');
    expect(plan.order.map(({ node, index }) => [node.id, index])).toEqual([
      ['payment', 0],
      ['order', 1],
      ['known', 2],
      ['invoice', 3],
    ]);
    expect(plan.byId.get('known')?.outgoing).toEqual(new Map([['yes', ['invoice']]]));
    expect(plan.byId.get('payment')?.outgoing).toEqual(new Map([['', ['order']]]));
    expect(plan.byId.get('invoice')?.incoming).toEqual([{ from: 'known', port: 'yes', to: 'invoice' }]);
    expect(plan.byId.get('invoice')?.upstream).toEqual(new Set(['payment', 'order', 'known']));
    expect(plan.byId.get('invoice')).not.toHaveProperty('split');
  });

  test('keeps the order of the document among equals', () => {
    const flow = goodFlow();
    const leaf = (id: string) => ({ id, kind: 'map' as const, with: {} });
    const nodes = [leaf('c'), leaf('a'), flow.nodes[0]!, leaf('b')];
    const edges = ['b', 'a', 'c'].map((to) => ({ from: 'payment', to }));
    expect(ids({ ...flow, nodes, edges })).toEqual(['payment', 'c', 'a', 'b']);
  });

  test('knows which split a node is inside', () => {
    const plan = planFlow(splittingFlow());
    const splits = plan.order.map(({ node, split }) => [node.id, split]);
    expect(splits).toEqual([
      ['payment', undefined],
      ['line', undefined],
      ['price', 'line'],
      ['all', 'line'],
      ['total', undefined],
    ]);
  });

  test('finds the way back out of a split in a split', () => {
    const flow = splittingFlow();
    const nodes = [
      ...flow.nodes,
      { id: 'part', kind: 'split' as const, items: '{{line.parts}}' },
      { id: 'inner', kind: 'aggregate' as const },
    ];
    const chain = ['payment', 'line', 'part', 'inner', 'price', 'all', 'total'];
    const edges = chain.slice(1).map((to, index) => ({ from: chain[index]!, to }));
    const plan = planFlow({ ...flow, nodes, edges });
    expect(chain.map((id) => plan.byId.get(id)?.split)).toEqual([
      undefined,
      undefined,
      'line',
      'part',
      'line',
      'line',
      undefined,
    ]);
  });

  test('leaves every split behind when the whole run is gathered', () => {
    const flow = splittingFlow();
    const nodes = flow.nodes.map((node) => (node.kind === 'aggregate' ? { ...node, of: 'run' as const } : node));
    expect(planFlow({ ...flow, nodes }).byId.get('total')?.split).toBeUndefined();
  });

  test('refuses a flow that was never checked', () => {
    const flow = goodFlow();
    expect(() => planFlow({ ...flow, nodes: flow.nodes.slice(1) })).toThrow('flow.noTrigger');
    const edges = [...flow.edges, { from: 'invoice', to: 'order' }];
    expect(() => planFlow({ ...flow, edges })).toThrow('order → known → invoice → order');
  });
});

test('in every plan each edge goes forward, and `upstream` is what paths lead from', () => {
  let edges = 0;
  fc.assert(
    fc.property(anyFlow, (flow) => {
      const plan = planFlow(flow);
      expect(plan.order.length).toBe(flow.nodes.length);
      expect(new Set(plan.order.map(({ node }) => node)).size).toBe(flow.nodes.length);
      for (const edge of flow.edges) {
        edges++;
        const [from, to] = [plan.byId.get(edge.from)!, plan.byId.get(edge.to)!];
        expect(from.index).toBeLessThan(to.index);
        expect(to.incoming).toContain(edge);
        expect(from.outgoing.get('')).toContain(edge.to);
      }
      for (const { node, upstream } of plan.order) expect(upstream).toEqual(ancestors(flow, node.id));
    }),
  );
  expect(edges).toBeGreaterThan(100);
});

/** The slow and obvious way. */
function ancestors(flow: FlowDocument, id: string): Set<string> {
  const direct = flow.edges.filter(({ to }) => to === id).map(({ from }) => from);
  return new Set(direct.flatMap((from) => [from, ...ancestors(flow, from)]));
}
