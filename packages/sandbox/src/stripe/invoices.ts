import type { World } from '../world.ts';
import type { StripeRoutes } from './call.ts';
import { customerById, defined } from './customers.ts';
import { invalid, noSuch } from './errors.ts';
import { emit } from './events.ts';
import {
  newInvoice,
  newInvoiceLine,
  type StripeInvoice,
  type StripeInvoiceItem,
  withLines,
} from './invoice-objects.ts';
import { closeInvoice, finalizeInvoice, payInvoice } from './invoice-steps.ts';
import { listPage, listParams } from './lists.ts';
import { inRange, mergeMetadata, type Params, required } from './params.ts';
import { readCurrency } from './payment-intents.ts';

const writable = {
  auto_advance: 'boolean',
  collection_method: 'string',
  days_until_due: 'integer',
  default_payment_method: 'string',
  description: 'string?',
  due_date: 'integer',
  footer: 'string?',
  metadata: 'metadata',
  statement_descriptor: 'string?',
} as const;

const behaviours = ['exclude', 'include'];

export function invoiceRoutes(route: StripeRoutes): void {
  const creatable = {
    ...writable,
    currency: 'string',
    customer: 'string',
    pending_invoice_items_behavior: 'string',
  } as const;

  route('POST', '/v1/invoices', creatable, ({ params, world, now, request, effect }) => {
    const customer = customerById(world.stripe, required(params.customer, 'customer'), 'customer');
    const behaviour = params.pending_invoice_items_behavior ?? 'exclude';
    if (!behaviours.includes(behaviour)) {
      invalid(
        `Invalid pending_invoice_items_behavior: must be one of ${behaviours.join(', ')}`,
        'pending_invoice_items_behavior',
      );
    }
    const pending = behaviour === 'exclude' ? [] : world.stripe.invoiceItems.by('customer', customer.id);
    const waiting = pending.filter(({ invoice }) => invoice === null);
    const currency = params.currency === undefined ? (waiting[0]?.currency ?? 'eur') : readCurrency(params.currency);
    let invoice = changed(newInvoice(now, customer, currency), params, now);
    for (const item of waiting) invoice = withItem(world, invoice, item);
    world.stripe.invoices.insert(invoice);
    effect('invoices.create', invoice.id);
    emit(world, request, 'invoice.created', invoice);
    return invoice;
  });

  route(
    'GET',
    '/v1/invoices',
    {
      ...listParams,
      collection_method: 'string',
      created: 'range',
      customer: 'string',
      due_date: 'range',
      status: 'string',
      subscription: 'string',
    },
    ({ params, world }) => {
      const { invoices } = world.stripe;
      const rows = params.customer === undefined ? undefined : invoices.by('customer', params.customer);
      const matches = (row: StripeInvoice) =>
        inRange(row.created, params.created) &&
        (params.due_date === undefined || (row.due_date !== null && inRange(row.due_date, params.due_date))) &&
        (params.status === undefined || row.status === params.status) &&
        (params.collection_method === undefined || row.collection_method === params.collection_method) &&
        (params.subscription === undefined || subscriptionOf(row) === params.subscription);
      return listPage('invoice', '/v1/invoices', invoices, params, matches, rows);
    },
  );

  route('GET', '/v1/invoices/:id', {}, ({ id, world }) => invoiceById(world, id));

  route('POST', '/v1/invoices/:id', writable, ({ id, params, world, now, request, effect }) => {
    const before = invoiceById(world, id);
    const money = params.due_date !== undefined || params.days_until_due !== undefined;
    if (money && before.status !== 'draft') {
      invalid('Finalized invoices can’t be updated in this way', 'due_date', 'invoice_not_editable');
    }
    const invoice = world.stripe.invoices.replace(changed(before, params, now));
    effect('invoices.update', id);
    emit(world, request, 'invoice.updated', invoice, previousOf(before, invoice));
    return invoice;
  });

  route('DELETE', '/v1/invoices/:id', {}, ({ id, world, request, effect }) => {
    const invoice = invoiceById(world, id);
    if (invoice.status !== 'draft') invalid('You can only delete draft invoices.', undefined, 'invoice_not_editable');
    world.stripe.invoices.remove(id);
    effect('invoices.delete', id);
    emit(world, request, 'invoice.deleted', invoice);
    return { id, object: 'invoice', deleted: true };
  });

  route('POST', '/v1/invoices/:id/finalize', { auto_advance: 'boolean' }, ({ id, world, request, effect }) => {
    effect('invoices.finalize', id);
    return finalizeInvoice(world, invoiceById(world, id), request);
  });

  route(
    'POST',
    '/v1/invoices/:id/pay',
    { off_session: 'boolean', paid_out_of_band: 'boolean', payment_method: 'string' },
    ({ id, params, world, request, effect }) => {
      const invoice = invoiceById(world, id);
      effect('invoices.pay', id);
      const open = invoice.status === 'draft' ? finalizeInvoice(world, invoice, request) : invoice;
      return payInvoice(world, open, request, params);
    },
  );

  route('POST', '/v1/invoices/:id/send', {}, ({ id, world, request, effect }) => {
    const invoice = invoiceById(world, id);
    if (invoice.collection_method !== 'send_invoice') {
      invalid('You can only manually send an invoice if its collection method is `send_invoice`.');
    }
    effect('invoices.send', id);
    const open = invoice.status === 'draft' ? finalizeInvoice(world, invoice, request) : invoice;
    emit(world, request, 'invoice.sent', open);
    return open;
  });

  for (const [verb, status] of [
    ['void', 'void'],
    ['mark_uncollectible', 'uncollectible'],
  ] as const) {
    route('POST', `/v1/invoices/:id/${verb}`, {}, ({ id, world, request, effect }) => {
      effect(`invoices.${verb}`, id);
      return closeInvoice(world, invoiceById(world, id), request, status);
    });
  }
}

