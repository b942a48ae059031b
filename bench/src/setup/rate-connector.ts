import {
  type ConnectorRegistry,
  defineAction,
  defineConnector,
  defineTrigger,
  Failure,
  type FlowDocument,
} from '@raccord/contract';
import Type from 'typebox';

/** What the vendor of the rate suite allows. */
export const LIMIT = 10;
export const PER_MS = 1_000;
/** Rows of a back-fill: far more than can be written while the suite looks. */
export const ROWS = 60;

const same = (en: string) => ({ en, fr: en });
const named = (id: string) => ({ id, version: 1, title: same(id), description: same(id) });
const Row = Type.Object({ reference: Type.String() });

const call = defineAction({
  ...named('call'),
  input: Row,
  output: Type.Object({}),
  effect: 'key',
  async run({ http }, { reference }) {
    const { status } = await http.request({ method: 'POST', url: `/${reference}` });
    if (status === 429) throw new Failure('rateLimited', 'http.tooManyRequests', { message: '429' });
    return {};
  },
});

const rows = defineTrigger({
  ...named('rows'),
  config: Type.Object({ flow: Type.String() }),
  output: Row,
  sample: { reference: 'bulk-1-1' },
  poll: {
    every: '1d',
    async page({ http }, { flow }) {
      await http.request({ method: 'GET', url: `/page-${flow}` });
      const items = Array.from({ length: ROWS }, (_, n) => ({ data: { reference: `bulk-${flow}-${n}` } }));
      return { items, cursor: 1, more: false };
    },
  },
});

const hook = defineTrigger({
  ...named('hook'),
  config: Type.Object({}),
  output: Row,
  sample: { reference: 'hook-1' },
  webhook: {
    secret: 'optional',
    verify: () => undefined,
    parse: ({ body }) => [{ data: JSON.parse(Buffer.from(body).toString()) }],
  },
});

/** A system that allows ten calls in a second; exists in this bench only. */
export const rateRegistry: ConnectorRegistry = {
  limited: defineConnector({
    id: 'limited',
    title: same('Limited'),
    description: same('A local server.'),
    auth: { kind: 'none', credentials: Type.Object({}), apply: () => undefined },
    rates: [{ limit: LIMIT, perMs: PER_MS }],
    triggers: { rows, hook },
    actions: { call },
  }),
};

/** One call for each row: of a back-fill, or of a webhook. */
export function limitedFlow(id: string, source: 'rows' | 'hook'): FlowDocument {
  const trigger = { id: 'row', kind: 'trigger' as const, uses: `limited/${source}`, connection: 'account' };
  return {
    schemaVersion: 1,
    id,
    name: id,
    connections: { account: { connector: 'limited' } },
    nodes: [
      source === 'rows' ? { ...trigger, with: { flow: id } } : trigger,
      {
        id: 'call',
        kind: 'action',
        uses: 'limited/call',
        connection: 'account',
        with: { reference: '{{row.reference}}' },
      },
    ],
    edges: [{ from: 'row', to: 'call' }],
  };
}
