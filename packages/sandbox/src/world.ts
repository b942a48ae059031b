import type { Calls } from './control/calls.ts';
import type { Deliveries } from './control/deliveries.ts';
import type { Effects } from './control/effects.ts';
import type { Faults } from './control/faults.ts';
import type { RateLimits } from './control/rate-limits.ts';
import type { GmailState } from './gmail/state.ts';
import type { GoogleAccountsState } from './google-accounts/state.ts';
import type { SheetsState } from './google-sheets/state.ts';
import type { SlackAccountsState } from './slack-accounts/state.ts';
import type { SlackState } from './slack/state.ts';
import type { StripeState } from './stripe/state.ts';
import type { AccountsState } from './zoho-accounts/state.ts';
import type { BooksState } from './zoho-books/state.ts';
import type { CrmState } from './zoho-crm/state.ts';

/** Everything the stand-ins share and know. One per sandbox; nothing is global, so that tests may run several. */
export type World = {
  /** Milliseconds since 1970. */
  now: () => number;
  /** Where this sandbox is reached from outside, without a slash at the end. */
  baseUrl: () => string;
  faults: Faults;
  limits: RateLimits;
  calls: Calls;
  effects: Effects;
  deliveries: Deliveries;
  stripe: StripeState;
  accounts: AccountsState;
  books: BooksState;
  crm: CrmState;
  slack: SlackState;
  slackAccounts: SlackAccountsState;
  googleAccounts: GoogleAccountsState;
  googleSheets: SheetsState;
  gmail: GmailState;
};
