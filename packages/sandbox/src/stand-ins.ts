import type { FastifyInstance } from 'fastify';
import { gmailStandIn } from './gmail/stand-in.ts';
import { GmailState } from './gmail/state.ts';
import { googleAccountsStandIn } from './google-accounts/stand-in.ts';
import { GoogleAccountsState } from './google-accounts/state.ts';
import { googleDriveStandIn } from './google-drive/stand-in.ts';
import { googleSheetsStandIn } from './google-sheets/stand-in.ts';
import { SheetsState } from './google-sheets/state.ts';
import { longIds, numberIds } from './ids.ts';
import { slackStandIn } from './slack/stand-in.ts';
import { SlackState } from './slack/state.ts';
import { slackAccountsStandIn } from './slack-accounts/stand-in.ts';
import { SlackAccountsState } from './slack-accounts/state.ts';
import { stripeStandIn } from './stripe/stand-in.ts';
import { StripeState } from './stripe/state.ts';
import type { World } from './world.ts';
import { zohoAccountsStandIn } from './zoho-accounts/stand-in.ts';
import { AccountsState } from './zoho-accounts/state.ts';
import { zohoBooksStandIn } from './zoho-books/stand-in.ts';
import { BooksState } from './zoho-books/state.ts';
import { zohoCrmStandIn } from './zoho-crm/stand-in.ts';
import { CrmState } from './zoho-crm/state.ts';

export type StandIn = {
  /** Where it is found. */
  prefix: string;
  /** Its routes; `stopping` fires when the sandbox closes. */
  open(world: World, stopping: AbortSignal): (app: FastifyInstance) => Promise<void>;
  /** What it knows, by its name in the world: what people may look at. Absent where another stand-in holds it. */
  holds?: keyof States;
};

/** Every stand-in there is: routes, the control API and its documentation are derived from it. */
export const standIns = {
  stripe: { prefix: '/stripe', open: stripeStandIn, holds: 'stripe' },
  'zoho-accounts': { prefix: '/zoho', open: zohoAccountsStandIn, holds: 'accounts' },
  'zoho-books': { prefix: '/zoho', open: zohoBooksStandIn, holds: 'books' },
  'zoho-crm': { prefix: '/zoho', open: zohoCrmStandIn, holds: 'crm' },
  'slack-accounts': { prefix: '/slack', open: slackAccountsStandIn, holds: 'slackAccounts' },
  slack: { prefix: '/slack', open: slackStandIn, holds: 'slack' },
  'google-accounts': { prefix: '/google', open: googleAccountsStandIn, holds: 'googleAccounts' },
  'google-sheets': { prefix: '/google', open: googleSheetsStandIn, holds: 'googleSheets' },
  gmail: { prefix: '/google', open: gmailStandIn, holds: 'gmail' },
  'google-drive': { prefix: '/google', open: googleDriveStandIn },
} satisfies Record<string, StandIn>;

export type Vendor = keyof typeof standIns;
export const vendors = Object.entries(standIns) as [Vendor, StandIn][];

export function isVendor(value: unknown): value is Vendor {
  return typeof value === 'string' && Object.hasOwn(standIns, value);
}

/** What each of them knows, as it is in the beginning. */
export function newStates(now: () => number) {
  return {
    stripe: new StripeState(),
    accounts: new AccountsState(),
    books: new BooksState(numberIds(now())),
    crm: new CrmState(longIds(now())),
    slackAccounts: new SlackAccountsState(now),
    slack: new SlackState(),
    googleAccounts: new GoogleAccountsState(now),
    googleSheets: new SheetsState(),
    gmail: new GmailState(),
  };
}
export type States = ReturnType<typeof newStates>;
