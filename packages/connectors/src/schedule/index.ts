import { defineConnector } from '@raccord/contract';
import Type from 'typebox';
import { cron } from './triggers/cron.ts';

export const schedule = defineConnector({
  id: 'schedule',
  title: { en: 'Schedule', fr: 'Planification' },
  description: {
    en: 'Starts a flow at set times, in a time zone of your choice.',
    fr: 'Démarre un flux à heures fixes, dans le fuseau horaire de votre choix.',
  },
  auth: { kind: 'none', credentials: Type.Object({}), apply: () => undefined },
  triggers: { cron },
  actions: {},
});
