import type { FlowDocument, FlowEdge, FlowNode } from '@raccord/contract';

/** A flow for a test: nodes, and edges written as `a > b` or `a.port > b`. */
export function flow(id: string, nodes: FlowNode[], edges: string[], rest: Partial<FlowDocument> = {}): FlowDocument {
  return {
    schemaVersion: 1,
    id,
    name: id,
    nodes,
    edges: edges.map((text): FlowEdge => {
      const [from = '', to = ''] = text.split(' > ');
      const [node = '', port] = from.split('.');
      return { from: node, to, ...(port === undefined ? {} : { port }) };
    }),
    ...rest,
  };
}

export const start: FlowNode = { id: 'start', kind: 'trigger', uses: 'manual/run' };
