import type { FlowEdge } from '@raccord/contract';
import { portsOf } from '@raccord/runtime/flow/graph';
import { refusalOf } from '../../canvas/connect-rules.ts';
import { freshName, type Graph, type GraphNode, nodeOfId, type Point, takenKeys } from '../../canvas/graph.ts';
import { type NodeChoice, newNode } from '../../canvas/new-node.ts';
import { NODE_WIDTH, nodeHeight } from '../../canvas/node-ports.ts';
import type { Change } from '../changes.ts';
import type { Command } from '../history.ts';
import { edgeWords, insertEdges } from './edges.ts';
import { leaveGroups } from './groups.ts';
import { replaceTrigger, triggerOf } from './replace-trigger.ts';
import { unusedSlots } from './unused-slots.ts';

const GAP = 80;

/** Where a new node goes: behind a way out, into an edge, or by itself. */
export type Spot = { after: string; port?: string } | { edge: string } | { at?: Point };

/** A flow has one trigger: another takes its place. @returns the command, and the key of the node it makes */
export function addNode(graph: Graph, choice: NodeChoice, spot: Spot): { command: Command; key: string } {
  const trigger = choice.kind === 'trigger' ? triggerOf(graph) : undefined;
  if (trigger !== undefined && choice.kind === 'trigger') return replaceTrigger(graph, trigger, choice);
  const { node, connections } = newNode(graph, choice);
  const key = freshName(node.id, takenKeys(graph), '~');
  const cut = 'edge' in spot ? graph.edges.find((one) => one.key === spot.edge) : undefined;
  const source =
    'after' in spot ? graph.nodes.find((one) => one.key === spot.after) : nodeOfId(graph, cut?.edge.from ?? '');
  const at = 'at' in spot && spot.at !== undefined ? spot.at : source && placeBehind(graph, source);
  const placed = graph.nodes.some((one) => one.at !== undefined);
  const changes: Change[] = [];
  if (connections !== undefined) changes.push({ do: 'setHead', head: { connections } });
  changes.push({
    do: 'insertNode',
    index: graph.nodes.length,
    // As long as nobody has moved anything, the drawing stays tidy by itself.
    node: { key, node, ...(placed && at !== undefined ? { at } : {}) },
  });
  const wanted: FlowEdge[] = [];
  if (cut !== undefined && node.kind !== 'trigger') {
    changes.push({ do: 'removeEdge', key: cut.key });
    wanted.push({ ...cut.edge, to: node.id }, edgeTo(portsOf(node)[0] ?? '', node.id, cut.edge.to));
  } else if (source !== undefined && node.kind !== 'trigger') {
    const port = 'port' in spot && spot.port !== undefined ? spot.port : freePort(graph, source);
    wanted.push(edgeTo(port, source.node.id, node.id));
  }
  changes.push(...insertEdges(graph, wanted));
  return { command: { name: 'addNode', about: node.id, changes }, key };
}

function edgeTo(port: string, from: string, to: string): FlowEdge {
  return port === '' ? { from, to } : { from, port, to };
}

/** The first way out that leads nowhere yet, but never the one of failures unasked. */
export function freePort(graph: Graph, { node }: GraphNode): string {
  const ports = portsOf(node).filter((port) => node.kind === 'branch' || port !== 'failed');
  const used = new Set(graph.edges.filter(({ edge }) => edge.from === node.id).map(({ edge }) => edge.port ?? ''));
  return ports.find((port) => !used.has(port)) ?? ports[0] ?? '';
}

/** A new node just where it was dropped; every other one is kept where it is shown. */
export function dropNode(graph: Graph, choice: NodeChoice, at: Point, shown: ReadonlyMap<string, Point>) {
  const { command, key } = addNode(graph, choice, { at });
  const places = new Map(
    graph.nodes.flatMap((one) => (one.at === undefined ? [[one.key, shown.get(one.key)!]] : [])) as [string, Point][],
  );
  const kept = [...places, [key, at] as const].map(([of, place]): Change => ({ do: 'place', key: of, at: place }));
  return { command: { ...command, changes: [...command.changes, ...kept] }, key };
}

