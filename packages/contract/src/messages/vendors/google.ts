import type { Catalogue } from '../catalogue.ts';

/** What all of Google's APIs say alike. `{from}` is who answered, `{message}` their own words. */
export const googleMessages = {
  'google.scopeMissing': {
    en: '{from} was not granted the right this needs ({needed}). Reconnect the account and leave all boxes ticked on Google’s page.',
    fr: '{from} n’a pas reçu le droit nécessaire ({needed}). Reconnectez le compte et laissez toutes les cases cochées sur la page de Google.',
  },
  'google.apiDisabled': {
    en: '{from} is not switched on in the Google Cloud project of this connection: {message}. Enable the API there, then run it again.',
    fr: '{from} n’est pas activé dans le projet Google Cloud de cette connexion : {message}. Activez l’API là-bas, puis relancez.',
  },
  'google.dayLimit': {
    en: 'The Google Cloud project has used up what {from} allows it in a day: {message}. The work goes on by itself.',
    fr: 'Le projet Google Cloud a épuisé ce que {from} lui permet par jour : {message}. Le travail reprendra tout seul.',
  },
} satisfies Catalogue;
