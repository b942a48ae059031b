import { defineConnector, type ObjectRecord } from '@raccord/contract';
import Type from 'typebox';
import { actionsOf } from '../shared/objects/define-object.ts';
import { DataCentreSetting, zohoEndpoints } from '../shared/zoho/data-centres.ts';
import { zohoAuth } from '../shared/zoho/oauth.ts';
import { books } from './client.ts';
import { contact } from './objects/contact.ts';
import { invoice } from './objects/invoice.ts';
import { payment } from './objects/payment.ts';

const scopes = ['contacts', 'invoices', 'customerpayments']
  .flatMap((resource) => ['CREATE', 'READ', 'UPDATE'].map((right) => `ZohoBooks.${resource}.${right}`))
  .concat('ZohoBooks.settings.READ');

const keyField = (what: string) =>
  Type.Optional(
    Type.String({
      pattern: '^cf_[a-z0-9_]+$',
      title: `Key field of ${what}`,
      description: `API name of a custom field of ${what} marked unique, e.g. \`cf_raccord_key\`; then nothing is ever created twice.`,
    }),
  );

export const zohoBooks = defineConnector({
  id: 'zoho-books',
  title: { en: 'Zoho Books', fr: 'Zoho Books' },
  description: {
    en: 'Contacts, invoices and customer payments of a Zoho Books organisation.',
    fr: 'Les contacts, factures et paiements clients d’une organisation Zoho Books.',
  },
  endpointsFor: zohoEndpoints,
  auth: zohoAuth(scopes),
  settings: Type.Object(
    {
      organizationId: Type.String({
        pattern: '^[0-9]{1,30}$',
        title: 'Organisation',
        description: 'Its id: Books › Settings › Organisation profile.',
      }),
      dataCentre: DataCentreSetting,
      contactKeyField: keyField('contacts'),
      invoiceKeyField: keyField('invoices'),
      paymentKeyField: keyField('customer payments'),
    },
    { additionalProperties: false },
  ),
  objects: { contact, invoice, payment },
  triggers: {},
  actions: { ...actionsOf(contact), ...actionsOf(invoice), ...actionsOf(payment) },
  async test(context) {
    const { organizations } = await books(context, '/organizations', { method: 'GET' });
    const { organizationId } = context.settings;
    const own = ((organizations ?? []) as ObjectRecord[]).find(
      ({ organization_id }) => organization_id === organizationId,
    );
    // Asked for the organisation itself, so that a wrong one shows here and not in the first flow.
    await books(context, '/contacts', { method: 'GET', query: { per_page: 1 } });
    return { account: String(own?.name ?? organizationId) };
  },
});
