import type { Catalogue } from '../catalogue.ts';

export const gmailMessages = {
  'gmail.addressInvalid': {
    en: '"{address}" is not a mail address. Correct the record and run it again.',
    fr: '« {address} » n’est pas une adresse e-mail. Corrigez l’enregistrement et relancez-le.',
  },
  'gmail.tooLarge': {
    en: 'The message has {size} bytes with its attachments; Gmail takes {limit}. Send a link instead of a file.',
    fr: 'Le message fait {size} octets avec ses pièces jointes ; Gmail en accepte {limit}. Envoyez un lien au lieu d’un fichier.',
  },
  'gmail.messageTooLarge': {
    en: 'The message {id} is larger than {limit} bytes and cannot be read whole. Open it in Gmail.',
    fr: 'Le message {id} dépasse {limit} octets et ne peut pas être lu en entier. Ouvrez-le dans Gmail.',
  },
  'gmail.messageGone': {
    en: 'Gmail no longer has the message {id}. Somebody has deleted it for good.',
    fr: 'Gmail n’a plus le message {id}. Quelqu’un l’a supprimé définitivement.',
  },
  'gmail.nobodyToAnswer': {
    en: 'The message {id} names nobody to answer. Send a new message instead.',
    fr: 'Le message {id} ne nomme personne à qui répondre. Envoyez plutôt un nouveau message.',
  },
  'gmail.notAPush': {
    en: 'What arrived is not a notification of Gmail by Pub/Sub. Only a push subscription of the topic should call this address.',
    fr: 'Ce qui est arrivé n’est pas une notification de Gmail par Pub/Sub. Seul un abonnement « push » du sujet doit appeler cette adresse.',
  },
} satisfies Catalogue;
