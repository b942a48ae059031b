import type { Catalogue } from './catalogue.ts';
import { filesMessages } from './vendors/files.ts';
import { gmailMessages } from './vendors/gmail.ts';
import { googleMessages } from './vendors/google.ts';
import { googleSheetsMessages } from './vendors/google-sheets.ts';
import { hooksMessages } from './vendors/hooks.ts';
import { httpMessages } from './vendors/http.ts';
import { mailMessages } from './vendors/mail.ts';
import { mailInMessages } from './vendors/mail-in.ts';
import { oauthMessages } from './vendors/oauth.ts';
import { objectMessages } from './vendors/object.ts';
import { rateMessages } from './vendors/rate.ts';
import { slackMessages } from './vendors/slack.ts';
import { socketMessages } from './vendors/socket.ts';
import { sqlMessages } from './vendors/sql.ts';
import { stripeMessages } from './vendors/stripe.ts';
import { subscriptionMessages } from './vendors/subscription.ts';
import { tablesMessages } from './vendors/tables.ts';
import { webhookMessages } from './vendors/webhook.ts';
import { zohoBooksMessages } from './vendors/zoho-books.ts';
import { zohoCrmMessages } from './vendors/zoho-crm.ts';

/** What connectors and the HTTP client say: a file for each of them. */
export const vendorMessages = {
  ...filesMessages,
  ...gmailMessages,
  ...googleMessages,
  ...googleSheetsMessages,
  ...hooksMessages,
  ...httpMessages,
  ...mailMessages,
  ...mailInMessages,
  ...oauthMessages,
  ...objectMessages,
  ...rateMessages,
  ...slackMessages,
  ...socketMessages,
  ...sqlMessages,
  ...stripeMessages,
  ...subscriptionMessages,
  ...tablesMessages,
  ...webhookMessages,
  ...zohoBooksMessages,
  ...zohoCrmMessages,
} satisfies Catalogue;