/** To the right of a node, as far down as it takes to cover nothing. */
function placeBehind(graph: Graph, source: GraphNode): Point | undefined {
  if (source.at === undefined) return undefined;
  const spot = { x: source.at.x + NODE_WIDTH + GAP, y: source.at.y };
  const covers = ({ at, node }: GraphNode) =>
    at !== undefined && Math.abs(at.x - spot.x) < NODE_WIDTH && spot.y + 120 > at.y && spot.y < at.y + nodeHeight(node);
  while (graph.nodes.some(covers)) spot.y += 40;
  return spot;
}

/**
 * Takes nodes and edges away. What came into a single node that had one way on goes on there, where the rules allow it; slots that
 * no node uses any more go too.
 */
export function removeNodes(graph: Graph, nodeKeys: readonly string[], edgeKeys: readonly string[] = []): Command {
  const gone = graph.nodes.filter(({ key }) => nodeKeys.includes(key));
  // Edges mean the first node of an id.
  const ids = new Set(gone.filter((one) => nodeOfId(graph, one.node.id) === one).map(({ node }) => node.id));
  const cut = graph.edges.filter(({ key, edge }) => edgeKeys.includes(key) || ids.has(edge.from) || ids.has(edge.to));
  const left: Graph = {
    ...graph,
    nodes: graph.nodes.filter((one) => !gone.includes(one)),
    edges: graph.edges.filter((one) => !cut.includes(one)),
  };
  const changes: Change[] = [
    ...cut.map(({ key }): Change => ({ do: 'removeEdge', key })),
    ...gone.map(({ key }): Change => ({ do: 'removeNode', key })),
  ];
  if (gone.length === 1)
    changes.push(
      ...insertEdges(
        left,
        healed(
          left,
          gone[0]!,
          cut.map(({ edge }) => edge),
        ),
      ),
    );
  const slots = unusedSlots(left, gone);
  if (slots !== undefined) changes.push({ do: 'setHead', head: { connections: slots } });
  changes.push(...leaveGroups(graph, ids));
  const about = gone.map(({ node }) => node.id).join(', ');
  return {
    name: gone.length === 0 ? 'disconnect' : 'removeNodes',
    about: gone.length > 0 ? about : cut[0] === undefined ? '' : edgeWords(cut[0].edge),
    count: gone.length,
    changes,
  };
}

function healed(left: Graph, { node }: GraphNode, cut: readonly FlowEdge[]): FlowEdge[] {
  const onward = cut.filter(({ from }) => from === node.id);
  if (onward.length !== 1) return [];
  return cut
    .filter(({ to }) => to === node.id)
    .map((edge) => ({ ...edge, to: onward[0]!.to }))
    .filter((edge) => refusalOf(left, edge) === undefined);
}

/** Puts nodes where they were dragged. The first time, every other node is kept where it is shown. */
export function moveNodes(graph: Graph, moved: ReadonlyMap<string, Point>, shown: ReadonlyMap<string, Point>): Command {
  const changes = graph.nodes.flatMap(({ key, at }): Change[] => {
    const to = moved.get(key) ?? (at === undefined ? shown.get(key) : undefined);
    return to === undefined || (to.x === at?.x && to.y === at.y) ? [] : [{ do: 'place', key, at: to }];
  });
  const ids = graph.nodes.filter(({ key }) => moved.has(key)).map(({ node }) => node.id);
  const series = `move ${[...moved.keys()].join()}`;
  return { name: 'moveNodes', about: ids.join(', '), count: ids.length, changes, series };
}

/** Forgets all places: the drawing is then laid out by itself again. */
export function tidyUp(graph: Graph): Command {
  const changes = graph.nodes
    .filter(({ at }) => at !== undefined)
    .map(({ key }): Change => ({ do: 'place', key, at: undefined }));
  return { name: 'tidyUp', about: graph.head.name, changes };
}
