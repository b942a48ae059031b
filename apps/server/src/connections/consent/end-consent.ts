import { timingSafeEqual } from 'node:crypto';
import { Failure } from '@raccord/contract';
import type { Deps } from '../../deps.ts';
import { getConnection } from '../../stores/connections.ts';
import { saveConnectResult } from '../../stores/engine/account-notes.ts';
import { recordEvent } from '../../stores/events.ts';
import { type OAuthState, takeState } from '../../stores/oauth-states.ts';
import type { Connected, ConnectResult } from '../asks.ts';
import { connectorNamed } from '../check-connection.ts';
import { missingScopes } from '../scopes.ts';
import { hashOf, openVerifier } from './begin-consent.ts';

/** What came back with the browser. */
export type Callback = {
  state: string;
  /** Everything else of the address. */
  params: Record<string, string>;
  /** The browser's mark. */
  browser: string | undefined;
  /** Who is signed in there. */
  userId: string | undefined;
};
export type Ended = { connectionId: string; name: string } & (
  | { connected: Connected; missing: string[] }
  | { failure: Failure }
);

/**
 * Ends a consent: the state is used up, and must belong to this browser and this person.
 * @throws Failure `auth` / `oauth.linkUsed`, `oauth.otherBrowser`: nothing is known of a connection then
 */
export async function endConsent(deps: Deps, callback: Callback): Promise<Ended> {
  const state = await takeState(deps.db, hashOf(callback.state));
  if (state === undefined) throw new Failure('auth', 'oauth.linkUsed');
  if (!isSameBrowser(state, callback)) throw new Failure('auth', 'oauth.otherBrowser');
  const { connectionId, workspaceId } = state;
  const connection = await getConnection(deps.db, workspaceId, connectionId);
  const { name } = connection;
  try {
    const connected = await connect(deps, state, callback.params);
    const { oauth2 } = connectorNamed(deps.registry, connection.connector).auth;
    const missing = missingScopes(oauth2, connected.scopes ?? null, state.scopes);
    await note(deps, state, connection.environmentId, 'connection.connected', { name, account: connected.account });
    return { connectionId, name, connected, missing };
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    const result: ConnectResult = { connected: false, failure: thrown.toData() };
    await saveConnectResult(deps.pool, connectionId, result);
    await note(deps, state, connection.environmentId, 'connection.notConnected', { name, code: thrown.code });
    return { connectionId, name, failure: thrown };
  }
}

async function connect(deps: Deps, state: OAuthState, params: Record<string, string>): Promise<Connected> {
  const { connectionId, workspaceId, redirectUri } = state;
  const { code, error, ...callback } = params;
  if (error === 'access_denied') throw new Failure('auth', 'oauth.denied');
  // Words from an address are not repeated: anybody can write them there.
  if (error !== undefined || code === undefined) throw new Failure('config', 'oauth.consentRefused');
  const verifier = openVerifier(deps, state);
  return deps.ask(
    { id: connectionId, workspaceId },
    { kind: 'connect', code, redirectUri, callback, ...(verifier === null ? {} : { verifier }) },
  );
}

/** The browser that began, and where somebody was signed in, the same person. Hashes are compared, in constant time. */
function isSameBrowser({ browserHash, userId }: OAuthState, callback: Callback): boolean {
  if (browserHash === null || callback.browser === undefined) return false;
  if (!timingSafeEqual(browserHash, hashOf(callback.browser))) return false;
  return userId === null || userId === callback.userId;
}

function note(
  { db }: Deps,
  { workspaceId, connectionId, actor }: OAuthState,
  environmentId: string,
  type: string,
  data: Record<string, unknown>,
): Promise<void> {
  const live = { connectionId, environmentId };
  return recordEvent(db, { workspaceId, type, subject: `connection:${connectionId}`, actor, data, live });
}
