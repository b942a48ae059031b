import type { Catalogue } from './catalogue.ts';

/** What alerts say went wrong with themselves. */
export const alertMessages = {
  'alert.noRule': {
    en: 'This rule is not there any more. Load the alerts again.',
    fr: 'Cette règle n’existe plus. Rechargez les alertes.',
  },
  'alert.noChannel': {
    en: 'This channel is not there any more. Load the alerts again, and choose another one.',
    fr: 'Ce canal n’existe plus. Rechargez les alertes et choisissez-en un autre.',
  },
  'alert.noIncident': {
    en: 'This incident is not known any more. Load the alerts again.',
    fr: 'Cet incident n’est plus connu. Rechargez les alertes.',
  },
  'alert.notEnded': {
    en: 'This message has been sent, or is being tried already. Load the alerts again.',
    fr: 'Ce message est parti, ou un essai est déjà en cours. Rechargez les alertes.',
  },
  'alert.builtinRule': {
    en: 'This rule is there from the first day and cannot be deleted. Switch it off instead.',
    fr: 'Cette règle existe depuis le premier jour et ne peut pas être supprimée. Désactivez-la plutôt.',
  },
  'alert.tooManyRules': {
    en: 'There are {most} rules, and there cannot be more. Delete one first.',
    fr: 'Il y a {most} règles, et il ne peut pas y en avoir plus. Supprimez-en une d’abord.',
  },
  'alert.tooManyChannels': {
    en: 'There are {most} channels, and there cannot be more. Delete one first.',
    fr: 'Il y a {most} canaux, et il ne peut pas y en avoir plus. Supprimez-en un d’abord.',
  },
  'alert.channelExists': {
    en: 'There is a channel called “{name}” already. Choose another name.',
    fr: 'Un canal s’appelle déjà « {name} ». Choisissez un autre nom.',
  },
  'alert.oneScope': {
    en: 'A rule is for one flow, or for the flows with a tag, and one about held connections is for neither. Leave out what does not apply.',
    fr: 'Une règle vaut pour un flux, ou pour les flux d’une étiquette, et celle des connexions retenues pour aucun des deux. Retirez ce qui ne s’applique pas.',
  },
  'alert.muteWhat': {
    en: 'Say which rule or which flow is to be quiet.',
    fr: 'Dites quelle règle ou quel flux doit se taire.',
  },
  'alert.otherConnection': {
    en: 'A channel of this kind needs a connection to {needed}. Choose one.',
    fr: 'Un canal de ce genre a besoin d’une connexion à {needed}. Choisissez-en une.',
  },
  'alert.otherKind': {
    en: 'A channel stays what it is: mail, Slack or webhook. Make a new one instead.',
    fr: 'Un canal reste ce qu’il est : courrier, Slack ou webhook. Créez-en un autre.',
  },
  'alert.noConnection': {
    en: 'The channel “{channel}” has no connection any more: it was deleted. Choose another one in the channel.',
    fr: 'Le canal « {channel} » n’a plus de connexion : elle a été supprimée. Choisissez-en une autre dans le canal.',
  },
  'alert.unclear': {
    en: 'The line broke off while the message was sent, and nothing tells whether it arrived. Look there, and send it again if it did not.',
    fr: 'La ligne a été coupée pendant l’envoi, et rien ne dit si le message est arrivé. Vérifiez sur place, et renvoyez-le sinon.',
  },
  'alert.noWorker': {
    en: 'No worker took the message within {seconds} seconds, so nothing was sent. See that one runs, then try again.',
    fr: 'Aucun exécutant n’a pris le message en {seconds} secondes : rien n’a été envoyé. Vérifiez qu’il y en a un, puis réessayez.',
  },
} satisfies Catalogue;
