import type { Catalogue } from '../catalogue.ts';

/** What is said of mail. `{message}` is in the server's own words. */
export const mailMessages = {
  'mail.badLogin': {
    en: 'The mail server {host} did not accept the user: {message}. Correct user and password of the connection; the waiting work then goes on by itself.',
    fr: 'Le serveur de courrier {host} n’a pas accepté l’utilisateur : {message}. Corrigez l’utilisateur et le mot de passe de la connexion ; le travail en attente reprendra tout seul.',
  },
  'mail.later': {
    en: 'The mail server {host} does not take it now: {message}. Nothing was sent; it is tried again by itself.',
    fr: 'Le serveur de courrier {host} ne le prend pas maintenant : {message}. Rien n’est parti ; un nouvel essai suit de lui-même.',
  },
  'mail.refused': {
    en: 'The mail server {host} refused this mail: {message}. Correct the addresses or the content and run it again.',
    fr: 'Le serveur de courrier {host} a refusé ce courrier : {message}. Corrigez les adresses ou le contenu, puis relancez.',
  },
  'mail.policy': {
    en: 'The mail server {host} does not send this for us: {message}. Check the sender’s address and the rights of the account there.',
    fr: 'Le serveur de courrier {host} n’envoie pas cela pour nous : {message}. Vérifiez l’adresse d’expédition et les droits du compte.',
  },
  'mail.tooLarge': {
    en: 'The mail is too large for {host}: {message}. Send a link instead of the file, or make it smaller.',
    fr: 'Le courrier est trop volumineux pour {host} : {message}. Envoyez un lien au lieu du fichier, ou réduisez-le.',
  },
  'mail.attachmentsTooLarge': {
    en: 'The attachments have {size} bytes together; at most {limit} can be sent. Send a link instead, or several mails.',
    fr: 'Les pièces jointes font {size} octets en tout ; {limit} au plus peuvent partir. Envoyez plutôt un lien, ou plusieurs courriers.',
  },
  'mail.unclear': {
    en: 'The line to {host} broke while the mail was under way. It may have arrived; look there before you run it again.',
    fr: 'La liaison avec {host} s’est rompue pendant l’envoi. Le courrier est peut-être arrivé ; vérifiez avant de relancer.',
  },
  'mail.headerInvalid': {
    en: 'The field "{name}" holds a line break or a sign that no mail header can hold. Correct it and run it again.',
    fr: 'Le champ « {name} » contient un retour à la ligne ou un signe interdit dans un en-tête. Corrigez-le, puis relancez.',
  },
  'mail.unreadable': {
    en: 'The mail cannot be read: it is nested too deeply or its headers are too long. Have it sent again in a simpler form.',
    fr: 'Le courrier est illisible : trop imbriqué, ou en-têtes trop longs. Faites-le renvoyer sous une forme plus simple.',
  },
  'mail.noImap': {
    en: 'The connection names no IMAP server. Add it to the connection to read mail.',
    fr: 'La connexion n’indique pas de serveur IMAP. Ajoutez-le à la connexion pour lire le courrier.',
  },
  'mail.noFolder': {
    en: 'There is no such folder ({host}): {message}. Choose one that exists.',
    fr: 'Ce dossier n’existe pas ({host}) : {message}. Choisissez-en un qui existe.',
  },
  'mail.noMessage': {
    en: 'The mail {message} is no longer in the folder "{folder}". Somebody has moved or deleted it.',
    fr: 'Le courrier {message} n’est plus dans le dossier « {folder} ». Quelqu’un l’a déplacé ou supprimé.',
  },
  'mail.imapRefused': {
    en: 'The mail server {host} refused the request: {message}. Check the folder and the rights of the account.',
    fr: 'Le serveur de courrier {host} a refusé la demande : {message}. Vérifiez le dossier et les droits du compte.',
  },
} satisfies Catalogue;
