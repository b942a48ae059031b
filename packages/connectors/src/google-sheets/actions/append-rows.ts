import { type ConnectorContext, defineAction, Failure, type ObjectRecord } from '@raccord/contract';
import Type, { type Static } from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { scopes } from '../client.ts';
import { asTyped } from '../objects/row-inputs.ts';
import { addedBefore, addRows } from '../objects/row-writes.ts';
import { placeFields } from '../place.ts';

const MOST = 5_000;

const input = Type.Object(
  {
    ...placeFields,
    rows: Type.Array(Type.Record(Type.String(), Type.Unknown()), {
      minItems: 1,
      maxItems: MOST,
      ...told(
        'Rows',
        'A list of rows, each with its columns by their names.',
        'Lignes',
        'Une liste de lignes, chacune avec ses colonnes par leur nom.',
      ),
    }),
    asTyped,
  },
  { additionalProperties: false },
);
type Input = Static<typeof input>;

export const appendRows = defineAction({
  id: 'append-rows',
  version: 1,
  title: { en: 'Add several rows', fr: 'Ajouter plusieurs lignes' },
  description: {
    en: 'Adds the rows that one record carries, all of them or none. With a key column, rows added before a broken call are recognised.',
    fr: 'Ajoute les lignes que porte un enregistrement, toutes ou aucune. Avec une colonne clé, les lignes ajoutées avant un appel interrompu sont reconnues.',
  },
  input,
  output: Type.Object({
    rows: Type.Array(Type.Object({ _row: Type.Integer(), _key: Type.String(), _version: Type.String() })),
  }),
  effect: ({ keyColumn }) => (keyColumn === undefined ? 'none' : 'readback'),
  scopes: [scopes.write],
  writes: { object: 'row' },
  run: async (context, asked) => ({ rows: await added(context, asked) }),
  // Google adds the rows of one call together: when the first is there, they all are.
  async readback(context, asked) {
    const [first] = itemsOf(asked);
    if ((await addedBefore(context, first!.input)) === undefined) return undefined;
    return { rows: await added(context, asked, true) };
  },
});

/** @param mayHaveRun rows that are there already are looked for and not added again */
async function added(context: ConnectorContext, asked: Input, mayHaveRun = false) {
  const results = await addRows(context, itemsOf(asked, mayHaveRun), { allOrNone: true });
  return results.map((result) => {
    if (!result.ok) throw Failure.fromData(result.failure);
    return result.output as ObjectRecord & { _row: number; _key: string; _version: string };
  });
}

/** What a row says of its own place is not believed: the place is the action's. */
function itemsOf({ rows, ...place }: Input, mayHaveRun = false) {
  return rows.map((row) => ({ input: { ...row, ...place }, mayHaveRun }));
}
