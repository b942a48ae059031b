import type { ELK, ElkNode } from 'elkjs/lib/elk-api.js';
import type { Graph, Point } from './graph.ts';
import { nodeOfId } from './graph.ts';
import { GROUP_EDGE, GROUP_HEAD, groupedKeys, groupKey } from './group-boxes.ts';
import { NODE_WIDTH, nodeHeight, nodePorts } from './node-ports.ts';

const GRID = 4;
const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.spacing.nodeNode': '40',
  'elk.layered.spacing.nodeNodeBetweenLayers': '80',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.separateConnectedComponents': 'true',
  'elk.spacing.componentComponent': '60',
};

/**
 * Places for all nodes, from left to right, in pixels of the canvas; the same for the same graph.
 * @param elk who computes them: in the browser a worker, loaded when it is first needed
 */
export async function layOut(graph: Graph, elk: Pick<ELK, 'layout'>): Promise<Map<string, Point>> {
  const { children = [] } = await elk.layout(asElk(graph));
  const round = (pixels = 0) => Math.round(pixels / GRID) * GRID;
  // A step within a group is placed within it.
  const placed = children.flatMap(({ id, x = 0, y = 0, children: members }): [string, Point][] =>
    members === undefined
      ? [[id, { x, y }]]
      : members.map((member) => [member.id, { x: x + (member.x ?? 0), y: y + (member.y ?? 0) }]),
  );
  return new Map(placed.map(([id, { x, y }]) => [id, { x: round(x), y: round(y) }]));
}

function asElk(graph: Graph): ElkNode {
  const edges = graph.edges.flatMap(({ key, edge }) => {
    const [from, to] = [nodeOfId(graph, edge.from), nodeOfId(graph, edge.to)];
    if (from === undefined || to === undefined || from === to) return [];
    const known = nodePorts(from.node).some(({ port }) => port === (edge.port ?? ''));
    const source = known ? portId(from.key, edge.port ?? '') : from.key;
    return [{ id: `edge ${key}`, sources: [source], targets: [to.key] }];
  });
  const children = graph.nodes.map(({ key, node }) => ({
    id: key,
    width: NODE_WIDTH,
    height: nodeHeight(node),
    layoutOptions: { 'elk.portConstraints': 'FIXED_ORDER' },
    // Around a node ELK counts clockwise: on the right side that is from top to bottom.
    ports: nodePorts(node).map(({ port }, index) => ({
      id: portId(key, port),
      layoutOptions: { 'elk.port.side': 'EAST', 'elk.port.index': String(index) },
    })),
  }));
  const groups = groupedKeys(graph);
  if (groups.length === 0) return { id: 'root', layoutOptions: options, children, edges };
  const inGroup = new Set(groups.flatMap(({ keys }) => keys));
  const boxes = groups.map(
    ({ id, keys }): ElkNode => ({
      id: groupKey(id),
      layoutOptions: {
        'elk.padding': `[top=${GROUP_HEAD},left=${GROUP_EDGE},bottom=${GROUP_EDGE},right=${GROUP_EDGE}]`,
      },
      children: children.filter((child) => keys.includes(child.id)),
    }),
  );
  const layoutOptions = { ...options, 'elk.hierarchyHandling': 'INCLUDE_CHILDREN' };
  return { id: 'root', layoutOptions, children: [...boxes, ...children.filter(({ id }) => !inGroup.has(id))], edges };
}

const portId = (key: string, port: string) => `port ${key} ${port}`;

/** Where each node is shown: where it was put, else where the layout has it; beside what was put by hand, below it. */
export function shownPlaces(graph: Graph, arranged: ReadonlyMap<string, Point>): Map<string, Point> {
  const placed = graph.nodes.filter(({ at }) => at !== undefined);
  const below = placed.reduce((most, { at, node }) => Math.max(most, at!.y + nodeHeight(node) + 40), 0);
  return new Map(
    graph.nodes.map(({ key, at }, index) => {
      const found = arranged.get(key) ?? { x: index * (NODE_WIDTH + 80), y: 0 };
      return [key, at ?? { x: found.x, y: found.y + below }];
    }),
  );
}
