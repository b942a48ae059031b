import type { Fields } from './call.ts';
import type { SalesEntity } from './documents.ts';
import { invalidValue } from './errors.ts';
import { dateField, numberField, textField } from './fields.ts';

/** How a kind of document is called and what it has of its own. */
export type SalesKind = {
  entity: SalesEntity;
  path: string;
  /** Key of one in an answer, and of a list. */
  resource: string;
  list: string;
  thing: string;
  idField: string;
  numberField: string;
  /** Numbers are given out by Books; without a prefix the caller names it. */
  prefix?: string;
  party: 'customer' | 'vendor';
  firstStatus: string;
  /** Statuses it can be given by `POST …/status/<word>`. */
  statuses: Readonly<Record<string, string>>;
  sortable: readonly string[];
  /** Whether the list can be asked for what changed since. */
  modified: boolean;
  /** What is left of it, under the name this kind has for it. */
  balanceField?: string;
  own(fields: Fields, before: Fields): Fields;
  made: string;
};

const common = ['customer_name', 'date', 'total', 'created_time'];

export const salesKinds: readonly SalesKind[] = [
  {
    entity: 'creditnote',
    path: '/creditnotes',
    resource: 'creditnote',
    list: 'creditnotes',
    thing: 'Credit note',
    idField: 'creditnote_id',
    numberField: 'creditnote_number',
    prefix: 'CN-',
    party: 'customer',
    firstStatus: 'open',
    statuses: { void: 'void', draft: 'draft', open: 'open' },
    sortable: [...common, 'creditnote_number', 'balance'],
    modified: false,
    balanceField: 'balance',
    own: () => ({}),
    made: 'The credit note has been created.',
  },
  {
    entity: 'estimate',
    path: '/estimates',
    resource: 'estimate',
    list: 'estimates',
    thing: 'Estimate',
    idField: 'estimate_id',
    numberField: 'estimate_number',
    prefix: 'EST-',
    party: 'customer',
    firstStatus: 'draft',
    statuses: { sent: 'sent', accepted: 'accepted', declined: 'declined' },
    sortable: [...common, 'estimate_number'],
    modified: false,
    own: (fields, before) => ({ expiry_date: dateField(fields, 'expiry_date', String(before.expiry_date ?? '')) }),
    made: 'The estimate has been created.',
  },
  {
    entity: 'bill',
    path: '/bills',
    resource: 'bill',
    list: 'bills',
    thing: 'Bill',
    idField: 'bill_id',
    numberField: 'bill_number',
    party: 'vendor',
    firstStatus: 'open',
    statuses: { open: 'open', void: 'void' },
    sortable: ['vendor_name', 'bill_number', 'date', 'due_date', 'total', 'balance', 'created_time'],
    modified: true,
    balanceField: 'balance',
    own: (fields, before) => ({ due_date: dateField(fields, 'due_date', String(before.due_date ?? '')) }),
    made: 'The bill has been created.',
  },
  {
    entity: 'recurringinvoice',
    path: '/recurringinvoices',
    resource: 'recurring_invoice',
    list: 'recurring_invoices',
    thing: 'Recurring invoice',
    idField: 'recurring_invoice_id',
    numberField: 'recurrence_name',
    party: 'customer',
    firstStatus: 'active',
    statuses: { stop: 'stopped', resume: 'active' },
    sortable: ['customer_name', 'recurrence_name', 'total', 'created_time'],
    modified: false,
    own(fields, before) {
      const frequency = textField(fields, 'recurrence_frequency', String(before.recurrence_frequency ?? ''));
      if (!['days', 'weeks', 'months', 'years'].includes(frequency)) invalidValue('recurrence_frequency');
      return {
        recurrence_frequency: frequency,
        repeat_every: numberField(fields, 'repeat_every', Number(before.repeat_every ?? 1)),
        start_date: dateField(fields, 'start_date', String(before.start_date ?? '')),
        end_date: dateField(fields, 'end_date', String(before.end_date ?? '')),
      };
    },
    made: 'The recurring invoice has been created.',
  },
];
