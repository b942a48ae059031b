import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { defineObject } from '../../shared/objects/define-object.ts';
import { amountField, currencyField, descriptionField, idField, receiptField, textField } from '../fields.ts';
import { paymentIntent as sample } from '../samples.ts';
import { PaymentIntent } from '../schemas.ts';
import { objectEvents } from '../triggers/object-events.ts';
import { createOf, findOf, getOf, updateOf } from './operations.ts';

const collection = '/v1/payment_intents';
const paymentId = idField('Payment', 'Paiement', 'pi_');
const customer = Type.Optional(idField('Customer', 'Client', 'cus_'));

const fields = {
  customer,
  description: descriptionField,
  receipt_email: receiptField,
  statement_descriptor_suffix: textField(
    told(
      'On the statement',
      'What the customer reads on the bank statement after your name.',
      'Sur le relevé',
      'Ce que le client lit sur son relevé bancaire après votre nom.',
    ),
    22,
  ),
};

/** What Stripe calls a payment intent. */
export const payment = defineObject({
  id: 'payment',
  title: { en: 'Payment', fr: 'Paiement' },
  one: { en: 'a payment', fr: 'un paiement' },
  schema: PaymentIntent,
  sample,
  identity: { id: 'id', createdAt: 'created', match: [] },
  normal: { receipt_email: 'email', created: 'moment' },
  operations: {
    list: objectEvents({
      collection,
      events: {
        'payment_intent.created': 'created',
        'payment_intent.amount_capturable_updated': 'updated',
        'payment_intent.canceled': 'updated',
        'payment_intent.partially_funded': 'updated',
        'payment_intent.payment_failed': 'updated',
        'payment_intent.processing': 'updated',
        'payment_intent.requires_action': 'updated',
        'payment_intent.succeeded': 'updated',
      },
    }),
    find: findOf(collection, {
      description: {
        en: 'Gives the newest payment of this customer or with these metadata, or an empty object if there is none.',
        fr: 'Donne le paiement le plus récent de ce client ou avec ces métadonnées, ou un objet vide s’il n’y en a pas.',
      },
      fields: { customer },
      searched: {},
    }),
    get: getOf(
      collection,
      paymentId,
      { en: 'Gives a payment as it stands now.', fr: 'Donne un paiement dans son état actuel.' },
      { id: 'get-payment', title: { en: 'Read a payment', fr: 'Lire un paiement' } },
    ),
    create: createOf(
      collection,
      {
        amount: amountField('Amount', 'Montant', '', ''),
        currency: currencyField,
        ...fields,
        payment_method: Type.Optional(idField('Payment method', 'Moyen de paiement', 'pm_')),
        confirm: Type.Optional(
          Type.Boolean({
            default: false,
            ...told(
              'Take the money now',
              'With the payment method above; otherwise the customer completes the payment later.',
              'Encaisser maintenant',
              'Avec le moyen de paiement ci-dessus ; sinon le client termine le paiement plus tard.',
            ),
          }),
        ),
        off_session: Type.Optional(
          Type.Boolean({
            ...told(
              'Customer is not there',
              'The customer cannot answer the bank at this moment; needs a saved payment method.',
              'Client absent',
              'Le client ne peut pas répondre à la banque à ce moment ; nécessite un moyen de paiement enregistré.',
            ),
          }),
        ),
      },
      {
        en: 'Prepares a payment, or takes it at once from a saved payment method. A declined card is a failure of the record.',
        fr: 'Prépare un paiement, ou l’encaisse aussitôt avec un moyen enregistré. Une carte refusée est un échec de l’enregistrement.',
      },
    ),
    update: updateOf(collection, paymentId, fields),
  },
});
