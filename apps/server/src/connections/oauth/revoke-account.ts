import { Failure, type FailureData, type HttpRequest, toFailure } from '@raccord/contract';
import { forgetAccount } from '../../stores/engine/account-notes.ts';
import { lockCredentials } from '../../stores/engine/lock-credentials.ts';
import { credentialsPlace } from '../../vault/vault.ts';
import { withoutTokens } from './connect-account.ts';
import { type Credentials, toldOf } from './fresh-token.ts';
import { bareConnection, type TokenTools } from './token-request.ts';

const TIMEOUT_MS = 10_000;

/**
 * Tells the vendor that the access is over, where it can be told, and forgets the tokens in any case: whoever wants an account gone
 * wants it gone here first.
 */
export async function revokeAccount(
  tools: TokenTools,
  stored: Credentials,
): Promise<{ told: boolean; failure?: FailureData }> {
  const { clients, row } = tools;
  const told = await tellVendor(tools, stored);
  const place = credentialsPlace(row.workspaceId, row.id);
  await lockCredentials(clients.pool, row.id, async (sealed, save) => {
    if (sealed === null) return;
    const next = withoutTokens(JSON.parse(clients.vault.openSecret(sealed, place)));
    await save({ sealed: clients.vault.sealSecret(JSON.stringify(next), place), ...toldOf(next), scopes: null });
  });
  await forgetAccount(clients.pool, row.id);
  return told;
}

async function tellVendor(tools: TokenTools, stored: Credentials): Promise<{ told: boolean; failure?: FailureData }> {
  const { connector, row } = tools;
  const { http, endpoints } = bareConnection(tools);
  const { accessToken, refreshToken } = stored;
  const tokens = { ...(accessToken && { accessToken }), ...(refreshToken && { refreshToken }) };
  const own = connector.auth.oauth2?.revokeRequest;
  // Where another server has the vendor's place, its tokens are nothing for the vendor to see.
  const revoke = row.endpoints.revoke ?? (row.endpoints.token === undefined ? endpoints.revoke : undefined);
  const request = own === undefined ? standardRequest(revoke, tokens) : own(tokens);
  if (request === undefined) return { told: false };
  try {
    const { status, json } = await http.request({ ...request, timeoutMs: TIMEOUT_MS });
    const refused = status >= 300 || (json as { error?: unknown } | undefined)?.error !== undefined;
    if (!refused) return { told: true };
    const params = { from: connector.title.en, connection: row.id, status };
    return { told: false, failure: new Failure('config', 'oauth.revokeRefused', params).toData() };
  } catch (thrown) {
    return { told: false, failure: toFailure(thrown).toData() };
  }
}

/** RFC 7009. The refresh token where there is one: its access tokens end with it. */
function standardRequest(
  revoke: string | undefined,
  { accessToken, refreshToken }: { accessToken?: string; refreshToken?: string },
): HttpRequest | undefined {
  const token = refreshToken ?? accessToken;
  if (revoke === undefined || token === undefined) return undefined;
  const hint = refreshToken === undefined ? 'access_token' : 'refresh_token';
  return { method: 'POST', url: revoke, form: { token, token_type_hint: hint } };
}
