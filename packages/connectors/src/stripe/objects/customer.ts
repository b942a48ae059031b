import type { ObjectRecord } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../../shared/forms/told.ts';
import { defineObject, defineOperation } from '../../shared/objects/define-object.ts';
import { stripeDelete } from '../client.ts';
import { idField, strict, textField } from '../fields.ts';
import { customer as sample } from '../samples.ts';
import { Customer } from '../schemas.ts';
import { objectEvents } from '../triggers/object-events.ts';
import { createOf, findOf, getOf, pathOf, updateOf } from './operations.ts';

const collection = '/v1/customers';
const customerId = idField('Customer', 'Client', 'cus_');
const email = Type.String({
  minLength: 1,
  maxLength: 512,
  ...told(
    'E-mail',
    'Address of the customer; Stripe tells capitals apart.',
    'E-mail',
    'Adresse du client ; Stripe distingue les majuscules.',
  ),
});
const addressPart = (of: ReturnType<typeof told>) => Type.Optional(Type.String({ maxLength: 200, ...of }));

const fields = {
  name: textField(told('Name', 'Full name or company.', 'Nom', 'Nom complet ou société.'), 256),
  phone: textField(told('Phone', 'Telephone number.', 'Téléphone', 'Numéro de téléphone.'), 20),
  description: textField(
    told('Description', 'A note that customers do not see.', 'Description', 'Une note que les clients ne voient pas.'),
  ),
  address: Type.Optional(
    Type.Object(
      {
        line1: addressPart(told('Street', 'Number and street.', 'Rue', 'Numéro et rue.')),
        line2: addressPart(told('Street, line 2', 'Floor, building.', 'Rue, ligne 2', 'Étage, bâtiment.')),
        postal_code: addressPart(told('Postal code', 'Or ZIP.', 'Code postal', 'Le code postal.')),
        city: addressPart(told('City', 'Town or city.', 'Ville', 'La ville.')),
        state: addressPart(told('State', 'State or region.', 'Région', 'Région ou état.')),
        country: addressPart(told('Country', 'Two letters, e.g. `FR`.', 'Pays', 'Deux lettres, par ex. `FR`.')),
      },
      { ...strict, ...told('Address', 'Postal address.', 'Adresse', 'Adresse postale.') },
    ),
  ),
  preferred_locales: Type.Optional(
    Type.Array(Type.String({ pattern: '^[a-z]{2}(-[A-Z]{2})?$' }), {
      maxItems: 10,
      ...told(
        'Languages',
        'Of mails and invoices, the best first, e.g. `fr-FR`.',
        'Langues',
        'Des e-mails et factures, la meilleure d’abord, par ex. `fr-FR`.',
      ),
    }),
  ),
};

const remove = defineOperation({
  description: {
    en: 'Deletes a customer for good and ends the customer’s subscriptions at once.',
    fr: 'Supprime un client définitivement et met fin aussitôt à ses abonnements.',
  },
  input: Type.Object({ id: customerId }, strict),
  effect: 'upsert',
  run: async (context, { id }) =>
    (await stripeDelete<ObjectRecord>(context, pathOf(collection, id))) ?? { id, object: 'customer', deleted: true },
});

export const customer = defineObject({
  id: 'customer',
  title: { en: 'Customer', fr: 'Client' },
  one: { en: 'a customer', fr: 'un client' },
  schema: Customer,
  sample,
  identity: { id: 'id', createdAt: 'created', match: ['email', 'phone', 'name'] },
  normal: { email: 'email', phone: 'phone', name: 'text', created: 'moment' },
  operations: {
    list: objectEvents({
      collection,
      events: {
        'customer.created': 'created',
        'customer.updated': 'updated',
        'customer.deleted': 'deleted',
      },
    }),
    find: findOf(collection, {
      description: {
        en: 'Gives the newest customer with this e-mail address or these metadata, or an empty object if there is none.',
        fr: 'Donne le client le plus récent qui a cette adresse e-mail ou ces métadonnées, ou un objet vide s’il n’y en a pas.',
      },
      fields: { email: Type.Optional(email) },
      searched: {},
    }),
    get: getOf(collection, customerId, {
      en: 'Gives a customer as it stands now.',
      fr: 'Donne un client dans son état actuel.',
    }),
    create: createOf(
      collection,
      { email, ...fields },
      {
        en: 'Creates a customer. Stripe allows several with one e-mail address: look first with “Find a customer”.',
        fr: 'Crée un client. Stripe en accepte plusieurs pour une même adresse : cherchez d’abord avec « Trouver un client ».',
      },
    ),
    update: updateOf(collection, customerId, { email: Type.Optional(email), ...fields }),
    remove,
  },
});
