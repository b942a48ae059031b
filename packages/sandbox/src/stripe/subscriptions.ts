import type { World } from '../world.ts';
import type { StripeRoutes } from './call.ts';
import { customerById, defined } from './customers.ts';
import { invalid, noSuch } from './errors.ts';
import { emit } from './events.ts';
import type { FormValue } from './form.ts';
import { listPage, listParams } from './lists.ts';
import { inRange, mergeMetadata, required } from './params.ts';
import { newSubscription, newSubscriptionItem, type StripeSubscription } from './subscription-objects.ts';
import { billPeriod, periodEnd } from './subscription-periods.ts';

const writable = {
  cancel_at_period_end: 'boolean',
  collection_method: 'string',
  days_until_due: 'integer',
  default_payment_method: 'string',
  description: 'string?',
  items: 'any',
  metadata: 'metadata',
  payment_behavior: 'string',
  proration_behavior: 'string',
} as const;

/** What the list gives without a `status`: everything but what has ended. */
const ended = ['canceled', 'incomplete_expired'];

export function subscriptionRoutes(route: StripeRoutes): void {
  route(
    'POST',
    '/v1/subscriptions',
    { ...writable, customer: 'string', trial_period_days: 'integer', off_session: 'boolean' },
    ({ params, world, now, request, effect }) => {
      const customer = customerById(world.stripe, required(params.customer, 'customer'), 'customer');
      const wanted = readItems(required(params.items, 'items'));
      const prices = wanted.map(({ price }) => priceById(world, price));
      const currency = prices[0]?.currency ?? invalid('Missing required param: items.', 'items', 'parameter_missing');
      const draft = newSubscription(now, customer.id, currency);
      const trialEnd = params.trial_period_days === undefined ? null : now + params.trial_period_days * 86_400;
      const end = trialEnd ?? periodEnd(now, prices[0]!);
      const items = wanted.map(({ quantity }, at) =>
        newSubscriptionItem(draft.id, { price: prices[at]!, quantity: quantity ?? 1, start: now, end }),
      );
      const { collection_method, days_until_due, default_payment_method, description, cancel_at_period_end } = params;
      const subscription: StripeSubscription = {
        ...draft,
        ...defined({ collection_method, days_until_due, default_payment_method, description, cancel_at_period_end }),
        items: { ...draft.items, data: items },
        metadata: mergeMetadata({}, params.metadata),
        status: trialEnd === null ? 'active' : 'trialing',
        trial_start: trialEnd === null ? null : now,
        trial_end: trialEnd,
      };
      const byMail = subscription.collection_method === 'send_invoice';
      if (byMail && params.days_until_due === undefined) {
        invalid('You must pass in `days_until_due` when `collection_method` is `send_invoice`.', 'days_until_due');
      }
      if (!byMail && trialEnd === null && params.default_payment_method === undefined) {
        invalid(
          'This customer has no attached payment source or default payment method.',
          undefined,
          'resource_missing',
        );
      }
      world.stripe.subscriptions.insert(subscription);
      effect('subscriptions.create', subscription.id);
      emit(world, request, 'customer.subscription.created', subscription);
      return trialEnd === null ? billPeriod(world, subscription, request, 'subscription_create') : subscription;
    },
  );

  route(
    'GET',
    '/v1/subscriptions',
    { ...listParams, created: 'range', customer: 'string', price: 'string', status: 'string' },
    ({ params, world }) => {
      const { subscriptions } = world.stripe;
      const rows = params.customer === undefined ? undefined : subscriptions.by('customer', params.customer);
      const inStatus = ({ status }: StripeSubscription) => {
        if (params.status === 'all') return true;
        if (params.status === 'ended') return ended.includes(status);
        return params.status === undefined ? !ended.includes(status) : status === params.status;
      };
      const matches = (row: StripeSubscription) =>
        inStatus(row) &&
        inRange(row.created, params.created) &&
        (params.price === undefined || row.items.data.some(({ price }) => price.id === params.price));
      return listPage('subscription', '/v1/subscriptions', subscriptions, params, matches, rows);
    },
  );

  route('GET', '/v1/subscriptions/:id', {}, ({ id, world }) => subscriptionById(world, id));

  route('POST', '/v1/subscriptions/:id', writable, ({ id, params, world, request, effect }) => {
    const before = subscriptionById(world, id);
    if (before.status === 'canceled') noSuch('subscription', id, 'id');
    const { collection_method, days_until_due, default_payment_method, description, cancel_at_period_end } = params;
    const data = params.items === undefined ? before.items.data : changedItems(world, before, readItems(params.items));
    const subscription = world.stripe.subscriptions.replace({
      ...before,
      ...defined({ collection_method, days_until_due, default_payment_method, description, cancel_at_period_end }),
      cancel_at: cancel_at_period_end === true ? (data[0]?.current_period_end ?? null) : before.cancel_at,
      items: { ...before.items, data },
      metadata: mergeMetadata(before.metadata, params.metadata),
    });
    effect('subscriptions.update', id);
    emit(world, request, 'customer.subscription.updated', subscription, {
      cancel_at_period_end: before.cancel_at_period_end,
      metadata: before.metadata,
    });
    return subscription;
  });

  route(
    'DELETE',
    '/v1/subscriptions/:id',
    { invoice_now: 'boolean', prorate: 'boolean', cancellation_details: 'hash' },
    ({ id, world, now, request, effect }) => {
      const before = subscriptionById(world, id);
      if (before.status === 'canceled') noSuch('subscription', id, 'id');
      const subscription = world.stripe.subscriptions.replace({
        ...before,
        canceled_at: now,
        cancellation_details: { ...before.cancellation_details, reason: 'cancellation_requested' },
        ended_at: now,
        status: 'canceled',
      });
      effect('subscriptions.cancel', id);
      emit(world, request, 'customer.subscription.deleted', subscription);
      return subscription;
    },
  );

  route(
    'GET',
    '/v1/prices',
    { ...listParams, active: 'boolean', currency: 'string', type: 'string' },
    ({ params, world }) =>
      listPage(
        'price',
        '/v1/prices',
        world.stripe.prices,
        params,
        (row) =>
          (params.active === undefined || row.active === params.active) &&
          (params.currency === undefined || row.currency === params.currency) &&
          (params.type === undefined || row.type === params.type),
      ),
  );

  route('GET', '/v1/prices/:id', {}, ({ id, world }) => world.stripe.prices.get(id) ?? noSuch('price', id, 'id'));
}

