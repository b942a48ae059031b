/** What the designer shows and previews with before the first event has come. */
export const customer = {
  id: 'cus_QXg1o8vcGmoR32',
  object: 'customer',
  created: 1763625600,
  email: 'roy@acme.example',
  name: 'Ann Roy',
  phone: '+33400000000',
  description: null,
  livemode: false,
  metadata: { crm_id: '42' },
};

export const paymentIntent = {
  id: 'pi_3Mt',
  object: 'payment_intent',
  amount: 24100,
  amount_received: 24100,
  created: 1763625690,
  currency: 'eur',
  customer: customer.id,
  description: 'Order SO-1001',
  latest_charge: 'ch_3Mt',
  livemode: false,
  metadata: { order: 'SO-1001' },
  receipt_email: customer.email,
  status: 'succeeded',
};

export const unpaidIntent = {
  ...paymentIntent,
  amount_received: 0,
  status: 'requires_payment_method',
  last_payment_error: { code: 'card_declined', decline_code: 'insufficient_funds', message: 'Your card was declined.' },
};

export const charge = {
  id: 'ch_3Mt',
  object: 'charge',
  amount: 24100,
  amount_refunded: 500,
  created: 1763625690,
  currency: 'eur',
  customer: customer.id,
  description: 'Order SO-1001',
  metadata: {},
  payment_intent: paymentIntent.id,
  receipt_email: customer.email,
  refunded: false,
  status: 'succeeded',
};

export const refund = {
  id: 're_3Mt',
  object: 'refund',
  amount: 500,
  created: 1763625790,
  currency: 'eur',
  charge: charge.id,
  payment_intent: paymentIntent.id,
  reason: 'requested_by_customer',
  status: 'succeeded',
  metadata: {},
};

export const invoice = {
  id: 'in_1Mt',
  object: 'invoice',
  amount_due: 24100,
  amount_paid: 24100,
  amount_remaining: 0,
  billing_reason: 'manual',
  created: 1763625690,
  currency: 'eur',
  customer: customer.id,
  customer_email: customer.email,
  number: 'A-0001',
  metadata: {},
  status: 'paid',
  total: 24100,
};

export const subscription = {
  id: 'sub_1Mt',
  object: 'subscription',
  cancel_at_period_end: false,
  created: 1763625690,
  currency: 'eur',
  customer: customer.id,
  status: 'active',
  metadata: {},
};

export const checkoutSession = {
  id: 'cs_test_a1Mt',
  object: 'checkout.session',
  amount_total: 24100,
  client_reference_id: 'SO-1001',
  created: 1763625690,
  currency: 'eur',
  customer: customer.id,
  customer_details: { email: customer.email, name: customer.name },
  metadata: {},
  mode: 'payment',
  payment_intent: paymentIntent.id,
  payment_status: 'paid',
  subscription: null,
};

export const dispute = {
  id: 'du_1Mt',
  object: 'dispute',
  amount: 24100,
  charge: charge.id,
  created: 1763925690,
  currency: 'eur',
  evidence_details: { due_by: 1764703290 },
  metadata: {},
  payment_intent: paymentIntent.id,
  reason: 'fraudulent',
  status: 'needs_response',
};

export const payout = {
  id: 'po_1Mt',
  object: 'payout',
  amount: 96400,
  arrival_date: 1763798400,
  automatic: true,
  created: 1763625690,
  currency: 'eur',
  description: 'STRIPE PAYOUT',
  metadata: {},
  status: 'paid',
};
