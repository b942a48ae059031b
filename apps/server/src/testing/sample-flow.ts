import type { FlowDocument } from '@raccord/contract';

/** A flow for tests: a webhook, and one call through a connection slot. Parts are replaced by `changes`. */
export function sampleFlow(id: string, changes: Partial<FlowDocument> = {}): FlowDocument {
  return {
    schemaVersion: 1,
    id,
    name: `Flow ${id}`,
    connections: { shop: { connector: 'http' } },
    nodes: [
      { id: 'order', kind: 'trigger', uses: 'webhook/received' },
      {
        id: 'send',
        kind: 'action',
        uses: 'http/request',
        connection: 'shop',
        with: { method: 'POST', url: 'https://shop.example/orders', json: '{{order.body}}' },
      },
    ],
    edges: [{ from: 'order', to: 'send' }],
    ...changes,
  };
}
