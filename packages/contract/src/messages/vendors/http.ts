import type { Catalogue } from '../catalogue.ts';

/** What the HTTP client says. `{host}` is where we went. */
export const httpMessages = {
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
    en: 'The node has more than one body: {fields}. Keep one of json, form, text, file and parts.',
    fr: 'Le nœud a plus d’un corps : {fields}. Gardez-en un seul parmi json, form, text, file et parts.',
  },
  'http.itemsNotAList': {
    en: 'The answer of {from} holds no list at "{path}". Correct the path of the list in the node.',
    fr: 'La réponse de {from} ne contient pas de liste à « {path} ». Corrigez le chemin de la liste dans le nœud.',
  },
  'http.itemWithoutId': {
    en: 'An item in the list of {from} has no id at "{path}". Correct the path of the id in the trigger.',
    fr: 'Un élément de la liste de {from} n’a pas d’identifiant à « {path} ». Corrigez le chemin de l’identifiant dans le déclencheur.',
  },
  'http.listTooLong': {
    en: 'The list of {from} has more than {limit} items, too many to compare at each reading. Name the parameter that asks only for what changed after a time.',
    fr: 'La liste de {from} compte plus de {limit} éléments, trop pour la comparer à chaque lecture. Indiquez le paramètre qui ne demande que ce qui a changé après une date.',
  },
  'http.pageElsewhere': {
    en: 'The next page of {from} would be at {to}, where this reading does not go. If that is right, use its final address.',
    fr: 'La page suivante de {from} serait chez {to}, où cette lecture ne va pas. Si c’est normal, utilisez son adresse finale.',
  },
  'http.pagingStands': {
    en: '{from} gives the same page as the next one again and again. Check how the node asks for pages.',
    fr: '{from} désigne toujours la même page comme suivante. Vérifiez comment le nœud demande les pages.',
  },
} satisfies Catalogue;
