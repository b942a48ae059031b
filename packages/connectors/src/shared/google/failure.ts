import { Failure, type FailureOptions, type HttpRequest, type HttpResponse, type StatusRow } from '@raccord/contract';
import { statusRow, statusTable, waitAndDoubt } from '../http/status-table.ts';

/** Google's error, from either of its two forms: `errors[]` of the older APIs, `status` and `details[]` of the newer. */
export type GoogleError = { httpStatus: number; status: string; message: string; reasons: readonly string[] };

export type Refused = {
  method: HttpRequest['method'];
  from: string;
  scopes: readonly string[];
  known?: ((error: GoogleError) => StatusRow | undefined) | undefined;
  /** Milliseconds since 1970. */
  now?: number;
};

const tooMany: StatusRow = { kind: 'rateLimited', code: 'http.tooManyRequests' };
const scopeMissing: StatusRow = { kind: 'config', code: 'google.scopeMissing' };
const apiDisabled: StatusRow = { kind: 'config', code: 'google.apiDisabled' };

/** What a reason means, whatever status it comes with. */
const byReason: Record<string, StatusRow> = {
  rateLimitExceeded: tooMany,
  userRateLimitExceeded: tooMany,
  RATE_LIMIT_EXCEEDED: tooMany,
  quotaExceeded: tooMany,
  dailyLimitExceeded: { kind: 'rateLimited', code: 'google.dayLimit' },
  insufficientPermissions: scopeMissing,
  ACCESS_TOKEN_SCOPE_INSUFFICIENT: scopeMissing,
  accessNotConfigured: apiDisabled,
  SERVICE_DISABLED: apiDisabled,
  authError: { kind: 'auth', code: 'http.unauthorized' },
  backendError: { kind: 'transient', code: 'http.serverError' },
};

/** What a status means that the common table takes for something else. */
const table = { ...statusTable, 412: { kind: 'duplicate', code: 'http.conflict' } as const };

/** Once a day's quota is used up we ask once an hour; for those of a minute, the connector's own rules say how long to rest. */
const HOUR_MS = 3_600_000;

/** The failure for an answer of any of Google's APIs that is not a success. */
export function googleFailure(response: HttpResponse, refused: Refused): Failure {
  const { method, from, scopes, known, now = Date.now() } = refused;
  const error = readError(response);
  const row = known?.(error) ?? reasonRow(error) ?? statusRow(response.status, table);
  const params = {
    from,
    status: response.status,
    message: error.message,
    ...(error.reasons[0] === undefined ? {} : { reason: error.reasons[0] }),
    ...(row.code === 'google.scopeMissing' ? { needed: neededScopes(response, scopes) } : {}),
  };
  return new Failure(row.kind, row.code, params, { ...waitAndDoubt(row.kind, response, method, now), ...wait() });

  function wait(): FailureOptions {
    if (response.headers['retry-after'] !== undefined || row.kind !== 'rateLimited') return {};
    const named = namedMoment(error.message, now);
    if (named !== undefined) return { retryAfterMs: named };
    return row.code === 'google.dayLimit' ? { retryAfterMs: HOUR_MS } : {};
  }
}

function reasonRow({ reasons }: GoogleError): StatusRow | undefined {
  for (const reason of reasons) if (Object.hasOwn(byReason, reason)) return byReason[reason];
  return undefined;
}

type Body = {
  error?: {
    message?: string;
    status?: string;
    errors?: { reason?: string }[];
    details?: { reason?: string }[];
  };
};

function readError({ status: httpStatus, json, text }: HttpResponse): GoogleError {
  const { error } = (typeof json === 'object' && json !== null ? json : {}) as Body;
  const said = typeof error === 'object' && error !== null ? error : {};
  const lists = [said.details, said.errors].flatMap((list) => (Array.isArray(list) ? list : []));
  const reasons = lists.map(({ reason }) => reason).filter((reason) => typeof reason === 'string');
  const message = said.message ?? text.slice(0, 500).trim();
  return { httpStatus, status: said.status ?? '', message: message === '' ? `HTTP ${httpStatus}` : message, reasons };
}

/** Gmail names the moment in its sentence: `User-rate limit exceeded.  Retry after 2026-11-22T10:15:00.000Z`. */
function namedMoment(message: string, now: number): number | undefined {
  const moment = Date.parse(/Retry after (\S+Z)/.exec(message)?.[1] ?? '');
  if (Number.isNaN(moment)) return undefined;
  // It is sometimes in the past or far away (gmail.md §6).
  return Math.min(Math.max(moment - now, 1_000), HOUR_MS);
}

/** Google names them in a header, if at all. */
function neededScopes({ headers }: HttpResponse, scopes: readonly string[]): string {
  return /scope="([^"]+)"/.exec(headers['www-authenticate'] ?? '')?.[1] ?? scopes.join(' ');
}
