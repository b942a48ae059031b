import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import { BlockList, isIP, isIPv4, type LookupFunction } from 'node:net';
import { Failure } from '@raccord/contract';
import { buildConnector } from 'undici';

/** IPv4 ranges that are not the public internet: private, loopback, link-local and metadata, shared, test, multicast, reserved. */
const notPublicV4: readonly [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** Ranges inside the global IPv6 space that lead elsewhere: Teredo and other protocol uses, documentation, 6to4. */
const notPublicV6: readonly [string, number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

function blockList(ranges: readonly [string, number][], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of ranges) list.addSubnet(network, prefix, family);
  return list;
}

const blockedV4 = blockList(notPublicV4, 'ipv4');
const blockedV6 = blockList(notPublicV6, 'ipv6');
const globalV6 = blockList([['2000::', 3]], 'ipv6');

/**
 * Whether an address literal belongs to the public internet. IPv6 is an allow list: only global unicast passes, so that the
 * many ways to write an IPv4 address inside an IPv6 one (mapped, `::a.b.c.d`, NAT64) never have to be enumerated.
 */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !blockedV4.check(address, 'ipv4');
  if (isIP(address) !== 6 || address.includes('%')) return false;
  return globalV6.check(address, 'ipv6') && !blockedV6.check(address, 'ipv6');
}

/** Resolves a name to all its addresses, as `dns.lookup` with `all: true` does. */
export type Resolve = (
  hostname: string,
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

export const resolveWithSystem: Resolve = (hostname, done) => systemLookup(hostname, { all: true }, done);

/**
 * A connector that refuses, inside the socket's own connect, every address that is not public. The name is resolved once per
 * socket, all of its addresses are checked, and the socket gets those very addresses: there is no second look-up to flip.
 */
export function guardedConnector(resolve: Resolve): buildConnector.connector {
  const lookup: LookupFunction = (hostname, options, callback) => {
    resolve(hostname, (error, addresses) => {
      if (error) return callback(error, []);
      const bad = addresses.find(({ address }) => !isPublicAddress(address));
      if (bad !== undefined) return callback(addressBlocked(hostname, bad.address), []);
      const [first] = addresses;
      if (first === undefined) return callback(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), []);
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
  const connect = buildConnector({ lookup, allowH2: false, timeout: CONNECT_TIMEOUT_MS });
  return (options, callback) => {
    const host = options.hostname.replace(/^\[|\]$/g, '');
    // A literal is never looked up by the socket, so it is checked here.
    if (isIP(host) !== 0 && !isPublicAddress(host)) {
      process.nextTick(() => callback(addressBlocked(host, host), null));
      return;
    }
    connect(options, callback);
  };
}

/** For the addresses an administrator has opened by name and port: same socket, no check. */
export function openConnector(resolve: Resolve): buildConnector.connector {
  const lookup: LookupFunction = (hostname, options, callback) => {
    resolve(hostname, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error) callback(error, []);
      else if (options.all) callback(null, addresses);
      else callback(null, first?.address ?? '', first?.family);
    });
  };
  return buildConnector({ lookup, allowH2: false, timeout: CONNECT_TIMEOUT_MS });
}

const CONNECT_TIMEOUT_MS = 10_000;

export function addressBlocked(host: string, address: string): Failure {
  return new Failure('config', 'http.addressBlocked', { host, address });
}
