import { Failure, type RawDelivery } from '@raccord/contract';
import {
  hmacSha256,
  requireHeader,
  requireMatch,
  requireRecent,
  requireSecrets,
} from '../shared/webhooks/signature.ts';

export type SignatureConfig = {
  scheme?: 'none' | 'hmac-sha256' | 'standard' | 'token';
  header?: string;
  prefix?: string;
  encoding?: 'hex' | 'base64';
};

/**
 * Checks a delivery in the way the trigger names. A secret without a way to check it refuses everything: somebody entered it
 * in the belief that it protects the address.
 * @throws Failure auth `webhook.…`
 */
export function verifyDelivery(
  delivery: RawDelivery,
  secrets: readonly string[],
  config: SignatureConfig,
  now: number,
): void {
  const scheme = config.scheme ?? 'none';
  if (scheme === 'none') {
    if (secrets.length > 0) throw new Failure('auth', 'webhook.schemeMissing');
    return;
  }
  const usable = requireSecrets(secrets);
  if (scheme === 'standard') verifyStandard(delivery, usable, now);
  else verifyHeader(delivery, usable, scheme, config);
}

function verifyHeader(
  delivery: RawDelivery,
  secrets: readonly string[],
  scheme: 'hmac-sha256' | 'token',
  config: SignatureConfig,
): void {
  const header = config.header ?? (scheme === 'token' ? 'x-webhook-token' : 'x-signature');
  const value = requireHeader(delivery, header);
  const prefix = config.prefix ?? '';
  if (!value.startsWith(prefix)) throw new Failure('auth', 'webhook.signatureMissing', { header });
  const given = value.slice(prefix.length);
  if (scheme === 'token') {
    // Compared as digests: equal length whatever was sent.
    requireMatch([hmacSha256('token', given)], secrets, (secret) => hmacSha256('token', secret));
    return;
  }
  requireMatch([Buffer.from(given, config.encoding ?? 'hex')], secrets, (secret) => hmacSha256(secret, delivery.body));
}

/** Standard Webhooks: `v1,<base64>` over `<id>.<timestamp>.<body>`; secrets as `whsec_<base64>` or plain base64. */
function verifyStandard(delivery: RawDelivery, secrets: readonly string[], now: number): void {
  const id = requireHeader(delivery, 'webhook-id');
  const timestamp = requireHeader(delivery, 'webhook-timestamp');
  const header = requireHeader(delivery, 'webhook-signature');
  if (id.includes('.') || !/^\d{1,12}$/.test(timestamp)) {
    throw new Failure('auth', 'webhook.signatureMissing', { header: 'webhook-id, webhook-timestamp' });
  }
  requireRecent(Number(timestamp), now);
  const given = header
    .split(' ')
    .filter((part) => part.startsWith('v1,'))
    .map((part) => Buffer.from(part.slice(3), 'base64'));
  requireMatch(given, secrets, (secret) =>
    hmacSha256(Buffer.from(secret.replace(/^whsec_/, ''), 'base64'), `${id}.${timestamp}.`, delivery.body),
  );
}
