import { Failure, type ObjectRecord } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { defineObject, defineOperation } from '../../shared/objects/define-object.ts';
import { discoverFields } from '../columns.ts';
import { keysOf, Place, tableIn } from '../place.ts';
import { withSession } from '../sessions/open-session.ts';
import type { Session } from '../sessions/session.ts';
import { bound, equals, findOurs, insert, keyOf, selectOne, type Values } from '../statements.ts';
import { MOST_ROWS, writeMany } from '../write-many.ts';
import { readChanges, toRecord } from './read-changes.ts';

const Columns = (...texts: Parameters<typeof told>) =>
  Type.Record(Type.String({ minLength: 1, maxLength: 128 }), Type.Unknown(), { minProperties: 1, ...told(...texts) });

const RowValues = Columns(
  'Values',
  'Column by column. Objects and lists are written as JSON.',
  'Valeurs',
  'Colonne par colonne. Les objets et les listes sont écrits en JSON.',
);
const written = Type.Object({ ...Place.properties, row: RowValues }, { additionalProperties: false });
const keyed = Type.Object(
  {
    ...Place.properties,
    key: Columns('Key', 'A value for each key column.', 'Clé', 'Une valeur pour chaque colonne clé.'),
  },
  { additionalProperties: false },
);

/** A row of any table; its own columns stand beside these. */
const RowSchema = Type.Object({
  _key: Type.String({ description: 'The key of the row, as one text.' }),
  _modifiedAt: Type.Optional(Type.String({ description: 'The change column.' })),
  _createdAt: Type.Optional(Type.String({ description: 'The creation column.' })),
});

export const row = defineObject({
  id: 'row',
  title: { en: 'Row', fr: 'Ligne' },
  one: { en: 'a row', fr: 'une ligne' },
  place: Place,
  schema: RowSchema,
  fields: discoverFields,
  sample: { _key: '42', id: 42, name: 'Les Petits Pains SARL', email: 'elodie@petitspains.example' },
  identity: { id: '_key', createdAt: '_createdAt', modifiedAt: '_modifiedAt', match: [] },
  operations: {
    list: {
      reports: ['created', 'updated'],
      every: '5m',
      page: (context, place, cursor, options) =>
        readChanges(context, place as Place, cursor as Parameters<typeof readChanges>[2], options),
    },
    find: defineOperation({
      description: {
        en: 'Finds the first row whose columns have these values; an empty answer when there is none.',
        fr: 'Trouve la première ligne dont les colonnes ont ces valeurs ; réponse vide s’il n’y en a pas.',
      },
      input: Type.Object(
        {
          ...Place.properties,
          where: Columns(
            'Where',
            'Columns and the values they must have.',
            'Où',
            'Les colonnes et les valeurs qu’elles doivent avoir.',
          ),
        },
        { additionalProperties: false },
      ),
      effect: 'read',
      run: (context, { where, ...place }) =>
        withSession(context, { writes: false }, async (session) => {
          const found = await selectOne(session, place, where);
          return found === undefined ? {} : toRecord(found, place);
        }),
    }),
    get: defineOperation({
      description: { en: 'Reads one row by its key.', fr: 'Lit une ligne par sa clé.' },
      input: keyed,
      effect: 'read',
      run: (context, { key, ...place }) =>
        withSession(context, { writes: false }, (session) => mustFind(session, place, keyOf(place, key))),
    }),
    create: defineOperation({
      description: {
        en: 'Inserts a row whose key is known. For a table that numbers its rows itself, use “Insert a row”.',
        fr: 'Insère une ligne dont la clé est connue. Si la table numérote elle-même ses lignes, utilisez « Insérer une ligne ».',
      },
      input: written,
      effect: 'readback',
      run: (context, { row: values, ...place }) =>
        withSession(context, { writes: true }, async (session) => {
          const key = keyOf(place, values);
          const { rows } = await insert(session, place, [values]);
          return rows[0] === undefined ? mustFind(session, place, key) : toRecord(rows[0], place);
        }),
      readback: (context, { row: values, ...place }) =>
        withSession(context, { writes: false }, async (session) => {
          const ours = await findOurs(session, place, values);
          return ours === undefined ? undefined : toRecord(ours, place);
        }),
      bulk: { max: MOST_ROWS, run: (context, items) => writeMany(context, items, 'insert') },
    }),
    update: defineOperation({
      description: {
        en: 'Changes the given columns of the row with this key.',
        fr: 'Modifie les colonnes données de la ligne qui a cette clé.',
      },
      input: written,
      effect: 'upsert',
      run: (context, { row: values, ...place }) =>
        withSession(context, { writes: true }, async (session) => {
          const { dialect } = session;
          const key = keyOf(place, values);
          const changed = Object.entries(values).filter(([name]) => !Object.hasOwn(key, name));
          if (changed.length > 0) {
            const set = changed
              .map(([name], index) => `${dialect.quote(name)} = ${dialect.param(index + 1)}`)
              .join(', ');
            const where = equals(session, key, changed.length + 1);
            const given = [...changed.map(([, value]) => bound(value)), ...where.values];
            await session.run(`update ${tableIn(dialect, place)} set ${set} where ${where.text}`, given);
          }
          return mustFind(session, place, key);
        }),
    }),
    upsert: defineOperation({
      description: {
        en: 'Inserts the row, or changes the one that has this key. In MySQL any unique index of the table counts as a key.',
        fr: 'Insère la ligne, ou modifie celle qui a cette clé. Avec MySQL, tout index unique de la table compte comme clé.',
      },
      input: written,
      effect: 'upsert',
      run: (context, { row: values, ...place }) =>
        withSession(context, { writes: true }, async (session) => {
          const key = keyOf(place, values);
          const { rows } = await insert(session, place, [values], keysOf(place));
          return rows[0] === undefined ? mustFind(session, place, key) : toRecord(rows[0], place);
        }),
      bulk: { max: MOST_ROWS, run: (context, items) => writeMany(context, items, 'upsert') },
    }),
    remove: defineOperation({
      description: {
        en: 'Deletes the row with this key; one that is gone already is no failure.',
        fr: 'Supprime la ligne qui a cette clé ; si elle n’existe plus, ce n’est pas un échec.',
      },
      input: keyed,
      effect: 'upsert',
      run: (context, { key, ...place }) =>
        withSession(context, { writes: true }, async (session) => {
          const named = keyOf(place, key);
          const where = equals(session, named);
          await session.run(`delete from ${tableIn(session.dialect, place)} where ${where.text}`, where.values);
          return toRecord(named, { ...place, changedColumn: undefined, createdColumn: undefined } as never);
        }),
    }),
  },
});

async function mustFind(session: Session, place: Place, key: Values): Promise<ObjectRecord> {
  const found = await selectOne(session, place, key);
  if (found === undefined)
    throw new Failure('missing', 'sql.noRow', { table: place.table, key: Object.values(key).map(String).join(', ') });
  return toRecord(found, place);
}
