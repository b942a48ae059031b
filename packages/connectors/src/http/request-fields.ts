import Type from 'typebox';
import { told } from '../shared/forms/told.ts';

const Scalar = Type.Union([Type.String(), Type.Number(), Type.Boolean()]);

/** Fields that every way of calling an address shares. */
export const addressFields = {
  url: Type.String({
    minLength: 1,
    maxLength: 8_192,
    ...told(
      'Address',
      'Complete, or relative to the base address of the connection.',
      'Adresse',
      'Complète, ou relative à l’adresse de base de la connexion.',
    ),
  }),
  query: Type.Optional(
    Type.Record(
      Type.String(),
      Type.Union([Scalar, Type.Array(Scalar)]),
      told('Query', 'Appended to the address, encoded.', 'Paramètres', 'Ajoutés à l’adresse, encodés.'),
    ),
  ),
  headers: Type.Optional(
    Type.Record(
      Type.String(),
      Type.String(),
      told(
        'Headers',
        'No credentials: they belong in the connection.',
        'En-têtes',
        'Pas d’identifiants : leur place est dans la connexion.',
      ),
    ),
  ),
  timeoutSeconds: Type.Optional(
    Type.Number({
      minimum: 1,
      maximum: 300,
      default: 30,
      ...told('Time limit', 'Seconds for the whole exchange.', 'Durée maximale', 'En secondes, pour tout l’échange.'),
    }),
  ),
};

type Query = Record<string, string | number | boolean | (string | number | boolean)[]>;

export function queryText(query: Query): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, Array.isArray(value) ? value.map(String) : String(value)]),
  );
}

/** Who is called, for sentences. */
export function hostIn(url: string): string {
  return URL.parse(url)?.host ?? url.slice(0, 100);
}
