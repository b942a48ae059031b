import { Agent, type Dispatcher } from 'undici';
import { guardedConnector, openConnector, type Resolve, resolveWithSystem } from './guard.ts';

/** The sockets of a process: those that may reach public addresses only, and those an administrator has opened. */
export type Pools = { guarded: Dispatcher; open: Dispatcher; close(): Promise<void> };

/** Sockets per origin; the vendors' own limits on parallel calls are far lower. */
const CONNECTIONS_PER_ORIGIN = 64;
/** Shorter than what common servers allow (5 s), so that we rarely write into a socket that is being closed. */
const KEEP_ALIVE_MS = 4_000;

export function createPools(resolve: Resolve = resolveWithSystem): Pools {
  // Time limits are those of the exchange (exchange.ts), over the whole of it; undici's own would only cut in earlier.
  const common = {
    connections: CONNECTIONS_PER_ORIGIN,
    keepAliveTimeout: KEEP_ALIVE_MS,
    headersTimeout: 0,
    bodyTimeout: 0,
    allowH2: false,
  };
  const guarded = new Agent({ ...common, connect: guardedConnector(resolve) });
  const open = new Agent({ ...common, connect: openConnector(resolve) });
  return {
    guarded,
    open,
    close: async () => {
      await Promise.all([guarded.close(), open.close()]);
    },
  };
}

let processPools: Pools | undefined;

/** Shared by all clients of the process, so that a socket to a vendor is used again whichever flow needs it. */
export function sharedPools(): Pools {
  processPools ??= createPools();
  return processPools;
}

/** Closes the shared sockets once what is under way has ended; the next request opens new ones. */
export async function closeSharedPools(): Promise<void> {
  const pools = processPools;
  processPools = undefined;
  await pools?.close();
}
