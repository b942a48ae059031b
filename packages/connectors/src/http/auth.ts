import type { AuthDefinition } from '@raccord/contract';
import Type from 'typebox';

/** What is filled in decides: a bearer token, a user name and password, or a header of one's own. */
export const httpAuth: AuthDefinition = {
  kind: 'apiKey',
  credentials: Type.Object(
    {
      token: Type.Optional(Type.String({ title: 'Bearer token', description: 'Sent as `Authorization: Bearer …`.' })),
      username: Type.Optional(Type.String({ title: 'User name', description: 'For basic authentication.' })),
      password: Type.Optional(Type.String({ title: 'Password', description: 'For basic authentication.' })),
      headerName: Type.Optional(Type.String({ title: 'Key header', description: 'e.g. `x-api-key`.' })),
      headerValue: Type.Optional(Type.String({ title: 'Key', description: 'The value of that header.' })),
    },
    { additionalProperties: false },
  ),
  apply(credentials, headers) {
    const { token, username, password, headerName, headerValue } = credentials;
    if (filled(token)) headers.authorization = `Bearer ${token}`;
    else if (filled(username) || filled(password)) {
      headers.authorization = `Basic ${Buffer.from(`${username ?? ''}:${password ?? ''}`).toString('base64')}`;
    }
    if (filled(headerName) && headerValue !== undefined) headers[headerName.toLowerCase()] = headerValue;
  },
};

function filled(value: string | undefined): value is string {
  return value !== undefined && value !== '';
}
