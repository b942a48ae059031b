import type { RateRule } from '@raccord/contract';

/** Calls a minute that Slack allows at least, by tier (slack.md §7); each method counts for itself, in each workspace. */
const perMinute = { two: 20, three: 50, four: 100, posting: 300 } as const;

/** What is not listed counts for nothing here; then only Slack's 429 holds us back. */
const tiers: Readonly<Record<string, keyof typeof perMinute>> = {
  // About one a second in each channel, and several hundred a minute in a workspace.
  'chat.postMessage': 'posting',
  'chat.delete': 'three',
  'chat.update': 'three',
  'conversations.history': 'three',
  'conversations.info': 'three',
  'conversations.join': 'three',
  'conversations.list': 'two',
  'conversations.open': 'three',
  'conversations.replies': 'three',
  'files.completeUploadExternal': 'four',
  'files.getUploadURLExternal': 'four',
  'files.info': 'four',
  'reactions.add': 'three',
  'users.info': 'four',
  'users.list': 'two',
  'users.lookupByEmail': 'three',
};

export const rates: readonly RateRule[] = Object.entries(tiers).map(([id, tier]) => ({
  id,
  limit: perMinute[tier],
  perMs: 60_000,
}));

/** The rule a method counts for. */
export function rateOf(method: string): { rate?: string } {
  return Object.hasOwn(tiers, method) ? { rate: method } : {};
}
