import type { FlowDocument } from '@raccord/contract';

const trigger = {
  id: 'order',
  kind: 'trigger' as const,
  uses: 'webhook/received',
  connection: 'shop',
  with: { scheme: 'hmac-sha256' },
};
const shop = { connector: 'webhook' };

/** Takes signed deliveries and maps one field: what intake itself costs. */
export const intakeFlow: FlowDocument = {
  schemaVersion: 1,
  id: 'intake',
  name: 'Intake',
  connections: { shop },
  nodes: [trigger, { id: 'mapped', kind: 'map', with: { reference: '{{order.body.id}}' } }],
  edges: [{ from: 'order', to: 'mapped' }],
};

/** The same mapping as `bare-queue-worker.ts`, and a POST that carries our idempotency key. */
export const pipelineFlow: FlowDocument = {
  schemaVersion: 1,
  id: 'pipeline',
  name: 'Pipeline',
  connections: { shop, target: { connector: 'http' } },
  nodes: [
    trigger,
    {
      id: 'posted',
      kind: 'action',
      uses: 'http/request',
      connection: 'target',
      with: {
        method: 'POST',
        url: '/orders',
        idempotencyKeyHeader: 'Idempotency-Key',
        json: {
          reference: '{{order.body.id}}',
          total: '{{order.body.total_cents / 100}}',
          email: '{{$lowercase(order.body.customer.email)}}',
        },
      },
    },
  ],
  edges: [{ from: 'order', to: 'posted' }],
};

/** Answers the sender with what it made of the order. */
export const respondFlow: FlowDocument = {
  schemaVersion: 1,
  id: 'respond',
  name: 'Respond',
  connections: { shop },
  nodes: [
    trigger,
    {
      id: 'answer',
      kind: 'respond',
      body: { reference: '{{order.body.id}}', total: '{{order.body.total_cents / 100}}' },
    },
  ],
  edges: [{ from: 'order', to: 'answer' }],
};
