import { defineAction, Failure } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { withSession } from '../sessions/open-session.ts';
import { bound } from '../statements.ts';

/** What one record can hold. */
const MOST_BYTES = 8 * 1_048_576;

export const query = defineAction({
  id: 'query',
  version: 1,
  title: { en: 'Ask with SQL', fr: 'Interroger en SQL' },
  description: {
    en: 'Runs one SELECT in a transaction that cannot write. Values go apart from the text, so that no record can change what is asked.',
    fr: 'Exécute un SELECT dans une transaction qui ne peut pas écrire. Les valeurs sont transmises à part : aucun enregistrement ne peut changer la question.',
  },
  input: Type.Object(
    {
      sql: Type.String({
        minLength: 1,
        maxLength: 20_000,
        literal: true,
        ...told(
          'SELECT',
          'Fixed text, without expressions. Values stand as $1, $2 (PostgreSQL) or ? (MySQL).',
          'SELECT',
          'Texte fixe, sans expressions. Les valeurs s’écrivent $1, $2 (PostgreSQL) ou ? (MySQL).',
        ),
      }),
      values: Type.Optional(
        Type.Array(Type.Unknown(), {
          maxItems: 100,
          ...told('Values', 'In the order of their places.', 'Valeurs', 'Dans l’ordre de leurs places.'),
        }),
      ),
      most: Type.Optional(
        Type.Integer({
          minimum: 1,
          maximum: 1_000,
          default: 100,
          ...told(
            'At most',
            'Rows to read. If there are more, `complete` is false.',
            'Au plus',
            'Lignes à lire. S’il y en a davantage, `complete` vaut faux.',
          ),
        }),
      ),
      seconds: Type.Optional(
        Type.Integer({
          minimum: 1,
          maximum: 120,
          default: 30,
          ...told('Time limit', 'Seconds for the query.', 'Durée maximale', 'En secondes, pour la requête.'),
        }),
      ),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({
    rows: Type.Array(Type.Record(Type.String(), Type.Unknown())),
    count: Type.Integer(),
    complete: Type.Boolean({ description: 'Whether these are all rows.' }),
  }),
  effect: 'read',
  run(context, { sql, values = [], most = 100, seconds = 30 }) {
    return withSession(context, { writes: false, seconds }, async (session) => {
      // As a table: the limit holds whatever the text says, and only what reads can stand there.
      const limited = `select * from (\n${sql.trim().replace(/;\s*$/, '')}\n) as answer limit ${most + 1}`;
      const { rows } = await session.transaction('read', () => session.run(limited, values.map(bound)));
      const size = Buffer.byteLength(JSON.stringify(rows));
      if (size > MOST_BYTES) throw new Failure('tooLarge', 'sql.answerTooLarge', { size, limit: MOST_BYTES });
      const shown = rows.slice(0, most);
      return { rows: shown, count: shown.length, complete: rows.length <= most };
    });
  },
});
