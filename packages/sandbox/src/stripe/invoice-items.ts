import type { StripeRoutes } from './call.ts';
import { customerById } from './customers.ts';
import { invalid, noSuch } from './errors.ts';
import { emit } from './events.ts';
import { newInvoiceItem, type StripeInvoiceItem, withLines } from './invoice-objects.ts';
import { invoiceById, withItem } from './invoices.ts';
import { listPage, listParams } from './lists.ts';
import { inRange, mergeMetadata, required } from './params.ts';
import { readCurrency } from './payment-intents.ts';

/** What an invoice charges for: put on a draft, or left waiting for the customer's next invoice. */
export function invoiceItemRoutes(route: StripeRoutes): void {
  const creatable = {
    amount: 'integer',
    currency: 'string',
    customer: 'string',
    description: 'string?',
    invoice: 'string',
    metadata: 'metadata',
    quantity: 'integer',
    unit_amount_decimal: 'string',
  } as const;

  route('POST', '/v1/invoiceitems', creatable, ({ params, world, now, request, effect }) => {
    const customer = customerById(world.stripe, required(params.customer, 'customer'), 'customer');
    const invoice = params.invoice === undefined ? undefined : invoiceById(world, params.invoice, 'invoice');
    if (invoice !== undefined && invoice.status !== 'draft') {
      invalid('The invoice is no longer editable', 'invoice', 'invoice_not_editable');
    }
    if (invoice !== undefined && invoice.customer !== customer.id) {
      invalid(`The invoice ${invoice.id} belongs to another customer than ${customer.id}.`, 'invoice');
    }
    const currency = params.currency === undefined ? (invoice?.currency ?? 'eur') : readCurrency(params.currency);
    if (invoice !== undefined && invoice.currency !== currency) {
      invalid(`The invoice is in ${invoice.currency}, the item in ${currency}.`, 'currency');
    }
    const quantity = params.quantity ?? 1;
    const unit = params.unit_amount_decimal;
    if (unit !== undefined && !/^-?\d+(\.\d{1,12})?$/.test(unit)) invalid('Invalid decimal', 'unit_amount_decimal');
    if (params.amount !== undefined && (unit !== undefined || params.quantity !== undefined)) {
      invalid('You may only specify one of these parameters: amount, unit_amount_decimal.', 'amount');
    }
    const amount = params.amount ?? Math.round(Number(required(unit, 'amount')) * quantity);
    const item = world.stripe.invoiceItems.insert({
      ...newInvoiceItem(now, { customer: customer.id, amount, currency }),
      description: params.description ?? null,
      metadata: mergeMetadata({}, params.metadata),
      quantity,
    });
    effect('invoiceitems.create', item.id);
    if (invoice !== undefined) world.stripe.invoices.replace(withItem(world, invoice, item));
    const kept = world.stripe.invoiceItems.get(item.id)!;
    emit(world, request, 'invoiceitem.created', kept);
    return kept;
  });

  route(
    'GET',
    '/v1/invoiceitems',
    { ...listParams, created: 'range', customer: 'string', invoice: 'string', pending: 'boolean' },
    ({ params, world }) => {
      const { invoiceItems } = world.stripe;
      const rows = params.customer === undefined ? undefined : invoiceItems.by('customer', params.customer);
      const matches = (row: StripeInvoiceItem) =>
        inRange(row.date, params.created) &&
        (params.invoice === undefined || row.invoice === params.invoice) &&
        (params.pending === undefined || (row.invoice === null) === params.pending);
      return listPage('invoice item', '/v1/invoiceitems', invoiceItems, params, matches, rows);
    },
  );

  route(
    'GET',
    '/v1/invoiceitems/:id',
    {},
    ({ id, world }) => world.stripe.invoiceItems.get(id) ?? noSuch('invoice item', id, 'id'),
  );

  route('DELETE', '/v1/invoiceitems/:id', {}, ({ id, world, request, effect }) => {
    const item = world.stripe.invoiceItems.get(id) ?? noSuch('invoice item', id, 'id');
    const invoice = item.invoice === null ? undefined : invoiceById(world, item.invoice, 'invoice');
    if (invoice !== undefined && invoice.status !== 'draft') {
      invalid('The invoice is no longer editable', 'invoice', 'invoice_not_editable');
    }
    if (invoice !== undefined) {
      const others = invoice.lines.data.filter(
        ({ parent }) =>
          (parent as { invoice_item_details?: { invoice_item: string } }).invoice_item_details?.invoice_item !== id,
      );
      world.stripe.invoices.replace(withLines(invoice, others));
    }
    world.stripe.invoiceItems.remove(id);
    effect('invoiceitems.delete', id);
    emit(world, request, 'invoiceitem.deleted', item);
    return { id, object: 'invoiceitem', deleted: true };
  });
}
