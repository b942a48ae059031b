import type { AuthDefinition } from '@raccord/contract';
import Type from 'typebox';
import { told } from '../shared/forms/told.ts';

export const stripeAuth: AuthDefinition = {
  kind: 'apiKey',
  credentials: Type.Object(
    {
      secretKey: Type.String({
        pattern: '^(sk|rk)_(test|live)_',
        ...told(
          'API key',
          'A restricted key (`rk_…`) with only the rights your flows need, or a secret key (`sk_…`).',
          'Clé API',
          'Une clé restreinte (`rk_…`) avec les seuls droits dont vos flux ont besoin, ou une clé secrète (`sk_…`).',
        ),
      }),
    },
    { additionalProperties: false },
  ),
  apply({ secretKey }, headers) {
    headers.authorization = `Bearer ${secretKey}`;
  },
  signingSecret: {
    pattern: '^whsec_',
    description: {
      en: 'Of the event destination at Stripe, `whsec_…`; without it no event is taken by webhook.',
      fr: 'De la destination d’événements chez Stripe, `whsec_…` ; sans lui, aucun événement n’est accepté par webhook.',
    },
  },
};
