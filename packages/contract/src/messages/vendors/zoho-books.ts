import type { Catalogue } from '../catalogue.ts';

/** `{from}` is who answered, `{message}` their own words. */
export const zohoBooksMessages = {
  'zohoBooks.organizationMissing': {
    en: 'The connection to Zoho Books does not say which organisation to use. Enter its id in the settings of the connection.',
    fr: 'La connexion à Zoho Books n’indique pas l’organisation à utiliser. Saisissez son identifiant dans les réglages de la connexion.',
  },
  'zohoBooks.organizationUnknown': {
    en: 'The account has no access to this organisation at Zoho Books: {message}. Correct the organisation of the connection, or have the account invited there.',
    fr: 'Le compte n’a pas accès à cette organisation chez Zoho Books : {message}. Corrigez l’organisation de la connexion, ou faites-y inviter le compte.',
  },
  'zohoBooks.dayLimit': {
    en: 'The calls that Zoho Books allows per day are used up: {message}. We ask again every hour; the work goes on by itself.',
    fr: 'Les appels autorisés par jour chez Zoho Books sont épuisés : {message}. Nous redemandons toutes les heures ; le travail reprendra tout seul.',
  },
} satisfies Catalogue;
