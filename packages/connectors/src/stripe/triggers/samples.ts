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
};

export const invoice = {
  id: 'in_1Mt',
  object: 'invoice',
  amount_paid: 24100,
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
  created: 1763625690,
  currency: 'eur',
  customer: customer.id,
  status: 'active',
  metadata: {},
};
