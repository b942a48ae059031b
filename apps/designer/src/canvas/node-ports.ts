import type { FlowNode } from '@raccord/contract';
import { portsOf } from '@raccord/runtime/flow/graph';

/** How a node is drawn: as wide as the others, as high as its ways out need. */
export const NODE_WIDTH = 220;
const HEAD_HEIGHT = 76;
const PORT_HEIGHT = 24;

export type NodePort = { port: string; kind: PortKind };
export type PortKind = 'plain' | 'case' | 'otherwise' | 'failed' | 'approved' | 'rejected';

/** The ways out, from top to bottom; `''` is the plain one, which is drawn beside the title. */
export function nodePorts(node: FlowNode): NodePort[] {
  return portsOf(node).map((port) => ({ port, kind: kindOf(node, port) }));
}

function kindOf(node: FlowNode, port: string): NodePort['kind'] {
  if (port === '') return 'plain';
  if (node.kind === 'action') return 'failed';
  if (node.kind === 'approval') return port === 'approved' || port === 'rejected' ? port : 'failed';
  return node.kind === 'branch' && node.otherwise === port ? 'otherwise' : 'case';
}

/** Pixels. */
export function nodeHeight(node: FlowNode): number {
  return HEAD_HEIGHT + PORT_HEIGHT * nodePorts(node).filter(({ kind }) => kind !== 'plain').length;
}
