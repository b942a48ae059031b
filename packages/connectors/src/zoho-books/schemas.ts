import Type from 'typebox';

// Only what flows commonly map is listed; Books' documents carry more, and the rest passes through.
const text = Type.Optional(Type.String());
const number = Type.Optional(Type.Number());

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
  created_time: text,
  last_modified_time: text,
});

export const Invoice = Type.Object({
  invoice_id: Type.String(),
  invoice_number: text,
  status: text,
  customer_id: text,
  customer_name: text,
  reference_number: text,
  date: text,
  due_date: text,
  currency_code: text,
  total: number,
  balance: number,
  created_time: text,
  last_modified_time: text,
});

export const Payment = Type.Object({
  payment_id: Type.String(),
  payment_number: Type.Optional(Type.Union([Type.String(), Type.Number()])),
  customer_id: text,
  customer_name: text,
  payment_mode: text,
  reference_number: text,
  date: text,
  amount: number,
  unused_amount: number,
});

/** Books' ids are numbers too long for JSON numbers: always text. */
export const bookId = (title: string, description: string) =>
  Type.String({ pattern: '^[0-9]{1,30}$', title, description });

export const day = (title: string, description: string) =>
  Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', title, description });

export const customFields = Type.Optional(
  Type.Array(
    Type.Object({
      customfield_id: Type.Optional(Type.String()),
      api_name: Type.Optional(Type.String()),
      index: Type.Optional(Type.Integer()),
      value: Type.Unknown(),
    }),
    { title: 'Custom fields', description: 'Each by `customfield_id` or `api_name`, with its `value`.' },
  ),
);
