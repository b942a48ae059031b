import { createHash, randomBytes } from 'node:crypto';
import { Failure } from '@raccord/contract';
import type { Deps } from '../../deps.ts';
import type { Principal } from '../../sign-in/principal.ts';
import { getConnection } from '../../stores/connections.ts';
import { claimState, insertState, type OAuthState } from '../../stores/oauth-states.ts';
import { verifierPlace } from '../../vault/vault.ts';
import { connectorNamed } from '../check-connection.ts';
import { connectionUses } from '../connection-uses.ts';
import { consentOf } from '../oauth/connect-account.ts';
import { scopesToAsk } from '../scopes.ts';
import { consentAddress } from './consent-address.ts';

export const CALLBACK_PATH = '/api/oauth/callback';
export const START_PATH = '/api/oauth/start';
export const CONSENT_MS = 10 * 60_000;

export type Begun = {
  /** Where the browser goes: the vendor's page, or for a program ours, which a browser begins at. */
  address: string;
  expiresAt: string;
};

/**
 * Begins to connect an account by consent. `browser`: the mark of the browser that asked, which alone can end it; a program has none,
 * and gets an address that the first browser to open it begins at.
 * @throws Failure `config`: no client, no consent page, or no address the vendor could send people back to
 */
export async function beginConsent(
  deps: Deps,
  { workspaceId, userId, label }: Principal,
  connectionId: string,
  browser: string | undefined,
): Promise<Begun> {
  const { db, vault, registry, publicUrl } = deps;
  const connection = await getConnection(db, workspaceId, connectionId);
  const connector = connectorNamed(registry, connection.connector);
  const oauth = consentOf(connector);
  const redirectUri = `${usableUrl(publicUrl)}${CALLBACK_PATH}`;
  const { scopes: needed } = await connectionUses(db, registry, workspaceId, connection);
  const scopes = scopesToAsk(connector, needed);
  const { clientId } = await deps.ask({ id: connectionId, workspaceId }, { kind: 'client' });
  const state = randomBytes(32).toString('base64url');
  const verifier = oauth.pkce ? randomBytes(48).toString('base64url') : null;
  // Made now, so that what is missing is said to whoever asks and not later in a browser.
  const vendors = consentAddress(connector, connection, { clientId, redirectUri, scopes, state, verifier });
  const expiresAt = new Date(deps.now() + CONSENT_MS);
  await insertState(db, hashOf(state), {
    connectionId,
    workspaceId,
    browserHash: browser === undefined ? null : hashOf(browser),
    userId: browser === undefined ? null : (userId ?? null),
    actor: label,
    verifier: verifier === null ? null : vault.sealSecret(verifier, verifierPlace(workspaceId, connectionId)),
    clientId,
    redirectUri,
    scopes,
    expiresAt,
  });
  const address = browser === undefined ? `${publicUrl}${START_PATH}?state=${state}` : vendors;
  return { address, expiresAt: expiresAt.toISOString() };
}

/**
 * A browser begins what a program asked for.
 * @returns the address of the vendor's page
 * @throws Failure `auth` / `oauth.linkUsed`
 */
export async function startInBrowser(deps: Deps, state: string, browser: string): Promise<string> {
  const found = await claimState(deps.db, hashOf(state), hashOf(browser));
  if (found === undefined) throw new Failure('auth', 'oauth.linkUsed');
  const { connectionId, workspaceId, clientId, redirectUri, scopes } = found;
  const connection = await getConnection(deps.db, workspaceId, connectionId);
  const verifier = openVerifier(deps, found);
  const asked = { clientId, redirectUri, scopes, state, verifier };
  return consentAddress(connectorNamed(deps.registry, connection.connector), connection, asked);
}

export function openVerifier({ vault }: Pick<Deps, 'vault'>, state: OAuthState): string | null {
  const { verifier, workspaceId, connectionId } = state;
  return verifier === null ? null : vault.openSecret(verifier, verifierPlace(workspaceId, connectionId));
}

export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** Codes travel in the address: without TLS only to this very machine, which is also all that vendors accept. */
function usableUrl(publicUrl: string): string {
  const { protocol, hostname } = new URL(publicUrl);
  const local = hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
  if (protocol === 'https:' || local) return publicUrl;
  throw new Failure('config', 'oauth.badPublicUrl', { address: publicUrl });
}
