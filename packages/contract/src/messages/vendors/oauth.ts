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
  'oauth.unavailable': {
    en: 'The sign-in service of {from} does not answer as it should: {message}. It is tried again by itself.',
    fr: 'Le service de connexion de {from} ne répond pas comme il faut : {message}. Un nouvel essai viendra tout seul.',
  },
  'oauth.noRefreshToken': {
    en: '{from} gave access for a short while only, so nothing was kept. Take Raccord’s access back in your account there, then connect again.',
    fr: '{from} n’a donné qu’un accès de courte durée ; rien n’a été conservé. Retirez l’accès de Raccord dans votre compte là-bas, puis connectez de nouveau.',
  },
  'oauth.badKey': {
    en: 'The private key of the connection cannot be read ({reason}). Copy it again as the service gave it, with its first and last line.',
    fr: 'La clé privée de la connexion est illisible ({reason}). Recopiez-la telle que le service l’a donnée, première et dernière lignes comprises.',
  },
  'oauth.noClient': {
    en: 'There is no OAuth client for “{connector}”. An administrator sets one for all its connections, or fill client ID and secret into this connection.',
    fr: 'Il n’y a pas de client OAuth pour « {connector} ». Un administrateur peut en définir un pour toutes ses connexions ; sinon, saisissez l’identifiant et le secret client dans cette connexion.',
  },
  'oauth.notOffered': {
    en: 'Accounts of “{connector}” are not connected by a consent page. Fill in the credentials instead.',
    fr: 'Les comptes de « {connector} » ne se connectent pas par une page de consentement. Saisissez plutôt les identifiants.',
  },
  'oauth.noAuthorizeAddress': {
    en: 'The connector “{connector}” has no address of a consent page. Ask an administrator to set the `authorize` endpoint of the connection.',
    fr: 'Le connecteur « {connector} » n’a pas d’adresse de page de consentement. Demandez à un administrateur de renseigner le point d’accès `authorize` de la connexion.',
  },
  'oauth.badPublicUrl': {
    en: 'Vendors send people back to {address}, which is not secure. Set RACCORD_PUBLIC_URL to the https address of this server, and register its `/api/oauth/callback` with the vendor.',
    fr: 'Les services renvoient les personnes vers {address}, qui n’est pas sécurisé. Donnez à RACCORD_PUBLIC_URL l’adresse https de ce serveur, et déclarez son `/api/oauth/callback` auprès du service.',
  },
  'oauth.openAtPublicUrl': {
    en: 'This page is open at another address than the one vendors send people back to. Open Raccord at {address} and connect again.',
    fr: 'Cette page est ouverte à une autre adresse que celle vers laquelle les services renvoient. Ouvrez Raccord à l’adresse {address} et connectez de nouveau.',
  },
  'oauth.linkUsed': {
    en: 'This way of connecting was already used, or is older than 10 minutes. Go back to Raccord and start connecting again.',
    fr: 'Cette demande de connexion a déjà servi, ou date de plus de 10 minutes. Revenez dans Raccord et recommencez la connexion.',
  },
  'oauth.otherBrowser': {
    en: 'The connecting was begun in another browser or by somebody else, so nothing was connected. Start it again in this one.',
    fr: 'La connexion a été commencée dans un autre navigateur ou par quelqu’un d’autre ; rien n’a été connecté. Recommencez-la dans celui-ci.',
  },
  'oauth.denied': {
    en: 'Access was not granted, so nothing has changed. Connect again when you want to grant it.',
    fr: 'L’accès n’a pas été accordé ; rien n’a changé. Connectez de nouveau quand vous voudrez l’accorder.',
  },
  'oauth.consentRefused': {
    en: 'The service refused to ask for consent. Check client ID, redirect address and scopes of the client in its console, then connect again.',
    fr: 'Le service a refusé de demander le consentement. Vérifiez l’identifiant, l’adresse de retour et les droits du client dans sa console, puis connectez de nouveau.',
  },
  'oauth.revokeRefused': {
    en: '{from} did not take the access back (HTTP {status}); here it is forgotten. Take it back in your account there too.',
    fr: '{from} n’a pas retiré l’accès (HTTP {status}) ; ici, il est oublié. Retirez-le aussi dans votre compte là-bas.',
  },
  'oauth.scopeMissing': {
    en: '{from} does not allow this: the account was connected without the right “{needed}”. Reconnect it and grant that right: {message}.',
    fr: '{from} ne le permet pas : le compte a été connecté sans le droit « {needed} ». Reconnectez-le en accordant ce droit : {message}.',
  },
} satisfies Catalogue;
