import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { defineObject } from '../../shared/objects/define-object.ts';
import { idField } from '../fields.ts';
import { dispute as sample } from '../samples.ts';
import { Dispute } from '../schemas.ts';
import { objectEvents } from '../triggers/object-events.ts';
import { findOf, getOf, updateOf } from './operations.ts';

const collection = '/v1/disputes';
const disputeId = idField('Dispute', 'Litige', 'du_');

export const dispute = defineObject({
  id: 'dispute',
  title: { en: 'Dispute', fr: 'Litige' },
  one: { en: 'a dispute', fr: 'un litige' },
  schema: Dispute,
  sample,
  identity: { id: 'id', createdAt: 'created', match: ['charge'] },
  normal: { created: 'moment' },
  operations: {
    list: objectEvents({
      collection,
      events: {
        'charge.dispute.created': 'created',
        'charge.dispute.closed': 'updated',
        'charge.dispute.funds_reinstated': 'updated',
        'charge.dispute.funds_withdrawn': 'updated',
        'charge.dispute.updated': 'updated',
      },
    }),
    find: findOf(collection, {
      description: {
        en: 'Gives the newest dispute about this payment or charge, or an empty object if there is none.',
        fr: 'Donne le litige le plus récent sur ce paiement ou débit, ou un objet vide s’il n’y en a pas.',
      },
      fields: {
        payment_intent: Type.Optional(idField('Payment', 'Paiement', 'pi_')),
        charge: Type.Optional(idField('Charge', 'Débit', 'ch_')),
      },
    }),
    get: getOf(collection, disputeId, {
      en: 'Gives a dispute as it stands now.',
      fr: 'Donne un litige dans son état actuel.',
    }),
    update: updateOf(
      collection,
      disputeId,
      {
        evidence: Type.Optional(
          Type.Record(Type.String({ pattern: '^[a-z_]+$' }), Type.String({ maxLength: 20_000 }), {
            ...told(
              'Evidence',
              'By Stripe’s names, e.g. `customer_name`, `shipping_tracking_number`, `uncategorized_text`; files by their ids.',
              'Preuves',
              'Sous les noms de Stripe, par ex. `customer_name`, `shipping_tracking_number`, `uncategorized_text` ; les fichiers par leur identifiant.',
            ),
          }),
        ),
        submit: Type.Optional(
          Type.Boolean({
            default: false,
            ...told(
              'Send to the bank',
              'Sent once and for all; otherwise the evidence is only kept.',
              'Envoyer à la banque',
              'Envoyé une fois pour toutes ; sinon les preuves sont seulement conservées.',
            ),
          }),
        ),
      },
      {
        en: 'Adds evidence to a dispute, and sends it to the bank if you say so.',
        fr: 'Ajoute des preuves à un litige, et les envoie à la banque si vous le demandez.',
      },
    ),
  },
});
