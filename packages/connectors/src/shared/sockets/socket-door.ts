import type { LookupAddress } from 'node:dns';
import { isIP, isIPv6 } from 'node:net';
import { type Endpoints, Failure, type OpenedDoor, type SocketDoor, type SocketTarget } from '@raccord/contract';
import { endpointUrl, mustBeAllowed, openedBy } from '../http/client.ts';
import { addressBlocked, isPublicAddress, type Resolve, resolveWithSystem } from '../http/guard.ts';
import { transportFailure } from '../http/transport-failure.ts';

export type DoorOptions = {
  credentials: Record<string, string>;
  /** Set by an administrator: they open their host and port even if private. */
  endpoints: Partial<Endpoints>;
  /** `host` or `host:port` that the credentials may be sent to. */
  allowedHosts: readonly string[];
  resolve?: Resolve;
};

/** The guard of `shared/http` for libraries that open sockets of their own (see `SocketDoor`). */
export function createSocketDoor(options: DoorOptions): SocketDoor {
  const { credentials, endpoints, allowedHosts, resolve = resolveWithSystem } = options;
  const isOpened = openedBy(endpoints);
  return {
    async open(service, { ports, ...asked }): Promise<OpenedDoor> {
      const { host, port } = targetOf(endpoints[service], asked);
      const written = isIPv6(host) ? `[${host}]` : host;
      mustBeAllowed(written, port, allowedHosts);
      const opened = isOpened(written, port);
      if (!opened && !ports.includes(port))
        throw new Failure('config', 'socket.portBlocked', { host, port, ports: ports.join(', ') });
      const addresses = await addressesOf(host, resolve);
      const bad = opened ? undefined : addresses.find(({ address }) => !isPublicAddress(address));
      if (bad !== undefined) throw addressBlocked(host, bad.address);
      return { host, port, address: addresses[0]!.address, opened, credentials };
    },
  };
}

function targetOf(endpoint: string | undefined, asked: SocketTarget): SocketTarget {
  const url = endpoint === undefined ? undefined : endpointUrl(endpoint);
  const host = (url?.hostname ?? asked.host).toLowerCase().replace(/^\[|\]$/g, '');
  return { host, port: url === undefined ? asked.port : Number(url.port) };
}

/** @throws Failure transient `http.unreachable` when there is none */
async function addressesOf(host: string, resolve: Resolve): Promise<LookupAddress[]> {
  const family = isIP(host);
  if (family !== 0) return [{ address: host, family }];
  const found = await new Promise<LookupAddress[]>((done, fail) => {
    resolve(host, (error, addresses) =>
      error === null ? done(addresses) : fail(transportFailure(error, host, false)),
    );
  });
  if (found.length === 0) throw new Failure('transient', 'http.unreachable', { host, reason: 'ENOTFOUND' });
  return found;
}
