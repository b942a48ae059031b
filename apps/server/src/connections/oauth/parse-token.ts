import { Failure, type HttpResponse, type TokenAnswer } from '@raccord/contract';

/** What RFC 6749 §5.2 and the large vendors say when the client, and not the account, is the matter. */
const clientErrors = new Set([
  'invalid_client',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
  'invalid_request',
  'redirect_uri_mismatch',
  'deleted_client',
  'disabled_client',
  'org_internal',
  'admin_policy_enforced',
]);
/** The grant has ended: only a person can give another. */
const grantErrors = new Set(['invalid_grant', 'access_denied', 'consent_required', 'interaction_required']);
const passingStatus = new Set([408, 425, 429]);

/**
 * Reads an answer of a token endpoint as RFC 6749 has it, also where `error` comes with status 200.
 * @param from who answered, for the sentence
 * @throws Failure `oauth.revoked` (auth), `oauth.clientWrong` (config), `oauth.unavailable` (transient) for what may work later
 */
export function parseToken(answer: Pick<HttpResponse, 'status' | 'json'>, from: string): TokenAnswer {
  const { status } = answer;
  const json = isRecord(answer.json) ? answer.json : {};
  const { access_token: accessToken, refresh_token: refreshToken, scope, error } = json;
  const seconds = json.expires_in === undefined || json.expires_in === null ? Number.NaN : Number(json.expires_in);
  if (status >= 200 && status < 300 && isText(accessToken))
    return {
      accessToken,
      ...(isText(refreshToken) ? { refreshToken } : {}),
      ...(Number.isFinite(seconds) && seconds > 0 ? { expiresInMs: seconds * 1_000 } : {}),
      ...(isText(scope) ? { scopes: scope.split(/[\s,]+/).filter((each) => each !== '') } : {}),
    };
  const said = isText(json.error_description) ? json.error_description : isText(error) ? error : `HTTP ${status}`;
  const params = { from, message: said.slice(0, 300) };
  if (isText(error) && grantErrors.has(error)) throw new Failure('auth', 'oauth.revoked', params);
  if (isText(error) && clientErrors.has(error)) throw new Failure('config', 'oauth.clientWrong', params);
  // A refusal without a word of OAuth is not the token service's: a wrong address, or something in between.
  const wrongPlace = status >= 400 && status < 500 && !passingStatus.has(status);
  if (wrongPlace) throw new Failure('config', 'oauth.clientWrong', params);
  throw new Failure('transient', 'oauth.unavailable', params);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
