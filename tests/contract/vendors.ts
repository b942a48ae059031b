import { gmail } from '@raccord/connectors/gmail/index';
import { googleSheets } from '@raccord/connectors/google-sheets/index';
import { slack } from '@raccord/connectors/slack/index';
import { stripe } from '@raccord/connectors/stripe/index';
import { zohoCrm } from '@raccord/connectors/zoho-crm/index';
import { googleDocument } from './google-document.ts';
import type { ContractVendor } from './scenario.ts';
import { gmailScenario } from './scenarios/gmail.ts';
import { openGoogle } from './scenarios/google.ts';
import { googleSheetsScenario } from './scenarios/google-sheets.ts';
import { slackScenario } from './scenarios/slack.ts';
import { stripeScenario } from './scenarios/stripe.ts';
import { openZohoCrm, zohoCrmScenario } from './scenarios/zoho-crm.ts';
import { specification } from './specification.ts';
import { zohoCrmDocument } from './zoho-crm-document.ts';

// Zoho publishes its documents without a licence, so they are not in the repository.
const zohoDocument = zohoCrmDocument();

/** The vendors whose connector and stand-in are measured by what others wrote about them. */
export const contractVendors: Record<string, ContractVendor> = {
  stripe: {
    connector: stripe,
    specification: specification({ file: 'stripe.json', basePath: '/stripe' }),
    scenario: stripeScenario,
  },
  slack: {
    connector: slack,
    specification: specification({
      file: 'slack.json',
      basePath: '/slack/api',
      credentials: ['token'],
      getOrPost: true,
      // Slack answers 200 whatever happened; its document has `default` for `ok: false`.
      answerOf: (_status, body) => ((body as { ok?: unknown } | undefined)?.ok === true ? '200' : 'default'),
    }),
    scenario: slackScenario,
  },
  'google-sheets': {
    connector: googleSheets,
    specification: specification({
      file: googleDocument({ file: 'sheets.json' }, { file: 'drive.json', under: '/drive/v3' }),
      basePath: '/google',
    }),
    open: openGoogle,
    scenario: googleSheetsScenario,
  },
  gmail: {
    connector: gmail,
    specification: specification({
      file: googleDocument({ file: 'gmail.json', uploads: ['/messages/send', '/drafts', '/drafts/send'] }),
      basePath: '/google',
    }),
    open: openGoogle,
    scenario: gmailScenario,
  },
  ...(zohoDocument === undefined
    ? {}
    : {
        'zoho-crm': {
          connector: zohoCrm,
          specification: specification({ file: zohoDocument, basePath: '/zoho', answerElse: '200' }),
          open: openZohoCrm,
          scenario: zohoCrmScenario,
        },
      }),
};
