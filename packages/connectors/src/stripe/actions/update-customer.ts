import { defineAction } from '@raccord/contract';
import Type, { type Static } from 'typebox';
import { stripePost } from '../client.ts';
import { Customer, customerFields } from '../schemas.ts';

export const updateCustomer = defineAction({
  id: 'update-customer',
  version: 1,
  title: { en: 'Update a customer', fr: 'Modifier un client' },
  description: {
    en: 'Changes the fields you fill in and leaves the others as they are.',
    fr: 'Modifie les champs que vous remplissez et laisse les autres tels quels.',
  },
  input: Type.Object(
    {
      id: Type.String({ minLength: 1, maxLength: 255, title: 'Customer', description: 'Id of the customer, `cus_…`.' }),
      email: Type.Optional(Type.String({ maxLength: 512, title: 'E-mail', description: 'New address.' })),
      ...customerFields,
    },
    { additionalProperties: false },
  ),
  output: Customer,
  effect: 'key',
  run: (context, { id, ...fields }) =>
    stripePost<Static<typeof Customer>>(context, `/v1/customers/${encodeURIComponent(id)}`, fields),
  writes: { object: 'customer', field: ({ id: _id, ...fields }) => Object.keys(fields) },
});
