import { defineAction } from '@raccord/contract';
import Type, { type Static } from 'typebox';
import { stripeGet } from '../client.ts';
import { PaymentIntent } from '../schemas.ts';

export const getPayment = defineAction({
  id: 'get-payment',
  version: 1,
  title: { en: 'Read a payment', fr: 'Lire un paiement' },
  description: {
    en: 'Gives a payment as it stands now.',
    fr: 'Donne un paiement dans son état actuel.',
  },
  input: Type.Object(
    {
      id: Type.String({ minLength: 1, maxLength: 255, title: 'Payment', description: 'Id of the payment, `pi_…`.' }),
    },
    { additionalProperties: false },
  ),
  output: PaymentIntent,
  effect: 'read',
  async run(context, { id }) {
    const path = `/v1/payment_intents/${encodeURIComponent(id)}`;
    return (await stripeGet<Static<typeof PaymentIntent>>(context, path)).body;
  },
});
