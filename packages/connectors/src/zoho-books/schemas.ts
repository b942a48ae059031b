import Type from 'typebox';

// Only what flows commonly map is listed; Books' documents carry more, and the rest passes through.
const text = Type.Optional(Type.String());
const number = Type.Optional(Type.Number());
const times = { created_time: text, last_modified_time: text };

export const Contact = Type.Object({
  contact_id: Type.String(),
  contact_name: Type.String(),
  company_name: text,
  contact_type: text,
  status: text,
  first_name: text,
  last_name: text,
  email: text,
  phone: text,
  currency_code: text,
  ...times,
});

const document = { status: text, reference_number: text, date: text, currency_code: text, total: number, ...times };
const customer = { customer_id: text, customer_name: text };

export const Invoice = Type.Object({
  invoice_id: Type.String(),
  invoice_number: text,
  due_date: text,
  balance: number,
  ...customer,
  ...document,
});

export const Payment = Type.Object({
  payment_id: Type.String(),
  payment_number: Type.Optional(Type.Union([Type.String(), Type.Number()])),
  payment_mode: text,
  reference_number: text,
  date: text,
  amount: number,
  unused_amount: number,
  ...customer,
  ...times,
});

export const Item = Type.Object({
  item_id: Type.String(),
  name: Type.String(),
  sku: text,
  status: text,
  description: text,
  rate: number,
  unit: text,
  tax_id: text,
  ...times,
});

export const CreditNote = Type.Object({
  creditnote_id: Type.String(),
  creditnote_number: text,
  balance: number,
  ...customer,
  ...document,
});

export const Estimate = Type.Object({
  estimate_id: Type.String(),
  estimate_number: text,
  expiry_date: text,
  ...customer,
  ...document,
});

export const Bill = Type.Object({
  bill_id: Type.String(),
  bill_number: text,
  due_date: text,
  balance: number,
  vendor_id: text,
  vendor_name: text,
  ...document,
});

export const RecurringInvoice = Type.Object({
  recurring_invoice_id: Type.String(),
  recurrence_name: text,
  recurrence_frequency: text,
  repeat_every: Type.Optional(Type.Union([Type.Number(), Type.String()])),
  start_date: text,
  end_date: text,
  ...customer,
  ...document,
});
