import type { AuthDefinition } from '@raccord/contract';
import Type from 'typebox';
import { serviceAccountRequest } from './service-account.ts';

/** Default addresses of Google's sign-in, the same for all its APIs. */
export const googleSignIn = {
  authorize: 'https://accounts.google.com/o/oauth2/v2/auth',
  token: 'https://oauth2.googleapis.com/token',
  revoke: 'https://oauth2.googleapis.com/revoke',
};

export const googleScope = (name: string) => `https://www.googleapis.com/auth/${name}`;

/** Scopes that contain others, and the names under which Google grants what was asked for by a shorter one (google-auth.md §5). */
const wider: Readonly<Record<string, readonly string[]>> = {
  email: [googleScope('userinfo.email')],
  profile: [googleScope('userinfo.profile')],
  ...Object.fromEntries(
    [
      ['spreadsheets.readonly', 'spreadsheets', 'drive', 'drive.readonly'],
      ['spreadsheets', 'drive'],
      ['drive.file', 'drive'],
      ['drive.readonly', 'drive'],
      ['drive.metadata.readonly', 'drive', 'drive.readonly', 'drive.metadata'],
      ['gmail.send', 'gmail.compose', 'gmail.modify'],
      ['gmail.compose', 'gmail.modify'],
      ['gmail.insert', 'gmail.modify'],
      ['gmail.labels', 'gmail.modify'],
      ['gmail.metadata', 'gmail.readonly', 'gmail.modify'],
      ['gmail.readonly', 'gmail.modify'],
      ['gmail.modify'],
      ['contacts.readonly', 'contacts'],
      ['calendar.events.readonly', 'calendar.events', 'calendar'],
      ['calendar.events', 'calendar'],
      ['calendar.freebusy', 'calendar', 'calendar.readonly'],
    ].map(([narrow = '', ...others]) => [
      googleScope(narrow),
      [...others.map(googleScope), ...(narrow.startsWith('gmail.') ? ['https://mail.google.com/'] : [])],
    ]),
  ),
};

/** OAuth as all of Google's APIs have it (google-auth.md §2). */
export function googleAuth(scopes: readonly string[]): AuthDefinition {
  return {
    kind: 'oauth2',
    credentials: Type.Object(
      {
        clientId: Type.Optional(
          Type.String({
            title: 'Client ID',
            description: 'From Google Cloud › APIs & services › Credentials, ends in apps.googleusercontent.com.',
            fr: {
              title: 'Identifiant client',
              description:
                'De Google Cloud › API et services › Identifiants ; il se termine par apps.googleusercontent.com.',
            },
          }),
        ),
        clientSecret: Type.Optional(
          Type.String({
            title: 'Client secret',
            description: 'Beside the client ID.',
            fr: { title: 'Secret du client', description: 'À côté de l’identifiant client.' },
          }),
        ),
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
        serviceAccountKey: Type.Optional(
          Type.String({
            title: 'Key of a service account',
            description: 'Instead of consent: the whole JSON file of a service account’s key.',
            fr: {
              title: 'Clé d’un compte de service',
              description: 'À la place du consentement : tout le fichier JSON de la clé d’un compte de service.',
            },
          }),
        ),
        subject: Type.Optional(
          Type.String({
            title: 'Acts for',
            description: 'E-mail address of the person the service account acts for (domain-wide delegation).',
            fr: {
              title: 'Agit pour',
              description:
                'Adresse e-mail de la personne pour qui le compte de service agit (délégation au niveau du domaine).',
            },
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
      covers: (granted, needed) => [needed, ...(wider[needed] ?? [])].some((scope) => granted.includes(scope)),
      tokenRequest: serviceAccountRequest,
    },
  };
}
