import type { Connector, ConnectorRegistry, FlowDocument, TriggerDefinition } from '@raccord/contract';

/** For tests: a registry of two vendors, a clock and a generic connector, and flows made of them. */

const text = (en: string) => ({ title: { en, fr: en }, description: { en, fr: en } });
const none = { kind: 'none' as const, credentials: { type: 'object' }, apply: () => {} };
const key = {
  kind: 'apiKey' as const,
  credentials: { type: 'object', required: ['key'], properties: { key: { type: 'string' } } },
  apply: () => {},
};

const paid: TriggerDefinition = {
  id: 'payment',
  version: 1,
  ...text('Payment'),
  config: { type: 'object', properties: { currency: { type: 'string' } }, additionalProperties: false },
  output: { type: 'object' },
  sample: {},
  webhook: { secret: 'required', verify: () => {}, parse: () => [] },
};

const shop: Connector = {
  id: 'shop',
  ...text('Shop'),
  endpoints: { api: 'https://shop.example' },
  auth: key,
  triggers: {
    payment: paid,
    'new-order': {
      ...paid,
      id: 'new-order',
      poll: { every: '5m', page: async () => ({ items: [], cursor: 1, more: false }) },
    },
  },
  actions: {
    'find-order': {
      id: 'find-order',
      version: 1,
      ...text('Find order'),
      input: { type: 'object', properties: { id: { type: 'string' } } },
      output: { type: 'object' },
      effect: 'read',
      run: async () => ({}),
    },
  },
};

const books: Connector = {
  id: 'books',
  ...text('Books'),
  endpoints: { api: 'https://books.example' },
  auth: key,
  triggers: {},
  actions: {
    'create-invoice': {
      id: 'create-invoice',
      version: 3,
      ...text('Create invoice'),
      input: {
        type: 'object',
        required: ['reference'],
        additionalProperties: false,
        properties: {
          reference: { type: 'string', maxLength: 20 },
          status: {
            anyOf: [
              { const: 'draft', type: 'string' },
              { const: 'sent', type: 'string' },
            ],
          },
          due: { anyOf: [{ type: 'integer' }, { type: 'null' }] },
          paid: { type: 'boolean' },
          layout: { type: 'string', literal: true },
          lines: {
            type: 'array',
            maxItems: 3,
            items: {
              type: 'object',
              required: ['rate'],
              properties: { name: { type: 'string' }, rate: { type: 'number', minimum: 0 } },
            },
          },
        },
      },
      output: { type: 'object' },
      effect: 'key',
      run: async () => ({}),
      migrate: ({ ref, ...rest }) => ({ ...rest, reference: ref }),
      writes: { object: 'invoice', field: (configured) => Object.keys(configured) },
    },
  },
};

const clock: Connector = {
  id: 'schedule',
  ...text('Schedule'),
  auth: none,
  triggers: {
    cron: {
      ...paid,
      id: 'cron',
      config: {
        type: 'object',
        required: ['cron'],
        properties: { cron: { type: 'string' }, timezone: { type: 'string' } },
      },
      fires: 'schedule',
    },
  },
  actions: {},
};

export const testRegistry: ConnectorRegistry = { shop, books, schedule: clock };

/** A flow that every check passes: payment → order → known? → invoice. A fresh copy each time. */
export function goodFlow(): FlowDocument {
  return {
    schemaVersion: 1,
    id: 'payment-to-invoice',
    name: 'Payment to invoice',
    settings: { recordKey: '{{payment.id}}', timezone: 'Europe/Paris' },
    connections: { shop: { connector: 'shop' }, ledger: { connector: 'books' } },
    tables: { rates: { rows: { FR: 20 } } },
    nodes: [
      { id: 'payment', kind: 'trigger', uses: 'shop/payment', connection: 'shop' },
      { id: 'order', kind: 'action', uses: 'shop/find-order', connection: 'shop', with: { id: '{{payment.order}}' } },
      { id: 'known', kind: 'branch', cases: [{ port: 'yes', when: '{{$exists(order.id)}}' }], otherwise: 'no' },
      {
        id: 'invoice',
        kind: 'action',
        uses: 'books/create-invoice',
        connection: 'ledger',
        with: { reference: 'P-{{payment.id}}', lines: [{ name: '{{order.title}}', rate: '{{payment.amount / 100}}' }] },
      },
    ],
    edges: [
      { from: 'payment', to: 'order' },
      { from: 'order', to: 'known' },
      { from: 'known', port: 'yes', to: 'invoice' },
    ],
    layout: { payment: { x: 0, y: 0 } },
  };
}

/** Nodes and edges of a flow that splits an order into lines and gathers them again. */
export function splittingFlow(): FlowDocument {
  const flow = goodFlow();
  return {
    ...flow,
    nodes: [
      flow.nodes[0]!,
      { id: 'line', kind: 'split', items: '{{payment.lines}}', key: '{{line.id}}' },
      { id: 'price', kind: 'map', with: { cents: '{{line.price * 100}}' } },
      { id: 'all', kind: 'aggregate', collect: '{{price.cents}}' },
      { id: 'total', kind: 'map', with: { sum: '{{$sum(all)}}', payment: '{{payment.id}}' } },
    ],
    edges: [
      { from: 'payment', to: 'line' },
      { from: 'line', to: 'price' },
      { from: 'price', to: 'all' },
      { from: 'all', to: 'total' },
    ],
  };
}
