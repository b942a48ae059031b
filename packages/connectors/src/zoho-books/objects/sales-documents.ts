import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { customerId, day, text, vendorId } from '../fields.ts';
import { Bill, CreditNote, Estimate, RecurringInvoice } from '../schemas.ts';
import { changesOf, modifiedSince } from './changes.ts';
import { salesDocument } from './sales-document.ts';

const number = (description: string, descriptionFr: string) =>
  Type.Optional(text(100, 'Number', description, 'Numéro', descriptionFr));
const onlyToReplace = [
  'Only to replace the number that Books gives by itself.',
  'Seulement pour remplacer celui que Books donne tout seul.',
] as const;

const sampleOf = { date: '2026-11-20', currency_code: 'EUR', total: 241 };
const sampleCustomer = { customer_id: '460000000026049', customer_name: 'Société Dupont' };

export const creditNote = salesDocument({
  id: 'credit-note',
  title: { en: 'Credit note', fr: 'Avoir' },
  one: { en: 'a credit note', fr: 'un avoir' },
  kind: {
    resource: 'creditnote',
    list: 'creditnotes',
    path: '/creditnotes',
    id: 'creditnote_id',
    party: 'customer_id',
    number: 'creditnote_number',
    keyField: 'creditNoteKeyField',
    recognisedBy: 'reference_number',
  },
  schema: CreditNote,
  match: ['reference_number', 'creditnote_number'],
  idWords: ['Credit note', 'Its id at Books.', 'Avoir', 'Son identifiant dans Books.'],
  party: customerId,
  own: { creditnote_number: number(...onlyToReplace) },
  scope: 'creditnotes',
  upserts: true,
  sample: {
    creditnote_id: '460000000070001',
    creditnote_number: 'CN-00007',
    balance: 241,
    ...sampleCustomer,
    ...sampleOf,
  },
});

export const estimate = salesDocument({
  id: 'estimate',
  title: { en: 'Estimate', fr: 'Devis' },
  one: { en: 'an estimate', fr: 'un devis' },
  kind: {
    resource: 'estimate',
    list: 'estimates',
    path: '/estimates',
    id: 'estimate_id',
    party: 'customer_id',
    number: 'estimate_number',
    keyField: 'estimateKeyField',
    recognisedBy: 'reference_number',
  },
  schema: Estimate,
  match: ['reference_number', 'estimate_number'],
  idWords: ['Estimate', 'Its id at Books.', 'Devis', 'Son identifiant dans Books.'],
  party: customerId,
  own: {
    estimate_number: number(...onlyToReplace),
    expiry_date: Type.Optional(day('Valid until', 'e.g. `2026-12-31`.', 'Valable jusqu’au', 'p. ex. `2026-12-31`.')),
  },
  scope: 'estimates',
  upserts: true,
  sample: { estimate_id: '460000000071001', estimate_number: 'EST-00003', ...sampleCustomer, ...sampleOf },
});

const bills = {
  list: 'bills',
  path: '/bills',
  query: (since: number) => ({ ...modifiedSince(since), sort_column: 'created_time', sort_order: 'A' }),
};
export const bill = salesDocument({
  id: 'bill',
  title: { en: 'Bill', fr: 'Facture fournisseur' },
  one: { en: 'a bill', fr: 'une facture fournisseur' },
  kind: {
    resource: 'bill',
    list: 'bills',
    path: '/bills',
    id: 'bill_id',
    party: 'vendor_id',
    keyField: 'billKeyField',
    recognisedBy: 'bill_number',
  },
  schema: Bill,
  match: ['bill_number', 'reference_number'],
  idWords: ['Bill', 'Its id at Books.', 'Facture fournisseur', 'Son identifiant dans Books.'],
  party: vendorId,
  own: {
    bill_number: text(100, 'Number', 'As the vendor gave it.', 'Numéro', 'Celui du fournisseur.'),
    reference_number: Type.Optional(text(100, 'Reference', 'Your own.', 'Référence', 'La vôtre.')),
    due_date: Type.Optional(day('Due date', 'e.g. `2026-12-31`.', 'Échéance', 'p. ex. `2026-12-31`.')),
  },
  scope: 'bills',
  upserts: true,
  list: {
    reports: ['created', 'updated'],
    every: '15m',
    scopes: ['ZohoBooks.bills.READ'],
    page: (context, _place, cursor, options) => changesOf(bills, context, cursor, options),
  },
  sample: {
    bill_id: '460000000072001',
    bill_number: 'F-77',
    vendor_id: '460000000026050',
    vendor_name: 'Moulin Vert',
    ...sampleOf,
  },
});

export const recurringInvoice = salesDocument({
  id: 'recurring-invoice',
  title: { en: 'Recurring invoice', fr: 'Facture récurrente' },
  one: { en: 'a recurring invoice', fr: 'une facture récurrente' },
  kind: {
    resource: 'recurring_invoice',
    list: 'recurring_invoices',
    path: '/recurringinvoices',
    id: 'recurring_invoice_id',
    party: 'customer_id',
    recognisedBy: 'recurrence_name',
  },
  schema: RecurringInvoice,
  match: ['recurrence_name'],
  idWords: ['Recurring invoice', 'Its id at Books.', 'Facture récurrente', 'Son identifiant dans Books.'],
  party: customerId,
  own: {
    recurrence_name: text(
      100,
      'Name',
      'By which it is recognised, e.g. the subscription at Stripe.',
      'Nom',
      'Auquel elle est reconnue, p. ex. l’abonnement chez Stripe.',
    ),
    recurrence_frequency: Type.Enum(['days', 'weeks', 'months', 'years'], {
      ...told('Unit', 'Of its rhythm.', 'Unité', 'De son rythme.'),
    }),
    repeat_every: Type.Optional(
      Type.Integer({ minimum: 1, default: 1, ...told('Every', 'So many units.', 'Tous les', 'Tant d’unités.') }),
    ),
    start_date: Type.Optional(day('First', 'e.g. `2026-12-01`.', 'Première', 'p. ex. `2026-12-01`.')),
    end_date: Type.Optional(day('Last', 'None when absent.', 'Dernière', 'Sans fin par défaut.')),
  },
  // Recurring invoices are among the invoices here.
  scope: 'invoices',
  upserts: false,
  sample: {
    recurring_invoice_id: '460000000073001',
    recurrence_name: 'sub_1Ab',
    recurrence_frequency: 'months',
    repeat_every: 1,
    status: 'active',
    ...sampleCustomer,
    ...sampleOf,
  },
});
