import type { StripeRoutes } from './call.ts';

/** The account that the key belongs to. */
export function accountRoutes(route: StripeRoutes): void {
  route('GET', '/v1/account', {}, ({ now }) => ({
    id: 'acct_1RaccordSandbox',
    object: 'account',
    business_type: 'company',
    charges_enabled: true,
    country: 'FR',
    created: now - 365 * 86_400,
    default_currency: 'eur',
    details_submitted: true,
    email: 'compta@raccord.example',
    metadata: {},
    payouts_enabled: true,
    type: 'standard',
  }));
}
