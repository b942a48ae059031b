import Type from 'typebox';

// Only what flows commonly map is listed; Stripe's objects carry more, and the rest passes through.
const text = (description?: string) =>
  Type.Optional(Type.Union([Type.String(), Type.Null()], description === undefined ? {} : { description }));
const metadata = Type.Optional(Type.Record(Type.String(), Type.String()));
const amount = Type.Integer({ description: 'In the smallest unit of the currency: 24100 is 241.00 EUR.' });
const created = Type.Integer({ description: 'Seconds since 1970.' });

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
});

export const PaymentIntent = Type.Object({
  id: Type.String(),
  object: Type.Literal('payment_intent'),
  amount,
  amount_received: amount,
  created,
  currency: Type.String({ description: 'Three letters, lower case.' }),
  customer: text('Id of the customer.'),
  description: text(),
  latest_charge: text(),
  livemode: Type.Boolean(),
  metadata,
  receipt_email: text(),
  status: Type.String(),
});

export const Charge = Type.Object({
  id: Type.String(),
  object: Type.Literal('charge'),
  amount,
  amount_refunded: amount,
  created,
  currency: Type.String(),
  customer: text('Id of the customer.'),
  description: text(),
  metadata,
  payment_intent: text(),
  receipt_email: text(),
  refunded: Type.Boolean({ description: 'True only when all of it was refunded.' }),
});

export const Refund = Type.Object({
  id: Type.String(),
  object: Type.Literal('refund'),
  amount,
  created,
  currency: Type.String(),
  charge: text(),
  payment_intent: text(),
  reason: text(),
  status: text(),
  metadata,
});

export const Invoice = Type.Object({
  id: Type.String(),
  object: Type.Literal('invoice'),
  amount_paid: amount,
  created,
  currency: Type.String(),
  customer: text('Id of the customer.'),
  customer_email: text(),
  number: text(),
  metadata: Type.Optional(Type.Union([Type.Record(Type.String(), Type.String()), Type.Null()])),
  status: text(),
  total: amount,
});

export const Subscription = Type.Object({
  id: Type.String(),
  object: Type.Literal('subscription'),
  created,
  currency: Type.String(),
  customer: Type.String({ description: 'Id of the customer.' }),
  status: Type.String(),
  metadata,
});

/** Fields of a customer that a flow can write; Stripe clears a field that is sent empty. */
export const customerFields = {
  name: Type.Optional(Type.String({ maxLength: 256, title: 'Name', description: 'Full name or company.' })),
  phone: Type.Optional(Type.String({ maxLength: 20, title: 'Phone', description: 'Telephone number.' })),
  description: Type.Optional(Type.String({ title: 'Description', description: 'A note that customers do not see.' })),
  metadata: Type.Optional(
    Type.Record(Type.String({ maxLength: 40 }), Type.String({ maxLength: 500 }), {
      maxProperties: 50,
      title: 'Metadata',
      description: 'Your own keys and values, e.g. the customer’s id in your CRM.',
    }),
  ),
};
