import type { NodeOf } from '@raccord/contract';
import { freshName, type Graph, type GraphNode } from '../../canvas/graph.ts';
import { type NodeChoice, newNode, takenIds, usualName } from '../../canvas/new-node.ts';
import { blankStart } from '../../flows/blank-flow.ts';
import type { Change } from '../changes.ts';
import type { Command } from '../history.ts';
import { rename } from './settings.ts';
import { unusedSlots } from './unused-slots.ts';

type Operation = Extract<NodeChoice, { uses: string }>;

/** The trigger a flow has: the first, were there two. */
export function triggerOf(graph: Graph): GraphNode | undefined {
  return graph.nodes.find(({ node }) => node.kind === 'trigger');
}

/**
 * Lets another trigger start the flow. What the old one led to stays connected; a name that nobody has chosen goes with it, and so do
 * the expressions that read it.
 */
export function replaceTrigger(graph: Graph, of: GraphNode, choice: Operation): { command: Command; key: string } {
  const old = of.node as NodeOf<'trigger'>;
  const others: Graph = { ...graph, nodes: graph.nodes.filter((one) => one !== of) };
  const slots = unusedSlots(others, [of]) ?? graph.head.connections;
  const head = { ...graph.head, ...(slots === undefined ? {} : { connections: slots }) };
  const { node, connections = slots } = newNode({ ...others, head }, choice);
  const unnamed = old.id === blankStart || old.id === usualName(old);
  const id = unnamed ? freshName(usualName(choice), takenIds(others)) : old.id;
  const changes: Change[] = [
    ...(id === old.id ? [] : rename(graph, of.key, id).changes),
    { do: 'putNode', key: of.key, node: { ...node, id } },
    ...(connections === graph.head.connections ? [] : [{ do: 'setHead' as const, head: { connections } }]),
  ];
  return { command: { name: 'replaceTrigger', about: id, changes }, key: of.key };
}
