import type { FlowNode } from '@raccord/contract';
import { type Graph, nodeOfId, type Point } from './graph.ts';
import { NODE_WIDTH, nodeHeight } from './node-ports.ts';

/** Pixels around the steps of a group; above them its title. */
export const [GROUP_HEAD, GROUP_EDGE] = [44, 16];

export type Box = Point & { width: number; height: number };

/** What notes and groups are called among the parts of the drawing; no step's key has a colon. */
export const noteKey = (id: string) => `note:${id}`;
export const groupKey = (id: string) => `group:${id}`;

/** Which note or group a part of the drawing is; undefined: a step. */
export function partOf(key: string): { part: 'note' | 'group'; id: string } | undefined {
  const [, part, id] = /^(note|group):(.*)$/.exec(key) ?? [];
  return part === undefined ? undefined : { part: part as 'note', id: id! };
}

/** The groups that can be drawn, with the keys of their steps: of two of one id the first, and each step once. */
export function groupedKeys(graph: Graph): { id: string; title: string; keys: string[] }[] {
  const [seen, taken] = [new Set<string>(), new Set<string>()];
  return (graph.head.groups ?? []).flatMap(({ id, title, members }) => {
    if (seen.has(id)) return [];
    seen.add(id);
    const keys = members.flatMap((member) => nodeOfId(graph, member)?.key ?? []).filter((key) => !taken.has(key));
    for (const key of keys) taken.add(key);
    return keys.length === 0 ? [] : [{ id, title, keys: [...new Set(keys)] }];
  });
}

/** The frame around steps, from where they are shown. */
export function boxAround(
  graph: Graph,
  keys: readonly string[],
  place: (key: string) => Point,
  heightOf: (node: FlowNode) => number = nodeHeight,
): Box {
  const within = graph.nodes.filter(({ key }) => keys.includes(key));
  const places = within.map(({ key, node }) => ({ ...place(key), height: heightOf(node) }));
  const left = Math.min(...places.map(({ x }) => x)) - GROUP_EDGE;
  const top = Math.min(...places.map(({ y }) => y)) - GROUP_HEAD;
  const right = Math.max(...places.map(({ x }) => x)) + NODE_WIDTH + GROUP_EDGE;
  const bottom = Math.max(...places.map(({ y, height }) => y + height)) + GROUP_EDGE;
  return { x: left, y: top, width: right - left, height: bottom - top };
}
