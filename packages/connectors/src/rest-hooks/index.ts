import { defineConnector } from '@raccord/contract';
import { http } from '../http/index.ts';
import { deliver } from './actions/deliver.ts';
import { listListeners } from './actions/list-listeners.ts';
import { event } from './triggers/event.ts';

export const restHooks = defineConnector({
  id: 'rest-hooks',
  title: { en: 'REST hooks (Zapier)', fr: 'Abonnements REST (Zapier)' },
  description: {
    en: 'Tells Zapier, Make, n8n and others who have subscribed what happens here, and subscribes where they can be subscribed to.',
    fr: 'Prévient Zapier, Make, n8n et d’autres abonnés de ce qui se passe ici, et s’abonne là où l’on peut s’abonner.',
  },
  // As for any web address: what is filled in decides.
  auth: http.auth,
  ...(http.settings === undefined ? {} : { settings: http.settings }),
  endpointsFor: (settings) => http.endpointsFor?.(settings),
  allowedHosts: (settings) => http.allowedHosts?.(settings) ?? [],
  ratesFor: (settings) => http.ratesFor?.(settings),
  triggers: { event },
  actions: { 'list-listeners': listListeners, deliver },
});
