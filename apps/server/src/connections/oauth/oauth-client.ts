import { Failure } from '@raccord/contract';
import type { Pool } from 'pg';
import type { OAuthClients } from '../../env.ts';
import type { ConnectionRow } from '../../stores/engine/read-connection.ts';
import { readOAuthClient } from '../../stores/engine/read-oauth-client.ts';
import { clientSecretPlace, type Vault } from '../../vault/vault.ts';

export type OAuthClient = { clientId: string; clientSecret?: string };

/** Where clients come from besides the connection itself. */
export type ClientSources = { pool: Pool; vault: Vault; environment: OAuthClients };

/**
 * The client that a connection asks for tokens with: its own, else the workspace's, else the one of the environment.
 * @throws Failure `config` / `oauth.noClient`
 */
export async function oauthClient(
  { pool, vault, environment }: ClientSources,
  row: Pick<ConnectionRow, 'workspaceId' | 'connector'>,
  stored: Readonly<Record<string, string>>,
): Promise<OAuthClient> {
  const { workspaceId, connector } = row;
  const own = stored.clientId ?? '';
  if (own !== '') return withSecret(own, stored.clientSecret);
  const workspaces = await readOAuthClient(pool, workspaceId, connector);
  if (workspaces !== undefined) {
    const { clientId, secret } = workspaces;
    return withSecret(
      clientId,
      secret === null ? undefined : vault.openSecret(secret, clientSecretPlace(workspaceId, connector)),
    );
  }
  const known = Object.hasOwn(environment, connector) ? environment[connector] : undefined;
  if (known === undefined) throw new Failure('config', 'oauth.noClient', { connector });
  return known;
}

function withSecret(clientId: string, clientSecret: string | undefined): OAuthClient {
  return clientSecret === undefined || clientSecret === '' ? { clientId } : { clientId, clientSecret };
}
