import { isIP } from 'node:net';
import { isPublicAddress } from '@raccord/connectors/shared/http/guard';
import type { Settings } from './env.ts';

/** How browsers and vendors reach us, without a slash at the end. */
export function publicUrlOf({ publicUrl, host, port }: Pick<Settings, 'publicUrl' | 'host' | 'port'>): string {
  return publicUrl ?? `http://${urlHost(host)}:${port}`;
}

/** Whether whoever is at `from` can reach `to`: from outside only what is public; a stand-in on this machine reaches all that we do. */
export function canReach(from: string, to: string): boolean {
  return isPublic(to) || !isPublic(from);
}

function isPublic(address: string): boolean {
  const host = URL.parse(address)?.hostname.replace(/^\[|\]$/g, '') ?? '';
  if (isIP(host) !== 0) return isPublicAddress(host);
  return host.includes('.') && !/(^|\.)(localhost|local|internal|lan|home\.arpa)$/.test(host);
}

/** An address for a URL: `0.0.0.0` is not a place to go to, and IPv6 wants brackets. */
function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
