import type { ObjectRecord } from '@raccord/contract';
import Type from 'typebox';
import { defineObject, defineOperation } from '../../shared/objects/define-object.ts';
import { booksCreate, booksList, booksOne, isUniqueField } from '../client.ts';
import { bookId, customFields, day, Invoice } from '../schemas.ts';

const strict = { additionalProperties: false };

const LineItem = Type.Object({
  item_id: Type.Optional(bookId('Item', 'Id of the item at Books, or give a name.')),
  name: Type.Optional(Type.String({ maxLength: 100, title: 'Name', description: 'For a line without an item.' })),
  description: Type.Optional(Type.String({ maxLength: 2_000, title: 'Description', description: 'Below the name.' })),
  rate: Type.Optional(Type.Number({ title: 'Price', description: 'Of one, before tax.' })),
  quantity: Type.Optional(Type.Number({ default: 1, title: 'Quantity', description: '1 when absent.' })),
  tax_id: Type.Optional(bookId('Tax', 'Id of the tax at Books.')),
});

const find = defineOperation({
  description: {
    en: 'Gives the newest invoice with this reference or number, or an empty object if there is none.',
    fr: 'Donne la facture la plus récente qui a cette référence ou ce numéro, ou un objet vide s’il n’y en a pas.',
  },
  input: Type.Object(
    {
      reference_number: Type.Optional(
        Type.String({ minLength: 1, title: 'Reference', description: 'Your own, e.g. the order.' }),
      ),
      invoice_number: Type.Optional(
        Type.String({ minLength: 1, title: 'Number', description: 'As printed, `INV-00003`.' }),
      ),
      customer_id: Type.Optional(bookId('Customer', 'Only invoices of this customer.')),
    },
    { ...strict, minProperties: 1 },
  ),
  effect: 'read',
  run: async (context, fields) => (await booksList(context, 'invoices', '/invoices', fields))[0] ?? {},
});

const create = defineOperation({
  description: {
    en: 'Creates an invoice. After a broken call it is recognised by its reference, customer and lines, and not created twice.',
    fr: 'Crée une facture. Après un appel interrompu, elle est reconnue à sa référence, son client et ses lignes, et n’est pas créée deux fois.',
  },
  input: Type.Object(
    {
      customer_id: bookId('Customer', 'Id of the contact at Books.'),
      reference_number: Type.String({
        minLength: 1,
        maxLength: 100,
        title: 'Reference',
        description: 'What it is for, e.g. the id of the order or payment.',
      }),
      line_items: Type.Array(LineItem, {
        minItems: 1,
        maxItems: 200,
        title: 'Lines',
        description: 'What is invoiced.',
      }),
      date: Type.Optional(day('Date', 'Today when absent, `2026-11-20`.')),
      due_date: Type.Optional(day('Due date', 'From the payment terms when absent.')),
      payment_terms: Type.Optional(Type.Integer({ title: 'Payment terms', description: 'Days until it is due.' })),
      invoice_number: Type.Optional(
        Type.String({
          maxLength: 100,
          title: 'Number',
          description: 'Only to replace the number that Books gives by itself.',
        }),
      ),
      notes: Type.Optional(Type.String({ maxLength: 5_000, title: 'Notes', description: 'Printed on the invoice.' })),
      send: Type.Optional(
        Type.Boolean({ default: false, title: 'Send', description: 'Mail it to the customer at once.' }),
      ),
      custom_fields: customFields,
    },
    strict,
  ),
  effect: 'readback',
  run: (context, { send, ...json }) =>
    booksCreate(context, 'invoice', '/invoices', {
      json,
      query: {
        ...(send === true ? { send: 'true' } : {}),
        // Automatic numbering refuses a number of one's own unless told to stand back.
        ...(json.invoice_number === undefined ? {} : { ignore_auto_number_generation: 'true' }),
      },
      field: context.settings.invoiceKeyField,
    }),
  async readback(context, { reference_number, customer_id, line_items }) {
    if (isUniqueField(context.settings.invoiceKeyField)) return undefined;
    const rows = await booksList(context, 'invoices', '/invoices', { reference_number, customer_id });
    for (const { invoice_id } of rows) {
      const candidate = await booksOne(context, 'invoice', `/invoices/${String(invoice_id)}`, { method: 'GET' });
      if (sameLines(candidate.line_items, line_items)) return candidate;
    }
    return undefined;
  },
});

export const invoice = defineObject({
  id: 'invoice',
  title: { en: 'Invoice', fr: 'Facture' },
  one: { en: 'an invoice', fr: 'une facture' },
  schema: Invoice,
  sample: {
    invoice_id: '460000000053221',
    invoice_number: 'INV-000012',
    status: 'sent',
    customer_id: '460000000026049',
    customer_name: 'Société Dupont',
    date: '2026-11-20',
    currency_code: 'EUR',
    total: 241,
    balance: 0,
    created_time: '2026-11-20T09:12:00+0100',
    last_modified_time: '2026-11-20T09:12:00+0100',
  },
  identity: { id: 'invoice_id', modifiedAt: 'last_modified_time', match: ['reference_number', 'invoice_number'] },
  operations: { find, create },
});

/** Whether Books' lines are those we sent; what we left out, Books has filled in by itself. */
function sameLines(theirs: unknown, ours: readonly ObjectRecord[]): boolean {
  if (!Array.isArray(theirs) || theirs.length !== ours.length) return false;
  return ours.every((line, index) => {
    const written = theirs[index] as ObjectRecord;
    const same = (name: string) => line[name] === undefined || String(line[name]) === String(written[name]);
    const sameNumber = (name: string) =>
      line[name] === undefined || Math.abs(Number(line[name]) - Number(written[name])) < 0.005;
    return same('item_id') && same('name') && sameNumber('rate') && sameNumber('quantity');
  });
}
