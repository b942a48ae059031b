import type { Catalogue } from '../catalogue.ts';

/** What is said of those who have subscribed to events of ours. */
export const hooksMessages = {
  'hooks.notHere': {
    en: 'Subscribers are known to the server only. Run the flow there.',
    fr: 'Seul le serveur connaît les abonnés. Lancez le flux sur le serveur.',
  },
  'hooks.notTaken': {
    en: '{from} does not take deliveries now (HTTP {status}): {message}. It is tried again by itself.',
    fr: '{from} ne prend pas d’envois pour le moment (HTTP {status}) : {message}. Un nouvel essai suit de lui-même.',
  },
} satisfies Catalogue;
