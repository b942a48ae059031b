import { createHash } from 'node:crypto';
import { type Connector, Failure } from '@raccord/contract';
import type { Connection } from '../../stores/connections.ts';
import { consentOf } from '../oauth/connect-account.ts';

export type Asked = {
  clientId: string;
  redirectUri: string;
  scopes: readonly string[];
  state: string;
  verifier: string | null;
};

/**
 * The address of the vendor's consent page (RFC 6749 §4.1.1, with PKCE where the vendor takes it).
 * @throws Failure `config` / `oauth.notOffered`, `oauth.noAuthorizeAddress`
 */
export function consentAddress(
  connector: Connector,
  connection: Pick<Connection, 'settings' | 'endpoints'>,
  { clientId, redirectUri, scopes, state, verifier }: Asked,
): string {
  const oauth = consentOf(connector);
  const known = connector.endpointsFor?.(connection.settings) ?? connector.endpoints;
  const authorize = connection.endpoints.authorize ?? known?.authorize;
  if (authorize === undefined) throw new Failure('config', 'oauth.noAuthorizeAddress', { connector: connector.id });
  const address = new URL(authorize);
  const params = {
    ...oauth.authorizeParams,
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: scopes.join(oauth.scopeSeparator ?? ' '),
    state,
    ...(verifier === null ? {} : { code_challenge: challengeOf(verifier), code_challenge_method: 'S256' }),
  };
  for (const [name, value] of Object.entries(params)) address.searchParams.set(name, value);
  return address.href;
}

function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}
