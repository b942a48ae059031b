import { defineTrigger } from '@raccord/contract';
import { scopes } from '../client.ts';
import { GmailMessage, sampleGmailMessage } from '../message-schema.ts';
import { LabelledConfig } from './config.ts';
import { push } from './push.ts';
import { type HistoryReading, readHistory } from './read-history.ts';

/** The label may come with the message, by a filter, or later, by hand; taken off and put on again, it counts again. */
const labellings: HistoryReading = {
  types: ['messageAdded', 'labelAdded'],
  happenings({ id: entry, messagesAdded = [], labelsAdded = [] }, label, arrived) {
    const idsOf = (list: readonly { message?: { id?: string | null } }[]) =>
      list.flatMap(({ message }) => message?.id ?? []);
    const came = idsOf(messagesAdded);
    for (const id of came) arrived.add(id);
    // An arrival is told with the labels of today: one that was put on since would count twice.
    const put = idsOf(labelsAdded.filter(({ labelIds }) => labelIds?.includes(label))).filter(
      (id) => !arrived.delete(id),
    );
    return [...came, ...put].map((id) => ({ id, dedupeKey: `${id}@${entry}` }));
  },
  overlapSeconds: 0,
  found: (id, start) => ({ id, dedupeKey: `${id}@${start}` }),
};

export const messageLabelled = defineTrigger({
  id: 'message-labelled',
  version: 1,
  title: { en: 'Message labelled', fr: 'Message libellé' },
  description: {
    en: 'Fires when a message gets a label, by a filter of Gmail or by hand.',
    fr: 'Se déclenche quand un message reçoit un libellé, par un filtre de Gmail ou à la main.',
  },
  config: LabelledConfig,
  output: GmailMessage,
  sample: sampleGmailMessage,
  scopes: [scopes.read],
  webhook: push,
  poll: {
    every: '2m',
    page: (context, wanted, cursor, { now }) => readHistory(context, wanted, labellings, cursor, now),
  },
});
