import type { AuthDefinition } from '@raccord/contract';
import Type from 'typebox';

export const stripeAuth: AuthDefinition = {
  kind: 'apiKey',
  credentials: Type.Object(
    {
      apiKey: Type.String({
        pattern: '^(sk|rk)_(test|live)_',
        title: 'API key',
        description: 'A restricted key (`rk_…`) with only the rights your flows need, or a secret key (`sk_…`).',
      }),
    },
    { additionalProperties: false },
  ),
  apply({ apiKey }, headers) {
    headers.authorization = `Bearer ${apiKey}`;
  },
};
