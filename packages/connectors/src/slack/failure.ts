import { Failure, type HttpRequest, type HttpResponse, type StatusRow } from '@raccord/contract';
import { statusRow, waitAndDoubt } from '../shared/http/status-table.ts';

/** Slack answers 200 even when it refuses; the word in `error` tells. What is not listed is about what was sent. */
const byError: Record<string, StatusRow> = {
  invalid_auth: { kind: 'auth', code: 'http.unauthorized' },
  not_authed: { kind: 'auth', code: 'http.unauthorized' },
  token_revoked: { kind: 'auth', code: 'http.unauthorized' },
  token_expired: { kind: 'auth', code: 'http.unauthorized' },
  account_inactive: { kind: 'auth', code: 'http.unauthorized' },
  not_allowed_token_type: { kind: 'config', code: 'http.forbidden' },
  org_login_required: { kind: 'auth', code: 'http.unauthorized' },
  user_is_bot: { kind: 'input', code: 'http.refused' },
  access_denied: { kind: 'config', code: 'http.forbidden' },
  team_access_not_granted: { kind: 'config', code: 'http.forbidden' },
  posting_to_channel_denied: { kind: 'config', code: 'http.forbidden' },
  posting_to_general_channel_denied: { kind: 'config', code: 'http.forbidden' },
  cant_update_message: { kind: 'config', code: 'http.forbidden' },
  cant_delete_message: { kind: 'config', code: 'http.forbidden' },
  file_uploads_disabled: { kind: 'config', code: 'http.forbidden' },
  missing_scope: { kind: 'config', code: 'slack.missingScope' },
  no_permission: { kind: 'config', code: 'http.forbidden' },
  restricted_action: { kind: 'config', code: 'http.forbidden' },
  ekm_access_denied: { kind: 'config', code: 'http.forbidden' },
  not_in_channel: { kind: 'config', code: 'slack.notInChannel' },
  channel_not_found: { kind: 'missing', code: 'slack.channelNotFound' },
  is_archived: { kind: 'config', code: 'slack.channelArchived' },
  users_not_found: { kind: 'missing', code: 'http.notFound' },
  user_not_found: { kind: 'missing', code: 'http.notFound' },
  thread_not_found: { kind: 'missing', code: 'http.notFound' },
  message_not_found: { kind: 'missing', code: 'http.notFound' },
  file_not_found: { kind: 'missing', code: 'http.notFound' },
  file_upload_size_restricted: { kind: 'tooLarge', code: 'http.requestTooLarge' },
  msg_too_long: { kind: 'tooLarge', code: 'http.requestTooLarge' },
  ratelimited: { kind: 'rateLimited', code: 'http.tooManyRequests' },
  rate_limited: { kind: 'rateLimited', code: 'http.tooManyRequests' },
  internal_error: { kind: 'transient', code: 'http.serverError' },
  team_added_to_org: { kind: 'transient', code: 'http.serverError' },
  fatal_error: { kind: 'transient', code: 'http.serverError' },
  service_unavailable: { kind: 'transient', code: 'http.serverError' },
  request_timeout: { kind: 'transient', code: 'http.serverError' },
};

/** The failure for an answer that is not `ok: true`. Slack's own faults may come after the work was done: `uncertain`. */
export function slackFailure(response: HttpResponse, method: HttpRequest['method'], now = Date.now()): Failure {
  const { error, needed } = (response.json ?? {}) as { error?: string; needed?: string };
  const known = error === undefined ? undefined : byError[error];
  const row =
    known ?? (response.status < 300 ? statusRow(error === undefined ? 502 : 400) : statusRow(response.status));
  const params = {
    from: 'Slack',
    status: response.status,
    message: error ?? `HTTP ${response.status}`,
    ...(needed === undefined ? {} : { needed }),
  };
  const doubt = row.kind === 'transient' && method !== 'GET' ? { uncertain: true } : {};
  return new Failure(row.kind, row.code, params, { ...waitAndDoubt(row.kind, response, method, now), ...doubt });
}
