import type { StripeRoutes } from './call.ts';
import { customerById, defined } from './customers.ts';
import { noSuch } from './errors.ts';
import { emit } from './events.ts';
import { listPage, listParams } from './lists.ts';
import type { StripeBalanceTransaction, StripeCharge } from './objects.ts';
import { inRange, mergeMetadata } from './params.ts';

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
    'POST',
    '/v1/charges/:id',
    { customer: 'string', description: 'string?', metadata: 'metadata', receipt_email: 'string?' },
    ({ id, params, world, request, effect }) => {
      const before = world.stripe.charges.get(id) ?? noSuch('charge', id, 'id');
      if (params.customer !== undefined) customerById(world.stripe, params.customer, 'customer');
      const { customer, description, receipt_email } = params;
      const charge = world.stripe.charges.replace({
        ...before,
        ...defined({ customer, description, receipt_email }),
        metadata: mergeMetadata(before.metadata, params.metadata),
      });
      effect('charges.update', id);
      emit(world, request, 'charge.updated', charge, { description: before.description, metadata: before.metadata });
      return charge;
    },
  );

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
