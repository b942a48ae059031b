const PREFIX = 'raccord+';

/**
 * The mail address of a trigger: its token, in signs that survive servers which do not tell capitals from small letters.
 * @param token as triggers have it: base64url
 */
export function mailAddress(token: string, domain: string): string {
  return `${PREFIX}${Buffer.from(token, 'base64url').toString('hex')}@${domain}`;
}

/** The token in an address of ours; undefined for any other. */
export function tokenIn(address: string, domain: string): string | undefined {
  const [, hex, host] = /^raccord\+([0-9a-f]{32})@(.+)$/i.exec(address) ?? [];
  if (hex === undefined || host?.toLowerCase() !== domain) return undefined;
  return Buffer.from(hex, 'hex').toString('base64url');
}
