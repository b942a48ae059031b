import type { World } from '../world.ts';
import type { StripeRoutes } from './call.ts';
import { customerById, defined } from './customers.ts';
import { invalid, noSuch, refuse } from './errors.ts';
import { type EventCause, emit } from './events.ts';
import { listPage, listParams } from './lists.ts';
import { newPaymentIntent, type StripePaymentIntent } from './objects.ts';
import { inRange, mergeMetadata, type Params, required } from './params.ts';
import { settlePayment } from './settle-payment.ts';

const described = {
  customer: 'string',
  description: 'string?',
  metadata: 'metadata',
  payment_method: 'string',
  payment_method_types: 'strings',
  receipt_email: 'string?',
  setup_future_usage: 'string?',
  shipping: 'hash',
  statement_descriptor: 'string?',
  statement_descriptor_suffix: 'string?',
  transfer_group: 'string?',
} as const;
const creatable = {
  ...described,
  amount: 'integer',
  automatic_payment_methods: 'hash',
  capture_method: 'string',
  confirm: 'boolean',
  confirmation_method: 'string',
  currency: 'string',
  error_on_requires_action: 'boolean',
  off_session: 'any',
  payment_method_options: 'any',
  return_url: 'string',
} as const;

const currencies = new Set(Intl.supportedValuesOf('currency').map((currency) => currency.toLowerCase()));

export function paymentIntentRoutes(route: StripeRoutes): void {
  route('POST', '/v1/payment_intents', creatable, ({ params, world, now, request, effect }) => {
    const amount = required(params.amount, 'amount');
    const currency = readCurrency(required(params.currency, 'currency'));
    checkAmount(amount, currency);
    const draft = newPaymentIntent(now, amount, currency);
    const intent = world.stripe.paymentIntents.insert({
      ...withDescription(world, draft, params),
      automatic_payment_methods:
        params.automatic_payment_methods == null ? null : { allow_redirects: 'always', enabled: true },
    });
    effect('payment_intents.create', intent.id);
    emit(world, request, 'payment_intent.created', intent);
    return params.confirm === true ? confirm(world, intent, request) : intent;
  });

  route('GET', '/v1/payment_intents', { ...listParams, customer: 'string', created: 'range' }, ({ params, world }) => {
    const { paymentIntents } = world.stripe;
    const rows = params.customer === undefined ? undefined : paymentIntents.by('customer', params.customer);
    const matches = (row: StripePaymentIntent) => inRange(row.created, params.created);
    return listPage('payment_intent', '/v1/payment_intents', paymentIntents, params, matches, rows);
  });

  route('GET', '/v1/payment_intents/:id', { client_secret: 'string' }, ({ id, world }) => intentById(world, id));

  route(
    'POST',
    '/v1/payment_intents/:id',
    { ...described, amount: 'integer', currency: 'string' },
    ({ id, params, world, effect }) => {
      const before = intentById(world, id);
      const amount = params.amount ?? before.amount;
      const currency = params.currency === undefined ? before.currency : readCurrency(params.currency);
      const money = amount !== before.amount || currency !== before.currency;
      if (money && before.status === 'succeeded') {
        unexpected(
          before,
          `This PaymentIntent's amount could not be updated because it has a status of ${before.status}.`,
        );
      }
      checkAmount(amount, currency);
      effect('payment_intents.update', id);
      return world.stripe.paymentIntents.replace({ ...withDescription(world, before, params), amount, currency });
    },
  );

  route(
    'POST',
    '/v1/payment_intents/:id/confirm',
    { payment_method: 'string', return_url: 'string', receipt_email: 'string?', off_session: 'any' },
    ({ id, params, world, request, effect }) => {
      const intent = withDescription(world, intentById(world, id), params);
      effect('payment_intents.confirm', id);
      return confirm(world, intent, request);
    },
  );

  route('POST', '/v1/payment_intents/:id/cancel', { cancellation_reason: 'string' }, (call) => {
    const { id, params, world, now, request, effect } = call;
    const before = intentById(world, id);
    if (before.status === 'succeeded' || before.status === 'canceled') {
      unexpected(before, `You cannot cancel this PaymentIntent because it has a status of ${before.status}.`);
    }
    const intent = world.stripe.paymentIntents.replace({
      ...before,
      status: 'canceled',
      canceled_at: now,
      cancellation_reason: params.cancellation_reason ?? null,
    });
    effect('payment_intents.cancel', id);
    emit(world, request, 'payment_intent.canceled', intent);
    return intent;
  });
}

export function readCurrency(currency: string): string {
  const lower = currency.toLowerCase();
  return currencies.has(lower) ? lower : invalid(`Invalid currency: ${lower}.`, 'currency');
}

export function checkAmount(amount: number, currency: string): void {
  if (amount < 1) invalid('This value must be greater than or equal to 1.', 'amount', 'parameter_invalid_integer');
  if (amount > 99_999_999) invalid('Amount must be no more than 999,999.99', 'amount', 'amount_too_large');
  if (amount < 50 && (currency === 'eur' || currency === 'usd')) {
    invalid(`Amount must be at least 0.50 ${currency}`, 'amount', 'amount_too_small');
  }
}

function confirm(world: World, intent: StripePaymentIntent, cause: EventCause): StripePaymentIntent {
  if (intent.status === 'succeeded' || intent.status === 'canceled') {
    unexpected(
      intent,
      `You cannot confirm this PaymentIntent because it has already ${intent.status} after being previously confirmed.`,
    );
  }
  if (intent.payment_method === null) {
    unexpected(
      intent,
      "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
    );
  }
  return settlePayment(world, intent, { cause });
}

function withDescription(
  world: World,
  intent: StripePaymentIntent,
  params: Params<typeof described>,
): StripePaymentIntent {
  if (params.customer !== undefined) customerById(world.stripe, params.customer, 'customer');
  const { metadata, ...rest } = params;
  const known = defined({
    customer: rest.customer,
    description: rest.description,
    payment_method: rest.payment_method,
    payment_method_types: rest.payment_method_types,
    receipt_email: rest.receipt_email,
    setup_future_usage: rest.setup_future_usage,
    shipping: rest.shipping,
    statement_descriptor: rest.statement_descriptor,
    statement_descriptor_suffix: rest.statement_descriptor_suffix,
    transfer_group: rest.transfer_group,
  });
  const next: StripePaymentIntent = { ...intent, ...known, metadata: mergeMetadata(intent.metadata, metadata) };
  if (next.status === 'requires_payment_method' && next.payment_method !== null) next.status = 'requires_confirmation';
  return next;
}

function intentById(world: World, id: string): StripePaymentIntent {
  return world.stripe.paymentIntents.get(id) ?? noSuch('payment_intent', id, 'id');
}

function unexpected(intent: StripePaymentIntent, message: string): never {
  refuse(400, {
    type: 'invalid_request_error',
    code: 'payment_intent_unexpected_state',
    message,
    payment_intent: intent,
  });
}
