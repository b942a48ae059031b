import { openConnection } from '@raccord/connectors/open-connection';
import { type Connector, Failure, type HttpResponse, type TokenAnswer } from '@raccord/contract';
import type { Pool } from 'pg';
import type { KnownSecrets } from '../redaction/known-secrets.ts';
import { lockCredentials } from '../stores/engine/lock-credentials.ts';
import type { ConnectionRow } from '../stores/engine/read-connection.ts';
import { createFiles } from '../stores/files.ts';
import { credentialsPlace, type Vault } from '../vault/vault.ts';
import { secretValues } from './secret-values.ts';

/** A token is renewed this long before it ends, so that no call starts with one that ends under way. */
const RENEW_BEFORE_MS = 60_000;
const ASSUMED_LIFE_MS = 3_600_000;

export type Renewal = {
  pool: Pool;
  vault: Vault;
  connector: Connector;
  row: ConnectionRow;
  stored: Record<string, string>;
  secrets: KnownSecrets;
  signal: AbortSignal;
  /** What the service gave, until it is saved: its answer comes once, saving it may be tried again. */
  renewed?: Record<string, string>;
};

/**
 * Credentials with a token that is good for a while. One process renews, under a lock on the connection's row; the others wait for it
 * and use what it got. What came is committed before anything else is done with it: a rotated refresh token exists nowhere else.
 * @throws Failure `auth` when the account was revoked
 */
export async function freshToken(renewal: Renewal): Promise<Record<string, string>> {
  if (isFresh(renewal.stored)) return renewal.stored;
  const { pool, vault, row, secrets } = renewal;
  const place = credentialsPlace(row.workspaceId, row.id);
  return lockCredentials(pool, row.id, async (sealed, save) => {
    const current: Record<string, string> = sealed === null ? {} : JSON.parse(vault.openSecret(sealed, place));
    if (isFresh(current)) {
      secrets.learn(secretValues(current));
      return current;
    }
    renewal.renewed ??= await renew(renewal, current);
    const next = { ...current, ...renewal.renewed };
    secrets.learn(secretValues(next));
    await save(vault.sealSecret(JSON.stringify(next), place));
    return next;
  });
}

async function renew(renewal: Renewal, current: Record<string, string>): Promise<Record<string, string>> {
  const { accessToken, refreshToken, expiresInMs = ASSUMED_LIFE_MS } = await askForToken(renewal, current);
  const expiresAt = String(Date.now() + expiresInMs);
  return { accessToken, expiresAt, ...(refreshToken === undefined ? {} : { refreshToken }) };
}

export function isFresh(credentials: Record<string, string>): boolean {
  return credentials.accessToken !== undefined && Number(credentials.expiresAt ?? 0) - Date.now() > RENEW_BEFORE_MS;
}

async function askForToken(
  { pool, connector, row, signal }: Renewal,
  credentials: Record<string, string>,
): Promise<TokenAnswer> {
  const { clientId, clientSecret, refreshToken } = credentials;
  if (refreshToken === undefined || clientId === undefined)
    throw new Failure('auth', 'connection.notConnected', { connection: row.id });
  const { http, endpoints } = openConnection(
    connector,
    { credentials: {}, settings: row.settings, endpoints: row.endpoints },
    { signal, files: createFiles(pool, row.workspaceId) },
  );
  if (endpoints.token === undefined)
    throw new Failure('config', 'connection.noTokenAddress', { connector: connector.id });
  const response = await http.request({
    method: 'POST',
    url: endpoints.token,
    form: {
      grant_type: 'refresh_token',
      client_id: clientId,
      ...(clientSecret === undefined ? {} : { client_secret: clientSecret }),
      refresh_token: refreshToken,
    },
    timeoutMs: 20_000,
  });
  return (connector.auth.oauth2?.parseToken ?? parseToken)(response);
}

/** RFC 6749 §5: `invalid_grant` is the account's end; other refusals are ours to fix; the rest passes. */
function parseToken({ status, json }: Pick<HttpResponse, 'status' | 'json'>): TokenAnswer {
  const answer = (json ?? {}) as {
    access_token?: unknown;
    refresh_token?: unknown;
    expires_in?: unknown;
    error?: unknown;
  };
  if (status === 200 && typeof answer.access_token === 'string')
    return {
      accessToken: answer.access_token,
      ...(typeof answer.refresh_token === 'string' ? { refreshToken: answer.refresh_token } : {}),
      ...(Number.isFinite(Number(answer.expires_in)) ? { expiresInMs: Number(answer.expires_in) * 1_000 } : {}),
    };
  const error = String(answer.error ?? status);
  if (status >= 500 || status === 429)
    throw new Failure('transient', 'connection.tokenUnavailable', { message: error });
  if (error === 'invalid_client') throw new Failure('config', 'oauth.clientWrong', { message: error });
  throw new Failure('auth', 'connection.revoked', { message: error });
}
