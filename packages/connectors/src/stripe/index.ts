import { defineConnector, Failure, type ObjectDefinition } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../shared/forms/told.ts';
import { actionsOf } from '../shared/objects/define-object.ts';
import { triggersOf } from '../shared/objects/object-triggers.ts';
import { stepActions } from './actions/steps.ts';
import { stripeAuth } from './auth.ts';
import { prices } from './choices.ts';
import { SEARCH_RATE, stripeGet } from './client.ts';
import { charge } from './objects/charge.ts';
import { customer } from './objects/customer.ts';
import { dispute } from './objects/dispute.ts';
import { invoice } from './objects/invoice.ts';
import { payment } from './objects/payment.ts';
import { payout } from './objects/payout.ts';
import { refund } from './objects/refund.ts';
import { subscription } from './objects/subscription.ts';
import { eventTriggers } from './triggers/events.ts';

const objects: Record<string, ObjectDefinition> = {
  customer,
  payment,
  charge,
  refund,
  invoice,
  subscription,
  dispute,
  payout,
};
const derived = Object.values(objects);

export const stripe = defineConnector({
  id: 'stripe',
  title: { en: 'Stripe', fr: 'Stripe' },
  description: {
    en: 'Customers, payments, invoices, subscriptions, refunds, disputes and payouts of a Stripe account.',
    fr: 'Les clients, paiements, factures, abonnements, remboursements, litiges et virements d’un compte Stripe.',
  },
  endpoints: { api: 'https://api.stripe.com' },
  auth: stripeAuth,
  settings: Type.Object(
    {
      account: Type.Optional(
        Type.String({
          pattern: '^acct_',
          ...told(
            'Connected account',
            'Only for platforms: the account to act for, `acct_…`.',
            'Compte connecté',
            'Seulement pour les plateformes : le compte pour lequel agir, `acct_…`.',
          ),
        }),
      ),
    },
    { additionalProperties: false },
  ),
  objects,
  triggers: Object.assign({}, ...derived.map(triggersOf), eventTriggers),
  actions: Object.assign({}, ...derived.map(actionsOf), stepActions),
  choices: { price: prices },
  // What every account may do without asking Stripe for more; test accounts as well.
  rates: [
    { limit: 25, perMs: 1_000, atOnce: 10 },
    { id: SEARCH_RATE, limit: 20, perMs: 1_000, atOnce: 5 },
  ],
  async test(context) {
    try {
      const { body } = await stripeGet<{ id: string; email?: string | null }>(context, '/v1/account');
      return { account: body.email ?? body.id };
    } catch (error) {
      // A restricted key may be sound and still have no right to see the account.
      if (!(error instanceof Failure) || (error.kind !== 'config' && error.kind !== 'missing')) throw error;
      await stripeGet(context, '/v1/customers', { limit: 1 });
      return { account: 'Stripe' };
    }
  },
});
