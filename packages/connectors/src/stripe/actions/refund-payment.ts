import { defineAction } from '@raccord/contract';
import Type, { type Static } from 'typebox';
import { stripePost } from '../client.ts';
import { Refund } from '../schemas.ts';

export const refundPayment = defineAction({
  id: 'refund-payment',
  version: 1,
  title: { en: 'Refund a payment', fr: 'Rembourser un paiement' },
  description: {
    en: 'Refunds all of a payment, or a part of it.',
    fr: 'Rembourse un paiement, en totalité ou en partie.',
  },
  input: Type.Object(
    {
      payment_intent: Type.String({
        minLength: 1,
        maxLength: 255,
        title: 'Payment',
        description: 'Id of the payment, `pi_…`.',
      }),
      amount: Type.Optional(
        Type.Integer({
          minimum: 1,
          title: 'Amount',
          description: 'In the smallest unit of the currency; what is left of the payment when absent.',
        }),
      ),
      reason: Type.Optional(
        Type.Enum(['duplicate', 'fraudulent', 'requested_by_customer'], {
          title: 'Reason',
          description: '`fraudulent` also blocks the card and the address.',
        }),
      ),
      metadata: Type.Optional(
        Type.Record(Type.String({ maxLength: 40 }), Type.String({ maxLength: 500 }), {
          maxProperties: 50,
          title: 'Metadata',
          description: 'Your own keys and values.',
        }),
      ),
    },
    { additionalProperties: false },
  ),
  output: Refund,
  effect: 'key',
  run: (context, fields) => stripePost<Static<typeof Refund>>(context, '/v1/refunds', fields),
  writes: { object: 'refund' },
});
