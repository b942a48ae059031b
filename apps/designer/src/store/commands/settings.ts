import type { FlowNode, NodeOf } from '@raccord/contract';
import { type Graph, type GraphNode, type Head, nodeOfId, nodeOfKey } from '../../canvas/graph.ts';
import { takenIds } from '../../canvas/new-node.ts';
import type { Change } from '../changes.ts';
import type { Command } from '../history.ts';
import { renameReads } from '../rename-reads.ts';
import { renameMember } from './groups.ts';

export type NameRefusal = 'badName' | 'nameTaken';

/** `forbiddenKeys` of the runtime's limits: they cannot be a key of the drawing's places. */
const neverNames = ['constructor', 'prototype'];

export function nameRefusal(graph: Graph, key: string, id: string): NameRefusal | undefined {
  if (!/^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(id) || neverNames.includes(id)) return 'badName';
  return nodeOfKey(graph, key)?.node.id !== id && takenIds(graph).has(id) ? 'nameTaken' : undefined;
}

/** Gives a node another name, and all edges and expressions that mean it with it. Ask `nameRefusal` first. */
export function rename(graph: Graph, key: string, id: string): Command {
  const renamed = nodeOfKey(graph, key);
  const old = renamed?.node.id ?? '';
  const changes: Change[] = [{ do: 'putNode', key, node: { ...renamed!.node, id } }];
  // What is said of an id is said of its first node; a second one takes nothing with it.
  if (nodeOfId(graph, old) === renamed) changes.push(...followName(graph, key, old, id));
  return { name: 'rename', about: `${old} → ${id}`, changes };
}

function followName(graph: Graph, key: string, old: string, id: string): Change[] {
  const end = (name: string) => (name === old ? id : name);
  const edges = graph.edges
    .filter(({ edge }) => edge.from === old || edge.to === old)
    .map(
      (one): Change => ({
        do: 'putEdge',
        key: one.key,
        edge: { ...one.edge, from: end(one.edge.from), to: end(one.edge.to) },
      }),
    );
  const nodes = graph.nodes
    .filter((one) => one.key !== key)
    .map((one): { before: GraphNode; after: FlowNode } => ({ before: one, after: readingOf(one.node, old, id) }))
    .filter(({ before, after }) => JSON.stringify(before.node) !== JSON.stringify(after))
    .map(({ before, after }): Change => ({ do: 'putNode', key: before.key, node: after }));
  const { settings } = graph.head;
  const head: Change[] =
    settings?.recordKey === undefined
      ? []
      : [{ do: 'setHead', head: { settings: { ...settings, recordKey: renameReads(settings.recordKey, old, id) } } }];
  return [...edges, ...nodes, ...head, ...renameMember(graph, old, id)];
}

/** Words for people are no expressions, whatever braces they hold. */
function readingOf(node: FlowNode, old: string, id: string): FlowNode {
  const { title, note, ...rest } = node;
  const words = { ...(title === undefined ? {} : { title }), ...(note === undefined ? {} : { note }) };
  return { ...renameReads(rest, old, id), ...words } as FlowNode;
}

/** @param place what was edited in the node; edits of one place in quick succession are one command */
export function changeNode(graph: Graph, key: string, node: FlowNode, place: string): Command {
  const name = place === 'title' ? 'retitle' : place === 'note' ? 'changeNote' : 'changeSettings';
  return { name, about: node.title ?? node.id, changes: changesOf(graph, key, node), series: `${key} ${place}` };
}

/** Edges follow a way out of a branch that is called differently now; those of one that is gone go with it. */
function changesOf(graph: Graph, key: string, node: FlowNode): Change[] {
  const before = nodeOfKey(graph, key)?.node;
  const changes: Change[] = [{ do: 'putNode', key, node }];
  if (before?.kind !== 'branch' || node.kind !== 'branch') return changes;
  const follows = followingPorts(before, node);
  for (const { key: edgeKey, edge } of graph.edges) {
    if (edge.from !== node.id || edge.port === undefined) continue;
    const port = follows.get(edge.port);
    if (port === null) changes.push({ do: 'removeEdge', key: edgeKey });
    else if (port !== undefined) changes.push({ do: 'putEdge', key: edgeKey, edge: { ...edge, port } });
  }
  return changes;
}

/** What became of each way out: its new name, or null when it is gone; nothing for those that stayed. */
function followingPorts(before: NodeOf<'branch'>, after: NodeOf<'branch'>): Map<string, string | null> {
  const names = (branch: NodeOf<'branch'>) => [...branch.cases.map(({ port }) => port), branch.otherwise];
  const [old, now] = [names(before), names(after)];
  const became = new Map<string, string | null>();
  for (const [index, port] of old.entries()) {
    if (port === undefined || now.includes(port)) continue;
    const there = now[index];
    const renamed = old.length === now.length && there !== undefined && !old.includes(there);
    became.set(port, renamed ? there : null);
  }
  return became;
}

export function changeFlow(graph: Graph, head: Partial<{ [K in keyof Head]: Head[K] | undefined }>): Command {
  const series = `flow ${Object.keys(head).join()}`;
  return { name: 'changeFlow', about: graph.head.name, changes: [{ do: 'setHead', head }], series };
}
