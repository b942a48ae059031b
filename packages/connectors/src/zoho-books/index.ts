import { defineConnector } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../shared/forms/told.ts';
import { actionsOf } from '../shared/objects/define-object.ts';
import { triggersOf } from '../shared/objects/object-triggers.ts';
import { DataCentreSetting, zohoEndpoints } from '../shared/zoho/data-centres.ts';
import { zohoAuth } from '../shared/zoho/oauth.ts';
import { applyCreditNote, refundCreditNote } from './actions/use-credit-note.ts';
import { currencies, items, organizations, taxes } from './choices.ts';
import { books, organizationsOf } from './client.ts';
import { contact } from './objects/contact.ts';
import { invoice } from './objects/invoice.ts';
import { item } from './objects/item.ts';
import { payment } from './objects/payment.ts';
import { bill, creditNote, estimate, recurringInvoice } from './objects/sales-documents.ts';

const keyField = (what: string, whatFr: string) =>
  Type.Optional(
    Type.String({
      pattern: '^cf_[a-z0-9_]+$',
      ...told(
        `Key field of ${what}`,
        `API name of a custom field of ${what} marked unique, e.g. \`cf_raccord_key\`; then nothing is ever created twice.`,
        `Champ clé des ${whatFr}`,
        `Nom d’API d’un champ personnalisé sans doublons des ${whatFr}, p. ex. \`cf_raccord_key\` ; alors rien n’est jamais créé deux fois.`,
      ),
    }),
  );

const objects = {
  contact,
  item,
  invoice,
  payment,
  'credit-note': creditNote,
  estimate,
  bill,
  'recurring-invoice': recurringInvoice,
};

export const zohoBooks = defineConnector({
  id: 'zoho-books',
  title: { en: 'Zoho Books', fr: 'Zoho Books' },
  description: {
    en: 'Contacts, items, invoices, customer payments, credit notes, estimates, bills and recurring invoices of a Zoho Books organisation.',
    fr: 'Les contacts, articles, factures, paiements clients, avoirs, devis, factures fournisseurs et factures récurrentes d’une organisation Zoho Books.',
  },
  endpointsFor: zohoEndpoints,
  // What the organisation, its taxes and currencies are under; the rest is asked for by the actions and triggers that flows use.
  auth: zohoAuth(['ZohoBooks.settings.READ']),
  settings: Type.Object(
    {
      organizationId: Type.String({
        pattern: '^[0-9]{1,30}$',
        choices: 'organizations',
        ...told(
          'Organisation',
          'Its id: Books › Settings › Organisation profile.',
          'Organisation',
          'Son identifiant : Books › Paramètres › Profil de l’organisation.',
        ),
      }),
      dataCentre: DataCentreSetting,
      contactKeyField: keyField('contacts', 'contacts'),
      itemKeyField: keyField('items', 'articles'),
      invoiceKeyField: keyField('invoices', 'factures'),
      paymentKeyField: keyField('customer payments', 'paiements clients'),
      creditNoteKeyField: keyField('credit notes', 'avoirs'),
      estimateKeyField: keyField('estimates', 'devis'),
      billKeyField: keyField('bills', 'factures fournisseurs'),
    },
    { additionalProperties: false },
  ),
  objects,
  triggers: Object.fromEntries(Object.values(objects).flatMap((object) => Object.entries(triggersOf(object)))),
  actions: {
    ...Object.fromEntries(Object.values(objects).flatMap((object) => Object.entries(actionsOf(object)))),
    'refund-credit-note': refundCreditNote,
    'apply-credit-note': applyCreditNote,
  },
  choices: { organizations, items, taxes, currencies },
  rates: [{ limit: 100, perMs: 60_000, atOnce: 10 }],
  async test(context) {
    // Asked for the organisation itself, so that a wrong one shows here and not in the first flow.
    await books(context, '/settings/currencies', { method: 'GET' });
    const { organizationId } = context.settings;
    const own = (await organizationsOf(context)).find(({ organization_id }) => organization_id === organizationId);
    return { account: String(own?.name ?? organizationId) };
  },
});
