import { defineTrigger } from '@raccord/contract';
import { scopes } from '../client.ts';
import { GmailMessage, sampleGmailMessage } from '../message-schema.ts';
import { ReceivedConfig } from './config.ts';
import { push } from './push.ts';
import { type HistoryReading, readHistory } from './read-history.ts';
import { readSearch } from './read-search.ts';

const arrivals: HistoryReading = {
  types: ['messageAdded'],
  happenings: ({ messagesAdded = [] }) =>
    messagesAdded.flatMap(({ message }) => (message?.id == null ? [] : [{ id: message.id, dedupeKey: message.id }])),
  // Clocks differ, and messages may have been on their way.
  overlapSeconds: 300,
  found: (id) => ({ id, dedupeKey: id }),
};

export const messageReceived = defineTrigger({
  id: 'message-received',
  version: 1,
  title: { en: 'Message received', fr: 'Message reçu' },
  description: {
    en: 'Fires for each message that comes in, under a label or as a search finds it. With a Pub/Sub topic in the connection, within seconds.',
    fr: 'Se déclenche pour chaque message qui arrive, sous un libellé ou tel qu’une recherche le trouve. Avec un sujet Pub/Sub dans la connexion, en quelques secondes.',
  },
  config: ReceivedConfig,
  output: GmailMessage,
  sample: sampleGmailMessage,
  scopes: [scopes.read],
  webhook: push,
  poll: {
    every: '2m',
    page: (context, { query, ...wanted }, cursor, options) =>
      query === undefined
        ? readHistory(context, wanted, arrivals, cursor, options.now)
        : readSearch(context, { ...wanted, query }, cursor, options),
  },
});
