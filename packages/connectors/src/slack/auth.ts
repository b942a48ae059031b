import type { AuthDefinition } from '@raccord/contract';
import Type from 'typebox';

/** A Slack app of one's own: its bot token does not expire, and Slack's tighter limits for distributed apps do not apply. */
export const slackAuth: AuthDefinition = {
  kind: 'apiKey',
  credentials: Type.Object(
    {
      botToken: Type.String({
        pattern: '^xox[bp]-',
        title: 'Bot token',
        description: 'Of your Slack app: OAuth & Permissions › Bot User OAuth Token, `xoxb-…`.',
      }),
    },
    { additionalProperties: false },
  ),
  apply({ botToken }, headers) {
    headers.authorization = `Bearer ${botToken}`;
  },
  signingSecret: {
    description: {
      en: 'Of your Slack app: Basic Information; only for what Slack sends to Raccord.',
      fr: 'De votre application Slack : Basic Information ; seulement pour ce que Slack envoie à Raccord.',
    },
  },
};
