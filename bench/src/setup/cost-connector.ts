import { manual } from '@raccord/connectors/manual/index';
import { type ConnectorRegistry, defineAction, defineConnector, type FlowDocument } from '@raccord/contract';
import Type from 'typebox';
import { twelveFields } from './bulk-mapping.ts';

const same = (en: string) => ({ en, fr: en });
const Fields = Type.Object({
  reference: Type.String({ minLength: 1 }),
  number: Type.Integer(),
  email: Type.String(),
  currency: Type.String({ minLength: 3, maxLength: 3 }),
  total: Type.Number(),
  net: Type.Number(),
  name: Type.String(),
  city: Type.String(),
  status: Type.Enum(['paid', 'open']),
  country: Type.String(),
  foreign: Type.Boolean(),
  tax: Type.Number(),
});

/** One call for each record, with a secret, and a limit that is counted and never reached. */
export const costRegistry: ConnectorRegistry = {
  manual,
  costly: defineConnector({
    id: 'costly',
    title: same('Costly'),
    description: same('A local server.'),
    auth: {
      kind: 'apiKey',
      credentials: Type.Object({ token: Type.String() }),
      apply: ({ token }, headers) => {
        headers.authorization = `Bearer ${token}`;
      },
    },
    rates: [{ limit: 50_000, perMs: 1_000 }],
    triggers: {},
    actions: {
      write: defineAction({
        id: 'write',
        version: 1,
        title: same('Write'),
        description: same('Writes one.'),
        input: Fields,
        output: Type.Object({ ok: Type.Boolean() }),
        effect: 'key',
        async run({ http, idempotencyKey }, fields) {
          const headers = { 'idempotency-key': idempotencyKey };
          const { json } = await http.request({ method: 'POST', url: '/orders', json: fields, headers });
          return json as { ok: boolean };
        },
      }),
    },
  }),
};

export const AT_ONCE = 8;

export const costFlow: FlowDocument = {
  schemaVersion: 1,
  id: 'cost',
  name: 'Cost',
  settings: { concurrency: AT_ONCE },
  connections: { account: { connector: 'costly' } },
  nodes: [
    { id: 'order', kind: 'trigger', uses: 'manual/run' },
    { id: 'written', kind: 'action', uses: 'costly/write', connection: 'account', with: twelveFields },
  ],
  edges: [{ from: 'order', to: 'written' }],
};

/** An order, and the body that the flow sends for it. */
export function orderOf(n: number): { order: Record<string, unknown>; body: Record<string, unknown> } {
  const customer = { first_name: 'Ann', last_name: 'Lee', address: { zip: '69001', city: 'Lyon', country: 'FR' } };
  const order = {
    id: `order-${n}`,
    number: n,
    email: ' Ann@Example.org ',
    currency: 'EUR',
    total_cents: 1_200,
    tax_cents: 200,
    paid: true,
    customer,
  };
  const body = {
    reference: order.id,
    number: n,
    email: 'ann@example.org',
    currency: 'EUR',
    total: 12,
    net: 10,
    name: 'Ann Lee',
    city: '69001 Lyon',
    status: 'paid',
    country: 'FR',
    foreign: false,
    tax: 2,
  };
  return { order, body };
}
