import { type AuthDefinition, Failure, type HttpResponse, type TokenAnswer } from '@raccord/contract';
import Type from 'typebox';

/** Ten token requests per ten minutes and refresh token are allowed. */
const TOKEN_WINDOW_MS = 600_000;

/** OAuth as all of Zoho's products have it (zoho-crm.md §2). */
export function zohoAuth(scopes: readonly string[]): AuthDefinition {
  return {
    kind: 'oauth2',
    credentials: Type.Object(
      {
        clientId: Type.String({ title: 'Client ID', description: 'From Zoho’s API console.' }),
        clientSecret: Type.String({
          title: 'Client secret',
          description: 'From Zoho’s API console, for this data centre.',
        }),
        refreshToken: Type.Optional(
          Type.String({ title: 'Refresh token', description: 'Comes by itself when you connect.' }),
        ),
        accessToken: Type.Optional(
          Type.String({ title: 'Access token', description: 'Comes by itself when you connect.' }),
        ),
      },
      { additionalProperties: false },
    ),
    apply({ accessToken }, headers) {
      headers.authorization = `Zoho-oauthtoken ${accessToken ?? ''}`;
    },
    oauth2: {
      scopes,
      pkce: false,
      scopeSeparator: ',',
      // Without these two there is no refresh token, or none the second time.
      authorizeParams: { access_type: 'offline', prompt: 'consent' },
      parseToken: parseTokenAnswer,
    },
  };
}

/**
 * Reads Zoho's token answer: a refusal may come as HTTP 200 with `error`, so only an access token is a success. The refresh token
 * never changes and is not sent again.
 * @throws Failure `oauth.revoked` (auth), `oauth.clientWrong` (config), `oauth.tooManyRequests` (rateLimited), `http.serverError`
 */
export function parseTokenAnswer({ status, json }: Pick<HttpResponse, 'status' | 'json'>): TokenAnswer {
  const answer = (typeof json === 'object' && json !== null ? json : {}) as Record<string, unknown>;
  const { access_token: accessToken, refresh_token: refreshToken, expires_in: seconds } = answer;
  if (typeof accessToken === 'string' && accessToken !== '') {
    return {
      accessToken,
      ...(typeof refreshToken === 'string' ? { refreshToken } : {}),
      ...(typeof seconds === 'number' ? { expiresInMs: seconds * 1_000 } : {}),
    };
  }
  const error = typeof answer.error === 'string' ? answer.error : '';
  const said = typeof answer.error_description === 'string' ? answer.error_description : error;
  const params = { from: 'Zoho', status, message: said === '' ? `HTTP ${status}` : said };
  if (/too many requests/i.test(said)) {
    throw new Failure('rateLimited', 'oauth.tooManyRequests', params, { retryAfterMs: TOKEN_WINDOW_MS });
  }
  if (error === 'invalid_client' || error === 'invalid_client_secret' || error === 'invalid_redirect_uri') {
    throw new Failure('config', 'oauth.clientWrong', params);
  }
  if (error !== '') throw new Failure('auth', 'oauth.revoked', params);
  throw new Failure('transient', 'http.serverError', params);
}
