import { type AuthDefinition, Failure, type HttpResponse, type TokenAnswer } from '@raccord/contract';
import Type from 'typebox';

const scopes = [
  'chat:write',
  'chat:write.public',
  'channels:history',
  'groups:history',
  'im:history',
  'im:write',
  'users:read',
  'users:read.email',
];

export const slackAuth: AuthDefinition = {
  kind: 'oauth2',
  credentials: Type.Object(
    {
      clientId: Type.Optional(
        Type.String({ title: 'Client ID', description: 'Of your Slack app; not needed with a pasted token.' }),
      ),
      clientSecret: Type.Optional(Type.String({ title: 'Client secret', description: 'Of your Slack app.' })),
      refreshToken: Type.Optional(
        Type.String({
          title: 'Refresh token',
          description: 'Only with token rotation; comes by itself when you connect.',
        }),
      ),
      accessToken: Type.Optional(
        Type.String({
          title: 'Bot token',
          description: '`xoxb-…`; comes by itself when you connect, or paste your own.',
        }),
      ),
    },
    { additionalProperties: false },
  ),
  apply({ accessToken }, headers) {
    headers.authorization = `Bearer ${accessToken ?? ''}`;
  },
  oauth2: { scopes, pkce: false, scopeSeparator: ',', parseToken: parseSlackToken },
};

/**
 * Reads Slack's token answer: refusals come as HTTP 200 with `ok: false`. Bot tokens without rotation never expire.
 * @throws Failure `oauth.clientWrong` (config), `oauth.revoked` (auth), `http.serverError` (transient)
 */
export function parseSlackToken({ status, json }: Pick<HttpResponse, 'status' | 'json'>): TokenAnswer {
  const answer = (typeof json === 'object' && json !== null ? json : {}) as Record<string, unknown>;
  const { ok, error, access_token: accessToken, refresh_token: refreshToken, expires_in: seconds } = answer;
  if (ok === true && typeof accessToken === 'string') {
    return {
      accessToken,
      ...(typeof refreshToken === 'string' ? { refreshToken } : {}),
      ...(typeof seconds === 'number' ? { expiresInMs: seconds * 1_000 } : {}),
    };
  }
  const params = { from: 'Slack', status, message: typeof error === 'string' ? error : `HTTP ${status}` };
  if (typeof error !== 'string') throw new Failure('transient', 'http.serverError', params);
  const client = ['invalid_client_id', 'bad_client_secret', 'bad_redirect_uri', 'invalid_grant_type'].includes(error);
  throw client ? new Failure('config', 'oauth.clientWrong', params) : new Failure('auth', 'oauth.revoked', params);
}
