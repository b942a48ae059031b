import { anyFlow } from '@raccord/runtime/flow/flow-arbitraries';
import Elk from 'elkjs/lib/elk.bundled.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nodeOfId } from './graph.ts';
import { boxAround, groupedKeys } from './group-boxes.ts';
import { layOut, shownPlaces } from './layout.ts';
import { NODE_WIDTH, nodeHeight } from './node-ports.ts';
import { toGraph } from './to-graph.ts';

const elk = new Elk();

test('every node has a place, edges go from left to right, nothing covers anything, and twice gives the same', async () => {
  await fc.assert(
    fc.asyncProperty(anyFlow, async (flow) => {
      const graph = toGraph(flow);
      const places = await layOut(graph, elk);
      expect([...places.keys()].sort()).toEqual(graph.nodes.map(({ key }) => key).sort());
      const groups = groupedKeys(graph);
      // Steps that lead out of a group and back into it cannot all go to the right.
      for (const { edge } of groups.length > 0 ? [] : graph.edges) {
        const [from, to] = [places.get(nodeOfId(graph, edge.from)!.key)!, places.get(nodeOfId(graph, edge.to)!.key)!];
        expect(from.x + NODE_WIDTH).toBeLessThan(to.x);
      }
      for (const [index, one] of graph.nodes.entries())
        for (const other of graph.nodes.slice(index + 1)) {
          const [a, b] = [places.get(one.key)!, places.get(other.key)!];
          const apart =
            Math.abs(a.x - b.x) >= NODE_WIDTH ||
            a.y + nodeHeight(one.node) <= b.y ||
            b.y + nodeHeight(other.node) <= a.y;
          expect(apart).toBe(true);
        }
      // The frame of a group covers no step that is not in it.
      for (const { keys } of groups) {
        const box = boxAround(graph, keys, (key) => places.get(key)!);
        for (const { key, node } of graph.nodes) {
          if (keys.includes(key)) continue;
          const { x, y } = places.get(key)!;
          const beside = x >= box.x + box.width || x + NODE_WIDTH <= box.x;
          expect(beside || y >= box.y + box.height || y + nodeHeight(node) <= box.y).toBe(true);
        }
      }
      expect(await layOut(graph, elk)).toEqual(places);
    }),
    { numRuns: 30 },
  );
});

test('what was put by hand stays there, the rest comes below it', () => {
  const graph = toGraph({
    schemaVersion: 1,
    id: 'f',
    name: 'F',
    nodes: [
      { id: 'a', kind: 'map', with: {} },
      { id: 'b', kind: 'map', with: {} },
    ],
    edges: [],
    layout: { a: { x: 10, y: 100 } },
  });
  const shown = shownPlaces(graph, new Map([['b', { x: 300, y: 0 }]]));
  expect(shown.get('a')).toEqual({ x: 10, y: 100 });
  expect(shown.get('b')!.x).toBe(300);
  expect(shown.get('b')!.y).toBeGreaterThan(100 + nodeHeight(graph.nodes[0]!.node));
});
