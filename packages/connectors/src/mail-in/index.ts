import { defineConnector } from '@raccord/contract';
import Type from 'typebox';
import { received } from './triggers/received.ts';

export const mailIn = defineConnector({
  id: 'mail-in',
  title: { en: 'Capture address', fr: 'Adresse de capture' },
  description: {
    en: 'Starts a flow with each mail that is sent, forwarded or blind-copied to an address of its own.',
    fr: 'Démarre un flux à chaque courrier envoyé, transféré ou mis en copie cachée à une adresse qui lui est propre.',
  },
  auth: { kind: 'none', credentials: Type.Object({}), apply: () => undefined },
  triggers: { received },
  actions: {},
});
