import { type AuthDefinition, Failure, type HttpResponse, type TokenAnswer } from '@raccord/contract';
import Type from 'typebox';
import { dataCentreFrom } from './data-centres.ts';

/** Ten token requests per ten minutes and refresh token are allowed. */
const TOKEN_WINDOW_MS = 600_000;

/** 401s that are about what the account may do; no new token changes that. */
const rightsErrors = new Set(['57', 'OAUTH_SCOPE_MISMATCH', 'NO_PERMISSION']);

/** `ZohoCRM.modules.ALL` contains `ZohoCRM.modules.leads.READ`, and `ZohoBooks.fullaccess.all` whatever begins with `ZohoBooks.`. */
function contains(scope: string, needed: string): boolean {
  const [given, asked] = [scope.toLowerCase().split('.'), needed.toLowerCase().split('.')];
  if (given.at(-1) !== 'all') return false;
  const stem = given.at(-2) === 'fullaccess' ? given.slice(0, -2) : given.slice(0, -1);
  return stem.every((part, index) => part === asked[index]);
}

/** OAuth as all of Zoho's products have it (zoho-crm.md §2). */
export function zohoAuth(scopes: readonly string[]): AuthDefinition {
  return {
    kind: 'oauth2',
    credentials: Type.Object(
      {
        clientId: Type.Optional(
          Type.String({
            title: 'Client ID',
            description: 'From Zoho’s API console; empty where an administrator has set one for all.',
            fr: {
              title: 'Identifiant client',
              description: 'De la console API de Zoho ; vide si un administrateur en a défini un pour tous.',
            },
          }),
        ),
        clientSecret: Type.Optional(
          Type.String({
            title: 'Client secret',
            description: 'From Zoho’s API console, for this data centre.',
            fr: { title: 'Secret du client', description: 'De la console API de Zoho, pour ce centre de données.' },
          }),
        ),
        refreshToken: Type.Optional(
          Type.String({
            title: 'Refresh token',
            description: 'Comes by itself when you connect.',
            fr: { title: 'Jeton de renouvellement', description: 'Arrive tout seul quand vous connectez le compte.' },
          }),
        ),
        accessToken: Type.Optional(
          Type.String({
            title: 'Access token',
            description: 'Comes by itself when you connect.',
            fr: { title: 'Jeton d’accès', description: 'Arrive tout seul quand vous connectez le compte.' },
          }),
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
      settingsFrom: dataCentreFrom,
      covers: (granted, needed) => granted.includes(needed) || granted.some((scope) => contains(scope, needed)),
      parseToken: parseTokenAnswer,
      refused: ({ status, json }) => status === 401 && !rightsErrors.has(String((json as { code?: unknown })?.code)),
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
  const { access_token: accessToken, refresh_token: refreshToken, expires_in: seconds, scope } = answer;
  if (typeof accessToken === 'string' && accessToken !== '') {
    return {
      accessToken,
      ...(typeof refreshToken === 'string' ? { refreshToken } : {}),
      ...(typeof seconds === 'number' ? { expiresInMs: seconds * 1_000 } : {}),
      ...(typeof scope === 'string' && scope !== '' ? { scopes: scope.split(/[\s,]+/) } : {}),
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
