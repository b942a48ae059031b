import { googleClient } from './google-accounts/state.ts';
import { slackApp } from './slack/state.ts';
import { slackClient } from './slack-accounts/state.ts';
import { stripeSecretKey } from './stripe/call.ts';
import { zohoClient } from './zoho-accounts/state.ts';
import { organization } from './zoho-books/state.ts';

/** Secret of the webhook endpoint that `POST /_sandbox/stripe/webhook-endpoints` registers when it is given none. */
export const sandboxWebhookSecret = 'whsec_raccordSandboxWebhookSecret26';

/** What a connection to a stand-in needs, in the shape of a connection. */
export type SandboxConnection = {
  endpoints: { api: string; authorize?: string; token?: string; revoke?: string };
  credentials: Record<string, string>;
  settings: Record<string, string>;
  /** What the webhooks of the stand-in are signed with; empty where it sends none. */
  signingSecrets: string[];
};

/** A connection to any of Google's APIs, which all take the same sign-in; their paths stand together under `/google`. */
export function googleConnection(baseUrl: string) {
  return {
    endpoints: {
      api: `${baseUrl}/google`,
      authorize: `${baseUrl}/google/o/oauth2/v2/auth`,
      token: `${baseUrl}/google/token`,
      revoke: `${baseUrl}/google/revoke`,
    },
    credentials: { ...googleClient },
    settings: {},
    signingSecrets: [],
  } satisfies SandboxConnection;
}

/** A connection to any of Zoho's products, which all take the same sign-in. */
function zohoConnection(baseUrl: string) {
  return {
    endpoints: {
      api: `${baseUrl}/zoho`,
      authorize: `${baseUrl}/zoho/oauth/v2/auth`,
      token: `${baseUrl}/zoho/oauth/v2/token`,
      revoke: `${baseUrl}/zoho/oauth/v2/token/revoke`,
    },
    credentials: { ...zohoClient },
    settings: {},
    signingSecrets: [],
  } satisfies SandboxConnection;
}

/** @param baseUrl where the sandbox listens, as `listen` gave it */
export function sandboxConnections(baseUrl: string) {
  return {
    stripe: {
      endpoints: { api: `${baseUrl}/stripe` },
      credentials: { secretKey: stripeSecretKey },
      settings: {},
      signingSecrets: [sandboxWebhookSecret],
    },
    'zoho-books': { ...zohoConnection(baseUrl), settings: { organizationId: organization.organization_id } },
    'zoho-crm': zohoConnection(baseUrl),
    'google-sheets': googleConnection(baseUrl),
    gmail: googleConnection(baseUrl),
    slack: {
      endpoints: {
        api: `${baseUrl}/slack/api`,
        authorize: `${baseUrl}/slack/oauth/v2/authorize`,
        token: `${baseUrl}/slack/api/oauth.v2.access`,
      },
      credentials: { botToken: slackApp.botToken, ...slackClient },
      settings: {},
      signingSecrets: [slackApp.signingSecret],
    },
  } satisfies Record<string, SandboxConnection>;
}
