import { defineAction } from '@raccord/contract';
import Type, { type Static } from 'typebox';
import { stripePost } from '../client.ts';
import { Customer, customerFields } from '../schemas.ts';

export const createCustomer = defineAction({
  id: 'create-customer',
  version: 1,
  title: { en: 'Create a customer', fr: 'Créer un client' },
  description: {
    en: 'Creates a customer. Stripe allows several with one e-mail address: look first with “Find a customer”.',
    fr: 'Crée un client. Stripe en accepte plusieurs pour une même adresse : cherchez d’abord avec « Trouver un client ».',
  },
  input: Type.Object(
    {
      email: Type.String({ minLength: 1, maxLength: 512, title: 'E-mail', description: 'Address of the customer.' }),
      ...customerFields,
    },
    { additionalProperties: false },
  ),
  output: Customer,
  effect: 'key',
  run: (context, fields) => stripePost<Static<typeof Customer>>(context, '/v1/customers', fields),
  writes: { object: 'customer', field: (configured) => Object.keys(configured) },
});
