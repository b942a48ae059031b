/**
 * Credentials that are no secret in themselves. A user name or a time, taken out of everything, would take words and numbers out of
 * the records, which go on from what was stored of them.
 */
const plain = new Set(['username', 'headerName', 'clientId', 'subject', 'expiresAt', 'signedFor']);

/** What of a connection's credentials must never be written down. */
export function secretValues(credentials: Readonly<Record<string, string>>): string[] {
  return Object.entries(credentials).flatMap(([name, value]) => (plain.has(name) ? [] : [value]));
}
