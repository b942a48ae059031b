import { type Connector, Failure, type OAuth2Definition } from '@raccord/contract';
import { lockCredentials } from '../../stores/engine/lock-credentials.ts';
import { credentialsPlace } from '../../vault/vault.ts';
import type { QuestionOf } from '../asks.ts';
import { secretValues } from '../secret-values.ts';
import { type Credentials, tokensOf, toldOf } from './fresh-token.ts';
import { oauthClient } from './oauth-client.ts';
import { askForToken, type TokenTools } from './token-request.ts';

/** @throws Failure `config` / `oauth.notOffered` */
export function consentOf({ id, auth }: Connector): OAuth2Definition {
  if (auth.oauth2 === undefined) throw new Failure('config', 'oauth.notOffered', { connector: id });
  return auth.oauth2;
}

/**
 * Makes tokens of the code that a person's consent gave, and puts them in the place of whatever account was there.
 * @returns the scopes, where the vendor tells them
 * @throws Failure `auth` / `oauth.noRefreshToken`: nothing is kept, the account would be lost within the hour; as `askForToken`
 */
export async function connectAccount(
  tools: TokenTools,
  stored: Credentials,
  { code, verifier, redirectUri, callback }: QuestionOf<'connect'>,
): Promise<{ scopes?: string[] }> {
  const { connector, clients, secrets } = tools;
  const learned = consentOf(connector).settingsFrom?.(callback) ?? {};
  const row = { ...tools.row, settings: { ...tools.row.settings, ...learned } };
  const { clientId, clientSecret } = await oauthClient(clients, row, stored);
  // With the new settings: they may say which of the vendor's token services knows the code.
  const answer = await askForToken(
    { ...tools, row },
    {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      client_id: clientId,
      ...(clientSecret === undefined ? {} : { client_secret: clientSecret }),
      ...(verifier === undefined ? {} : { code_verifier: verifier }),
    },
  );
  const renewable = answer.refreshToken !== undefined;
  if (!renewable && answer.expiresInMs !== undefined)
    throw new Failure('auth', 'oauth.noRefreshToken', { from: connector.title.en });
  const place = credentialsPlace(row.workspaceId, row.id);
  await lockCredentials(clients.pool, row.id, async (sealed, save) => {
    const current: Credentials = sealed === null ? {} : JSON.parse(clients.vault.openSecret(sealed, place));
    // Nothing of the account that was there before: its refresh token would bring that account back.
    const next = { ...withoutTokens(current), ...tokensOf(answer, renewable) };
    secrets.learn(secretValues(next));
    await save({
      sealed: clients.vault.sealSecret(JSON.stringify(next), place),
      ...toldOf(next),
      scopes: answer.scopes ?? null,
      settings: row.settings,
    });
  });
  return answer.scopes === undefined ? {} : { scopes: answer.scopes };
}

export function withoutTokens(credentials: Credentials): Credentials {
  const { accessToken, refreshToken, expiresAt, signedFor, ...rest } = credentials;
  return rest;
}
