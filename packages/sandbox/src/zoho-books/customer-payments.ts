import type { World } from '../world.ts';
import { type BooksCall, type BooksRoutes, done, type Fields, found } from './call.ts';
import { contactById } from './contacts.ts';
import { customFieldHash, documentByUnique, readCustomFields } from './custom-fields.ts';
import type { AppliedInvoice, CustomerPayment } from './documents.ts';
import { doesNotExist, invalidValue, refuse } from './errors.ts';
import { dateField, listField, numberField, textField } from './fields.ts';
import { applyPayment, invoiceById } from './invoices.ts';
import { dateFilter, listPage, textFilter } from './lists.ts';
import { toCents } from './money.ts';

const list = {
  resource: 'customerpayments',
  sortable: ['customer_name', 'date', 'amount', 'payment_number', 'created_time'],
  show: listRow,
};

export function customerPaymentRoutes(route: BooksRoutes): void {
  route('POST', '/customerpayments', (call) => create(call));
  route('PUT', '/customerpayments', (call) => {
    const id = documentByUnique(call, 'customerpayment', 'Payment');
    return id === undefined ? create(call) : update(call, id);
  });

  route('GET', '/customerpayments', ({ world, query }) => {
    const { payments } = world.books;
    const reference = query.get('reference_number');
    const customer = query.get('customer_id');
    const rows =
      reference !== null
        ? payments.by('reference', reference).reverse()
        : customer !== null
          ? payments.by('customer', customer).reverse()
          : [...payments.newestFirst()];
    const tests = [
      dateFilter(query, 'date'),
      textFilter(query, ['reference_number', 'customer_name', 'payment_mode', 'customer_id']),
    ];
    return listPage(
      list,
      query,
      rows.filter((row) => tests.every((test) => test(row))),
    );
  });

  route('GET', '/customerpayments/:id', ({ world, id }) => found('payment', shown(paymentById(world, id))));
  route('PUT', '/customerpayments/:id', (call) => update(call, call.id));

  route('DELETE', '/customerpayments/:id', ({ world, id, time, effect }) => {
    const payment = paymentById(world, id);
    for (const applied of payment.invoices) applyPayment(world, applied.invoice_id, -applied.amount_applied, time);
    credit(world, payment.customer_id, -payment.unused_amount);
    world.books.payments.remove(id);
    world.books.indexUnique('customerpayment', id, payment.custom_fields, []);
    effect('customerpayments.delete', id);
    return done('The payment has been deleted.');
  });
}

function paymentById(world: World, id: string): CustomerPayment {
  return world.books.payments.get(id) ?? doesNotExist('Payment');
}

function create(call: BooksCall) {
  const { world, fields, time, effect } = call;
  const { books } = world;
  for (const name of ['customer_id', 'payment_mode', 'amount', 'date'])
    if (fields[name] === undefined) invalidValue(name);
  const customer = contactById(world, textField(fields, 'customer_id', ''));
  const amount = toCents(numberField(fields, 'amount', 0));
  if (amount <= 0) invalidValue('amount');
  const id = books.nextId();
  const invoices = readApplied(call, customer.contact_id, amount);
  const applied = toCents(invoices.reduce((sum, invoice) => sum + invoice.amount_applied, 0));
  const payment: CustomerPayment = described(call, {
    payment_id: id,
    payment_number: '',
    customer_id: customer.contact_id,
    customer_name: customer.contact_name,
    payment_mode: '',
    amount,
    unused_amount: toCents(amount - applied),
    bank_charges: toCents(numberField(fields, 'bank_charges', 0)),
    date: '',
    reference_number: '',
    description: '',
    currency_code: customer.currency_code,
    exchange_rate: numberField(fields, 'exchange_rate', 1),
    invoices,
    custom_fields: [],
    created_time: time,
    last_modified_time: time,
  });
  books.lastPaymentNumber += 1;
  books.payments.insert({ ...payment, payment_number: String(books.lastPaymentNumber) });
  books.indexUnique('customerpayment', id, [], payment.custom_fields);
  for (const invoice of invoices) applyPayment(world, invoice.invoice_id, invoice.amount_applied, time);
  credit(world, customer.contact_id, payment.unused_amount);
  effect('customerpayments.create', id);
  return found('payment', shown(paymentById(world, id)), 'The payment from the customer has been recorded', 201);
}

