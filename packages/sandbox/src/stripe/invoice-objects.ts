import { randomToken } from '../ids.ts';
import type { StripeCustomer } from './objects.ts';

export type StripeInvoice = ReturnType<typeof newInvoice>;
export type StripeInvoiceLine = ReturnType<typeof newInvoiceLine>;
export type StripeInvoiceItem = ReturnType<typeof newInvoiceItem>;
type InvoiceStatus = 'draft' | 'open' | 'paid' | 'uncollectible' | 'void';

export function newInvoice(created: number, customer: StripeCustomer, currency: string) {
  const id = `in_1${randomToken(23)}`;
  return {
    id,
    object: 'invoice' as const,
    account_country: 'FR',
    account_name: 'Raccord (bac à sable)',
    account_tax_ids: null,
    amount_due: 0,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_remaining: 0,
    amount_shipping: 0,
    application: null,
    attempt_count: 0,
    attempted: false,
    auto_advance: false,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
    automatically_finalizes_at: null,
    billing_reason: 'manual',
    collection_method: 'charge_automatically',
    created,
    currency,
    custom_fields: null,
    customer: customer.id,
    customer_account: null,
    customer_address: customer.address,
    customer_email: customer.email,
    customer_name: customer.name,
    customer_phone: customer.phone,
    customer_shipping: customer.shipping,
    customer_tax_exempt: customer.tax_exempt,
    customer_tax_ids: [],
    default_payment_method: null as string | null,
    default_source: null,
    default_tax_rates: [],
    description: null as string | null,
    discounts: [],
    due_date: null as number | null,
    effective_at: null as number | null,
    ending_balance: null as number | null,
    footer: null as string | null,
    from_invoice: null,
    hosted_invoice_url: null as string | null,
    invoice_pdf: null as string | null,
    issuer: { type: 'self' },
    last_finalization_error: null,
    latest_revision: null,
    lines: { object: 'list', data: [] as StripeInvoiceLine[], has_more: false, url: `/v1/invoices/${id}/lines` },
    livemode: false as const,
    metadata: {} as Record<string, string>,
    next_payment_attempt: null as number | null,
    number: null as string | null,
    on_behalf_of: null,
    parent: null as object | null,
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_end: created,
    period_start: created,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: 0,
    statement_descriptor: null as string | null,
    status: 'draft' as InvoiceStatus,
    status_transitions: {
      finalized_at: null as number | null,
      marked_uncollectible_at: null as number | null,
      paid_at: null as number | null,
      voided_at: null as number | null,
    },
    subtotal: 0,
    subtotal_excluding_tax: 0,
    test_clock: null,
    total: 0,
    total_discount_amounts: [],
    total_excluding_tax: 0,
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: created,
  };
}

export function newInvoiceItem(created: number, of: { customer: string; amount: number; currency: string }) {
  return {
    id: `ii_1${randomToken(23)}`,
    object: 'invoiceitem' as const,
    amount: of.amount,
    currency: of.currency,
    customer: of.customer,
    customer_account: null,
    date: created,
    description: null as string | null,
    discountable: true,
    discounts: [],
    invoice: null as string | null,
    livemode: false as const,
    metadata: {} as Record<string, string>,
    net_amount: of.amount,
    parent: null,
    period: { end: created, start: created },
    pricing: null as object | null,
    proration: false,
    quantity: 1,
    tax_rates: [],
    test_clock: null,
  };
}

/** A line of an invoice, from an item put on it or from an item of a subscription. */
export function newInvoiceLine(
  invoice: { id: string },
  line: { amount: number; currency: string; description: string | null; quantity: number; start: number; end: number },
  parent: object,
  pricing: object | null,
) {
  return {
    id: `il_1${randomToken(23)}`,
    object: 'line_item' as const,
    amount: line.amount,
    currency: line.currency,
    description: line.description,
    discount_amounts: [],
    discountable: true,
    discounts: [],
    invoice: invoice.id,
    livemode: false as const,
    metadata: {} as Record<string, string>,
    parent,
    period: { end: line.end, start: line.start },
    pretax_credit_amounts: [],
    pricing,
    quantity: line.quantity,
    subscription: null,
    subtotal: line.amount,
    taxes: [],
  };
}

/** The invoice with these lines, and the sums that follow from them. */
export function withLines(invoice: StripeInvoice, data: StripeInvoiceLine[]): StripeInvoice {
  const total = data.reduce((sum, line) => sum + line.amount, 0);
  const due = Math.max(0, total);
  return {
    ...invoice,
    amount_due: due,
    amount_remaining: due - invoice.amount_paid,
    lines: { ...invoice.lines, data },
    subtotal: total,
    subtotal_excluding_tax: total,
    total,
    total_excluding_tax: total,
  };
}
