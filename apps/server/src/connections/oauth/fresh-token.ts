import { Failure, type TokenAnswer } from '@raccord/contract';
import { lockCredentials } from '../../stores/engine/lock-credentials.ts';
import { credentialsPlace } from '../../vault/vault.ts';
import { secretValues } from '../secret-values.ts';
import { oauthClient } from './oauth-client.ts';
import { askForToken, bareConnection, type TokenTools } from './token-request.ts';

/** A token is renewed this long before it ends, so that no call starts with one that ends under way. */
const RENEW_BEFORE_MS = 60_000;
const ASSUMED_LIFE_MS = 3_600_000;

export type Credentials = Record<string, string>;
export type Renewal = TokenTools & {
  stored: Credentials;
  /** An access token that the service does not take any more, whatever it said of its life. */
  rejected?: string;
  /** What the service gave, until it is saved: its answer comes once, saving it may be tried again. */
  renewed?: Saved;
};
type Saved = { tokens: Credentials; scopes: string[] | undefined };

/**
 * Credentials with a token that is good for a while. One process renews, under a lock on the connection's row; the others wait for it
 * and use what it got. What came is committed before anything else is done with it: a rotated refresh token exists nowhere else.
 * @throws Failure `auth` when the account was revoked or is not connected yet, `config` when the client is wrong, `transient`
 */
export async function freshToken(renewal: Renewal): Promise<Credentials> {
  const { clients, row, secrets, rejected } = renewal;
  const { pool, vault } = clients;
  const place = credentialsPlace(row.workspaceId, row.id);
  return lockCredentials(pool, row.id, async (sealed, save) => {
    const current: Credentials = sealed === null ? {} : JSON.parse(vault.openSecret(sealed, place));
    if (isFresh(current, row.wantedScopes, rejected)) {
      secrets.learn(secretValues(current));
      return current;
    }
    renewal.renewed ??= await renew(renewal, current);
    const { tokens, scopes } = renewal.renewed;
    const next = { ...current, ...tokens };
    secrets.learn(secretValues(next));
    await save({ sealed: vault.sealSecret(JSON.stringify(next), place), ...toldOf(next), ...(scopes && { scopes }) });
    return next;
  });
}

/** What may be seen of credentials: which are set, and how long the token lives. */
export function toldOf(credentials: Credentials): { fields: string[]; expiresAt: Date | null } {
  const fields = Object.keys(credentials)
    .filter((name) => credentials[name] !== '' && !unseen.has(name))
    .sort();
  const expiresAt = Number(credentials.expiresAt ?? 0);
  return { fields, expiresAt: expiresAt > 0 ? new Date(expiresAt) : null };
}
const unseen = new Set(['expiresAt', 'signedFor']);

/** `wanted`: scopes the flows need; a token signed for fewer is of no use any more. */
export function isFresh(credentials: Credentials, wanted: readonly string[], rejected?: string): boolean {
  const { accessToken, refreshToken, expiresAt, signedFor } = credentials;
  if (accessToken === undefined || accessToken === rejected) return false;
  const signed = signedFor?.split(' ');
  if (signed !== undefined && !wanted.every((scope) => signed.includes(scope))) return false;
  // Of a token one has pasted nobody says how long it lives.
  if (expiresAt === undefined) return refreshToken === undefined;
  return Number(expiresAt) - Date.now() > RENEW_BEFORE_MS;
}

/** How a token is kept. `renewable`: another can be had without a person. */
export function tokensOf({ accessToken, refreshToken, expiresInMs }: TokenAnswer, renewable: boolean): Credentials {
  const told = expiresInMs ?? (renewable ? ASSUMED_LIFE_MS : undefined);
  // One that lives shorter than it would be renewed early is used for half of its life, instead of being renewed with each call.
  const life = told === undefined ? undefined : Math.max(told, RENEW_BEFORE_MS + told / 2);
  return {
    accessToken,
    ...(refreshToken === undefined ? {} : { refreshToken }),
    ...(life === undefined ? {} : { expiresAt: String(Date.now() + life) }),
  };
}

async function renew(renewal: Renewal, current: Credentials): Promise<Saved> {
  const { connector, row, clients } = renewal;
  const oauth = connector.auth.oauth2;
  const scopes = [...new Set([...(oauth?.scopes ?? []), ...row.wantedScopes])];
  const { endpoints } = bareConnection(renewal);
  const signed = oauth?.tokenRequest?.(current, { settings: row.settings, endpoints, scopes, now: Date.now() });
  if (signed !== undefined) {
    const answer = await askForToken(renewal, await signed);
    // What such an account may do is decided elsewhere, and asked for anew each time: nothing here says what it could not.
    return { tokens: { ...tokensOf(answer, true), signedFor: scopes.join(' ') }, scopes: undefined };
  }
  const { refreshToken } = current;
  if (refreshToken === undefined || refreshToken === '')
    throw new Failure('auth', 'connection.notConnected', { connection: row.id });
  const { clientId, clientSecret } = await oauthClient(clients, row, current);
  const answer = await askForToken(renewal, {
    grant_type: 'refresh_token',
    client_id: clientId,
    ...(clientSecret === undefined ? {} : { client_secret: clientSecret }),
    refresh_token: refreshToken,
  });
  return { tokens: tokensOf(answer, true), scopes: answer.scopes };
}
