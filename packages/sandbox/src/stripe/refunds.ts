import type { World } from '../world.ts';
import type { StripeRoutes } from './call.ts';
import { invalid, noSuch } from './errors.ts';
import { emit } from './events.ts';
import { listPage, listParams } from './lists.ts';
import { newBalanceTransaction, newRefund, type StripeCharge, type StripeRefund } from './objects.ts';
import { inRange, mergeMetadata } from './params.ts';

const reasons = ['duplicate', 'fraudulent', 'requested_by_customer'];

export function refundRoutes(route: StripeRoutes): void {
  const creatable = {
    amount: 'integer',
    charge: 'string',
    metadata: 'metadata',
    payment_intent: 'string',
    reason: 'string',
  } as const;

  route('POST', '/v1/refunds', creatable, ({ params, world, now, request, effect }) => {
    const charge = refundedCharge(world, params);
    const left = charge.amount - charge.amount_refunded;
    if (left === 0) invalid(`Charge ${charge.id} has already been refunded.`, undefined, 'charge_already_refunded');
    const amount = params.amount ?? left;
    if (amount < 1) invalid('Invalid positive integer', 'amount', 'parameter_invalid_integer');
    if (amount > left) {
      const [asked, rest] = [amount, left].map((cents) => `${(cents / 100).toFixed(2)} ${charge.currency}`);
      invalid(`Refund amount (${asked}) is greater than unrefunded amount on charge (${rest})`, 'amount');
    }
    const reason = params.reason ?? null;
    if (reason !== null && !reasons.includes(reason)) {
      invalid(`Invalid reason: must be one of ${reasons.join(', ')}`, 'reason');
    }
    const refund = newRefund(now, charge, amount, reason);
    const money = { amount: -amount, fee: 0, currency: charge.currency };
    refund.balance_transaction = world.stripe.balanceTransactions.insert(
      newBalanceTransaction(now, money, refund.id, 'refund'),
    ).id;
    refund.metadata = mergeMetadata({}, params.metadata);
    world.stripe.refunds.insert(refund);
    const refunded = world.stripe.charges.replace({
      ...charge,
      amount_refunded: charge.amount_refunded + amount,
      refunded: amount === left,
    });
    effect('refunds.create', refund.id);
    emit(world, request, 'refund.created', refund);
    emit(world, request, 'charge.refunded', refunded, {
      amount_refunded: charge.amount_refunded,
      refunded: charge.refunded,
    });
    return refund;
  });

  route(
    'GET',
    '/v1/refunds',
    { ...listParams, charge: 'string', payment_intent: 'string', created: 'range' },
    ({ params, world }) => {
      const { refunds } = world.stripe;
      const rows =
        params.charge !== undefined
          ? refunds.by('charge', params.charge)
          : params.payment_intent !== undefined
            ? refunds.by('payment_intent', params.payment_intent)
            : undefined;
      const matches = (row: StripeRefund) => inRange(row.created, params.created);
      return listPage('refund', '/v1/refunds', refunds, params, matches, rows);
    },
  );

  route('POST', '/v1/refunds/:id', { metadata: 'metadata' }, ({ id, params, world, request, effect }) => {
    const before = world.stripe.refunds.get(id) ?? noSuch('refund', id, 'id');
    const refund = world.stripe.refunds.replace({
      ...before,
      metadata: mergeMetadata(before.metadata, params.metadata),
    });
    effect('refunds.update', id);
    emit(world, request, 'refund.updated', refund, { metadata: before.metadata });
    return refund;
  });

  route('GET', '/v1/refunds/:id', {}, ({ id, world }) => world.stripe.refunds.get(id) ?? noSuch('refund', id, 'id'));
}

function refundedCharge(world: World, params: { charge?: string; payment_intent?: string }): StripeCharge {
  const { charge, payment_intent: intent } = params;
  if (charge !== undefined) return world.stripe.charges.get(charge) ?? noSuch('charge', charge, 'charge');
  if (intent === undefined)
    return invalid('One of the following params should be provided for this request: payment_intent or charge.');
  const known = world.stripe.paymentIntents.get(intent) ?? noSuch('payment_intent', intent, 'payment_intent');
  const paid = known.status === 'succeeded' ? world.stripe.charges.get(known.latest_charge ?? '') : undefined;
  return (
    paid ?? invalid(`This PaymentIntent (${intent}) does not have a successful charge to refund.`, 'payment_intent')
  );
}
