import { createHmac, timingSafeEqual } from 'node:crypto';
import { Failure, type RawDelivery } from '@raccord/contract';

/** How far a signed time may be from ours, in either direction. */
export const TOLERANCE_SECONDS = 300;

/** Same bytes, in a time that does not tell where they differ. */
export function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && timingSafeEqual(left, right);
}

export function hmacSha256(key: string | Uint8Array, ...parts: readonly (string | Uint8Array)[]): Buffer {
  const hmac = createHmac('sha256', key);
  for (const part of parts) hmac.update(part);
  return hmac.digest();
}

/** @throws Failure auth `webhook.secretMissing`: without a secret nothing passes. */
export function requireSecrets(secrets: readonly string[]): readonly string[] {
  const usable = secrets.filter((secret) => secret !== '');
  if (usable.length === 0) throw new Failure('auth', 'webhook.secretMissing');
  return usable;
}

/** @throws Failure auth `webhook.signatureMissing` */
export function requireHeader(delivery: RawDelivery, header: string): string {
  const value = delivery.headers[header.toLowerCase()];
  if (value === undefined || value === '') throw new Failure('auth', 'webhook.signatureMissing', { header });
  return value;
}

/**
 * @param signedAt seconds since 1970, as signed
 * @param now milliseconds since 1970
 * @throws Failure auth `webhook.signatureOld`, also for a time that lies ahead
 */
export function requireRecent(signedAt: number, now: number): void {
  const seconds = Math.round(Math.abs(now / 1_000 - signedAt));
  if (!(seconds <= TOLERANCE_SECONDS)) throw new Failure('auth', 'webhook.signatureOld', { seconds });
}

/** @throws Failure auth `webhook.signatureWrong` unless one of the given signatures fits one of the secrets. */
export function requireMatch(
  given: readonly Uint8Array[],
  secrets: readonly string[],
  sign: (secret: string) => Uint8Array,
): void {
  // Every pair is compared, so that the time does not tell which secret fits.
  let fits = false;
  for (const secret of secrets) {
    const expected = sign(secret);
    for (const signature of given) if (sameBytes(signature, expected)) fits = true;
  }
  if (!fits) throw new Failure('auth', 'webhook.signatureWrong');
}
