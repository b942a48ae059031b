import type { StripeRoutes } from './call.ts';
import { noSuch } from './errors.ts';
import { listPage, listParams } from './lists.ts';
import type { StripeBalanceTransaction, StripeCharge } from './objects.ts';
import { inRange } from './params.ts';

/** Charges come from payment intents; the old way of making them directly is not offered. */
export function chargeRoutes(route: StripeRoutes): void {
  route(
    'GET',
    '/v1/charges',
    { ...listParams, customer: 'string', payment_intent: 'string', created: 'range' },
    ({ params, world }) => {
      const { charges } = world.stripe;
      const rows =
        params.payment_intent !== undefined
          ? charges.by('payment_intent', params.payment_intent)
          : params.customer !== undefined
            ? charges.by('customer', params.customer)
            : undefined;
      const matches = (row: StripeCharge) =>
        inRange(row.created, params.created) && (params.customer === undefined || row.customer === params.customer);
      return listPage('charge', '/v1/charges', charges, params, matches, rows);
    },
  );

  route('GET', '/v1/charges/:id', {}, ({ id, world }) => world.stripe.charges.get(id) ?? noSuch('charge', id, 'id'));

  route(
    'GET',
    '/v1/balance_transactions',
    { ...listParams, source: 'string', type: 'string', created: 'range' },
    ({ params, world }) => {
      const { balanceTransactions } = world.stripe;
      const rows = params.source === undefined ? undefined : balanceTransactions.by('source', params.source);
      const matches = (row: StripeBalanceTransaction) =>
        inRange(row.created, params.created) && (params.type === undefined || row.type === params.type);
      return listPage('balance transaction', '/v1/balance_transactions', balanceTransactions, params, matches, rows);
    },
  );

  route(
    'GET',
    '/v1/balance_transactions/:id',
    {},
    ({ id, world }) => world.stripe.balanceTransactions.get(id) ?? noSuch('balance transaction', id, 'id'),
  );
}
