import type { FlowDocument, FlowEdge, FlowNode } from '@raccord/contract';

const WAYS = 6;

/**
 * A flow as large as they get in practice: one trigger, six ways side by side, each a line of searches, mappings, filters and calls of real
 * connectors, with expressions that read what is before them.
 */
export function bigFlow(id: string, count: number): FlowDocument {
  const start: FlowNode = { id: 'payment', kind: 'trigger', uses: 'stripe/payment-succeeded', connection: 'stripe' };
  const nodes: FlowNode[] = [start];
  const edges: FlowEdge[] = [];
  const last: string[] = Array.from({ length: WAYS }, () => start.id);
  for (let number = 1; number < count; number++) {
    const way = number % WAYS;
    const before = last[way]!;
    const node = stepOf(`step${number}`, Math.floor(number / WAYS) % 4, before);
    nodes.push(node);
    edges.push({ from: before, to: node.id });
    last[way] = node.id;
  }
  const connections = {
    stripe: { connector: 'stripe' },
    books: { connector: 'zoho-books' },
    slack: { connector: 'slack' },
  };
  return { schemaVersion: 1, id, name: `A flow of ${count} steps`, connections, nodes, edges };
}

function stepOf(id: string, kind: number, before: string): FlowNode {
  const read = `{{payment.id & '-' & $string($exists(${before}))}}`;
  switch (kind) {
    case 0:
      return { id, kind: 'action', uses: 'zoho-books/find-contact', connection: 'books', with: { email: read } };
    case 1:
      return { id, kind: 'map', with: { reference: read, amount: '{{payment.amount_received / 100}}' } };
    case 2:
      return { id, kind: 'filter', when: `{{$exists(${before})}}` };
    default:
      return {
        id,
        kind: 'action',
        uses: 'slack/post-message',
        connection: 'slack',
        with: { channel: 'C0VENTES001', text: `Paid: ${read}` },
      };
  }
}
