import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { defineObject } from '../../shared/objects/define-object.ts';
import { amountField, currencyField, descriptionField, idField, textField, wordField } from '../fields.ts';
import { payout as sample } from '../samples.ts';
import { Payout } from '../schemas.ts';
import { objectEvents } from '../triggers/object-events.ts';
import { createOf, findOf, getOf, updateOf } from './operations.ts';

const collection = '/v1/payouts';
const payoutId = idField('Payout', 'Virement', 'po_');

/** Money on its way from Stripe to the bank. */
export const payout = defineObject({
  id: 'payout',
  title: { en: 'Payout', fr: 'Virement' },
  one: { en: 'a payout', fr: 'un virement' },
  schema: Payout,
  sample,
  identity: { id: 'id', createdAt: 'created', match: [] },
  normal: { created: 'moment', arrival_date: 'moment' },
  operations: {
    list: objectEvents({
      collection,
      events: {
        'payout.created': 'created',
        'payout.canceled': 'updated',
        'payout.failed': 'updated',
        'payout.paid': 'updated',
        'payout.updated': 'updated',
      },
    }),
    find: findOf(collection, {
      description: {
        en: 'Gives the newest payout in this state, or an empty object if there is none.',
        fr: 'Donne le virement le plus récent dans cet état, ou un objet vide s’il n’y en a pas.',
      },
      fields: {
        status: Type.Optional(
          wordField(
            ['pending', 'in_transit', 'paid', 'failed', 'canceled'],
            told('State', 'Where the money is.', 'État', 'Où en est l’argent.'),
          ),
        ),
      },
    }),
    get: getOf(collection, payoutId, {
      en: 'Gives a payout as it stands now.',
      fr: 'Donne un virement dans son état actuel.',
    }),
    create: createOf(
      collection,
      {
        amount: amountField('Amount', 'Montant', 'No more than the balance.', 'Pas plus que le solde.'),
        currency: currencyField,
        description: descriptionField,
        method: Type.Optional(
          wordField(
            ['standard', 'instant'],
            told('Speed', '`instant` costs a fee.', 'Vitesse', '`instant` est payant.'),
          ),
        ),
        statement_descriptor: textField(
          told('On the statement', 'What the bank shows.', 'Sur le relevé', 'Ce que la banque affiche.'),
          22,
        ),
      },
      {
        en: 'Sends money from the Stripe balance to your bank account, where payouts are made by hand.',
        fr: 'Envoie de l’argent du solde Stripe vers votre compte bancaire, si les virements se font à la main.',
      },
    ),
    update: updateOf(
      collection,
      payoutId,
      {},
      {
        en: 'Changes the metadata of a payout; nothing else of it can be changed.',
        fr: 'Modifie les métadonnées d’un virement ; rien d’autre ne peut l’être.',
      },
    ),
  },
});
