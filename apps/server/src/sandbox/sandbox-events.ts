/** What can be made to happen at the stand-ins from the screens: where in their control API, and whatever is always the same of it. */
export const sandboxEvents = {
  'stripe/payment': { path: '/stripe/pay' },
  'stripe/dispute': { path: '/stripe/disputes' },
  'stripe/payout': { path: '/stripe/payouts' },
  'gmail/message': { path: '/gmail/message' },
  'mail/message': { path: '/mail/message' },
  'slack/message': { path: '/slack/message' },
  'google-sheets/row': { path: '/google-sheets/row' },
  'zoho-crm/record': { path: '/zoho-crm/record' },
  'zoho-accounts/expire': { path: '/zoho/access-tokens', always: { expireAll: true } },
  'google-accounts/expire': { path: '/google/accounts', always: { expireAll: true } },
} satisfies Record<string, { path: string; always?: Record<string, unknown> }>;

export type SandboxEvent = keyof typeof sandboxEvents;
