import { defineConnector, Failure } from '@raccord/contract';
import Type from 'typebox';
import { createCustomer } from './actions/create-customer.ts';
import { findCustomer } from './actions/find-customer.ts';
import { getPayment } from './actions/get-payment.ts';
import { refundPayment } from './actions/refund-payment.ts';
import { updateCustomer } from './actions/update-customer.ts';
import { stripeAuth } from './auth.ts';
import { stripeGet } from './client.ts';
import { eventTriggers } from './triggers/events.ts';

export const stripe = defineConnector({
  id: 'stripe',
  title: { en: 'Stripe', fr: 'Stripe' },
  description: {
    en: 'Payments, customers and refunds of a Stripe account.',
    fr: 'Les paiements, clients et remboursements d’un compte Stripe.',
  },
  endpoints: { api: 'https://api.stripe.com' },
  auth: stripeAuth,
  settings: Type.Object(
    {
      account: Type.Optional(
        Type.String({
          pattern: '^acct_',
          title: 'Connected account',
          description: 'Only for platforms: the account to act for, `acct_…`.',
        }),
      ),
    },
    { additionalProperties: false },
  ),
  triggers: eventTriggers,
  actions: {
    'find-customer': findCustomer,
    'create-customer': createCustomer,
    'update-customer': updateCustomer,
    'refund-payment': refundPayment,
    'get-payment': getPayment,
  },
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
