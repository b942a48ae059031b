import { type ConnectorContext, Failure, type ObjectRecord } from '@raccord/contract';
import Type from 'typebox';
import { defineObject, defineOperation } from '../../shared/objects/define-object.ts';
import { keyText, recordOf, versionOf } from '../cells.ts';
import { scopes } from '../client.ts';
import { inTurn } from '../one-writer.ts';
import { type Place, placeOf, RowPlace } from '../place.ts';
import { deleteRow, type FoundRow, onlyRow, rowsAt, rowsByKey, writeRows } from '../rows.ts';
import { columnNamed, readTab, type Tab } from '../tab.ts';
import { rowChanges } from './row-changes.ts';
import {
  cellsToWrite,
  RowToAdd,
  RowToChange,
  RowToFind,
  RowToRead,
  RowToRemove,
  RowToUpsert,
  rowInput,
} from './row-inputs.ts';
import { addedBefore, addRows, upsertRows } from './row-writes.ts';

const Row = Type.Object({
  _row: Type.Integer({ description: 'Where it stands now; the columns stand beside it by their names.' }),
  _key: Type.String({ description: 'Its value in the key column; without one, its number.' }),
  _version: Type.String({ description: 'Changes with every cell.' }),
});
const MOST = 500;

const find = defineOperation({
  description: {
    en: 'Gives the topmost row with this value in a column, or an empty object if there is none.',
    fr: 'Donne la première ligne qui a cette valeur dans une colonne, ou un objet vide s’il n’y en a pas.',
  },
  input: RowToFind,
  effect: 'read',
  scopes: [scopes.read],
  async run(context, input) {
    const { place } = placeOf(input);
    const tab = await readTab(context, place);
    const rows = await rowsByKey(context, tab, columnNamed(tab, input.column));
    const row = rows.get(keyText(input.value))?.[0];
    return row === undefined ? {} : recordAt(context, tab, row);
  },
});

const get = defineOperation({
  description: { en: 'Gives a row by its key or number.', fr: 'Donne une ligne par sa clé ou son numéro.' },
  input: RowToRead,
  effect: 'read',
  scopes: [scopes.read],
  async run(context, input) {
    const tab = await readTab(context, placeOf(input).place);
    const { row, cells } = await existing(context, tab, input._key);
    return recordOf(tab, row, cells);
  },
});

const create = defineOperation({
  action: { id: 'append-row', title: { en: 'Add a row', fr: 'Ajouter une ligne' } },
  description: {
    en: 'Adds a row below the last one. With a key column, a row that was added before a broken call is recognised and not added twice.',
    fr: 'Ajoute une ligne sous la dernière. Avec une colonne clé, une ligne ajoutée avant un appel interrompu est reconnue et n’est pas ajoutée deux fois.',
  },
  input: RowToAdd,
  // Google takes no key of ours and a row without a key column cannot be told from its twin: then a person decides.
  effect: ({ keyColumn }) => (keyColumn === undefined ? 'none' : 'readback'),
  scopes: [scopes.write],
  run: async (context, input) => outputOf(await addRows(context, [{ input, mayHaveRun: false }])),
  readback: addedBefore,
  bulk: { max: MOST, run: (context, items) => addRows(context, items) },
});

const update = defineOperation({
  description: {
    en: 'Writes the columns you fill in and leaves the others, formulas too, as they are.',
    fr: 'Écrit les colonnes que vous remplissez et laisse les autres, formules comprises, telles quelles.',
  },
  input: RowToChange,
  effect: 'upsert',
  scopes: [scopes.write],
  run: (context, input) =>
    inTurn(input.spreadsheetId, async () => {
      const { place, asTyped, values } = rowInput(input);
      const tab = await readTab(context, place);
      const cells = cellsToWrite(tab, { asTyped, values });
      const { row } = await existing(context, tab, input._key, input._version);
      const [written] = await writeRows(context, tab, [{ row, cells }], asTyped);
      return recordOf(tab, row, written?.cells ?? cells);
    }),
});

