import { defineConnector } from '@raccord/contract';
import Type from 'typebox';
import { run } from './triggers/run.ts';

export const manual = defineConnector({
  id: 'manual',
  title: { en: 'By hand', fr: 'À la main' },
  description: {
    en: 'Starts a flow when a person presses Run, with the data that person enters.',
    fr: 'Démarre un flux quand une personne appuie sur Lancer, avec les données qu’elle saisit.',
  },
  auth: { kind: 'none', credentials: Type.Object({}), apply: () => undefined },
  triggers: { run },
  actions: {},
});
