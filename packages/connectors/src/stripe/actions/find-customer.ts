import { defineAction } from '@raccord/contract';
import Type, { type Static } from 'typebox';
import { type StripeList, stripeGet } from '../client.ts';
import { Customer } from '../schemas.ts';

const input = Type.Object(
  {
    email: Type.String({
      minLength: 1,
      maxLength: 512,
      title: 'E-mail',
      description: 'Exactly as it is at Stripe: capitals count.',
    }),
  },
  { additionalProperties: false },
);

export const findCustomer = defineAction({
  id: 'find-customer',
  version: 1,
  title: { en: 'Find a customer', fr: 'Trouver un client' },
  description: {
    en: 'Gives the newest customer with this e-mail address, or an empty object if there is none.',
    fr: 'Donne le client le plus récent qui a cette adresse e-mail, ou un objet vide s’il n’y en a pas.',
  },
  input,
  output: Type.Partial(Customer),
  effect: 'read',
  async run(context, { email }) {
    // The list, not the search: the search's index lags behind by up to an hour.
    const { body } = await stripeGet<StripeList<Static<typeof Customer>>>(context, '/v1/customers', {
      email,
      limit: 1,
    });
    return body.data[0] ?? {};
  },
});
