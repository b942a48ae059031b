import type { ConnectorContext, TriggerItem } from '@raccord/contract';
import { readGmailMessage } from '../read-gmail-message.ts';
import type { Wanted } from './config.ts';

/** A message that something happened to, and what makes this the same happening as another one. */
export type Happening = { id: string; dedupeKey: string };

/** Gmail slows down whoever asks for more at once. */
const AT_ONCE = 4;

/** Reads the messages, in order; those that are gone by now, drafts and our own are left out. */
export async function giveMessages(
  context: ConnectorContext,
  wanted: Wanted,
  happenings: readonly Happening[],
): Promise<TriggerItem[]> {
  const items: TriggerItem[] = [];
  for (let from = 0; from < happenings.length; from += AT_ONCE) {
    const some = happenings.slice(from, from + AT_ONCE);
    const read = await Promise.all(
      some.map(({ id }) => readGmailMessage(context, id, { attachments: wanted.attachments !== false })),
    );
    for (const [at, { dedupeKey }] of some.entries()) {
      const one = read[at];
      if (one === undefined || (one.own && wanted.own !== true)) continue;
      if (one.message.labelIds.includes('DRAFT') && wanted.label !== 'DRAFT') continue;
      items.push({ dedupeKey, data: one.message });
    }
  }
  return items;
}
