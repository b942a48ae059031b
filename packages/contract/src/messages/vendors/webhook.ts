import type { Catalogue } from '../catalogue.ts';

/** What is said of deliveries. */
export const webhookMessages = {
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
  'webhook.bodyNumberTooLarge': {
    en: 'The body of the delivery holds a number that is larger than numbers can be (at “{path}”). Have the sender correct it, or send it as text.',
    fr: 'Le corps de l’envoi contient un nombre plus grand que ce qu’un nombre peut être (à « {path} »). Faites-le corriger par l’émetteur, ou envoyer sous forme de texte.',
  },
  'webhook.bodyNotText': {
    en: 'The body of the delivery is not written in {charset}, so its text cannot be read without altering it. Have the sender encode it in UTF-8, or name its encoding in Content-Type.',
    fr: 'Le corps de l’envoi n’est pas encodé en {charset} : son texte ne peut être lu sans être altéré. Demandez à l’émetteur de l’encoder en UTF-8 ou d’indiquer son encodage dans Content-Type.',
  },
  'webhook.encodingUnknown': {
    en: 'The body of the delivery is compressed in a way that is not known here ({encoding}). Have the sender use gzip, deflate, br or zstd, or none.',
    fr: 'Le corps de l’envoi est compressé d’une façon inconnue ici ({encoding}). Demandez à l’émetteur d’utiliser gzip, deflate, br ou zstd, ou de ne pas compresser.',
  },
  'webhook.encodingWrong': {
    en: 'The delivery says that its body is compressed ({encoding}), and it is not, or not whole. Have the sender correct it and send it again.',
    fr: 'L’envoi annonce un corps compressé ({encoding}), ce qu’il n’est pas, ou pas en entier. Faites-le corriger par l’émetteur et renvoyer.',
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
  'webhook.formInvalid': {
    en: 'The form in the delivery cannot be read, or has more than 500 parts. Have the sender correct it.',
    fr: 'Le formulaire de l’envoi est illisible, ou compte plus de 500 parties. Faites-le corriger par l’émetteur.',
  },
  'webhook.itemsNotAList': {
    en: 'The trigger expects a list at "{path}" of the body and found something else. Correct the path in the trigger, or have the sender correct the body.',
    fr: 'Le déclencheur attend une liste à « {path} » dans le corps et trouve autre chose. Corrigez le chemin du déclencheur, ou faites corriger le corps par l’émetteur.',
  },
} satisfies Catalogue;