export function subscriptionById(world: World, id: string): StripeSubscription {
  return world.stripe.subscriptions.get(id) ?? noSuch('subscription', id, 'id');
}

type WantedItem = { id?: string; price?: string; quantity?: number };

function readItems(value: FormValue): WantedItem[] {
  if (!Array.isArray(value)) return invalid('Invalid array', 'items');
  return value.map((item, at) => {
    if (typeof item === 'string' || Array.isArray(item)) return invalid('Invalid object', `items[${at}]`);
    const { id, price, quantity, ...others } = item;
    const [unknown] = Object.keys(others);
    if (unknown !== undefined) {
      invalid(`Received unknown parameter: items[${at}][${unknown}]`, `items[${at}][${unknown}]`, 'parameter_unknown');
    }
    if (quantity !== undefined && !/^\d{1,9}$/.test(String(quantity))) {
      invalid(`Invalid integer: ${String(quantity)}`, `items[${at}][quantity]`, 'parameter_invalid_integer');
    }
    return {
      ...(typeof id === 'string' ? { id } : {}),
      ...(typeof price === 'string' ? { price } : {}),
      ...(quantity === undefined ? {} : { quantity: Number(quantity) }),
    };
  });
}

function changedItems(world: World, { id, items, created }: StripeSubscription, wanted: WantedItem[]) {
  let data = items.data;
  for (const { id: item, price, quantity } of wanted) {
    const known =
      item === undefined
        ? undefined
        : (data.find((row) => row.id === item) ?? noSuch('subscription item', item, 'items'));
    const row =
      known ??
      newSubscriptionItem(id, {
        price: priceById(world, price),
        quantity: 1,
        start: created,
        end: data[0]!.current_period_end,
      });
    const next = {
      ...row,
      price: price === undefined ? row.price : priceById(world, price),
      quantity: quantity ?? row.quantity,
    };
    data = known === undefined ? [...data, next] : data.map((other) => (other.id === next.id ? next : other));
  }
  return data;
}

function priceById(world: World, id: string | undefined) {
  return world.stripe.prices.get(required(id, 'items[0][price]')) ?? noSuch('price', id!, 'items[0][price]');
}
