import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { defineObject } from '../../shared/objects/define-object.ts';
import { amountField, idField, wordField } from '../fields.ts';
import { refund as sample } from '../samples.ts';
import { Refund } from '../schemas.ts';
import { objectEvents } from '../triggers/object-events.ts';
import { createOf, findOf, getOf, updateOf } from './operations.ts';

const collection = '/v1/refunds';
const refundId = idField('Refund', 'Remboursement', 're_');
const payment = idField('Payment', 'Paiement', 'pi_');

export const refund = defineObject({
  id: 'refund',
  title: { en: 'Refund', fr: 'Remboursement' },
  one: { en: 'a refund', fr: 'un remboursement' },
  schema: Refund,
  sample,
  identity: { id: 'id', createdAt: 'created', match: [] },
  normal: { created: 'moment' },
  operations: {
    list: objectEvents({
      collection,
      events: { 'refund.created': 'created', 'refund.failed': 'updated', 'refund.updated': 'updated' },
    }),
    find: findOf(collection, {
      description: {
        en: 'Gives the newest refund of this payment or charge, or an empty object if there is none.',
        fr: 'Donne le remboursement le plus récent de ce paiement ou débit, ou un objet vide s’il n’y en a pas.',
      },
      fields: {
        payment_intent: Type.Optional(payment),
        charge: Type.Optional(idField('Charge', 'Débit', 'ch_')),
      },
    }),
    get: getOf(collection, refundId, {
      en: 'Gives a refund as it stands now.',
      fr: 'Donne un remboursement dans son état actuel.',
    }),
    create: createOf(
      collection,
      {
        payment_intent: payment,
        amount: Type.Optional(
          amountField(
            'Amount',
            'Montant',
            'What is left of the payment when absent.',
            'Ce qui reste du paiement si absent.',
          ),
        ),
        reason: Type.Optional(
          wordField(
            ['duplicate', 'fraudulent', 'requested_by_customer'],
            told(
              'Reason',
              '`fraudulent` also blocks the card and the address.',
              'Motif',
              '`fraudulent` bloque aussi la carte et l’adresse.',
            ),
          ),
        ),
      },
      {
        en: 'Refunds all of a payment, or a part of it.',
        fr: 'Rembourse un paiement, en totalité ou en partie.',
      },
      { id: 'refund-payment', title: { en: 'Refund a payment', fr: 'Rembourser un paiement' } },
    ),
    update: updateOf(
      collection,
      refundId,
      {},
      {
        en: 'Changes the metadata of a refund; nothing else of it can be changed.',
        fr: 'Modifie les métadonnées d’un remboursement ; rien d’autre ne peut l’être.',
      },
    ),
  },
});
