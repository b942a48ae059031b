import type { World } from '../world.ts';
import { type BooksCall, type BooksRoutes, done, type Fields, found } from './call.ts';
import { contactById } from './contacts.ts';
import { customFieldHash, documentByUnique, readCustomFields } from './custom-fields.ts';
import type { Invoice } from './documents.ts';
import { alreadyExists, doesNotExist, invalidValue, refuse } from './errors.ts';
import { booleanField, dateField, numberField, textField } from './fields.ts';
import { readLines, withTotals } from './invoice-lines.ts';
import { dateFilter, listPage, modifiedFilter, textFilter } from './lists.ts';
import { toCents } from './money.ts';
import { booksDate } from './times.ts';

const list = {
  resource: 'invoices',
  sortable: ['customer_name', 'invoice_number', 'date', 'due_date', 'total', 'balance', 'created_time'],
  show: listRow,
};

export function invoiceRoutes(route: BooksRoutes): void {
  route('POST', '/invoices', (call) => create(call));
  route('PUT', '/invoices', (call) => {
    const id = documentByUnique(call, 'invoice', 'Invoice');
    return id === undefined ? create(call) : update(call, id);
  });
  route('GET', '/invoices', ({ world, query }) => listPage(list, query, filtered(world, query)));
  route('GET', '/invoices/:id', ({ world, id }) => found('invoice', shown(withOverdue(world, invoiceById(world, id)))));
  route('PUT', '/invoices/:id', (call) => update(call, call.id));

  route('DELETE', '/invoices/:id', ({ world, id, effect }) => {
    const invoice = invoiceById(world, id);
    if (invoice.payment_made > 0) {
      refuse(400, 1040, 'Invoices which have payments applied cannot be deleted. Delete the payments first.');
    }
    world.books.invoices.remove(id);
    world.books.indexUnique('invoice', id, invoice.custom_fields, []);
    owe(world, invoice.customer_id, -owed(invoice));
    effect('invoices.delete', id);
    return done('The invoice has been deleted.');
  });

  route('POST', '/invoices/:id/status/sent', (call) =>
    setStatus(call, 'sent', 'Invoice status has been changed to Sent.'),
  );
  route('POST', '/invoices/:id/status/void', (call) =>
    setStatus(call, 'void', 'Invoice status has been changed to Void.'),
  );
  route('POST', '/invoices/:id/status/draft', (call) =>
    setStatus(call, 'draft', 'Status of invoice changed from void to draft'),
  );
  route('POST', '/invoices/:id/email', (call) => {
    const sent = setStatus(call, 'sent', 'Your invoice has been sent.');
    call.world.books.invoices.replace({ ...invoiceById(call.world, call.id), is_emailed: true });
    return sent;
  });
}

export function invoiceById(world: World, id: string): Invoice {
  return world.books.invoices.get(id) ?? doesNotExist('Invoice');
}

/** Changes what has been paid on an invoice and, with it, its balance, its status and what its customer owes. */
export function applyPayment(world: World, id: string, amount: number, time: string): Invoice {
  const before = invoiceById(world, id);
  const paid = withTotals({ ...before, payment_made: toCents(before.payment_made + amount), last_modified_time: time });
  const status = paid.balance === 0 ? 'paid' : paid.payment_made > 0 ? 'partially_paid' : 'sent';
  const after = world.books.invoices.replace({ ...paid, status });
  owe(world, after.customer_id, owed(after) - owed(before));
  return after;
}

function create(call: BooksCall) {
  const { world, query, fields, time, effect } = call;
  const { books } = world;
  if (fields.customer_id === undefined) invalidValue('customer_id');
  if (fields.line_items === undefined) invalidValue('line_items');
  const customer = contactById(world, textField(fields, 'customer_id', ''));
  if (customer.contact_type !== 'customer') invalidValue('customer_id');
  const today = booksDate(world.now());
  const draft: Invoice = {
    invoice_id: books.nextId(),
    invoice_number: '',
    status: query.get('send') === 'true' ? 'sent' : 'draft',
    customer_id: customer.contact_id,
    customer_name: customer.contact_name,
    email: customer.email,
    date: today,
    due_date: '',
    payment_terms: customer.payment_terms,
    reference_number: '',
    currency_id: customer.currency_id,
    currency_code: customer.currency_code,
    exchange_rate: 1,
    is_inclusive_tax: false,
    line_items: [],
    sub_total: 0,
    tax_total: 0,
    total: 0,
    payment_made: 0,
    balance: 0,
    notes: '',
    terms: '',
    custom_fields: [],
    zcrm_potential_id: '',
    is_emailed: query.get('send') === 'true',
    created_time: time,
    last_modified_time: time,
  };
  const filled = withFields(call, draft, fields);
  const invoice = books.invoices.insert({ ...filled, invoice_number: readNumber(call) });
  books.indexUnique('invoice', invoice.invoice_id, [], invoice.custom_fields);
  owe(world, invoice.customer_id, owed(invoice));
  effect('invoices.create', invoice.invoice_id);
  return found('invoice', shown(invoice), 'The invoice has been created.', 201);
}

function update(call: BooksCall, id: string) {
  const { world, fields, time, effect } = call;
  const before = invoiceById(world, id);
  if (before.status === 'void') refuse(400, 1003, 'A void invoice cannot be edited.');
  const after = withFields(call, { ...before, last_modified_time: time }, fields);
  if (after.balance < 0) refuse(400, 1006, 'The total of a paid invoice cannot be less than what has been paid.');
  world.books.invoices.replace(after);
  world.books.indexUnique('invoice', id, before.custom_fields, after.custom_fields);
  owe(world, after.customer_id, owed(after) - owed(before));
  effect('invoices.update', id);
  return found('invoice', shown(after), 'Invoice information has been updated.');
}

