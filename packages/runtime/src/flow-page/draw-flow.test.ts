import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyFlow } from '../flow/flow-arbitraries.ts';
import { drawFlow, type FlowPicture, shapes } from './draw-flow.ts';

const words = (id: string) => ({ title: id, line: id });
const directions = Object.keys(shapes) as (keyof typeof shapes)[];

function overlapping({ nodes, node }: FlowPicture): string[] {
  return nodes.flatMap((a, index) =>
    nodes
      .slice(index + 1)
      .filter((b) => Math.abs(a.x - b.x) < node.width && Math.abs(a.y - b.y) < node.height)
      .map((b) => `${a.id} ${b.id}`),
  );
}

test.each(directions)('%s: no two steps overlap, all are inside, every connection goes forward', (direction) => {
  fc.assert(
    fc.property(anyFlow, (flow) => {
      const picture = drawFlow(flow, direction, words);
      expect(overlapping(picture)).toEqual([]);
      const { width, height, node, nodes, edges } = picture;
      expect(nodes.map(({ id }) => id).sort()).toEqual(flow.nodes.map(({ id }) => id).sort());
      for (const { x, y } of nodes) {
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
        expect(x + node.width).toBeLessThanOrEqual(width + 0.1);
        expect(y + node.height).toBeLessThanOrEqual(height + 0.1);
      }
      const at = new Map(nodes.map((one) => [one.id, direction === 'down' ? one.y : one.x]));
      expect(edges).toHaveLength(flow.edges.length);
      for (const { from, to } of edges) expect(at.get(from)!).toBeLessThan(at.get(to)!);
      expect(drawFlow(flow, direction, words)).toEqual(picture);
    }),
  );
});

test('a circle and connections to nowhere are drawn as far as they can be', () => {
  const map = (id: string) => ({ id, kind: 'map' as const, with: {} });
  const nodes = [map('a'), map('b'), map('c')];
  const edges = [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'a' },
    { from: 'c', to: 'c' },
    { from: 'a', to: 'gone' },
  ];
  const picture = drawFlow({ nodes, edges }, 'down', words);
  expect(overlapping(picture)).toEqual([]);
  expect(picture.edges).toHaveLength(2);
});

test('a long flow is drawn at once', () => {
  const nodes = Array.from({ length: 500 }, (_, index) => ({ id: `n${index}`, kind: 'map' as const, with: {} }));
  const edges = nodes.flatMap(({ id }, index) =>
    [1, 2, 90, 200].filter((by) => index + by < 500).map((by) => ({ from: id, to: `n${index + by}` })),
  );
  const start = performance.now();
  expect(overlapping(drawFlow({ nodes, edges }, 'down', words))).toEqual([]);
  expect(performance.now() - start).toBeLessThan(3_000);
});
