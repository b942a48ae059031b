import { defineConnector } from '@raccord/contract';
import Type from 'typebox';
import { received } from './triggers/received.ts';

export const webhook = defineConnector({
  id: 'webhook',
  title: { en: 'Webhook', fr: 'Webhook' },
  description: {
    en: 'Starts a flow when any system sends something to an address of its own.',
    fr: 'Démarre un flux quand un système envoie quelque chose à une adresse qui lui est propre.',
  },
  auth: { kind: 'none', credentials: Type.Object({}), apply: () => undefined },
  triggers: { received },
  actions: {},
});
