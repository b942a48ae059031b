import type { ObjectRecord } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { defineObject, defineOperation } from '../../shared/objects/define-object.ts';
import { booksCreate, booksList, booksOne, isUniqueField } from '../client.ts';
import { bookId, customerId, customFields, day, text } from '../fields.ts';
import { Payment } from '../schemas.ts';
import { changesOf, datedSince } from './changes.ts';

const strict = { additionalProperties: false };
/** Payments are listed by their own date only: one entered later than this after its date is not seen as new. */
const ENTERED_WITHIN_DAYS = 31;
const listed = {
  list: 'customerpayments',
  path: '/customerpayments',
  query: (since: number) => datedSince(since, ENTERED_WITHIN_DAYS),
};

const find = defineOperation({
  description: {
    en: 'Gives the newest customer payment with this reference, or an empty object if there is none.',
    fr: 'Donne le paiement client le plus récent qui a cette référence, ou un objet vide s’il n’y en a pas.',
  },
  input: Type.Object(
    {
      reference_number: text(
        100,
        'Reference',
        'Your own, e.g. the payment at Stripe.',
        'Référence',
        'La vôtre, p. ex. le paiement chez Stripe.',
      ),
      customer_id: Type.Optional(
        bookId('Customer', 'Only payments of this customer.', 'Client', 'Seulement les paiements de ce client.'),
      ),
    },
    strict,
  ),
  effect: 'read',
  scopes: ['ZohoBooks.customerpayments.READ'],
  run: async (context, fields) => (await booksList(context, 'customerpayments', '/customerpayments', fields))[0] ?? {},
});

const get = defineOperation({
  description: {
    en: 'Gives a customer payment with the invoices it went to.',
    fr: 'Donne un paiement client avec les factures auxquelles il est imputé.',
  },
  input: Type.Object(
    {
      payment_id: bookId('Payment', 'Id of the payment at Books.', 'Paiement', 'Identifiant du paiement dans Books.'),
    },
    strict,
  ),
  effect: 'read',
  scopes: ['ZohoBooks.customerpayments.READ'],
  run: (context, { payment_id }) => booksOne(context, 'payment', `/customerpayments/${payment_id}`, { method: 'GET' }),
});

const record = defineOperation({
  action: { id: 'record-payment', title: { en: 'Record a customer payment', fr: 'Enregistrer un paiement client' } },
  description: {
    en: 'Records money received and applies it to invoices. After a broken call it is recognised by reference, amount and invoices, and not booked twice.',
    fr: 'Enregistre un encaissement et l’impute à des factures. Après un appel interrompu, il est reconnu à sa référence, son montant et ses factures, et n’est pas saisi deux fois.',
  },
  input: Type.Object(
    {
      customer_id: customerId,
      amount: Type.Number({
        exclusiveMinimum: 0,
        ...told(
          'Amount',
          'In the currency of the customer: 241.00, not cents.',
          'Montant',
          'Dans la devise du client : 241,00, pas en centimes.',
        ),
      }),
      date: day('Date', 'When the money came, `2026-11-20`.', 'Date', 'Le jour de l’encaissement, `2026-11-20`.'),
      payment_mode: text(
        100,
        'Mode',
        'e.g. `creditcard`, `banktransfer`, `cash`.',
        'Mode',
        'p. ex. `creditcard`, `banktransfer`, `cash`.',
      ),
      reference_number: text(
        100,
        'Reference',
        'What it is known by elsewhere, e.g. the payment at Stripe.',
        'Référence',
        'Sous laquelle il est connu ailleurs, p. ex. le paiement chez Stripe.',
      ),
      invoices: Type.Optional(
        Type.Array(
          Type.Object({
            invoice_id: bookId(
              'Invoice',
              'Id of the invoice at Books.',
              'Facture',
              'Identifiant de la facture dans Books.',
            ),
            amount_applied: Type.Number({
              exclusiveMinimum: 0,
              ...told(
                'Amount applied',
                'How much of the money goes to it.',
                'Montant imputé',
                'La part de l’argent qui la règle.',
              ),
            }),
          }),
          told(
            'Invoices',
            'What the money is for, each with `invoice_id` and `amount_applied`; what is left stays as credit.',
            'Factures',
            'Ce que l’argent règle, chacune avec `invoice_id` et `amount_applied` ; le reste devient un avoir.',
          ),
        ),
      ),
      description: Type.Optional(
        Type.String(
          told('Description', 'Seen by your team only.', 'Description', 'Visible par votre équipe seulement.'),
        ),
      ),
      account_id: Type.Optional(
        bookId('Account', 'Id of the account the money came to.', 'Compte', 'Identifiant du compte crédité.'),
      ),
      bank_charges: Type.Optional(
        Type.Number({
          minimum: 0,
          ...told('Bank charges', 'Fees that were kept back.', 'Frais bancaires', 'Les frais retenus.'),
        }),
      ),
      custom_fields: customFields,
    },
    strict,
  ),
  effect: 'readback',
  scopes: ['ZohoBooks.customerpayments.CREATE', 'ZohoBooks.customerpayments.UPDATE', 'ZohoBooks.customerpayments.READ'],
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
  identity: {
    id: 'payment_id',
    createdAt: 'created_time',
    modifiedAt: 'last_modified_time',
    match: ['reference_number'],
  },
  operations: {
    list: {
      reports: ['created', 'updated'],
      every: '15m',
      scopes: ['ZohoBooks.customerpayments.READ'],
      page: (context, _place, cursor, options) => changesOf(listed, context, cursor, options),
    },
    find,
    get,
    create: record,
  },
});

function sameInvoices(theirs: unknown, ours: readonly ObjectRecord[]): boolean {
  const ids = (list: readonly ObjectRecord[]) =>
    list
      .map(({ invoice_id }) => String(invoice_id))
      .sort()
      .join();
  return ids(Array.isArray(theirs) ? theirs : []) === ids(ours);
}