export function invoiceById(world: World, id: string, param = 'id'): StripeInvoice {
  return world.stripe.invoices.get(id) ?? noSuch('invoice', id, param);
}

/** The draft with one more item on it; the item knows it from then on. */
export function withItem(world: World, invoice: StripeInvoice, item: StripeInvoiceItem): StripeInvoice {
  world.stripe.invoiceItems.replace({ ...item, invoice: invoice.id });
  const { amount, currency, description, quantity, period, pricing } = item;
  const parent = {
    invoice_item_details: {
      invoice_item: item.id,
      proration: false,
      proration_details: { credited_items: null },
      subscription: null,
    },
    subscription_item_details: null,
    type: 'invoice_item_details',
  };
  const line = newInvoiceLine(invoice, { amount, currency, description, quantity, ...period }, parent, pricing);
  return withLines(invoice, [...invoice.lines.data, line]);
}

export function subscriptionOf({ parent }: StripeInvoice): string | undefined {
  return (parent as { subscription_details?: { subscription: string } } | null)?.subscription_details?.subscription;
}

function changed(invoice: StripeInvoice, params: Params<typeof writable>, now: number): StripeInvoice {
  const { metadata, days_until_due: days, due_date: due, collection_method: method } = params;
  const { auto_advance, default_payment_method, description, footer, statement_descriptor } = params;
  if (method !== undefined && method !== 'charge_automatically' && method !== 'send_invoice') {
    invalid('Invalid collection_method: must be one of charge_automatically or send_invoice', 'collection_method');
  }
  const byMail = (method ?? invoice.collection_method) === 'send_invoice';
  if (!byMail && (days !== undefined || due !== undefined)) {
    invalid(
      'You can only specify `days_until_due` or `due_date` when `collection_method` is `send_invoice`.',
      'days_until_due',
    );
  }
  const dueAt =
    due ?? (days === undefined ? (byMail ? (invoice.due_date ?? now + 30 * 86_400) : null) : now + days * 86_400);
  return {
    ...invoice,
    ...defined({ auto_advance, default_payment_method, description, footer, statement_descriptor }),
    collection_method: method ?? invoice.collection_method,
    due_date: dueAt,
    metadata: mergeMetadata(invoice.metadata, metadata),
  };
}

function previousOf(before: StripeInvoice, after: StripeInvoice): Record<string, unknown> {
  const keys = Object.keys(before) as (keyof StripeInvoice)[];
  const different = keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  return Object.fromEntries(different.map((key) => [key, before[key]]));
}
