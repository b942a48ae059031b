import Type, { type Static } from 'typebox';
import { told } from '../shared/forms/told.ts';

const Settings = Type.Object(
  {
    engine: Type.Enum(
      ['postgresql', 'mysql'],
      told('Database', 'PostgreSQL, or MySQL and MariaDB.', 'Base de données', 'PostgreSQL, ou MySQL et MariaDB.'),
    ),
    host: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 253,
        ...told(
          'Host',
          'Name of the server, e.g. `db.example.com`. A server inside your network is set by an administrator as the endpoint `sql`.',
          'Hôte',
          'Nom du serveur, par ex. `db.example.com`. Un serveur interne est déclaré par un administrateur comme adresse `sql`.',
        ),
      }),
    ),
    port: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 65_535,
        ...told('Port', 'Default: 5432 or 3306.', 'Port', 'Par défaut : 5432 ou 3306.'),
      }),
    ),
    database: Type.String({
      minLength: 1,
      maxLength: 128,
      ...told('Name of the database', 'As the server knows it.', 'Nom de la base', 'Tel que le serveur la connaît.'),
    }),
    tls: Type.Optional(
      Type.Enum(['verify', 'none'], {
        default: 'verify',
        ...told(
          'Encryption',
          'TLS with a checked certificate; `none` only for a server that an administrator has set as the endpoint.',
          'Chiffrement',
          'TLS avec certificat vérifié ; `none` seulement pour un serveur déclaré par un administrateur.',
        ),
      }),
    ),
    ca: Type.Optional(
      Type.String({
        maxLength: 20_000,
        ...told(
          'Certificate authority',
          'Certificate (PEM) that signed the server’s, if it is not a public one.',
          'Autorité de certification',
          'Certificat (PEM) qui a signé celui du serveur, s’il n’est pas public.',
        ),
      }),
    ),
  },
  { additionalProperties: false },
);
export const sqlSettings = Settings;
export type SqlSettings = Partial<Static<typeof Settings>>;

export function portOf({ port, engine }: SqlSettings): number {
  return port ?? (engine === 'mysql' ? 3306 : 5432);
}
