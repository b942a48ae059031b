import type { ObjectRecord } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { defineObject, defineOperation } from '../../shared/objects/define-object.ts';
import { stripeDelete } from '../client.ts';
import { descriptionField, idField, strict, wordField } from '../fields.ts';
import { subscription as sample } from '../samples.ts';
import { Subscription } from '../schemas.ts';
import { objectEvents } from '../triggers/object-events.ts';
import { collectionMethod, daysUntilDue } from './invoice-fields.ts';
import { createOf, findOf, getOf, pathOf, updateOf } from './operations.ts';

const collection = '/v1/subscriptions';
const subscriptionId = idField('Subscription', 'Abonnement', 'sub_');
const customer = idField('Customer', 'Client', 'cus_');
const price = Type.String({
  minLength: 1,
  maxLength: 255,
  choices: 'price',
  ...told('Price', 'What is paid for, `price_…`.', 'Tarif', 'Ce qui est payé, `price_…`.'),
});
const quantity = Type.Optional(
  Type.Integer({ minimum: 0, ...told('Quantity', '1 when absent.', 'Quantité', '1 si absent.') }),
);
const itemsTold = told(
  'Prices',
  'What is paid for each period; all in one currency.',
  'Tarifs',
  'Ce qui est payé à chaque période ; dans une seule devise.',
);

const fields = {
  collection_method: collectionMethod,
  days_until_due: daysUntilDue,
  default_payment_method: Type.Optional(idField('Payment method', 'Moyen de paiement', 'pm_')),
  cancel_at_period_end: Type.Optional(
    Type.Boolean({
      ...told(
        'End with the period',
        'Runs until the end of what is paid, then ends.',
        'Finir avec la période',
        'Court jusqu’à la fin de ce qui est payé, puis prend fin.',
      ),
    }),
  ),
  description: descriptionField,
};

const remove = defineOperation({
  action: {
    id: 'cancel-subscription',
    title: { en: 'Cancel a subscription', fr: 'Résilier un abonnement' },
  },
  description: {
    en: 'Ends a subscription at once. To let it run to the end of the period, update it with “End with the period”.',
    fr: 'Met fin à un abonnement aussitôt. Pour le laisser courir jusqu’à la fin de la période, modifiez-le avec « Finir avec la période ».',
  },
  input: Type.Object({ id: subscriptionId }, strict),
  effect: 'upsert',
  run: async (context, { id }) =>
    (await stripeDelete<ObjectRecord>(context, pathOf(collection, id))) ?? {
      id,
      object: 'subscription',
      status: 'canceled',
    },
});

export const subscription = defineObject({
  id: 'subscription',
  title: { en: 'Subscription', fr: 'Abonnement' },
  one: { en: 'a subscription', fr: 'un abonnement' },
  schema: Subscription,
  sample,
  identity: { id: 'id', createdAt: 'created', match: [] },
  normal: { created: 'moment', canceled_at: 'moment', ended_at: 'moment', trial_end: 'moment' },
  operations: {
    list: objectEvents({
      collection,
      // Without it the list leaves out what has ended.
      always: { status: 'all' },
      events: {
        'customer.subscription.created': 'created',
        'customer.subscription.updated': 'updated',
        'customer.subscription.deleted': 'deleted',
      },
    }),
    find: findOf(collection, {
      description: {
        en: 'Gives the newest subscription that fits, or an empty object; those that have ended only when asked for by state.',
        fr: 'Donne l’abonnement le plus récent qui convient, ou un objet vide ; ceux qui ont pris fin seulement si l’état les demande.',
      },
      fields: {
        customer: Type.Optional(customer),
        status: Type.Optional(
          wordField(
            ['active', 'trialing', 'past_due', 'unpaid', 'incomplete', 'paused', 'canceled'],
            told('State', 'Only those in this state.', 'État', 'Seulement ceux dans cet état.'),
          ),
        ),
      },
      searched: {},
    }),
    get: getOf(collection, subscriptionId, {
      en: 'Gives a subscription as it stands now.',
      fr: 'Donne un abonnement dans son état actuel.',
    }),
    create: createOf(
      collection,
      {
        customer,
        items: Type.Array(Type.Object({ price, quantity }, strict), { minItems: 1, maxItems: 20, ...itemsTold }),
        ...fields,
        trial_period_days: Type.Optional(
          Type.Integer({
            minimum: 0,
            ...told('Free days', 'Before the first payment.', 'Jours gratuits', 'Avant le premier paiement.'),
          }),
        ),
      },
      {
        en: 'Starts a subscription, and takes the first payment unless there are free days or invoices are sent.',
        fr: 'Démarre un abonnement, et encaisse le premier paiement sauf jours gratuits ou factures envoyées.',
      },
    ),
    update: updateOf(collection, subscriptionId, {
      items: Type.Optional(
        Type.Array(
          Type.Object(
            { id: Type.Optional(idField('Line', 'Ligne', 'si_')), price: Type.Optional(price), quantity },
            strict,
          ),
          { minItems: 1, maxItems: 20, ...itemsTold },
        ),
      ),
      ...fields,
    }),
    remove,
  },
});
