import type { FlowNode, NodeKind } from '@raccord/contract';
import { reservedNames } from '@raccord/contract/flow';
import { freshName, type Graph, type Head } from './graph.ts';

/** What the palette offers: an operation of an app, or a step of the flow itself. */
export type NodeChoice =
  | { kind: 'trigger' | 'action'; uses: string; needsConnection: boolean }
  | { kind: Exclude<NodeKind, 'trigger' | 'action'> };

export type NewNode = { node: FlowNode; connections?: Head['connections'] };

/** A node as it comes out of the palette, under a name that is free, with the slot its app already has or a new one. */
export function newNode(graph: Graph, choice: NodeChoice): NewNode {
  const id = freshName(usualName(choice), takenIds(graph));
  switch (choice.kind) {
    case 'trigger':
    case 'action': {
      const { kind, uses } = choice;
      if (!choice.needsConnection) return { node: { id, kind, uses } };
      const connector = uses.split('/')[0]!;
      const slots = graph.head.connections ?? {};
      const slot = Object.keys(slots).find((name) => slots[name]?.connector === connector);
      if (slot !== undefined) return { node: { id, kind, uses, connection: slot } };
      const name = freshName(connector.slice(0, 60), new Set(Object.keys(slots)));
      return { node: { id, kind, uses, connection: name }, connections: { ...slots, [name]: { connector } } };
    }
    case 'map':
      return { node: { id, kind: 'map', with: {} } };
    case 'filter':
      return { node: { id, kind: 'filter', when: '' } };
    case 'branch':
      return { node: { id, kind: 'branch', cases: [{ port: 'yes', when: '' }], otherwise: 'no' } };
    case 'split':
      return { node: { id, kind: 'split', items: '' } };
    case 'aggregate':
      return { node: { id, kind: 'aggregate' } };
    case 'lookup':
      return { node: { id, kind: 'lookup', table: Object.keys(graph.head.tables ?? {})[0] ?? 'table', key: '' } };
    case 'wait':
      return { node: { id, kind: 'wait', for: '1h' } };
    case 'approval':
      return { node: { id, kind: 'approval', question: '' } };
    case 'subflow':
      return { node: { id, kind: 'subflow', flow: 'flow' } };
    case 'respond':
      return { node: { id, kind: 'respond', status: 200 } };
  }
}

/** Names no node can take: those that are there, and those that expressions use for something else. */
export function takenIds(graph: Graph): Set<string> {
  return new Set([...graph.nodes.map(({ node }) => node.id), ...reservedNames]);
}

/** What a node is called in expressions until somebody calls it otherwise. */
export function usualName(choice: Pick<NodeChoice, 'kind'> & { uses?: string }): string {
  if (choice.uses === undefined) return choice.kind;
  const [first = 'step', ...rest] = choice.uses.split('/').at(-1)!.split('-');
  return [first, ...rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join('').slice(0, 60);
}
