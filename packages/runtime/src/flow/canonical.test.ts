import { FlowDocument, nodeSchemas } from '@raccord/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalFlow, flowDigest } from './canonical.ts';
import { anyFlow } from './flow-arbitraries.ts';
import { goodFlow } from './flow-fixtures.ts';
import { parseFlow } from './parse-flow.ts';

function reread(text: string): FlowDocument {
  const parsed = parseFlow(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.flow;
}

/** The same value with every object's keys turned round, but for what is inside mappings, where order is meaning. */
function turned(value: unknown, key = ''): unknown {
  if (['with', 'collect', 'body'].includes(key) || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => turned(item));
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, inner]) => [name, turned(inner, name)]),
  );
}

describe('the canonical text', () => {
  test('reads as a person would write it', () => {
    const flow = { ...goodFlow(), connections: { z: { connector: 'books' }, a: { connector: 'shop' } } };
    const text = canonicalFlow(turned(flow) as FlowDocument);
    expect(Object.keys(JSON.parse(text))).toEqual([
      'schemaVersion',
      'id',
      'name',
      'settings',
      'connections',
      'tables',
      'nodes',
      'edges',
      'layout',
    ]);
    expect(Object.keys(JSON.parse(text).connections)).toEqual(['a', 'z']);
    expect(Object.keys(JSON.parse(text).nodes[3])).toEqual(['id', 'kind', 'uses', 'connection', 'with']);
    expect(JSON.parse(text).edges.map(({ from }: { from: string }) => from)).toEqual(['known', 'order', 'payment']);
    expect(text.endsWith('}\n')).toBe(true);
    expect(text).toContain('\n  "id": "payment-to-invoice",\n');
  });

  test('keeps the order of nodes and of fields inside a mapping', () => {
    const flow = goodFlow();
    const nodes = [flow.nodes[0]!, { id: 'm', kind: 'map' as const, with: { zeta: 1, alpha: { y: 1, b: 2 } } }];
    expect(canonicalFlow({ ...flow, nodes: [...nodes].reverse() })).not.toBe(canonicalFlow({ ...flow, nodes }));
    const mapping = JSON.parse(canonicalFlow({ ...flow, nodes })).nodes[1].with;
    expect([Object.keys(mapping), Object.keys(mapping.alpha)]).toEqual([
      ['zeta', 'alpha'],
      ['y', 'b'],
    ]);
  });

  test('is the same after reading it back, whatever the flow, and loses nothing', () => {
    fc.assert(
      fc.property(anyFlow, (flow) => {
        const text = canonicalFlow(flow);
        expect(canonicalFlow(reread(text))).toBe(text);
        const byEnds = (edges: FlowDocument['edges']) =>
          edges.map((edge) => JSON.stringify([edge.from, edge.port, edge.to])).sort();
        const back: FlowDocument = JSON.parse(text);
        const before: FlowDocument = JSON.parse(JSON.stringify(flow));
        const lists = ({ edges, groups, notes }: FlowDocument) => ({
          edges: byEnds(edges),
          groups: groups?.map((group) => ({ ...group, members: group.members.toSorted() })),
          notes: notes?.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
        });
        expect({ ...back, ...lists(back) }).toEqual({ ...before, ...lists(before) });
      }),
    );
  });

  test('does not depend on the order in which keys and edges were written', () => {
    fc.assert(
      fc.property(anyFlow, (flow) => {
        const other = turned({ ...flow, edges: [...flow.edges].reverse() }) as FlowDocument;
        expect(canonicalFlow(other)).toBe(canonicalFlow(flow));
      }),
    );
  });

  test('has a place for every field the schema knows', () => {
    const everything: Record<string, unknown> = {};
    for (const key of Object.keys(FlowDocument.properties).reverse())
      everything[key] = ['nodes', 'edges', 'groups', 'notes'].includes(key) ? [] : {};
    // A field the order does not name would be last, behind `layout`.
    expect(Object.keys(JSON.parse(canonicalFlow(everything as FlowDocument))).at(-1)).toBe('layout');
    for (const [kind, schema] of Object.entries(nodeSchemas)) {
      const node = Object.fromEntries(
        Object.keys(schema.properties)
          .reverse()
          .map((key): [string, unknown] => [key, ['poll', 'retry'].includes(key) ? {} : 0]),
      );
      const keys = Object.keys(
        JSON.parse(canonicalFlow({ ...goodFlow(), nodes: [{ zz: 0, ...node }] } as never)).nodes[0],
      );
      expect(keys.at(-1), kind).toBe('zz');
      expect(keys.at(0), kind).toBe('id');
    }
  });
});

describe('the digest', () => {
  test('does not change when a node is moved, and changes with everything else', () => {
    const flow = goodFlow();
    const digest = flowDigest(flow);
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(flowDigest({ ...flow, layout: { payment: { x: 7, y: 7 } } })).toBe(digest);
    expect(flowDigest({ ...flow, name: 'Other' })).not.toBe(digest);
    expect(flowDigest({ ...flow, nodes: [...flow.nodes].reverse() })).not.toBe(digest);
  });
});
