import type { AuthDefinition } from '@raccord/contract';
import Type from 'typebox';

export const stripeAuth: AuthDefinition = {
  kind: 'apiKey',
  credentials: Type.Object(
    {
      secretKey: Type.String({
        pattern: '^(sk|rk)_(test|live)_',
        title: 'API key',
        description: 'A restricted key (`rk_…`) with only the rights your flows need, or a secret key (`sk_…`).',
      }),
      webhookSecret: Type.Optional(
        Type.String({
          pattern: '^whsec_',
          title: 'Signing secret',
          description: 'Of the event destination at Stripe, `whsec_…`; without it no event is taken by webhook.',
        }),
      ),
    },
    { additionalProperties: false },
  ),
  apply({ secretKey }, headers) {
    headers.authorization = `Bearer ${secretKey}`;
  },
};
