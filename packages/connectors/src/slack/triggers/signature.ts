import { Failure, type RawDelivery } from '@raccord/contract';
import {
  hmacSha256,
  requireHeader,
  requireMatch,
  requireRecent,
  requireSecrets,
} from '../../shared/webhooks/signature.ts';

/**
 * Checks `X-Slack-Signature: v0=<hex>` over `v0:<timestamp>:<raw body>`, keyed with the app's signing secret; events, commands, buttons
 * and the address check alike. The `token` in the body is the old way and counts for nothing.
 * @throws Failure auth `webhook.…`
 */
export function verifySlack(delivery: RawDelivery, secrets: readonly string[], now: number): void {
  const usable = requireSecrets(secrets);
  const stamp = requireHeader(delivery, 'x-slack-request-timestamp');
  const signature = /^v0=([0-9a-f]{64})$/i.exec(requireHeader(delivery, 'x-slack-signature'))?.[1];
  if (signature === undefined || !/^\d{1,12}$/.test(stamp)) {
    throw new Failure('auth', 'webhook.signatureMissing', { header: 'X-Slack-Signature' });
  }
  requireRecent(Number(stamp), now);
  requireMatch([Buffer.from(signature, 'hex')], usable, (secret) => hmacSha256(secret, `v0:${stamp}:`, delivery.body));
}
