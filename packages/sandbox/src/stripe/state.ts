import { Table } from '../table.ts';
import type { IdempotentResult } from './idempotency.ts';
import type { StripeInvoice, StripeInvoiceItem } from './invoice-objects.ts';
import type { StripeDispute, StripePayout } from './money-objects.ts';
import type {
  StripeBalanceTransaction,
  StripeCharge,
  StripeCustomer,
  StripeEvent,
  StripePaymentIntent,
  StripeRefund,
  StripeWebhookEndpoint,
} from './objects.ts';
import type { StripePrice, StripeSubscription } from './subscription-objects.ts';

/** Objects beyond this many make room, oldest first. */
const keptObjects = 100_000;

export class StripeState {
  readonly customers = new Table<StripeCustomer, 'email'>({
    id: (row) => row.id,
    indexes: { email: (row) => row.email ?? undefined },
    max: keptObjects,
  });
  /** Customers that were deleted: they still read, as `{"deleted": true}`. */
  readonly deletedCustomers = new Set<string>();
  readonly paymentIntents = new Table<StripePaymentIntent, 'customer'>({
    id: (row) => row.id,
    indexes: { customer: (row) => row.customer ?? undefined },
    max: keptObjects,
  });
  readonly charges = new Table<StripeCharge, 'customer' | 'payment_intent'>({
    id: (row) => row.id,
    indexes: {
      customer: (row) => row.customer ?? undefined,
      payment_intent: (row) => row.payment_intent ?? undefined,
    },
    max: keptObjects,
  });
  readonly balanceTransactions = new Table<StripeBalanceTransaction, 'source'>({
    id: (row) => row.id,
    indexes: { source: (row) => row.source },
    max: keptObjects,
  });
  readonly refunds = new Table<StripeRefund, 'charge' | 'payment_intent'>({
    id: (row) => row.id,
    indexes: { charge: (row) => row.charge, payment_intent: (row) => row.payment_intent ?? undefined },
    max: keptObjects,
  });
  readonly invoices = new Table<StripeInvoice, 'customer'>({
    id: (row) => row.id,
    indexes: { customer: (row) => row.customer },
    max: keptObjects,
  });
  readonly invoiceItems = new Table<StripeInvoiceItem, 'customer'>({
    id: (row) => row.id,
    indexes: { customer: (row) => row.customer },
    max: keptObjects,
  });
  readonly subscriptions = new Table<StripeSubscription, 'customer'>({
    id: (row) => row.id,
    indexes: { customer: (row) => row.customer },
    max: keptObjects,
  });
  readonly prices = new Table<StripePrice>({ id: (row) => row.id, max: keptObjects });
  readonly disputes = new Table<StripeDispute>({ id: (row) => row.id, max: keptObjects });
  readonly payouts = new Table<StripePayout>({ id: (row) => row.id, max: keptObjects });
  readonly events = new Table<StripeEvent>({ id: (row) => row.id, max: keptObjects });
  readonly webhookEndpoints = new Table<StripeWebhookEndpoint>({ id: (row) => row.id });
  /** Secrets by endpoint; an endpoint shows its own only in the answer to its creation. */
  readonly webhookSecrets = new Map<string, string>();
  /** Events whose delivery has been given up, for `delivery_success=false`. */
  readonly undelivered = new Set<string>();
  readonly idempotent = new Map<string, IdempotentResult>();

  /** Rows of what can be looked at, for the control routes. */
  tables(): Record<string, Iterable<object> & { size?: number }> {
    return {
      customers: [...this.customers.newestFirst()],
      payment_intents: [...this.paymentIntents.newestFirst()],
      charges: [...this.charges.newestFirst()],
      refunds: [...this.refunds.newestFirst()],
      invoices: [...this.invoices.newestFirst()],
      invoice_items: [...this.invoiceItems.newestFirst()],
      subscriptions: [...this.subscriptions.newestFirst()],
      prices: [...this.prices.newestFirst()],
      disputes: [...this.disputes.newestFirst()],
      payouts: [...this.payouts.newestFirst()],
      events: [...this.events.newestFirst()],
      webhook_endpoints: [...this.webhookEndpoints.newestFirst()],
    };
  }
}
