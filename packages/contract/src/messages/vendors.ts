import type { Catalogue } from './catalogue.ts';

/** What connectors and the HTTP client say. `{from}` is who answered, `{host}` where we went, `{message}` their own words. */
export const vendorMessages = {
  'http.unreachable': {
    en: '{host} could not be reached ({reason}); nothing was sent. Check that the service is up, then run it again.',
    fr: '{host} est injoignable ({reason}) ; rien n’a été envoyé. Vérifiez que le service fonctionne, puis relancez.',
  },
  'http.timeout': {
    en: '{host} did not finish answering within {seconds} s. It may have done the work; check there before you run it again.',
    fr: '{host} n’a pas fini de répondre en {seconds} s. Il a peut-être fait le travail ; vérifiez là-bas avant de relancer.',
  },
  'http.connectionLost': {
    en: 'The connection to {host} broke before the answer was complete ({reason}). It may have done the work; check there before you run it again.',
    fr: 'La connexion à {host} s’est rompue avant la fin de la réponse ({reason}). Il a peut-être fait le travail ; vérifiez là-bas avant de relancer.',
  },
  'http.cancelled': {
    en: 'The call to {host} was stopped because the work was called off. Run it again if you still need it.',
    fr: 'L’appel à {host} a été arrêté parce que le travail a été interrompu. Relancez-le si vous en avez encore besoin.',
  },
  'http.answerUnreadable': {
    en: '{host} sent an answer that cannot be read ({reason}). Try again later; if it stays, tell whoever runs that service.',
    fr: '{host} a envoyé une réponse illisible ({reason}). Réessayez plus tard ; si cela persiste, prévenez le responsable de ce service.',
  },
  'http.answerTooLarge': {
    en: 'The answer of {host} is larger than the limit of {limit} bytes. Ask for less at once, for example with a filter or a smaller page.',
    fr: 'La réponse de {host} dépasse la limite de {limit} octets. Demandez-en moins à la fois, par exemple avec un filtre ou une page plus petite.',
  },
  'http.tls': {
    en: 'No secure connection to {host}: its certificate or its TLS settings are not accepted ({reason}). Have the certificate fixed there, or correct the address.',
    fr: 'Pas de connexion sécurisée à {host} : son certificat ou ses réglages TLS ne sont pas acceptés ({reason}). Faites corriger le certificat, ou corrigez l’adresse.',
  },
  'http.addressBlocked': {
    en: '{host} leads to {address}, which is not on the public internet, so nothing was sent. If this server is yours, ask an administrator to set it as an endpoint of the connection.',
    fr: '{host} mène à {address}, qui n’est pas sur l’internet public ; rien n’a été envoyé. Si ce serveur est le vôtre, demandez à un administrateur de le déclarer comme adresse de la connexion.',
  },
  'http.portBlocked': {
    en: 'Port {port} of {host} is not open to flows; only 80 and 443 are. If you need it, ask an administrator to set the address as an endpoint of the connection.',
    fr: 'Le port {port} de {host} n’est pas ouvert aux flux ; seuls 80 et 443 le sont. Si vous en avez besoin, demandez à un administrateur de déclarer cette adresse sur la connexion.',
  },
  'http.hostNotAllowed': {
    en: 'The connection may not be used for {host}; it allows {allowed}. Correct the address, or add the host to the connection.',
    fr: 'La connexion ne peut pas servir pour {host} ; elle autorise {allowed}. Corrigez l’adresse, ou ajoutez l’hôte à la connexion.',
  },
  'http.urlInvalid': {
    en: '"{url}" is not a complete web address. Write it with https:// and the host, or choose a connection that has a base address.',
    fr: '« {url} » n’est pas une adresse web complète. Écrivez-la avec https:// et l’hôte, ou choisissez une connexion qui a une adresse de base.',
  },
  'http.urlScheme': {
    en: 'Addresses that begin with "{scheme}" are not called. Use https:// or http://.',
    fr: 'Les adresses qui commencent par « {scheme} » ne sont pas appelées. Utilisez https:// ou http://.',
  },
  'http.urlUserinfo': {
    en: 'The address of {host} holds a user name or password. Take it out and put it into a connection.',
    fr: 'L’adresse de {host} contient un identifiant ou un mot de passe. Retirez-le et mettez-le dans une connexion.',
  },
  'http.tooManyRedirects': {
    en: '{host} sent us on more than three times. Use the final address.',
    fr: '{host} nous a redirigés plus de trois fois. Utilisez l’adresse finale.',
  },
  'http.redirectDowngrade': {
    en: '{host} sends us from https to http, which we do not follow. Use the final https address.',
    fr: '{host} nous renvoie de https vers http, ce que nous ne suivons pas. Utilisez l’adresse https finale.',
  },
  'http.headerInvalid': {
    en: 'The header "{name}" has a name or a value that cannot be sent: no line breaks, only Latin characters. Correct it.',
    fr: 'L’en-tête « {name} » a un nom ou une valeur qui ne peut pas être envoyé : pas de retour à la ligne, caractères latins seulement. Corrigez-le.',
  },
  'http.headerReserved': {
    en: 'The header "{name}" is set by Raccord itself. Take it out of the node.',
    fr: 'L’en-tête « {name} » est rempli par Raccord. Retirez-le du nœud.',
  },
  'http.refused': {
    en: '{from} refused this record: {message}. Correct the record and run it again.',
    fr: '{from} a refusé cet enregistrement : {message}. Corrigez-le et relancez-le.',
  },
  'http.unauthorized': {
    en: '{from} did not accept the credentials: {message}. Reconnect the account; the waiting work then goes on by itself.',
    fr: '{from} n’a pas accepté les identifiants : {message}. Reconnectez le compte ; le travail en attente reprendra tout seul.',
  },
  'http.forbidden': {
    en: 'The account at {from} has no right to do this: {message}. Give it the right there, or use another connection.',
    fr: 'Le compte chez {from} n’a pas le droit de le faire : {message}. Donnez-lui ce droit là-bas, ou utilisez une autre connexion.',
  },
  'http.notFound': {
    en: '{from} does not know what the record refers to: {message}. Create it there, or correct the record, and run it again.',
    fr: '{from} ne connaît pas ce que l’enregistrement désigne : {message}. Créez-le là-bas ou corrigez l’enregistrement, puis relancez.',
  },
  'http.conflict': {
    en: '{from} has this already, or it was changed meanwhile: {message}. Decide which one stays, then run it again or ignore it.',
    fr: '{from} l’a déjà, ou cela a changé entre-temps : {message}. Décidez lequel garder, puis relancez ou ignorez.',
  },
  'http.requestTooLarge': {
    en: 'What was sent is too large for {from}: {message}. Make the record smaller and run it again.',
    fr: 'L’envoi est trop volumineux pour {from} : {message}. Réduisez l’enregistrement et relancez-le.',
  },
  'http.tooManyRequests': {
    en: '{from} asks us to slow down: {message}. The work goes on by itself.',
    fr: '{from} nous demande de ralentir : {message}. Le travail reprendra tout seul.',
  },
  'http.serverError': {
    en: '{from} has a fault of its own (HTTP {status}): {message}. We tried several times; run it again later.',
    fr: '{from} a une panne de son côté (HTTP {status}) : {message}. Nous avons essayé plusieurs fois ; relancez plus tard.',
  },
  'http.redirected': {
    en: '{from} says that the address has moved (HTTP {status}). Use the new address.',
    fr: '{from} dit que l’adresse a changé (HTTP {status}). Utilisez la nouvelle adresse.',
  },
  'http.unexpectedStatus': {
    en: '{from} does not accept this call (HTTP {status}): {message}. Check address and method of the node.',
    fr: '{from} n’accepte pas cet appel (HTTP {status}) : {message}. Vérifiez l’adresse et la méthode du nœud.',
  },
  'http.bodyNotOne': {
    en: 'The node has more than one body: {fields}. Keep one of json, form and text.',
    fr: 'Le nœud a plus d’un corps : {fields}. Gardez-en un seul parmi json, form et text.',
  },

  'stripe.cardDeclined': {
    en: 'The card was declined ({reason}): {message}. Ask the customer for another way to pay.',
    fr: 'La carte a été refusée ({reason}) : {message}. Demandez au client un autre moyen de paiement.',
  },
  'stripe.keyUsed': {
    en: 'This step was sent to Stripe before with other data: {message}. Check at Stripe what the first one did, then ignore this one or run the record as a new one.',
    fr: 'Cette étape a déjà été envoyée à Stripe avec d’autres données : {message}. Vérifiez chez Stripe ce que la première a fait, puis ignorez celle-ci ou relancez comme nouvel enregistrement.',
  },
  'stripe.stillRunning': {
    en: 'Stripe is still busy with an earlier try of this very step: {message}. We ask again; the answer of the first counts.',
    fr: 'Stripe traite encore un essai précédent de cette même étape : {message}. Nous redemandons ; la première réponse compte.',
  },
  'stripe.objectBusy': {
    en: 'Another call is changing the same object at Stripe: {message}. We try again shortly.',
    fr: 'Un autre appel modifie le même objet chez Stripe : {message}. Nous réessayons sous peu.',
  },
  'stripe.doNotRetry': {
    en: 'Stripe says that trying again will not help (HTTP {status}): {message}. Check the record and the account, then run it again.',
    fr: 'Stripe indique que réessayer ne servira à rien (HTTP {status}) : {message}. Vérifiez l’enregistrement et le compte, puis relancez.',
  },
  'stripe.notAnEvent': {
    en: 'A delivery is signed by Stripe but is not an event. Check that the address is registered as an event destination with snapshot events.',
    fr: 'Un envoi est signé par Stripe mais n’est pas un événement. Vérifiez que l’adresse est enregistrée comme destination d’événements avec instantané.',
  },

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

  'slack.missingScope': {
    en: 'The Slack app lacks the right {needed}. Add it under OAuth & Permissions of the app, install the app again and reconnect.',
    fr: 'Il manque à l’application Slack le droit {needed}. Ajoutez-le sous OAuth & Permissions de l’application, réinstallez-la et reconnectez.',
  },
  'slack.notInChannel': {
    en: 'The Slack app is not a member of the channel. Invite it there with /invite, then run the record again.',
    fr: 'L’application Slack n’est pas membre du canal. Invitez-la avec /invite, puis relancez l’enregistrement.',
  },
  'slack.channelNotFound': {
    en: 'Slack does not know this channel, or the app cannot see it because it is private. Check the id, or invite the app there.',
    fr: 'Slack ne connaît pas ce canal, ou l’application ne le voit pas car il est privé. Vérifiez l’identifiant, ou invitez-y l’application.',
  },
  'slack.channelArchived': {
    en: 'The channel is archived at Slack. Bring it back or choose another one, then run the record again.',
    fr: 'Le canal est archivé chez Slack. Rétablissez-le ou choisissez-en un autre, puis relancez l’enregistrement.',
  },

  'webhook.secretMissing': {
    en: 'A delivery was refused because no secret is stored to check it with. Enter the sender’s secret on the trigger.',
    fr: 'Un envoi a été refusé car aucun secret n’est enregistré pour le vérifier. Saisissez le secret de l’émetteur sur le déclencheur.',
  },
  'webhook.schemeMissing': {
    en: 'A delivery was refused: a secret is stored, but the trigger does not say how to check it. Choose how deliveries are signed.',
    fr: 'Un envoi a été refusé : un secret est enregistré, mais le déclencheur ne dit pas comment le vérifier. Choisissez le mode de signature.',
  },
  'webhook.signatureMissing': {
    en: 'A delivery was refused because it carries no usable signature ({header}). Switch signing on at the sender.',
    fr: 'Un envoi a été refusé car il ne porte pas de signature utilisable ({header}). Activez la signature chez l’émetteur.',
  },
  'webhook.signatureWrong': {
    en: 'A delivery was refused because its signature does not fit. Check that the secret here is the sender’s, and that nothing between you changes the body.',
    fr: 'Un envoi a été refusé car sa signature ne correspond pas. Vérifiez que le secret est celui de l’émetteur et que rien entre vous ne modifie le corps.',
  },
  'webhook.signatureOld': {
    en: 'A delivery was refused because it was signed {seconds} s away from now; five minutes are allowed. Check the clocks on both sides.',
    fr: 'Un envoi a été refusé car sa signature est à {seconds} s de maintenant ; cinq minutes sont admises. Vérifiez les horloges des deux côtés.',
  },
  'webhook.bodyInvalid': {
    en: 'The body of the delivery is not valid JSON. Have the sender correct it and send it again.',
    fr: 'Le corps de l’envoi n’est pas du JSON valide. Faites-le corriger par l’émetteur et renvoyer.',
  },
  'webhook.bodyTooDeep': {
    en: 'The body of the delivery is nested deeper than 64 levels. Have the sender flatten it.',
    fr: 'Le corps de l’envoi est imbriqué sur plus de 64 niveaux. Demandez à l’émetteur de l’aplatir.',
  },
  'webhook.bodyTooManyKeys': {
    en: 'The body of the delivery holds more than 100,000 values. Have the sender split it.',
    fr: 'Le corps de l’envoi contient plus de 100 000 valeurs. Demandez à l’émetteur de le découper.',
  },
  'webhook.bodyForbiddenKey': {
    en: 'The body of the delivery uses a reserved key (__proto__ or constructor.prototype). Have the sender rename it.',
    fr: 'Le corps de l’envoi utilise une clé réservée (__proto__ ou constructor.prototype). Demandez à l’émetteur de la renommer.',
  },
  'webhook.itemsNotAList': {
    en: 'The trigger expects a list at "{path}" of the body and found something else. Correct the path in the trigger, or have the sender correct the body.',
    fr: 'Le déclencheur attend une liste à « {path} » dans le corps et trouve autre chose. Corrigez le chemin du déclencheur, ou faites corriger le corps par l’émetteur.',
  },
} satisfies Catalogue;
