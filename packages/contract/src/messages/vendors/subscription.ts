import type { Catalogue } from '../catalogue.ts';

/** Asking a vendor to send its webhooks to us. */
export const subscriptionMessages = {
  'subscription.noPublicUrl': {
    en: 'The service cannot reach this server at {address}, so it was not asked to send anything. Set RACCORD_PUBLIC_URL to an address that is reachable from the internet and start again; until then only polling brings records.',
    fr: 'Le service ne peut pas joindre ce serveur à l’adresse {address} ; rien ne lui a été demandé. Donnez à RACCORD_PUBLIC_URL une adresse joignable depuis Internet et redémarrez ; d’ici là, seule la relève périodique apporte des enregistrements.',
  },
  'subscription.notOffered': {
    en: 'The trigger “{uses}” of the flow “{flow}” has no subscription in this version of Raccord. Take it back in the account by hand.',
    fr: 'Le déclencheur « {uses} » du flux « {flow} » n’a pas d’abonnement dans cette version de Raccord. Retirez-le à la main dans le compte.',
  },
} satisfies Catalogue;
