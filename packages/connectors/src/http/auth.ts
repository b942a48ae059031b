import type { AuthDefinition } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../shared/forms/told.ts';

/** What is filled in decides: a bearer token, a user name and password, a header or a query parameter of one's own. */
export const httpAuth: AuthDefinition = {
  kind: 'apiKey',
  credentials: Type.Object(
    {
      token: Type.Optional(
        Type.String(
          told(
            'Bearer token',
            'Sent as `Authorization: Bearer …`.',
            'Jeton Bearer',
            'Envoyé comme `Authorization: Bearer …`.',
          ),
        ),
      ),
      username: Type.Optional(
        Type.String(
          told('User name', 'For basic authentication.', 'Identifiant', 'Pour l’authentification HTTP de base.'),
        ),
      ),
      password: Type.Optional(
        Type.String(
          told('Password', 'For basic authentication.', 'Mot de passe', 'Pour l’authentification HTTP de base.'),
        ),
      ),
      headerName: Type.Optional(
        Type.String(
          told(
            'Key header',
            'The header that carries the key, e.g. `x-api-key`.',
            'En-tête de la clé',
            'L’en-tête qui porte la clé, par ex. `x-api-key`.',
          ),
        ),
      ),
      headerValue: Type.Optional(
        Type.String(
          told('Key in the header', 'The value of that header.', 'Clé en en-tête', 'La valeur de cet en-tête.'),
        ),
      ),
      queryName: Type.Optional(
        Type.String(
          told(
            'Key parameter',
            'The query parameter that carries the key, e.g. `api_key`. Prefer a header where the service takes one.',
            'Paramètre de la clé',
            'Le paramètre d’adresse qui porte la clé, par ex. `api_key`. Préférez un en-tête si le service l’accepte.',
          ),
        ),
      ),
      queryValue: Type.Optional(
        Type.String(
          told(
            'Key in the address',
            'The value of that parameter.',
            'Clé dans l’adresse',
            'La valeur de ce paramètre.',
          ),
        ),
      ),
    },
    { additionalProperties: false },
  ),
  apply(credentials, headers, query) {
    const { token, username, password, headerName, headerValue, queryName, queryValue } = credentials;
    if (filled(token)) headers.authorization = `Bearer ${token}`;
    else if (filled(username) || filled(password)) {
      headers.authorization = `Basic ${Buffer.from(`${username ?? ''}:${password ?? ''}`).toString('base64')}`;
    }
    if (filled(headerName) && headerValue !== undefined) headers[headerName.toLowerCase()] = headerValue;
    if (filled(queryName) && queryValue !== undefined) query.set(queryName, queryValue);
  },
};

function filled(value: string | undefined): value is string {
  return value !== undefined && value !== '';
}
