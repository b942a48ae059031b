import type { World } from '../world.ts';
import { type BooksRoutes, found } from './call.ts';
import type { SalesDocument } from './documents.ts';
import { invalidValue, refuse } from './errors.ts';
import { dateField, listField, numberField, textField } from './fields.ts';
import { applyPayment, invoiceById } from './invoices.ts';
import { toCents } from './money.ts';
import { documentById } from './sales-documents.ts';
import { salesKinds } from './sales-kinds.ts';
import { left } from './sales-shape.ts';
import { booksDate } from './times.ts';

const kind = salesKinds.find(({ entity }) => entity === 'creditnote')!;

/** What becomes of a credit note: it is set off against invoices, or paid back. */
export function creditNoteRoutes(route: BooksRoutes): void {
  route('POST', '/creditnotes/:id/invoices', ({ world, id, fields, time, effect }) => {
    const note = documentById(kind, world, id);
    const sent = listField(fields, 'invoices') ?? invalidValue('invoices');
    const applied = sent.map((line) => {
      const invoice = invoiceById(world, textField(line, 'invoice_id', ''));
      const amount = toCents(numberField(line, 'amount_applied', 0));
      if (amount <= 0) invalidValue('amount_applied');
      if (invoice.customer_id !== note.party_id) refuse(400, 24001, 'The invoice does not belong to this customer.');
      if (amount > invoice.balance) refuse(400, 12007, 'The amount applied exceeds the balance of the invoice.');
      return { invoice_id: invoice.invoice_id, amount_applied: amount };
    });
    use(world, note, toCents(applied.reduce((sum, { amount_applied }) => sum + amount_applied, 0)), time);
    for (const { invoice_id, amount_applied } of applied) {
      const { invoice_number } = applyPayment(world, invoice_id, amount_applied, time);
      world.books.credited.push({
        creditnote_invoice_id: world.books.nextId(),
        creditnote_id: id,
        invoice_id,
        invoice_number,
        date: booksDate(world.now()),
        credited_amount: amount_applied,
      });
    }
    effect('creditnotes.apply', id);
    return found('apply_to_invoices', { invoices: applied }, 'Credits have been applied to the invoice(s).');
  });

  route('GET', '/creditnotes/:id/invoices', ({ world, id }) => {
    documentById(kind, world, id);
    const invoices_credited = world.books.credited.filter(({ creditnote_id }) => creditnote_id === id);
    return { status: 200, body: { code: 0, message: 'success', invoices_credited } };
  });

  route('POST', '/creditnotes/:id/refunds', ({ world, id, fields, time, effect }) => {
    const note = documentById(kind, world, id);
    const amount = toCents(numberField(fields, 'amount', 0));
    if (amount <= 0) invalidValue('amount');
    const refund = {
      creditnote_refund_id: world.books.nextId(),
      creditnote_id: id,
      date: dateField(fields, 'date', booksDate(world.now())),
      refund_mode: textField(fields, 'refund_mode', '', 100),
      reference_number: textField(fields, 'reference_number', '', 100),
      amount,
      description: textField(fields, 'description', '', 2_000),
    };
    use(world, note, amount, time);
    world.books.refunds.push(refund);
    effect('creditnotes.refund', refund.creditnote_refund_id);
    return found('creditnote_refund', refund, 'The refund information for this credit note has been saved.', 201);
  });

  route('GET', '/creditnotes/:id/refunds', ({ world, id }) => {
    documentById(kind, world, id);
    const creditnote_refunds = world.books.refunds.filter(({ creditnote_id }) => creditnote_id === id);
    return { status: 200, body: { code: 0, message: 'success', creditnote_refunds } };
  });
}

function use(world: World, note: SalesDocument, amount: number, time: string): void {
  if (note.status !== 'open') refuse(400, 12011, 'Only an open credit note can be used.');
  if (amount > left(note)) refuse(400, 12008, 'The amount is more than what is left of the credit note.');
  const used = toCents(note.used + amount);
  const status = toCents(note.total - used) === 0 ? 'closed' : 'open';
  world.books.sales.creditnote.replace({ ...note, used, status, last_modified_time: time });
}
