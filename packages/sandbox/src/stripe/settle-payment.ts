import type { World } from '../world.ts';
import { refuse } from './errors.ts';
import { type EventCause, emit } from './events.ts';
import { newBalanceTransaction, newCharge, type StripePaymentIntent } from './objects.ts';

/** Stripe's test payment methods that fail: https://docs.stripe.com/testing */
const declines: Record<string, { decline_code: string; message: string }> = {
  pm_card_visa_chargeDeclined: { decline_code: 'generic_decline', message: 'Your card was declined.' },
  pm_card_chargeDeclined: { decline_code: 'generic_decline', message: 'Your card was declined.' },
  pm_card_visa_chargeDeclinedInsufficientFunds: {
    decline_code: 'insufficient_funds',
    message: 'Your card has insufficient funds.',
  },
  pm_card_chargeDeclinedInsufficientFunds: {
    decline_code: 'insufficient_funds',
    message: 'Your card has insufficient funds.',
  },
};

/**
 * Makes the payment: a charge with its balance transaction, `charge.succeeded` and `payment_intent.succeeded`; or, with one of the
 * failing test methods, a failed charge, their `failed` events and a 402.
 */
export function settlePayment(
  world: World,
  intent: StripePaymentIntent,
  by: { cause: EventCause; name?: string | null },
): StripePaymentIntent {
  const now = Math.floor(world.now() / 1_000);
  const customer = intent.customer === null ? undefined : world.stripe.customers.get(intent.customer);
  const email = intent.receipt_email ?? customer?.email ?? null;
  const charge = newCharge(now, intent, email, by.name ?? customer?.name ?? null);
  const decline = declines[intent.payment_method ?? ''];
  if (decline !== undefined) return declinePayment(world, intent, charge, decline, by.cause);

  const fee = Math.round(charge.amount * 0.015) + 25;
  const money = { amount: charge.amount, fee, currency: charge.currency };
  const transaction = world.stripe.balanceTransactions.insert(newBalanceTransaction(now, money, charge.id, 'charge'));
  charge.balance_transaction = transaction.id;
  world.stripe.charges.insert(charge);
  const paid = world.stripe.paymentIntents.replace({
    ...intent,
    amount_received: intent.amount,
    last_payment_error: null,
    latest_charge: charge.id,
    status: 'succeeded',
  });
  emit(world, by.cause, 'charge.succeeded', charge);
  emit(world, by.cause, 'payment_intent.succeeded', paid);
  return paid;
}

function declinePayment(
  world: World,
  intent: StripePaymentIntent,
  charge: ReturnType<typeof newCharge>,
  decline: { decline_code: string; message: string },
  cause: EventCause,
): never {
  const failed = world.stripe.charges.insert({
    ...charge,
    amount_captured: 0,
    captured: false,
    failure_code: 'card_declined',
    failure_message: decline.message,
    outcome: {
      ...charge.outcome,
      network_status: 'declined_by_network',
      reason: decline.decline_code,
      type: 'issuer_declined',
    },
    paid: false,
    status: 'failed',
  });
  const error = { type: 'card_error' as const, code: 'card_declined', charge: failed.id, ...decline };
  const unpaid = world.stripe.paymentIntents.replace({
    ...intent,
    last_payment_error: error,
    latest_charge: failed.id,
    payment_method: null,
    status: 'requires_payment_method',
  });
  emit(world, cause, 'charge.failed', failed);
  emit(world, cause, 'payment_intent.payment_failed', unpaid);
  refuse(402, { ...error, payment_intent: unpaid });
}
