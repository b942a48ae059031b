import Type from 'typebox';
import { defineObject } from '../../shared/objects/define-object.ts';
import { descriptionField, idField, receiptField } from '../fields.ts';
import { charge as sample } from '../samples.ts';
import { Charge } from '../schemas.ts';
import { objectEvents } from '../triggers/object-events.ts';
import { findOf, getOf, updateOf } from './operations.ts';

const collection = '/v1/charges';
const chargeId = idField('Charge', 'Débit', 'ch_');

/** One try to take money; a payment has one for each try. */
export const charge = defineObject({
  id: 'charge',
  title: { en: 'Charge', fr: 'Débit' },
  one: { en: 'a charge', fr: 'un débit' },
  schema: Charge,
  sample,
  identity: { id: 'id', createdAt: 'created', match: ['payment_intent'] },
  normal: { receipt_email: 'email', created: 'moment' },
  operations: {
    list: objectEvents({
      collection,
      // Stripe has no event of creation: the first of these is one.
      first: ['charge.failed', 'charge.pending', 'charge.succeeded'],
      events: {
        'charge.captured': 'updated',
        'charge.expired': 'updated',
        'charge.refunded': 'updated',
        'charge.updated': 'updated',
      },
    }),
    find: findOf(collection, {
      description: {
        en: 'Gives the newest charge of this payment or customer, or with these metadata, or an empty object if there is none.',
        fr: 'Donne le débit le plus récent de ce paiement ou client, ou avec ces métadonnées, ou un objet vide s’il n’y en a pas.',
      },
      fields: {
        payment_intent: Type.Optional(idField('Payment', 'Paiement', 'pi_')),
        customer: Type.Optional(idField('Customer', 'Client', 'cus_')),
      },
      searched: {},
    }),
    get: getOf(collection, chargeId, {
      en: 'Gives a charge as it stands now.',
      fr: 'Donne un débit dans son état actuel.',
    }),
    update: updateOf(collection, chargeId, { description: descriptionField, receipt_email: receiptField }),
  },
});