function withFields({ world }: BooksCall, invoice: Invoice, fields: Fields): Invoice {
  const terms = numberField(fields, 'payment_terms', invoice.payment_terms);
  const date = dateField(fields, 'date', invoice.date);
  return withTotals({
    ...invoice,
    date,
    payment_terms: terms,
    due_date: dateField(fields, 'due_date', invoice.due_date === '' ? addDays(date, terms) : invoice.due_date),
    reference_number: textField(fields, 'reference_number', invoice.reference_number, 100),
    exchange_rate: numberField(fields, 'exchange_rate', invoice.exchange_rate),
    is_inclusive_tax: booleanField(fields, 'is_inclusive_tax', invoice.is_inclusive_tax),
    notes: textField(fields, 'notes', invoice.notes, 5_000),
    terms: textField(fields, 'terms', invoice.terms, 10_000),
    zcrm_potential_id: textField(fields, 'zcrm_potential_id', invoice.zcrm_potential_id),
    line_items: readLines(world.books, fields, invoice.line_items),
    custom_fields: readCustomFields(world.books, 'invoice', invoice.invoice_id, fields, invoice.custom_fields),
  });
}

/** Numbering is automatic: an own number is taken only with `ignore_auto_number_generation=true`. */
function readNumber({ world, query, fields }: BooksCall): string {
  const { books } = world;
  const own = textField(fields, 'invoice_number', '', 100);
  if (query.get('ignore_auto_number_generation') !== 'true') {
    if (own !== '') {
      refuse(
        400,
        4097,
        'Auto-generation of invoice numbers is enabled. Disable it, or set ignore_auto_number_generation to true, to use a number of your own.',
      );
    }
    let number: string;
    do {
      books.lastInvoiceNumber += 1;
      number = `INV-${String(books.lastInvoiceNumber).padStart(5, '0')}`;
    } while (books.invoices.one('number', number) !== undefined);
    return number;
  }
  if (own === '') invalidValue('invoice_number');
  if (books.invoices.one('number', own) !== undefined) alreadyExists('invoice number', own);
  return own;
}

function setStatus({ world, id, time, effect }: BooksCall, status: 'sent' | 'void' | 'draft', message: string) {
  const before = invoiceById(world, id);
  if (status === 'draft' && before.status !== 'void') refuse(400, 1009, 'Only a void invoice can be changed to draft.');
  if (status === 'sent' && before.status === 'void') refuse(400, 1008, 'A void invoice cannot be marked as sent.');
  if (status === 'void' && before.payment_made > 0) {
    refuse(400, 1007, 'An invoice with payments cannot be voided. Delete the payments first.');
  }
  if (status === 'sent' && before.status !== 'draft') return done(message);
  const after = world.books.invoices.replace(withTotals({ ...before, status, last_modified_time: time }));
  owe(world, after.customer_id, owed(after) - owed(before));
  effect(`invoices.${status}`, id);
  return done(message);
}

function filtered(world: World, query: URLSearchParams): Iterable<Invoice> {
  const { invoices } = world.books;
  const reference = query.get('reference_number');
  const number = query.get('invoice_number');
  const customer = query.get('customer_id');
  const candidates =
    reference !== null
      ? invoices.by('reference', reference).reverse()
      : number !== null
        ? invoices.by('number', number).reverse()
        : customer !== null
          ? invoices.by('customer', customer).reverse()
          : invoices.newestFirst();
  const tests = [
    textFilter(query, ['reference_number', 'invoice_number', 'customer_name', 'email']),
    dateFilter(query, 'date'),
    dateFilter(query, 'due_date'),
  ];
  const modified = modifiedFilter(query);
  const status =
    query.get('status') ??
    query
      .get('filter_by')
      ?.replace(/^Status\./, '')
      .toLowerCase();
  const potential = query.get('zcrm_potential_id');
  return candidatesThat(candidates, (row) => {
    const invoice = withOverdue(world, row);
    return (
      modified(row) &&
      tests.every((test) => test(row)) &&
      (customer === null || row.customer_id === customer) &&
      (potential === null || row.zcrm_potential_id === potential) &&
      hasStatus(invoice, status ?? 'all')
    );
  });
}

function* candidatesThat(rows: Iterable<Invoice>, fits: (row: Invoice) => boolean): Generator<Invoice> {
  for (const row of rows) if (fits(row)) yield row;
}

function hasStatus(invoice: Invoice, status: string): boolean {
  if (status === 'all') return true;
  if (status === 'unpaid') return ['sent', 'overdue', 'partially_paid'].includes(invoice.status);
  return invoice.status === status;
}

/** A sent invoice is overdue once its day has passed; nothing is written when that happens. */
function withOverdue(world: World, invoice: Invoice): Invoice {
  const late = invoice.status === 'sent' && invoice.due_date < booksDate(world.now());
  return late ? { ...invoice, status: 'overdue' } : invoice;
}

function shown(invoice: Invoice): object {
  return { ...invoice, custom_field_hash: customFieldHash(invoice.custom_fields) };
}

function listRow(invoice: Invoice): object {
  const { line_items, custom_fields, notes, terms, sub_total, tax_total, ...row } = invoice;
  return { ...row, ...customFieldHash(custom_fields) };
}

function owed(invoice: Invoice): number {
  return invoice.status === 'draft' || invoice.status === 'void' ? 0 : invoice.balance;
}

function owe(world: World, customerId: string, change: number): void {
  const customer = world.books.contacts.get(customerId);
  if (customer === undefined || change === 0) return;
  const outstanding_receivable_amount = toCents(customer.outstanding_receivable_amount + change);
  world.books.contacts.replace({ ...customer, outstanding_receivable_amount });
}

function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
