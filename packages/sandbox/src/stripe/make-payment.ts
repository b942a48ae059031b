import type { World } from '../world.ts';
import { emit } from './events.ts';
import { newCustomer, newPaymentIntent, type StripePaymentIntent } from './objects.ts';
import { checkAmount, readCurrency } from './payment-intents.ts';
import { settlePayment } from './settle-payment.ts';

/**
 * What a shop's customer does: pays. The customer is made when there is none with this e-mail address; the events are real and the
 * webhooks are really sent.
 * @param payment `amount` in the smallest unit of the currency
 */
export function makePayment(
  world: World,
  payment: {
    amount: number;
    currency: string;
    email: string;
    name?: string;
    description?: string;
    metadata?: Record<string, string>;
  },
): StripePaymentIntent {
  const currency = readCurrency(payment.currency);
  checkAmount(payment.amount, currency);
  const now = Math.floor(world.now() / 1_000);
  const nobody = { id: null, idempotency_key: null };
  let customer = world.stripe.customers.one('email', payment.email);
  if (customer === undefined) {
    customer = world.stripe.customers.insert({ ...newCustomer(now), email: payment.email, name: payment.name ?? null });
    emit(world, nobody, 'customer.created', customer);
  }
  const intent = world.stripe.paymentIntents.insert({
    ...newPaymentIntent(now, payment.amount, currency),
    customer: customer.id,
    description: payment.description ?? null,
    metadata: payment.metadata ?? {},
    payment_method: 'pm_card_visa',
    receipt_email: payment.email,
    ...(payment.name === undefined ? {} : { shipping: { name: payment.name } }),
  });
  emit(world, nobody, 'payment_intent.created', intent);
  return settlePayment(world, intent, { cause: nobody, name: payment.name ?? customer.name });
}
