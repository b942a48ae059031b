import { Failure } from '@raccord/contract';
import Type, { type Static } from 'typebox';
import { told } from '../shared/forms/told.ts';
import type { Dialect } from './sessions/session.ts';

const Column = (...texts: Parameters<typeof told>) =>
  Type.Optional(Type.String({ minLength: 1, maxLength: 128, choices: 'columns', ...told(...texts) }));

export const Place = Type.Object(
  {
    schema: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 128,
        ...told(
          'Schema',
          'Where the table is, if it is not in the usual place (`public`, or the database).',
          'Schéma',
          'Où se trouve la table, si ce n’est pas l’endroit habituel (`public`, ou la base).',
        ),
      }),
    ),
    table: Type.String({
      minLength: 1,
      maxLength: 128,
      choices: 'tables',
      ...told('Table', 'Name of the table or view.', 'Table', 'Nom de la table ou de la vue.'),
    }),
    keyColumns: Type.String({
      minLength: 1,
      maxLength: 500,
      ...told(
        'Key columns',
        'Columns that together name one row, separated by commas. They need a unique index.',
        'Colonnes clés',
        'Colonnes qui désignent ensemble une ligne, séparées par des virgules. Il leur faut un index unique.',
      ),
    }),
    changedColumn: Column(
      'Change column',
      'Column that grows with every change: a time of change, a version, or the key itself if rows are only added. Rows where it is empty are not seen.',
      'Colonne de modification',
      'Colonne qui croît à chaque modification : date de modification, version, ou la clé elle-même si l’on ne fait qu’ajouter. Les lignes où elle est vide ne sont pas vues.',
    ),
    createdColumn: Column(
      'Creation column',
      'Column with the time of creation, which tells new rows from changed ones.',
      'Colonne de création',
      'Colonne portant la date de création, qui distingue les lignes nouvelles des lignes modifiées.',
    ),
  },
  { additionalProperties: false },
);
export type Place = Static<typeof Place>;

/** @throws Failure config `sql.badName` */
export function keysOf({ keyColumns }: Pick<Place, 'keyColumns'>): string[] {
  const keys = keyColumns
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (keys.length === 0) throw new Failure('config', 'sql.badName', { name: keyColumns });
  return keys;
}

export function tableIn(dialect: Dialect, { schema, table }: Pick<Place, 'schema' | 'table'>): string {
  return schema === undefined ? dialect.quote(table) : `${dialect.quote(schema)}.${dialect.quote(table)}`;
}

/** What names a row in one text: its key, or all of them as a list. */
export function keyText(values: readonly unknown[]): string {
  return values.length === 1 ? String(values[0]) : JSON.stringify(values.map(String));
}
