import { Refusal } from '../control/vendor.ts';
import type { World } from '../world.ts';
import { type EventCause, emit } from './events.ts';
import { newInvoice, newInvoiceLine, withLines } from './invoice-objects.ts';
import { finalizeInvoice, payInvoice } from './invoice-steps.ts';
import type { StripePrice, StripeSubscription } from './subscription-objects.ts';

/** When a period that starts at `start` (Unix seconds) ends; a month ends on the same day of the next one. */
export function periodEnd(start: number, { recurring }: StripePrice): number {
  const date = new Date(start * 1_000);
  if (recurring.interval === 'day') date.setUTCDate(date.getUTCDate() + 1);
  if (recurring.interval === 'week') date.setUTCDate(date.getUTCDate() + 7);
  if (recurring.interval === 'month') date.setUTCMonth(date.getUTCMonth() + 1);
  if (recurring.interval === 'year') date.setUTCFullYear(date.getUTCFullYear() + 1);
  return Math.floor(date.getTime() / 1_000);
}

/** Makes the invoice of the period and takes the money, as far as the way of collecting it goes. @returns the subscription after it */
export function billPeriod(
  world: World,
  subscription: StripeSubscription,
  cause: EventCause,
  reason: 'subscription_create' | 'subscription_cycle',
): StripeSubscription {
  const customer = world.stripe.customers.get(subscription.customer);
  if (customer === undefined) return subscription;
  const now = Math.floor(world.now() / 1_000);
  const draft = {
    ...newInvoice(now, customer, subscription.currency),
    auto_advance: true,
    billing_reason: reason,
    collection_method: subscription.collection_method,
    default_payment_method: subscription.default_payment_method,
    due_date: subscription.days_until_due === null ? null : now + subscription.days_until_due * 86_400,
    parent: {
      quote_details: null,
      subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
      type: 'subscription_details',
    },
  };
  const lines = subscription.items.data.map(
    ({ id, price, quantity, current_period_start: start, current_period_end: end }) => {
      const line = {
        amount: (price.unit_amount ?? 0) * quantity,
        currency: price.currency,
        description: price.nickname,
        quantity,
        start,
        end,
      };
      const parent = {
        invoice_item_details: null,
        subscription_item_details: {
          invoice_item: null,
          proration: false,
          proration_details: { credited_items: null },
          subscription: subscription.id,
          subscription_item: id,
        },
        type: 'subscription_item_details',
      };
      const pricing = {
        price_details: { price: price.id, product: price.product },
        type: 'price_details',
        unit_amount_decimal: price.unit_amount_decimal,
      };
      return newInvoiceLine(draft, line, parent, pricing);
    },
  );
  const invoice = world.stripe.invoices.insert(withLines(draft, lines));
  emit(world, cause, 'invoice.created', invoice);
  const open = finalizeInvoice(world, invoice, cause);
  const billed = world.stripe.subscriptions.replace({ ...subscription, latest_invoice: invoice.id });
  if (subscription.collection_method === 'send_invoice' || open.status === 'paid') return billed;
  try {
    payInvoice(world, open, cause, {});
    return billed;
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    const status = reason === 'subscription_create' ? 'incomplete' : 'past_due';
    const unpaid = world.stripe.subscriptions.replace({ ...billed, status });
    emit(world, cause, 'customer.subscription.updated', unpaid, { status: billed.status });
    return unpaid;
  }
}

/** What the calendar does: the period is over, the next one is billed. */
export function renewSubscription(world: World, subscription: StripeSubscription): StripeSubscription {
  const data = subscription.items.data.map((item) => ({
    ...item,
    current_period_start: item.current_period_end,
    current_period_end: periodEnd(item.current_period_end, item.price),
  }));
  const next = world.stripe.subscriptions.replace({
    ...subscription,
    status: 'active',
    items: { ...subscription.items, data },
  });
  const nobody = { id: null, idempotency_key: null };
  emit(world, nobody, 'customer.subscription.updated', next, { items: subscription.items });
  return billPeriod(world, next, nobody, 'subscription_cycle');
}
