import type { Catalogue } from '../catalogue.ts';

/** What is said of mail to capture addresses. */
export const mailInMessages = {
  'mailIn.notByMail': {
    en: 'This address takes mail only. Send a mail to the capture address of the trigger.',
    fr: 'Cette adresse ne prend que du courrier. Envoyez un courrier à l’adresse de capture du déclencheur.',
  },
  'mailIn.senderNotAllowed': {
    en: 'A mail from {from} was refused: the trigger takes mail of its allowed senders only. Add the address to them if it belongs there.',
    fr: 'Un courrier de {from} a été refusé : le déclencheur n’accepte que ses expéditeurs autorisés. Ajoutez l’adresse si elle en fait partie.',
  },
} satisfies Catalogue;
