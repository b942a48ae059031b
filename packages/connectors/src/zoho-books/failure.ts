import { Failure, type HttpRequest, type HttpResponse, type StatusRow } from '@raccord/contract';
import { statusRow, waitAndDoubt } from '../shared/http/status-table.ts';

const MINUTE_MS = 60_000;

/** Books' own numbers, which say more than its statuses. */
const byCode: Record<number, StatusRow> = {
  14: { kind: 'auth', code: 'http.unauthorized' },
  57: { kind: 'auth', code: 'http.unauthorized' },
  6041: { kind: 'config', code: 'zohoBooks.organizationUnknown' },
  44: { kind: 'rateLimited', code: 'http.tooManyRequests' },
  45: { kind: 'rateLimited', code: 'zohoBooks.dayLimit' },
  1070: { kind: 'rateLimited', code: 'http.tooManyRequests' },
  1002: { kind: 'missing', code: 'http.notFound' },
  1004: { kind: 'missing', code: 'http.notFound' },
  3062: { kind: 'duplicate', code: 'http.conflict' },
};

/** Books sends no Retry-After: the minute's budget is new with the next minute; after the day's we ask once an hour. */
const waits: Record<number, (now: number) => number> = {
  44: (now) => MINUTE_MS - (now % MINUTE_MS),
  45: () => 60 * MINUTE_MS,
  1070: () => 2_000,
};

/**
 * The failure for an answer that is not HTTP 2xx with `code` 0.
 * @param now milliseconds since 1970
 */
export function booksFailure(response: HttpResponse, method: HttpRequest['method'], now = Date.now()): Failure {
  const { code, message } = (response.json ?? {}) as { code?: number; message?: string };
  const known = code === undefined ? undefined : byCode[code];
  // A refusal inside an HTTP 200 is about what was sent.
  const row = known ?? (response.status < 300 ? statusRow(400) : statusRow(response.status));
  const params = {
    from: 'Zoho Books',
    status: response.status,
    message: message ?? `HTTP ${response.status}`,
    reason: code ?? '',
  };
  const options = waitAndDoubt(row.kind, response, method, now);
  const wait = options.retryAfterMs ?? (code === undefined ? undefined : waits[code]?.(now));
  return new Failure(row.kind, row.code, params, { ...options, ...(wait === undefined ? {} : { retryAfterMs: wait }) });
}
