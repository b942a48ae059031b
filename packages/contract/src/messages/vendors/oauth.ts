import type { Catalogue } from '../catalogue.ts';

/** What token services answer. */
export const oauthMessages = {
  'oauth.revoked': {
    en: '{from} has withdrawn the access: {message}. Reconnect the account; the waiting work then goes on by itself.',
    fr: '{from} a retiré l’accès : {message}. Reconnectez le compte ; le travail en attente reprendra tout seul.',
  },
  'oauth.clientWrong': {
    en: '{from} does not know the client of this connection: {message}. Check client ID, secret and data centre of the connection.',
    fr: '{from} ne connaît pas le client de cette connexion : {message}. Vérifiez l’identifiant client, le secret et le centre de données de la connexion.',
  },
  'oauth.tooManyRequests': {
    en: '{from} gives no new access token for a while because too many were asked for: {message}. The work goes on by itself.',
    fr: '{from} ne donne plus de jeton d’accès pour un moment car trop ont été demandés : {message}. Le travail reprendra tout seul.',
  },
} satisfies Catalogue;
