import type { StripeRoutes } from './call.ts';
import { invalid, noSuch } from './errors.ts';
import { emit } from './events.ts';
import type { FormHash } from './form.ts';
import { listPage, listParams } from './lists.ts';
import { newCustomer, noAddress, type StripeAddress, type StripeCustomer } from './objects.ts';
import { inRange, mergeMetadata, type Params } from './params.ts';
import type { StripeState } from './state.ts';

const writable = {
  address: 'hash',
  balance: 'integer',
  description: 'string?',
  email: 'string?',
  invoice_prefix: 'string?',
  invoice_settings: 'hash',
  metadata: 'metadata',
  name: 'string?',
  payment_method: 'string',
  phone: 'string?',
  preferred_locales: 'strings',
  shipping: 'hash',
  source: 'string?',
  tax_exempt: 'string?',
} as const;

export function customerRoutes(route: StripeRoutes): void {
  route('POST', '/v1/customers', writable, ({ params, world, now, request, effect }) => {
    const customer = world.stripe.customers.insert(changed(newCustomer(now), params));
    effect('customers.create', customer.id);
    emit(world, request, 'customer.created', customer);
    return customer;
  });

  route(
    'GET',
    '/v1/customers',
    { ...listParams, email: 'string', created: 'range', test_clock: 'string' },
    ({ params, world }) => {
      const { customers } = world.stripe;
      const rows = params.email === undefined ? undefined : customers.by('email', params.email);
      const matches = (customer: StripeCustomer) => inRange(customer.created, params.created);
      return listPage('customer', '/v1/customers', customers, params, matches, rows);
    },
  );

  route('GET', '/v1/customers/:id', {}, ({ id, world }) => {
    if (world.stripe.deletedCustomers.has(id)) return { id, object: 'customer', deleted: true };
    return customerById(world.stripe, id, 'id');
  });

  route('POST', '/v1/customers/:id', writable, ({ id, params, world, request, effect }) => {
    const before = customerById(world.stripe, id, 'id');
    const customer = world.stripe.customers.replace(changed(before, params));
    effect('customers.update', id);
    const previous = previousAttributes(before, customer);
    if (Object.keys(previous).length > 0) emit(world, request, 'customer.updated', customer, previous);
    return customer;
  });

  route('DELETE', '/v1/customers/:id', {}, ({ id, world, request, effect }) => {
    const customer = customerById(world.stripe, id, 'id');
    world.stripe.customers.remove(id);
    world.stripe.deletedCustomers.add(id);
    effect('customers.delete', id);
    emit(world, request, 'customer.deleted', customer);
    return { id, object: 'customer', deleted: true };
  });
}

export function customerById(state: StripeState, id: string, param: string): StripeCustomer {
  return state.customers.get(id) ?? noSuch('customer', id, param);
}

function changed(customer: StripeCustomer, params: Params<typeof writable>): StripeCustomer {
  if (params.email != null && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(params.email)) {
    invalid(`Invalid email address: ${params.email}`, 'email', 'email_invalid');
  }
  const { address, description, email, name, phone, balance, preferred_locales, shipping } = params;
  return {
    ...customer,
    ...defined({ description, email, name, phone, balance, preferred_locales, shipping }),
    address: address === undefined ? customer.address : readAddress(address),
    tax_exempt: params.tax_exempt === undefined ? customer.tax_exempt : (params.tax_exempt ?? 'none'),
    metadata: mergeMetadata(customer.metadata, params.metadata),
  };
}

function readAddress(address: FormHash | null): StripeAddress | null {
  if (address === null) return null;
  const known: StripeAddress = { ...noAddress };
  for (const key of Object.keys(address)) {
    if (!Object.hasOwn(known, key)) {
      invalid(`Received unknown parameter: address[${key}]`, `address[${key}]`, 'parameter_unknown');
    }
    const value = address[key];
    known[key as keyof StripeAddress] = typeof value === 'string' && value !== '' ? value : null;
  }
  return known;
}

/** Only the values that were sent. */
export function defined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** What changed, with the values from before, as `customer.updated` carries it. */
function previousAttributes(before: StripeCustomer, after: StripeCustomer): Record<string, unknown> {
  const previous: Record<string, unknown> = {};
  for (const key of Object.keys(before) as (keyof StripeCustomer)[]) {
    if (JSON.stringify(before[key]) === JSON.stringify(after[key])) continue;
    previous[key] = key === 'metadata' ? changedKeys(before.metadata, after.metadata) : before[key];
  }
  return previous;
}

function changedKeys(before: Record<string, string>, after: Record<string, string>): Record<string, string | null> {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries(
    [...keys].filter((key) => before[key] !== after[key]).map((key) => [key, before[key] ?? null]),
  );
}
