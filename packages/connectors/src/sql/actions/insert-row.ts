import { defineAction } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { Place } from '../place.ts';
import { withSession } from '../sessions/open-session.ts';
import { insert, selectOne } from '../statements.ts';

const { schema, table, keyColumns } = Place.properties;

/** For tables whose key the database makes: nothing tells an insert that was repeated from two that were meant. */
export const insertRow = defineAction({
  id: 'insert-row',
  version: 1,
  title: { en: 'Insert a row', fr: 'Insérer une ligne' },
  description: {
    en: 'Inserts a row into a table that numbers its rows itself, and gives it with its number. After a broken line nobody knows whether it is there: the record is then in doubt.',
    fr: 'Insère une ligne dans une table qui numérote elle-même ses lignes, et la donne avec son numéro. Après une coupure, personne ne sait si elle y est : l’enregistrement est alors en doute.',
  },
  input: Type.Object(
    {
      schema,
      table,
      keyColumns,
      row: Type.Record(Type.String({ minLength: 1, maxLength: 128 }), Type.Unknown(), {
        minProperties: 1,
        ...told(
          'Values',
          'Column by column. Objects and lists are written as JSON.',
          'Valeurs',
          'Colonne par colonne. Les objets et les listes sont écrits en JSON.',
        ),
      }),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({ row: Type.Record(Type.String(), Type.Unknown()) }),
  effect: 'none',
  writes: { object: 'row', field: ({ row }) => Object.keys((row as object | undefined) ?? {}) },
  run: (context, { row, ...place }) =>
    withSession(context, { writes: true }, async (session) => {
      const { rows, insertId } = await insert(session, place, [row]);
      const key = insertId === undefined || insertId === 0 ? undefined : { [place.keyColumns.trim()]: insertId };
      const back = rows[0] ?? (key === undefined ? undefined : await selectOne(session, place, key));
      return { row: back ?? row };
    }),
});
