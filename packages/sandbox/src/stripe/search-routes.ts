import type { StripeRoutes } from './call.ts';
import { subscriptionOf } from './invoices.ts';
import { type Searched, search } from './search.ts';
import type { StripeState } from './state.ts';

const params = { query: 'string', limit: 'integer', page: 'string' } as const;

/** Each resource's search, before the routes that would take `search` for an id. */
export function searchRoutes(route: StripeRoutes): void {
  route('GET', '/v1/customers/search', params, ({ params: asked, world, now }) =>
    search(customers(world.stripe), asked, now),
  );
  route('GET', '/v1/payment_intents/search', params, ({ params: asked, world, now }) =>
    search(payments(world.stripe), asked, now),
  );
  route('GET', '/v1/charges/search', params, ({ params: asked, world, now }) =>
    search(charges(world.stripe), asked, now),
  );
  route('GET', '/v1/invoices/search', params, ({ params: asked, world, now }) =>
    search(invoices(world.stripe), asked, now),
  );
  route('GET', '/v1/subscriptions/search', params, ({ params: asked, world, now }) =>
    search(subscriptions(world.stripe), asked, now),
  );
}

const customers = ({ customers: table }: StripeState) =>
  searched(
    'customers',
    table,
    {
      created: (row) => row.created,
      email: (row) => row.email,
      name: (row) => row.name,
      phone: (row) => row.phone,
    },
    'email',
  );

const payments = ({ paymentIntents: table }: StripeState) =>
  searched('payment_intents', table, {
    amount: (row) => row.amount,
    created: (row) => row.created,
    currency: (row) => row.currency,
    customer: (row) => row.customer,
    status: (row) => row.status,
  });

const charges = ({ charges: table }: StripeState) =>
  searched('charges', table, {
    amount: (row) => row.amount,
    created: (row) => row.created,
    currency: (row) => row.currency,
    customer: (row) => row.customer,
    status: (row) => row.status,
  });

const invoices = ({ invoices: table }: StripeState) =>
  searched('invoices', table, {
    created: (row) => row.created,
    currency: (row) => row.currency,
    customer: (row) => row.customer,
    number: (row) => row.number,
    status: (row) => row.status,
    subscription: (row) => subscriptionOf(row),
    total: (row) => row.total,
  });

const subscriptions = ({ subscriptions: table }: StripeState) =>
  searched('subscriptions', table, {
    canceled_at: (row) => row.canceled_at,
    created: (row) => row.created,
    status: (row) => row.status,
  });

function searched<T>(
  resource: string,
  table: Searched<T>['table'],
  fields: Searched<T>['fields'],
  index?: string,
): Searched<T> {
  return { url: `/v1/${resource}/search`, table, fields, ...(index === undefined ? {} : { index }) };
}
