import { Refusal } from '../control/vendor.ts';
import type { World } from '../world.ts';
import { invalid } from './errors.ts';
import { type EventCause, emit } from './events.ts';
import type { StripeInvoice } from './invoice-objects.ts';
import { newPaymentIntent } from './objects.ts';
import { settlePayment } from './settle-payment.ts';

/** A draft becomes an invoice with a number, which is never changed again. */
export function finalizeInvoice(world: World, invoice: StripeInvoice, cause: EventCause): StripeInvoice {
  if (invoice.status !== 'draft') {
    invalid(
      'This invoice is already finalized, you can’t re-finalize a non-draft invoice.',
      undefined,
      'invoice_not_editable',
    );
  }
  const now = seconds(world);
  const customer = world.stripe.customers.get(invoice.customer);
  const sequence = customer?.next_invoice_sequence ?? 1;
  if (customer !== undefined) world.stripe.customers.replace({ ...customer, next_invoice_sequence: sequence + 1 });
  const url = `${world.baseUrl()}/stripe/i/${invoice.id}`;
  const open: StripeInvoice = {
    ...invoice,
    effective_at: now,
    ending_balance: 0,
    hosted_invoice_url: url,
    invoice_pdf: `${url}/pdf`,
    number: `${customer?.invoice_prefix ?? 'RACCORD'}-${String(sequence).padStart(4, '0')}`,
    status: 'open',
    status_transitions: { ...invoice.status_transitions, finalized_at: now },
  };
  world.stripe.invoices.replace(open);
  emit(world, cause, 'invoice.finalized', open);
  emit(world, cause, 'invoice.updated', open, { status: 'draft', number: null });
  // Nothing to pay is paid at once.
  return open.amount_due === 0 ? paidInvoice(world, open, cause) : open;
}

/** Takes the money with the card at hand, or notes that it came another way. A declined card leaves the invoice open. */
export function payInvoice(
  world: World,
  invoice: StripeInvoice,
  cause: EventCause,
  how: { paid_out_of_band?: boolean; payment_method?: string },
): StripeInvoice {
  if (invoice.status === 'paid') invalid('Invoice is already paid', undefined, 'invoice_already_paid');
  if (invoice.status !== 'open' && invoice.status !== 'uncollectible') {
    invalid(`This invoice can no longer be paid: it is ${invoice.status}.`, undefined, 'invoice_not_editable');
  }
  if (how.paid_out_of_band === true) return paidInvoice(world, invoice, cause);
  const method = how.payment_method ?? invoice.default_payment_method;
  if (method === null) {
    invalid(
      'There is no `default_payment_method` set on this Customer or Invoice. Please set either a `default_payment_method` or a `default_source`.',
      undefined,
      'invoice_payment_intent_requires_action',
    );
  }
  const intent = world.stripe.paymentIntents.insert({
    ...newPaymentIntent(seconds(world), invoice.amount_due, invoice.currency),
    customer: invoice.customer,
    payment_method: method,
    receipt_email: invoice.customer_email,
  });
  emit(world, cause, 'payment_intent.created', intent);
  const attempted = { ...invoice, attempted: true, attempt_count: invoice.attempt_count + 1 };
  try {
    settlePayment(world, intent, { cause });
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    const unpaid = world.stripe.invoices.replace({ ...attempted, next_payment_attempt: seconds(world) + 3 * 86_400 });
    emit(world, cause, 'invoice.payment_failed', unpaid);
    emit(world, cause, 'invoice.updated', unpaid, { attempt_count: invoice.attempt_count });
    throw thrown;
  }
  return paidInvoice(world, attempted, cause);
}

function paidInvoice(world: World, invoice: StripeInvoice, cause: EventCause): StripeInvoice {
  const paid: StripeInvoice = {
    ...invoice,
    amount_paid: invoice.amount_due,
    amount_remaining: 0,
    attempted: true,
    next_payment_attempt: null,
    status: 'paid',
    status_transitions: { ...invoice.status_transitions, paid_at: seconds(world) },
  };
  world.stripe.invoices.replace(paid);
  emit(world, cause, 'invoice.paid', paid);
  emit(world, cause, 'invoice.payment_succeeded', paid);
  emit(world, cause, 'invoice.updated', paid, { status: invoice.status, amount_paid: invoice.amount_paid });
  return paid;
}

/** Nobody will pay it any more. */
export function closeInvoice(
  world: World,
  invoice: StripeInvoice,
  cause: EventCause,
  status: 'void' | 'uncollectible',
): StripeInvoice {
  const allowed = status === 'void' ? ['open', 'uncollectible'] : ['open'];
  if (!allowed.includes(invoice.status)) {
    invalid(
      `You can only pass in open invoices. This invoice isn’t open: it is ${invoice.status}.`,
      undefined,
      'invoice_not_editable',
    );
  }
  const at = status === 'void' ? 'voided_at' : 'marked_uncollectible_at';
  const closed = world.stripe.invoices.replace({
    ...invoice,
    status,
    status_transitions: { ...invoice.status_transitions, [at]: seconds(world) },
  });
  emit(world, cause, status === 'void' ? 'invoice.voided' : 'invoice.marked_uncollectible', closed);
  emit(world, cause, 'invoice.updated', closed, { status: invoice.status });
  return closed;
}

function seconds(world: World): number {
  return Math.floor(world.now() / 1_000);
}
