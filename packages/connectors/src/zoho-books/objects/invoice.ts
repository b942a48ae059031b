import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { defineObject, defineOperation } from '../../shared/objects/define-object.ts';
import {
  bookId,
  customerId,
  customFields,
  date,
  day,
  lineItems,
  notes,
  reference,
  text,
  uniqueKey,
} from '../fields.ts';
import { Invoice } from '../schemas.ts';
import { changesOf, modifiedSince } from './changes.ts';
import {
  createDocument,
  type DocumentKind,
  documentBefore,
  findDocument,
  readDocument,
  updateDocument,
  upsertDocument,
} from './documents.ts';

const strict = { additionalProperties: false };
const kind: DocumentKind = {
  resource: 'invoice',
  list: 'invoices',
  path: '/invoices',
  id: 'invoice_id',
  party: 'customer_id',
  number: 'invoice_number',
  keyField: 'invoiceKeyField',
  recognisedBy: 'reference_number',
};
const listed = {
  list: 'invoices',
  path: '/invoices',
  query: (since: number) => ({ ...modifiedSince(since), sort_column: 'created_time', sort_order: 'A' }),
};
const invoiceId = bookId('Invoice', 'Id of the invoice at Books.', 'Facture', 'Identifiant de la facture dans Books.');

const optional = {
  date,
  due_date: Type.Optional(
    day('Due date', 'From the payment terms when absent.', 'Échéance', 'Selon le délai de paiement par défaut.'),
  ),
  payment_terms: Type.Optional(
    Type.Integer(told('Payment terms', 'Days until it is due.', 'Délai de paiement', 'Jours jusqu’à l’échéance.')),
  ),
  invoice_number: Type.Optional(
    text(
      100,
      'Number',
      'Only to replace the number that Books gives by itself.',
      'Numéro',
      'Seulement pour remplacer celui que Books donne tout seul.',
    ),
  ),
  notes,
  custom_fields: customFields,
};
const send = Type.Optional(
  Type.Boolean({
    default: false,
    ...told('Send', 'Mail it to the customer at once.', 'Envoyer', 'La transmettre au client aussitôt par e-mail.'),
  }),
);

const find = defineOperation({
  description: {
    en: 'Gives the newest invoice with this reference or number, or an empty object if there is none.',
    fr: 'Donne la facture la plus récente qui a cette référence ou ce numéro, ou un objet vide s’il n’y en a pas.',
  },
  input: Type.Object(
    {
      reference_number: Type.Optional(
        text(100, 'Reference', 'Your own, e.g. the order.', 'Référence', 'La vôtre, p. ex. la commande.'),
      ),
      invoice_number: Type.Optional(
        text(100, 'Number', 'As printed, `INV-00003`.', 'Numéro', 'Comme imprimé, `INV-00003`.'),
      ),
      customer_id: Type.Optional(
        bookId('Customer', 'Only invoices of this customer.', 'Client', 'Seulement les factures de ce client.'),
      ),
    },
    { ...strict, minProperties: 1 },
  ),
  effect: 'read',
  scopes: ['ZohoBooks.invoices.READ'],
  run: (context, fields) => findDocument(kind, context, fields),
});

const get = defineOperation({
  description: { en: 'Gives an invoice with its lines.', fr: 'Donne une facture avec ses lignes.' },
  input: Type.Object({ invoice_id: invoiceId }, strict),
  effect: 'read',
  scopes: ['ZohoBooks.invoices.READ'],
  run: (context, { invoice_id }) => readDocument(kind, context, invoice_id),
});

const create = defineOperation({
  description: {
    en: 'Creates an invoice. After a broken call it is recognised by its reference, customer and lines, and not created twice.',
    fr: 'Crée une facture. Après un appel interrompu, elle est reconnue à sa référence, son client et ses lignes, et n’est pas créée deux fois.',
  },
  input: Type.Object(
    { customer_id: customerId, reference_number: reference, line_items: lineItems, ...optional, send },
    strict,
  ),
  effect: 'readback',
  scopes: ['ZohoBooks.invoices.CREATE', 'ZohoBooks.invoices.UPDATE', 'ZohoBooks.invoices.READ'],
  run: (context, { send: mail, ...json }) => createDocument(kind, context, json, mail === true ? { send: 'true' } : {}),
  readback: (context, input) => documentBefore(kind, context, input),
});

const update = defineOperation({
  description: {
    en: 'Changes the fields you fill in. Lines replace all there were: one with its `line_item_id` stays itself.',
    fr: 'Modifie les champs que vous remplissez. Les lignes remplacent toutes les anciennes ; avec son `line_item_id`, une ligne reste la même.',
  },
  input: Type.Object(
    {
      invoice_id: invoiceId,
      reference_number: Type.Optional(reference),
      line_items: Type.Optional(
        Type.Array(Type.Object({}, { additionalProperties: true }), {
          ...told('Lines', 'All of them.', 'Lignes', 'Toutes.'),
        }),
      ),
      ...optional,
    },
    strict,
  ),
  effect: 'upsert',
  scopes: ['ZohoBooks.invoices.UPDATE'],
  run: (context, input) => updateDocument(kind, context, input),
});

const upsert = defineOperation({
  description: {
    en: 'Updates the invoice that has this value in a unique custom field, else creates it. However often it runs, there is one.',
    fr: 'Modifie la facture qui a cette valeur dans un champ personnalisé unique, sinon la crée. Même répétée, il n’y en a qu’une.',
  },
  input: Type.Object(
    {
      ...uniqueKey,
      customer_id: customerId,
      reference_number: Type.Optional(reference),
      line_items: lineItems,
      ...optional,
    },
    strict,
  ),
  effect: 'upsert',
  scopes: ['ZohoBooks.invoices.CREATE', 'ZohoBooks.invoices.UPDATE'],
  run: (context, input) => upsertDocument(kind, context, input),
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
  identity: {
    id: 'invoice_id',
    createdAt: 'created_time',
    modifiedAt: 'last_modified_time',
    match: ['reference_number', 'invoice_number'],
  },
  operations: {
    list: {
      reports: ['created', 'updated'],
      every: '10m',
      scopes: ['ZohoBooks.invoices.READ'],
      page: (context, _place, cursor, options) => changesOf(listed, context, cursor, options),
    },
    find,
    get,
    create,
    update,
    upsert,
  },
});
