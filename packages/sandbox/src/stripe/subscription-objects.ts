import { randomToken } from '../ids.ts';

export type StripePrice = ReturnType<typeof newPrice>;
export type StripeSubscription = ReturnType<typeof newSubscription>;
export type StripeSubscriptionItem = ReturnType<typeof newSubscriptionItem>;
type Interval = 'day' | 'week' | 'month' | 'year';
export type SubscriptionStatus =
  | 'incomplete'
  | 'incomplete_expired'
  | 'trialing'
  | 'active'
  | 'past_due'
  | 'canceled'
  | 'unpaid'
  | 'paused';

export function newPrice(
  created: number,
  price: { id: string; product: string; nickname: string; amount: number; currency: string; interval: Interval },
) {
  return {
    id: price.id,
    object: 'price' as const,
    active: true,
    billing_scheme: 'per_unit',
    created,
    currency: price.currency,
    custom_unit_amount: null,
    livemode: false as const,
    lookup_key: null,
    metadata: {} as Record<string, string>,
    nickname: price.nickname,
    product: price.product,
    recurring: {
      interval: price.interval,
      interval_count: 1,
      meter: null,
      trial_period_days: null,
      usage_type: 'licensed',
    },
    tax_behavior: 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: 'recurring',
    unit_amount: price.amount,
    unit_amount_decimal: String(price.amount),
  };
}

export function newSubscriptionItem(
  subscription: string,
  of: { price: StripePrice; quantity: number; start: number; end: number },
) {
  return {
    id: `si_${randomToken(14)}`,
    object: 'subscription_item' as const,
    billing_thresholds: null,
    created: of.start,
    current_period_end: of.end,
    current_period_start: of.start,
    discounts: [],
    metadata: {} as Record<string, string>,
    price: of.price,
    quantity: of.quantity,
    subscription,
    tax_rates: [],
  };
}

export function newSubscription(created: number, customer: string, currency: string) {
  const id = `sub_1${randomToken(23)}`;
  return {
    id,
    object: 'subscription' as const,
    application: null,
    application_fee_percent: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: created,
    billing_cycle_anchor_config: null,
    billing_mode: { type: 'classic' },
    billing_thresholds: null,
    cancel_at: null as number | null,
    cancel_at_period_end: false,
    canceled_at: null as number | null,
    cancellation_details: {
      comment: null as string | null,
      feedback: null as string | null,
      reason: null as string | null,
    },
    collection_method: 'charge_automatically',
    created,
    currency,
    customer,
    customer_account: null,
    days_until_due: null as number | null,
    default_payment_method: null as string | null,
    default_source: null,
    default_tax_rates: [],
    description: null as string | null,
    discounts: [],
    ended_at: null as number | null,
    invoice_settings: { account_tax_ids: null, issuer: { type: 'self' } },
    items: {
      object: 'list',
      data: [] as StripeSubscriptionItem[],
      has_more: false,
      url: `/v1/subscription_items?subscription=${id}`,
    },
    latest_invoice: null as string | null,
    livemode: false as const,
    metadata: {} as Record<string, string>,
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: {
      payment_method_options: null,
      payment_method_types: null,
      save_default_payment_method: 'off',
    },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: created,
    status: 'active' as SubscriptionStatus,
    test_clock: null,
    transfer_data: null,
    trial_end: null as number | null,
    trial_settings: { end_behavior: { missing_payment_method: 'create_invoice' } },
    trial_start: null as number | null,
  };
}
