import type { AuthDefinition } from '@raccord/contract';
import Type from 'typebox';

/** Default addresses of Google's sign-in, the same for all its APIs. */
export const googleSignIn = {
  authorize: 'https://accounts.google.com/o/oauth2/v2/auth',
  token: 'https://oauth2.googleapis.com/token',
};

export const googleScope = (name: string) => `https://www.googleapis.com/auth/${name}`;

/** OAuth as all of Google's APIs have it (google-auth.md §2). */
export function googleAuth(scopes: readonly string[]): AuthDefinition {
  return {
    kind: 'oauth2',
    credentials: Type.Object(
      {
        clientId: Type.String({
          title: 'Client ID',
          description: 'From Google Cloud › APIs & services › Credentials, ends in apps.googleusercontent.com.',
          fr: {
            title: 'Identifiant client',
            description:
              'De Google Cloud › API et services › Identifiants ; il se termine par apps.googleusercontent.com.',
          },
        }),
        clientSecret: Type.String({
          title: 'Client secret',
          description: 'Beside the client ID.',
          fr: { title: 'Secret du client', description: 'À côté de l’identifiant client.' },
        }),
        refreshToken: Type.Optional(
          Type.String({
            title: 'Refresh token',
            description: 'Comes by itself when you connect.',
            fr: { title: 'Jeton de renouvellement', description: 'Arrive tout seul quand vous connectez le compte.' },
          }),
        ),
        accessToken: Type.Optional(
          Type.String({
            title: 'Access token',
            description: 'Comes by itself when you connect.',
            fr: { title: 'Jeton d’accès', description: 'Arrive tout seul quand vous connectez le compte.' },
          }),
        ),
      },
      { additionalProperties: false },
    ),
    apply({ accessToken }, headers) {
      headers.authorization = `Bearer ${accessToken ?? ''}`;
    },
    oauth2: {
      scopes,
      pkce: true,
      // Without these two there is no refresh token, or none the second time.
      authorizeParams: { access_type: 'offline', prompt: 'consent' },
    },
  };
}
