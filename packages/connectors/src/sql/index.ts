import { defineConnector } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../shared/forms/told.ts';
import { actionsOf } from '../shared/objects/define-object.ts';
import { triggersOf } from '../shared/objects/object-triggers.ts';
import { insertRow } from './actions/insert-row.ts';
import { query } from './actions/query.ts';
import { columnChoices, tableChoices } from './columns.ts';
import { row } from './objects/row.ts';
import { withSession } from './sessions/open-session.ts';
import { portOf, type SqlSettings, sqlSettings } from './settings.ts';

export const sql = defineConnector({
  id: 'sql',
  title: { en: 'SQL database', fr: 'Base de données SQL' },
  description: {
    en: 'Reads and writes tables of PostgreSQL, MySQL and MariaDB.',
    fr: 'Lit et écrit des tables PostgreSQL, MySQL et MariaDB.',
  },
  auth: {
    kind: 'basic',
    credentials: Type.Object(
      {
        username: Type.String(
          told(
            'User',
            'With the rights that the flows need, and no more.',
            'Utilisateur',
            'Avec les droits dont les flux ont besoin, pas davantage.',
          ),
        ),
        password: Type.Optional(
          Type.String(told('Password', 'Of that user.', 'Mot de passe', 'Celui de cet utilisateur.')),
        ),
      },
      { additionalProperties: false },
    ),
    apply: () => undefined,
  },
  settings: sqlSettings,
  allowedHosts: (settings: SqlSettings) =>
    settings.host ? [`${settings.host.toLowerCase()}:${portOf(settings)}`] : [],
  objects: { row },
  triggers: triggersOf(row),
  actions: { ...actionsOf(row), query, 'insert-row': insertRow },
  choices: { tables: tableChoices, columns: columnChoices },
  test: (context) =>
    withSession(context, { writes: false, seconds: 10 }, async ({ run, dialect }) => {
      const me = dialect.name === 'postgresql' ? "current_user || '@' || current_database()" : 'current_user()';
      const { rows } = await run(`select ${me} as me`);
      return { account: String(rows[0]?.me) };
    }),
});
