import type { ObjectRecord } from '@raccord/contract';
import Type from 'typebox';
import { defineObject, defineOperation } from '../../shared/objects/define-object.ts';
import { booksCreate, booksList, booksOne, isUniqueField } from '../client.ts';
import { bookId, customFields, day, Payment } from '../schemas.ts';

const strict = { additionalProperties: false };

const find = defineOperation({
  description: {
    en: 'Gives the newest customer payment with this reference, or an empty object if there is none.',
    fr: 'Donne le paiement client le plus récent qui a cette référence, ou un objet vide s’il n’y en a pas.',
  },
  input: Type.Object(
    {
      reference_number: Type.String({
        minLength: 1,
        title: 'Reference',
        description: 'Your own, e.g. the payment at Stripe.',
      }),
      customer_id: Type.Optional(bookId('Customer', 'Only payments of this customer.')),
    },
    strict,
  ),
  effect: 'read',
  run: async (context, fields) => (await booksList(context, 'customerpayments', '/customerpayments', fields))[0] ?? {},
});

const record = defineOperation({
  action: { id: 'record-payment', title: { en: 'Record a customer payment', fr: 'Enregistrer un paiement client' } },
  description: {
    en: 'Records money received and applies it to invoices. After a broken call it is recognised by reference, amount and invoices, and not booked twice.',
    fr: 'Enregistre un encaissement et l’impute à des factures. Après un appel interrompu, il est reconnu à sa référence, son montant et ses factures, et n’est pas saisi deux fois.',
  },
  input: Type.Object(
    {
      customer_id: bookId('Customer', 'Id of the contact at Books.'),
      amount: Type.Number({
        exclusiveMinimum: 0,
        title: 'Amount',
        description: 'In the currency of the customer: 241.00, not cents.',
      }),
      date: day('Date', 'When the money came, `2026-11-20`.'),
      payment_mode: Type.String({
        minLength: 1,
        maxLength: 100,
        title: 'Mode',
        description: 'e.g. `creditcard`, `banktransfer`, `cash`.',
      }),
      reference_number: Type.String({
        minLength: 1,
        maxLength: 100,
        title: 'Reference',
        description: 'What it is known by elsewhere, e.g. the payment at Stripe.',
      }),
      invoices: Type.Optional(
        Type.Array(
          Type.Object({
            invoice_id: bookId('Invoice', 'Id of the invoice at Books.'),
            amount_applied: Type.Number({
              exclusiveMinimum: 0,
              title: 'Amount',
              description: 'How much of it goes to this invoice.',
            }),
          }),
          { title: 'Invoices', description: 'What the money is for; what is left stays as credit.' },
        ),
      ),
      description: Type.Optional(Type.String({ title: 'Description', description: 'Seen by your team only.' })),
      account_id: Type.Optional(bookId('Account', 'Id of the account the money came to.')),
      bank_charges: Type.Optional(
        Type.Number({ minimum: 0, title: 'Bank charges', description: 'Fees that were kept back.' }),
      ),
      custom_fields: customFields,
    },
    strict,
  ),
  effect: 'readback',
  run: (context, json) =>
    booksCreate(context, 'payment', '/customerpayments', { json, field: context.settings.paymentKeyField }),
  async readback(context, { reference_number, customer_id, amount, invoices = [] }) {
    if (isUniqueField(context.settings.paymentKeyField)) return undefined;
    const query = { reference_number, customer_id };
    for (const row of await booksList(context, 'customerpayments', '/customerpayments', query)) {
      if (Math.abs(Number(row.amount) - amount) >= 0.005) continue;
      const path = `/customerpayments/${String(row.payment_id)}`;
      const candidate = await booksOne(context, 'payment', path, { method: 'GET' });
      if (sameInvoices(candidate.invoices, invoices)) return candidate;
    }
    return undefined;
  },
});

export const payment = defineObject({
  id: 'payment',
  title: { en: 'Customer payment', fr: 'Paiement client' },
  one: { en: 'a customer payment', fr: 'un paiement client' },
  schema: Payment,
  sample: {
    payment_id: '460000000060001',
    customer_id: '460000000026049',
    customer_name: 'Société Dupont',
    payment_mode: 'creditcard',
    date: '2026-11-20',
    amount: 241,
    unused_amount: 0,
  },
  identity: { id: 'payment_id', match: ['reference_number'] },
  operations: { find, create: record },
});

function sameInvoices(theirs: unknown, ours: readonly ObjectRecord[]): boolean {
  const ids = (list: readonly ObjectRecord[]) =>
    list
      .map(({ invoice_id }) => String(invoice_id))
      .sort()
      .join();
  return ids(Array.isArray(theirs) ? theirs : []) === ids(ours);
}
