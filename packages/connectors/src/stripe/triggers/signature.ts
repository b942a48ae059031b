import { Failure, type RawDelivery } from '@raccord/contract';
import {
  hmacSha256,
  requireHeader,
  requireMatch,
  requireRecent,
  requireSecrets,
} from '../../shared/webhooks/signature.ts';

/**
 * Checks `Stripe-Signature: t=…,v1=…[,v1=…]` over `<t>.<raw body>`, keyed with the whole secret. During a secret's roll Stripe
 * sends one `v1` per secret; any that fits will do. `v0` is for tests of Stripe's own and counts for nothing.
 * @throws Failure auth `webhook.…`
 */
export function verifyStripe(delivery: RawDelivery, secrets: readonly string[], now: number): void {
  const usable = requireSecrets(secrets);
  const parts = requireHeader(delivery, 'stripe-signature')
    .split(',')
    .map((part) => part.trim().split('=', 2));
  const stamps = parts.filter(([name]) => name === 't').map(([, value]) => value ?? '');
  const given = parts.filter(([name]) => name === 'v1').map(([, value]) => Buffer.from(value ?? '', 'hex'));
  const [stamp] = stamps;
  if (stamps.length !== 1 || stamp === undefined || !/^\d{1,12}$/.test(stamp) || given.length === 0) {
    throw new Failure('auth', 'webhook.signatureMissing', { header: 'Stripe-Signature' });
  }
  requireRecent(Number(stamp), now);
  requireMatch(given, usable, (secret) => hmacSha256(secret, `${stamp}.`, delivery.body));
}