/** Describes it anew; what it was applied to stays, since Books refuses most changes of money that has been booked. */
function update(call: BooksCall, id: string) {
  const { world, fields, time, effect } = call;
  const before = paymentById(world, id);
  const amount = toCents(numberField(fields, 'amount', before.amount));
  if (amount !== before.amount)
    refuse(400, 24018, 'The amount of a recorded payment cannot be changed. Delete it and record it again.');
  const after = world.books.payments.replace({ ...described(call, before), last_modified_time: time });
  world.books.indexUnique('customerpayment', id, before.custom_fields, after.custom_fields);
  effect('customerpayments.update', id);
  return found('payment', shown(after), 'The payment details have been updated.');
}

function described({ world, fields }: BooksCall, payment: CustomerPayment): CustomerPayment {
  const mode = textField(fields, 'payment_mode', payment.payment_mode, 100);
  if (mode === '') invalidValue('payment_mode');
  const date = dateField(fields, 'date', payment.date);
  if (date === '') invalidValue('date');
  return {
    ...payment,
    payment_mode: mode,
    date,
    reference_number: textField(fields, 'reference_number', payment.reference_number, 100),
    description: textField(fields, 'description', payment.description, 2_000),
    custom_fields: readCustomFields(world.books, 'customerpayment', payment.payment_id, fields, payment.custom_fields),
  };
}

/** Nothing may be applied beyond an invoice's balance, nor more in all than was paid. */
function readApplied({ world, fields }: BooksCall, customerId: string, amount: number): AppliedInvoice[] {
  const sent: Fields[] = listField(fields, 'invoices') ?? [];
  const byInvoice = new Map<string, number>();
  const invoices = sent.map((line) => {
    const invoice = invoiceById(world, textField(line, 'invoice_id', ''));
    if (invoice.customer_id !== customerId) refuse(400, 24001, 'The invoice does not belong to this customer.');
    if (invoice.status === 'void') refuse(400, 24002, 'A payment cannot be applied to a void invoice.');
    if (line.amount_applied === undefined) invalidValue('amount_applied');
    const applied = toCents(numberField(line, 'amount_applied', 0));
    if (applied <= 0) invalidValue('amount_applied');
    const before = byInvoice.get(invoice.invoice_id) ?? 0;
    byInvoice.set(invoice.invoice_id, toCents(before + applied));
    if (toCents(before + applied) > invoice.balance) {
      refuse(400, 24016, 'The amount entered is more than the balance due for the selected invoices.');
    }
    const { invoice_id, invoice_number } = invoice;
    return { invoice_payment_id: world.books.nextId(), invoice_id, invoice_number, amount_applied: applied };
  });
  const total = toCents(invoices.reduce((sum, invoice) => sum + invoice.amount_applied, 0));
  if (total > amount) refuse(400, 24015, 'The amount applied to invoices is more than the amount of the payment.');
  return invoices;
}

function credit(world: World, customerId: string, change: number): void {
  const customer = world.books.contacts.get(customerId);
  if (customer === undefined || change === 0) return;
  const unused_credits_receivable_amount = toCents(customer.unused_credits_receivable_amount + change);
  world.books.contacts.replace({ ...customer, unused_credits_receivable_amount });
}

function shown(payment: CustomerPayment): object {
  return { ...payment, custom_field_hash: customFieldHash(payment.custom_fields) };
}

function listRow(payment: CustomerPayment): object {
  const { invoices, custom_fields, ...row } = payment;
  return {
    ...row,
    invoice_numbers: invoices.map((invoice) => invoice.invoice_number).join(', '),
    ...customFieldHash(custom_fields),
  };
}
