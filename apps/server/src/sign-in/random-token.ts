import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits in base64url, after a prefix that secret scanners can recognise. */
export function randomToken(prefix = ''): string {
  return prefix + randomBytes(32).toString('base64url');
}

/** What is stored of a token. Random tokens need no salt and no slow hash. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
