import { Failure, type HttpResponse, type OAuth2Definition, type StatusRow, type TokenAnswer } from '@raccord/contract';

/** What Slack's token method says besides `ok: false` (slack.md §2). What is not listed may work later. */
const byError: Record<string, StatusRow> = {
  invalid_code: { kind: 'auth', code: 'oauth.revoked' },
  code_already_used: { kind: 'auth', code: 'oauth.revoked' },
  invalid_refresh_token: { kind: 'auth', code: 'oauth.revoked' },
  token_revoked: { kind: 'auth', code: 'oauth.revoked' },
  access_denied: { kind: 'auth', code: 'oauth.revoked' },
  invalid_client_id: { kind: 'config', code: 'oauth.clientWrong' },
  bad_client_secret: { kind: 'config', code: 'oauth.clientWrong' },
  bad_redirect_uri: { kind: 'config', code: 'oauth.clientWrong' },
  invalid_scope: { kind: 'config', code: 'oauth.clientWrong' },
  ratelimited: { kind: 'rateLimited', code: 'oauth.tooManyRequests' },
};
const endedToken = new Set(['token_expired', 'invalid_auth', 'token_revoked']);

/** Installing the Slack app in a workspace; its tokens end only where rotation is switched on. */
export const slackConsent: OAuth2Definition = {
  // Without any scope Slack installs nothing; this one only shows who is there.
  scopes: ['users:read'],
  pkce: false,
  scopeSeparator: ',',
  parseToken: parseSlackToken,
  refused: ({ json }) => endedToken.has(String((json as { error?: unknown } | undefined)?.error)),
  revokeRequest: ({ accessToken }) =>
    accessToken === undefined
      ? undefined
      : { method: 'POST', url: '/auth.revoke', headers: { authorization: `Bearer ${accessToken}` } },
};

/** @throws Failure `oauth.revoked` (auth), `oauth.clientWrong` (config), `oauth.tooManyRequests` (rateLimited), `oauth.unavailable` */
export function parseSlackToken({ status, json }: Pick<HttpResponse, 'status' | 'json'>): TokenAnswer {
  const answer = (typeof json === 'object' && json !== null ? json : {}) as Record<string, unknown>;
  const { ok, access_token: accessToken, refresh_token: refreshToken, expires_in: seconds, scope } = answer;
  if (ok === true && typeof accessToken === 'string')
    return {
      accessToken,
      ...(typeof refreshToken === 'string' ? { refreshToken } : {}),
      ...(typeof seconds === 'number' ? { expiresInMs: seconds * 1_000 } : {}),
      ...(typeof scope === 'string' ? { scopes: scope.split(',').filter((each) => each !== '') } : {}),
    };
  const error = typeof answer.error === 'string' ? answer.error : `HTTP ${status}`;
  const { kind, code } = byError[error] ?? { kind: 'transient', code: 'oauth.unavailable' };
  throw new Failure(kind, code, { from: 'Slack', message: error });
}
