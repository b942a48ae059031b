import type { Catalogue } from '../catalogue.ts';

/** `{from}` is who answered, `{message}` their own words. */
export const stripeMessages = {
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
} satisfies Catalogue;
