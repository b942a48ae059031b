import { FLOW_SCHEMA_VERSION, type FlowDocument, type FlowEdge, type FlowNode } from '@raccord/contract';
import fc from 'fast-check';
import { scanJson } from './scan-json.ts';

/** For tests: random flows that `parseFlow` accepts and whose edges make no cycle, with nodes in an order unlike the edges'. */
export const anyFlow: fc.Arbitrary<FlowDocument> = fc
  .record({
    size: fc.integer({ min: 1, max: 12 }),
    bits: fc.array(fc.boolean(), { minLength: 66, maxLength: 66 }),
    contents: fc.array(fc.nat({ max: 3 }), { minLength: 12, maxLength: 12 }),
    mapping: fc
      .dictionary(fc.string({ unit: 'grapheme', maxLength: 6 }), fc.jsonValue({ maxDepth: 3 }))
      .filter((mapping) => scanJson(JSON.stringify(mapping), 10).length === 0),
    seed: fc.nat(),
    name: fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }),
    extras: fc.record(
      {
        settings: fc.record(
          { timezone: fc.constant('UTC'), concurrency: fc.integer({ min: 1, max: 64 }) },
          { requiredKeys: [] },
        ),
        tags: fc.array(fc.string({ maxLength: 5 }), { maxLength: 3 }),
        layout: fc.dictionary(fc.stringMatching(/^n[0-9]{1,2}$/), fc.record({ y: fc.integer(), x: fc.integer() })),
        notes: fc.uniqueArray(
          fc.record({
            text: fc.string({ unit: 'grapheme', maxLength: 20 }),
            id: fc.stringMatching(/^note[0-9]$/),
            width: fc.integer({ min: 120, max: 1_200 }),
            height: fc.integer({ min: 60, max: 1_200 }),
            y: fc.integer(),
            x: fc.integer(),
          }),
          { maxLength: 3, selector: ({ id }) => id },
        ),
      },
      { requiredKeys: [] },
    ),
    /** By node: which group it is in; from 2 on: in none. */
    grouped: fc.option(fc.array(fc.nat({ max: 4 }), { minLength: 12, maxLength: 12 })),
  })
  .map(({ size, bits, contents, mapping, seed, name, extras, grouped }) => {
    const ids = Array.from({ length: size }, (_, index) => `n${index}`);
    const nodes = ids.map((id, index) => nodeOf(id, index, contents[index] ?? 0, mapping));
    const edges: FlowEdge[] = [];
    let bit = 0;
    // Forward edges only, so there is no cycle; then both lists are shuffled.
    for (let to = 1; to < size; to++) {
      for (let from = 0; from < to; from++) if (bits[bit++]) edges.push({ from: ids[from]!, to: ids[to]! });
    }
    const groups = [0, 1]
      .map((group) => ({
        title: `Group ${group}`,
        members: ids.filter((_, index) => grouped?.[index] === group).toReversed(),
        id: `g${group}`,
      }))
      .filter(({ members }) => members.length > 0);
    return {
      ...extras,
      ...(groups.length === 0 ? {} : { groups }),
      edges: shuffled(edges, seed),
      nodes: shuffled(nodes, seed + 1),
      name,
      id: 'any-flow',
      schemaVersion: FLOW_SCHEMA_VERSION,
    };
  });

function nodeOf(id: string, index: number, content: number, mapping: Record<string, unknown>): FlowNode {
  if (index === 0) return { uses: 'shop/payment', kind: 'trigger', id };
  if (content === 0) return { with: mapping, id, kind: 'map' };
  if (content === 1) return { items: '{{n0.lines}}', id, kind: 'split' };
  if (content === 2) return { collect: '{{n0.id}}', kind: 'aggregate', id };
  return { retry: { max: '1h', attempts: 3 }, with: mapping, id, kind: 'action', uses: 'shop/find-order' };
}

/** Deterministic, so that fast-check can shrink and repeat. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  return items
    .map((item, index) => ({ item, rank: (Math.imul(seed + index + 1, 2_654_435_761) ^ seed) >>> 0 }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}
