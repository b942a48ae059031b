import type { Catalogue } from './catalogue.ts';
import { filesMessages } from './vendors/files.ts';
import { httpMessages } from './vendors/http.ts';
import { oauthMessages } from './vendors/oauth.ts';
import { objectMessages } from './vendors/object.ts';
import { rateMessages } from './vendors/rate.ts';
import { slackMessages } from './vendors/slack.ts';
import { socketMessages } from './vendors/socket.ts';
import { sqlMessages } from './vendors/sql.ts';
import { stripeMessages } from './vendors/stripe.ts';
import { webhookMessages } from './vendors/webhook.ts';
import { zohoBooksMessages } from './vendors/zoho-books.ts';

/** What connectors and the HTTP client say: a file for each of them. */
export const vendorMessages = {
  ...filesMessages,
  ...httpMessages,
  ...oauthMessages,
  ...objectMessages,
  ...rateMessages,
  ...slackMessages,
  ...socketMessages,
  ...sqlMessages,
  ...stripeMessages,
  ...webhookMessages,
  ...zohoBooksMessages,
} satisfies Catalogue;
