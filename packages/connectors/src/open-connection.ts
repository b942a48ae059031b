import type { Connector, ConnectorContext, Endpoints, Files, Folders, Hooks } from '@raccord/contract';
import { createHttpClient, type Exchange, type HttpClientOptions, hostsOf, openedBy } from './shared/http/client.ts';
import type { Resolve } from './shared/http/guard.ts';
import type { Pools } from './shared/http/pools.ts';
import { createSocketDoor } from './shared/sockets/socket-door.ts';

export type OpenedConnection = {
  /** Decrypted, for this call only; with `oauth2` the current token as `accessToken`. */
  credentials: Record<string, string>;
  settings: Record<string, unknown>;
  /** Set by an administrator, never by a flow: they replace the connector's own and open their host and port even if private. */
  endpoints?: Partial<Endpoints>;
};

export type OpenOptions = {
  signal: AbortSignal;
  files: Files;
  folders?: Folders;
  hooks?: Hooks;
  onExchange?: (exchange: Exchange) => void;
  permit?: NonNullable<HttpClientOptions['permit']>;
  pools?: Pools;
  redact?: NonNullable<HttpClientOptions['redact']>;
  /** Of names that sockets are opened to; that of the system unless a test brings its own. */
  resolve?: Resolve;
};

/**
 * What an action or trigger of `connector` works with: the guarded client with this connection's credentials, which go to its own
 * hosts and nowhere else. Without a connection (`http` can do without), there are no credentials and any public host will do.
 */
export function openConnection(
  connector: Connector,
  connection: OpenedConnection | undefined,
  { files, folders, hooks, resolve, ...options }: OpenOptions,
): ConnectorContext {
  const { credentials = {}, settings = {}, endpoints: opened = {} } = connection ?? {};
  const known = connector.endpointsFor?.(settings) ?? connector.endpoints;
  const endpoints: Partial<Endpoints> = { ...known, ...opened };
  const hosts = [...hostsOf(endpoints), ...(connector.allowedHosts?.(settings) ?? [])];
  const secrets = Object.values(credentials).some((value) => value !== '');
  const http = createHttpClient({
    ...(endpoints.api === undefined ? {} : { endpoints: { ...endpoints, api: endpoints.api } }),
    ...(secrets ? { auth: (headers, query) => connector.auth.apply(credentials, headers, query) } : {}),
    ...(secrets || hosts.length > 0 ? { allowedHosts: hosts } : {}),
    allowPrivate: openedBy(opened),
    ...options,
  });
  const sockets = createSocketDoor({
    credentials,
    endpoints: opened,
    allowedHosts: hosts,
    ...(resolve && { resolve }),
  });
  return {
    http,
    sockets,
    files,
    ...(folders && { folders }),
    ...(hooks && { hooks }),
    settings,
    endpoints: { ...endpoints, api: endpoints.api ?? '' },
    signal: options.signal,
  };
}
