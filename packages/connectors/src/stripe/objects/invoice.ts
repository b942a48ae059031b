import type { ObjectRecord } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { defineObject, defineOperation } from '../../shared/objects/define-object.ts';
import { stripeGet, stripePost } from '../client.ts';
import { currencyField, idField, metadataField, strict, textField, wordField } from '../fields.ts';
import { invoice as sample } from '../samples.ts';
import { Invoice } from '../schemas.ts';
import { objectEvents } from '../triggers/object-events.ts';
import { InvoiceLine, invoiceFields } from './invoice-fields.ts';
import { findOf, getOf, pathOf, updateOf } from './operations.ts';

const collection = '/v1/invoices';
const invoiceId = idField('Invoice', 'Facture', 'in_');
const customer = idField('Customer', 'Client', 'cus_');

const create = defineOperation({
  description: {
    en: 'Creates an invoice with its lines, as a draft or finalised at once. Each part is sent under its own key, so that a broken call doubles nothing.',
    fr: 'Crée une facture avec ses lignes, en brouillon ou finalisée aussitôt. Chaque partie part sous sa propre clé : un appel interrompu ne double rien.',
  },
  input: Type.Object(
    {
      customer,
      currency: currencyField,
      lines: Type.Array(InvoiceLine, {
        minItems: 1,
        maxItems: 100,
        ...told('Lines', 'What is invoiced.', 'Lignes', 'Ce qui est facturé.'),
      }),
      finalize: Type.Optional(
        Type.Boolean({
          default: false,
          ...told(
            'Finalise',
            'Give it its number now; it can then no longer be changed.',
            'Finaliser',
            'Lui donner son numéro maintenant ; elle ne peut alors plus être modifiée.',
          ),
        }),
      ),
      ...invoiceFields,
      metadata: metadataField,
    },
    strict,
  ),
  effect: 'key',
  async run(context, { lines, finalize, currency, ...fields }) {
    const key = (part: string) => ({ ...context, idempotencyKey: `${context.idempotencyKey}-${part}` });
    // What goes on by itself must not go before its lines are on it.
    const { auto_advance, ...given } = fields;
    const draft = await stripePost<ObjectRecord>(key('draft'), collection, {
      ...given,
      currency: currency.toLowerCase(),
      auto_advance: false,
      pending_invoice_items_behavior: 'exclude',
    });
    const id = String(draft.id);
    for (const [at, line] of lines.entries()) {
      const item = { ...line, customer: fields.customer, invoice: id, currency: currency.toLowerCase() };
      await stripePost(key(`line-${at}`), '/v1/invoiceitems', item);
    }
    if (finalize === true) return stripePost(key('final'), pathOf(collection, id, '/finalize'), { auto_advance });
    if (auto_advance === true) return stripePost(key('advance'), pathOf(collection, id), { auto_advance });
    // The answer to the creation knows no lines yet.
    return (await stripeGet<ObjectRecord>(context, pathOf(collection, id))).body;
  },
});

export const invoice = defineObject({
  id: 'invoice',
  title: { en: 'Invoice', fr: 'Facture' },
  one: { en: 'an invoice', fr: 'une facture' },
  schema: Invoice,
  sample,
  identity: { id: 'id', createdAt: 'created', match: ['number'] },
  normal: { customer_email: 'email', created: 'moment', due_date: 'moment' },
  operations: {
    list: objectEvents({
      collection,
      events: { 'invoice.created': 'created', 'invoice.updated': 'updated', 'invoice.deleted': 'deleted' },
    }),
    find: findOf(collection, {
      description: {
        en: 'Gives the newest invoice that fits, or an empty object if there is none.',
        fr: 'Donne la facture la plus récente qui convient, ou un objet vide s’il n’y en a pas.',
      },
      fields: {
        customer: Type.Optional(customer),
        subscription: Type.Optional(idField('Subscription', 'Abonnement', 'sub_')),
        status: Type.Optional(
          wordField(
            ['draft', 'open', 'paid', 'uncollectible', 'void'],
            told('State', 'Only those in this state.', 'État', 'Seulement celles dans cet état.'),
          ),
        ),
      },
      searched: {
        number: textField(
          told(
            'Number',
            'As printed. Stripe’s search is up to a minute late: what was just written may not be found.',
            'Numéro',
            'Tel qu’imprimé. La recherche de Stripe a jusqu’à une minute de retard : ce qui vient d’être écrit peut manquer.',
          ),
          200,
        ),
      },
    }),
    get: getOf(collection, invoiceId, {
      en: 'Gives an invoice as it stands now.',
      fr: 'Donne une facture dans son état actuel.',
    }),
    create,
    update: updateOf(collection, invoiceId, invoiceFields),
  },
});
