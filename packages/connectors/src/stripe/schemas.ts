import Type from 'typebox';

// Only what flows commonly map is listed; Stripe's objects carry more, and the rest passes through.
const text = (description?: string) =>
  Type.Optional(Type.Union([Type.String(), Type.Null()], description === undefined ? {} : { description }));
const metadata = Type.Optional(Type.Union([Type.Record(Type.String(), Type.String()), Type.Null()]));
const amount = Type.Integer({ description: 'In the smallest unit of the currency: 24100 is 241.00 EUR.' });
const created = Type.Integer({ description: 'Seconds since 1970.' });
const moment = Type.Optional(Type.Union([Type.Integer(), Type.Null()], { description: 'Seconds since 1970.' }));
const currency = Type.String({ description: 'Three letters, lower case.' });
const customer = text('Id of the customer.');
const previous_attributes = Type.Optional(
  Type.Record(Type.String(), Type.Unknown(), { description: 'Only in events: what the changed fields held before.' }),
);

export const Customer = Type.Object({
  id: Type.String(),
  object: Type.Literal('customer'),
  created,
  email: text(),
  name: text(),
  phone: text(),
  description: text(),
  livemode: Type.Boolean(),
  metadata,
  previous_attributes,
});

export const PaymentIntent = Type.Object({
  id: Type.String(),
  object: Type.Literal('payment_intent'),
  amount,
  amount_received: amount,
  created,
  currency,
  customer,
  description: text(),
  latest_charge: text(),
  livemode: Type.Boolean(),
  metadata,
  receipt_email: text(),
  status: Type.String(),
  last_payment_error: Type.Optional(
    Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()], {
      description: 'Why the last try to pay failed: `code`, `decline_code`, `message`.',
    }),
  ),
});

export const Charge = Type.Object({
  id: Type.String(),
  object: Type.Literal('charge'),
  amount,
  amount_refunded: amount,
  balance_transaction: text('Id of the booking that tells the fee.'),
  created,
  currency,
  customer,
  description: text(),
  disputed: Type.Optional(Type.Boolean()),
  failure_code: text(),
  failure_message: text(),
  metadata,
  payment_intent: text(),
  receipt_email: text(),
  refunded: Type.Boolean({ description: 'True only when all of it was refunded.' }),
  status: Type.Optional(Type.String()),
});

export const Refund = Type.Object({
  id: Type.String(),
  object: Type.Literal('refund'),
  amount,
  created,
  currency,
  charge: text(),
  payment_intent: text(),
  reason: text(),
  status: text(),
  failure_reason: text(),
  metadata,
});

export const Invoice = Type.Object({
  id: Type.String(),
  object: Type.Literal('invoice'),
  amount_due: Type.Optional(amount),
  amount_paid: amount,
  amount_remaining: Type.Optional(amount),
  billing_reason: text(),
  collection_method: Type.Optional(Type.String()),
  created,
  currency,
  customer,
  customer_email: text(),
  due_date: moment,
  hosted_invoice_url: text('Where the customer sees and pays it.'),
  invoice_pdf: text(),
  number: text(),
  metadata,
  parent: Type.Optional(
    Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()], {
      description: 'What it comes from; `subscription_details.subscription` is the id of the subscription.',
    }),
  ),
  status: text(),
  total: amount,
});

export const Subscription = Type.Object({
  id: Type.String(),
  object: Type.Literal('subscription'),
  cancel_at_period_end: Type.Optional(Type.Boolean()),
  canceled_at: moment,
  collection_method: Type.Optional(Type.String()),
  created,
  currency,
  customer: Type.String({ description: 'Id of the customer.' }),
  ended_at: moment,
  items: Type.Optional(
    Type.Record(Type.String(), Type.Unknown(), {
      description: 'What is paid for: `data[0].price.id`, `data[0].quantity`, `data[0].current_period_end`.',
    }),
  ),
  latest_invoice: text(),
  metadata,
  previous_attributes,
  status: Type.String(),
  trial_end: moment,
});

export const CheckoutSession = Type.Object({
  id: Type.String(),
  object: Type.Literal('checkout.session'),
  amount_total: Type.Union([amount, Type.Null()]),
  client_reference_id: text('What your shop gave along.'),
  created,
  currency: text(),
  customer,
  customer_details: Type.Optional(
    Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()], {
      description: 'What the customer typed in: `email`, `name`, `phone`, `address`.',
    }),
  ),
  invoice: text(),
  metadata,
  mode: Type.String({ description: '`payment`, `subscription` or `setup`.' }),
  payment_intent: text(),
  payment_status: Type.String({ description: '`paid`, `unpaid` or `no_payment_required`.' }),
  subscription: text(),
});

export const Dispute = Type.Object({
  id: Type.String(),
  object: Type.Literal('dispute'),
  amount,
  charge: text(),
  created,
  currency,
  evidence_details: Type.Optional(
    Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()], {
      description: '`due_by` is until when an answer counts, in seconds since 1970.',
    }),
  ),
  metadata,
  payment_intent: text(),
  reason: Type.String(),
  status: Type.String(),
});

export const Payout = Type.Object({
  id: Type.String(),
  object: Type.Literal('payout'),
  amount,
  arrival_date: Type.Integer({ description: 'When it is to be at the bank, in seconds since 1970.' }),
  automatic: Type.Boolean({ description: 'Made by Stripe’s schedule.' }),
  created,
  currency,
  description: text(),
  failure_code: text(),
  failure_message: text(),
  metadata,
  status: Type.String(),
});
