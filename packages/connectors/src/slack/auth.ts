import type { AuthDefinition } from '@raccord/contract';
import Type from 'typebox';
import { slackConsent } from './consent.ts';

/** A Slack app of one's own: its bot token does not expire, and Slack's tighter limits for distributed apps do not apply. */
export const slackAuth: AuthDefinition = {
  kind: 'apiKey',
  credentials: Type.Object(
    {
      botToken: Type.Optional(
        Type.String({
          pattern: '^xox[bp]-',
          title: 'Bot token',
          description:
            'Of your Slack app: OAuth & Permissions › Bot User OAuth Token, `xoxb-…`; empty when you connect by consent.',
          fr: {
            title: 'Jeton du robot',
            description:
              'De votre application Slack : OAuth & Permissions › Bot User OAuth Token, `xoxb-…` ; vide si vous connectez par consentement.',
          },
        }),
      ),
      clientId: Type.Optional(
        Type.String({
          title: 'Client ID',
          description: 'To connect by consent with a Slack app of your own: Basic Information.',
          fr: {
            title: 'Identifiant client',
            description: 'Pour connecter par consentement avec votre propre application Slack : Basic Information.',
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
    },
    { additionalProperties: false },
  ),
  apply({ accessToken, botToken }, headers) {
    headers.authorization = `Bearer ${accessToken ?? botToken}`;
  },
  oauth2: slackConsent,
  signingSecret: {
    description: {
      en: 'Of your Slack app: Basic Information; only for what Slack sends to Raccord.',
      fr: 'De votre application Slack : Basic Information ; seulement pour ce que Slack envoie à Raccord.',
    },
  },
};
