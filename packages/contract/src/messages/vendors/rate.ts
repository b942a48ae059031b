import type { Catalogue } from '../catalogue.ts';

/** The rate budget of a connection: what its vendor allows, shared by all flows and processes. */
export const rateMessages = {
  'rate.busy': {
    en: 'The limit of this account is used up for the next {seconds} s by other work. The record goes on by itself when it is its turn.',
    fr: 'La limite de ce compte est prise par d’autres travaux pour les {seconds} s à venir. L’enregistrement continuera tout seul quand viendra son tour.',
  },
  'rate.held': {
    en: 'The other side asked for no calls during the next {seconds} s. The work of this connection waits and goes on by itself.',
    fr: 'L’autre système demande de ne plus l’appeler pendant {seconds} s. Les travaux de cette connexion attendent et continueront tout seuls.',
  },
  'rate.cancelled': {
    en: 'The call was given up before its turn came. It is made again by itself.',
    fr: 'L’appel a été abandonné avant que vienne son tour. Il sera refait tout seul.',
  },
} satisfies Catalogue;
