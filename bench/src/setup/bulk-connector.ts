import { type ConnectorRegistry, defineAction, defineConnector, defineTrigger } from '@raccord/contract';
import Type from 'typebox';

/** Rows of a page, and of a call. */
export const PAGE = 1_000;
export const CALL = 100;

const Config = Type.Object({ sourceUrl: Type.String(), total: Type.Integer() });
const Fields = Type.Record(Type.String(), Type.Unknown());
const same = (en: string) => ({ en, fr: en });

const rows = defineTrigger({
  id: 'rows',
  version: 1,
  title: same('Rows'),
  description: same('Reads the source in pages, from the first row on.'),
  config: Config,
  output: Fields,
  sample: {},
  poll: {
    every: '1d',
    async page({ http }, { sourceUrl, total }, cursor) {
      const from = typeof cursor === 'number' ? cursor : 0;
      const { json } = await http.request({
        method: 'GET',
        url: `${sourceUrl}/?from=${from}&limit=${PAGE}&total=${total}`,
      });
      const page = json as { rows: { id: string }[]; more: boolean };
      return {
        items: page.rows.map((data) => ({ dedupeKey: data.id, data })),
        cursor: from + page.rows.length,
        more: page.more,
      };
    },
  },
});

const upsert = defineAction({
  id: 'upsert',
  version: 1,
  title: same('Upsert'),
  description: same('Writes rows by their reference, up to a hundred in one call.'),
  input: Fields,
  output: Fields,
  effect: 'upsert',
  async run({ http }, row) {
    await http.request({ method: 'POST', url: '/rows', json: { rows: [row] } });
    return {};
  },
  bulk: {
    max: CALL,
    async run({ http }, items) {
      await http.request({ method: 'POST', url: '/rows', json: { rows: items.map(({ input }) => input) } });
      return items.map(() => ({ ok: true as const, output: {} }));
    },
  },
});

/** A system to read from and to write to in bulk; exists in this bench only. */
export const bulkRegistry: ConnectorRegistry = {
  bench: defineConnector({
    id: 'bench',
    title: same('Bench'),
    description: same('Two local servers.'),
    auth: { kind: 'none', credentials: Type.Object({}), apply: () => undefined },
    triggers: { rows },
    actions: { upsert },
  }),
};