const upsert = defineOperation({
  description: {
    en: 'Writes over the row with the same value in the key column, or adds one if there is none.',
    fr: 'Réécrit la ligne qui a la même valeur dans la colonne clé, ou en ajoute une s’il n’y en a pas.',
  },
  input: RowToUpsert,
  effect: 'upsert',
  scopes: [scopes.write],
  run: async (context, input) => outputOf(await upsertRows(context, [{ input, mayHaveRun: false }])),
  bulk: { max: MOST, run: upsertRows },
});

const remove = defineOperation({
  description: {
    en: 'Takes a row out of the sheet; those below move up. A row that is gone already is no failure.',
    fr: 'Retire une ligne de l’onglet ; celles du dessous remontent. Une ligne déjà absente n’est pas une erreur.',
  },
  input: RowToRemove,
  effect: 'upsert',
  scopes: [scopes.write],
  run: (context, input) =>
    inTurn(input.spreadsheetId, async () => {
      const { place } = placeOf(input);
      const tab = await readTab(context, place);
      if (tab.keyColumn === undefined && input._version === undefined)
        throw new Failure('config', 'googleSheets.versionNeeded');
      const found = await rowOf(context, tab, input._key);
      const gone = { _row: 0, _key: input._key, _version: '' };
      if (found === undefined) return gone;
      checkVersion(found, input._version);
      await deleteRow(context, tab, found.row);
      return recordOf(tab, found.row, found.cells);
    }),
});

export const row = defineObject({
  id: 'row',
  title: { en: 'Row', fr: 'Ligne' },
  one: { en: 'a row', fr: 'une ligne' },
  place: RowPlace,
  schema: Row,
  async fields(context, place) {
    const { columns } = await readTab(context, place as Place);
    return columns.map(({ name, kind }) => ({
      name,
      title: name,
      custom: true,
      schema: kind === 'plain' ? Type.Union([Type.String(), Type.Number(), Type.Boolean()]) : Type.String(),
    }));
  },
  sample: { _row: 2, _key: 'L-1', _version: 'pJ0cVYkl3wAZ' },
  identity: { id: '_key', version: '_version', match: [] },
  operations: {
    list: {
      reports: ['created', 'updated'],
      every: '5m',
      page: (context, place, cursor, options) => rowChanges(context, place as Place, cursor, options),
    },
    find,
    get,
    create,
    update,
    upsert,
    remove,
  },
});

function outputOf(results: Awaited<ReturnType<typeof addRows>>): ObjectRecord {
  const [result] = results;
  if (result?.ok !== true) throw Failure.fromData(result!.failure);
  return result.output;
}

async function recordAt(context: ConnectorContext, tab: Tab, row: number): Promise<ObjectRecord> {
  const [found] = await rowsAt(context, tab, [row]);
  return recordOf(tab, row, found?.cells ?? []);
}

/** @throws Failure missing `googleSheets.rowUnknown`, duplicate `object.stale` or `googleSheets.keyTwice` */
async function existing(context: ConnectorContext, tab: Tab, key: string, version?: string): Promise<FoundRow> {
  const found = await rowOf(context, tab, key);
  if (found === undefined) throw new Failure('missing', 'googleSheets.rowUnknown', { sheet: tab.title, key });
  checkVersion(found, version);
  return found;
}

async function rowOf(context: ConnectorContext, tab: Tab, key: string): Promise<FoundRow | undefined> {
  const { keyColumn, headerRow, rowCount } = tab;
  const number =
    keyColumn === undefined
      ? Number(key)
      : onlyRow(tab, (await rowsByKey(context, tab, keyColumn)).get(key.trim()), key);
  if (number === undefined || !Number.isInteger(number) || number <= headerRow || number > rowCount) return undefined;
  const [found] = await rowsAt(context, tab, [number]);
  return found === undefined || found.cells.length === 0 ? undefined : found;
}

function checkVersion({ cells }: FoundRow, version: string | undefined): void {
  if (version === undefined || version === '' || version === versionOf(cells)) return;
  throw new Failure('duplicate', 'object.stale', { object: 'row', from: 'Google Sheets' });
}
