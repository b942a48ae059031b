import { randomToken } from '../ids.ts';

export type StripeAddress = {
  city: string | null;
  country: string | null;
  line1: string | null;
  line2: string | null;
  postal_code: string | null;
  state: string | null;
};
export const noAddress: StripeAddress = {
  city: null,
  country: null,
  line1: null,
  line2: null,
  postal_code: null,
  state: null,
};

export type StripeCustomer = ReturnType<typeof newCustomer>;
export type StripePaymentIntent = ReturnType<typeof newPaymentIntent>;
export type StripeCharge = ReturnType<typeof newCharge>;
export type StripeBalanceTransaction = ReturnType<typeof newBalanceTransaction>;
export type StripeRefund = ReturnType<typeof newRefund>;
export type StripeWebhookEndpoint = ReturnType<typeof newWebhookEndpoint>;

export type StripeEvent = {
  id: string;
  object: 'event';
  api_version: string;
  created: number;
  data: { object: object; previous_attributes?: Record<string, unknown> };
  livemode: false;
  pending_webhooks: number;
  request: { id: string | null; idempotency_key: string | null };
  type: string;
};

/** The version whose shapes the stand-in gives (stripe.md §1). */
export const apiVersion = '2026-10-28.endive';

export function newCustomer(created: number) {
  return {
    id: `cus_${randomToken(14)}`,
    object: 'customer' as const,
    address: null as StripeAddress | null,
    balance: 0,
    created,
    currency: null as string | null,
    default_source: null,
    delinquent: false,
    description: null as string | null,
    discount: null,
    email: null as string | null,
    invoice_prefix: randomToken(8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false as const,
    metadata: {} as Record<string, string>,
    name: null as string | null,
    next_invoice_sequence: 1,
    phone: null as string | null,
    preferred_locales: [] as string[],
    shipping: null as object | null,
    tax_exempt: 'none',
    test_clock: null,
  };
}

export function newPaymentIntent(created: number, amount: number, currency: string) {
  const id = `pi_3${randomToken(23)}`;
  return {
    id,
    object: 'payment_intent' as const,
    amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null as object | null,
    canceled_at: null as number | null,
    cancellation_reason: null as string | null,
    capture_method: 'automatic',
    client_secret: `${id}_secret_${randomToken(25)}`,
    confirmation_method: 'automatic',
    created,
    currency,
    customer: null as string | null,
    description: null as string | null,
    last_payment_error: null as object | null,
    latest_charge: null as string | null,
    livemode: false as const,
    metadata: {} as Record<string, string>,
    next_action: null,
    on_behalf_of: null,
    payment_method: null as string | null,
    payment_method_configuration_details: null,
    payment_method_options: { card: { installments: null, mandate_options: null, network: null } },
    payment_method_types: ['card'],
    processing: null,
    receipt_email: null as string | null,
    review: null,
    setup_future_usage: null as string | null,
    shipping: null as object | null,
    source: null,
    statement_descriptor: null as string | null,
    statement_descriptor_suffix: null as string | null,
    status: 'requires_payment_method' as 'requires_payment_method' | 'requires_confirmation' | 'succeeded' | 'canceled',
    transfer_data: null,
    transfer_group: null as string | null,
  };
}

export function newCharge(created: number, intent: StripePaymentIntent, email: string | null, name: string | null) {
  return {
    id: `ch_3${randomToken(23)}`,
    object: 'charge' as const,
    amount: intent.amount,
    amount_captured: intent.amount,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null as string | null,
    billing_details: { address: noAddress, email, name, phone: null, tax_id: null },
    calculated_statement_descriptor: 'RACCORD SANDBOX',
    captured: true,
    created,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null as string | null,
    failure_message: null as string | null,
    fraud_details: {},
    livemode: false as const,
    metadata: { ...intent.metadata },
    on_behalf_of: null,
    outcome: {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: 'approved_by_network',
      reason: null as string | null,
      seller_message: 'Payment complete.',
      type: 'authorized',
    },
    paid: true,
    payment_intent: intent.id as string | null,
    payment_method: intent.payment_method,
    payment_method_details: {
      card: {
        brand: 'visa',
        checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
        country: 'FR',
        exp_month: 8,
        exp_year: 2030,
        fingerprint: 'AOB934RVNwzk6xtn',
        funding: 'credit',
        last4: '4242',
        network: 'visa',
        three_d_secure: null,
        wallet: null,
      },
      type: 'card',
    },
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: intent.shipping,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'succeeded' as 'succeeded' | 'failed',
    transfer_data: null,
    transfer_group: null,
  };
}

export function newBalanceTransaction(
  created: number,
  amounts: { amount: number; fee: number; currency: string },
  source: string,
  type: 'charge' | 'refund' | 'payout',
) {
  const fee_details =
    amounts.fee === 0
      ? []
      : [
          {
            amount: amounts.fee,
            application: null,
            currency: amounts.currency,
            description: 'Stripe processing fees',
            type: 'stripe_fee',
          },
        ];
  return {
    id: `txn_3${randomToken(23)}`,
    object: 'balance_transaction' as const,
    amount: amounts.amount,
    available_on: created + 7 * 86_400,
    balance_type: 'payments',
    created,
    currency: amounts.currency,
    description: null,
    exchange_rate: null,
    fee: amounts.fee,
    fee_details,
    net: amounts.amount - amounts.fee,
    reporting_category: type,
    source,
    status: 'pending',
    type,
  };
}

export function newRefund(created: number, charge: StripeCharge, amount: number, reason: string | null) {
  return {
    id: `re_3${randomToken(23)}`,
    object: 'refund' as const,
    amount,
    balance_transaction: null as string | null,
    charge: charge.id,
    created,
    currency: charge.currency,
    destination_details: { card: { type: 'refund' }, type: 'card' },
    metadata: {} as Record<string, string>,
    payment_intent: charge.payment_intent,
    reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  };
}

export function newWebhookEndpoint(created: number, url: string, enabledEvents: string[]) {
  return {
    id: `we_1${randomToken(23)}`,
    object: 'webhook_endpoint' as const,
    api_version: null as string | null,
    application: null,
    created,
    description: null as string | null,
    enabled_events: enabledEvents,
    livemode: false as const,
    metadata: {} as Record<string, string>,
    status: 'enabled' as 'enabled' | 'disabled',
    url,
  };
}
