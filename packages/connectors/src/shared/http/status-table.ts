import {
  Failure,
  type FailureKind,
  type FailureOptions,
  type HttpRequest,
  type HttpResponse,
  type StatusRow,
} from '@raccord/contract';
import { retryAfterMs } from './retry-after.ts';

export type StatusTable = Readonly<Record<number, StatusRow>>;

/** What a status means unless a connector knows better; a connector spreads its own rows over it. */
export const statusTable: StatusTable = {
  400: { kind: 'input', code: 'http.refused' },
  401: { kind: 'auth', code: 'http.unauthorized' },
  403: { kind: 'config', code: 'http.forbidden' },
  404: { kind: 'missing', code: 'http.notFound' },
  408: { kind: 'transient', code: 'http.serverError' },
  409: { kind: 'duplicate', code: 'http.conflict' },
  410: { kind: 'missing', code: 'http.notFound' },
  413: { kind: 'tooLarge', code: 'http.requestTooLarge' },
  422: { kind: 'input', code: 'http.refused' },
  425: { kind: 'transient', code: 'http.serverError' },
  429: { kind: 'rateLimited', code: 'http.tooManyRequests' },
};

/** The row for a status: the table's, else 5xx is transient, 3xx and what is left of 4xx is ours to fix. */
export function statusRow(status: number, table: StatusTable = statusTable): StatusRow {
  const row = table[status];
  if (row !== undefined) return row;
  if (status >= 500) return { kind: 'transient', code: 'http.serverError' };
  if (status >= 300 && status < 400) return { kind: 'config', code: 'http.redirected' };
  return { kind: 'config', code: 'http.unexpectedStatus' };
}

export type StatusFailure = {
  response: HttpResponse;
  method: HttpRequest['method'];
  /** Who answered, for the sentence: a vendor's name or a host. */
  from: string;
  /** The other side's own words, if it sent any. */
  message?: string;
  table?: StatusTable;
  now?: number;
};

/** The failure for an answer that is not a success. A 5xx on a write may have been carried out: `uncertain`. */
export function statusFailure(answer: StatusFailure): Failure {
  const { response, method, from } = answer;
  const needed = missingScope(response);
  const row: StatusRow =
    needed === undefined ? statusRow(response.status, answer.table) : { kind: 'config', code: 'oauth.scopeMissing' };
  const message = answer.message ?? response.text.slice(0, 500).trim();
  const params = {
    from,
    status: response.status,
    message: message === '' ? `HTTP ${response.status}` : message,
    ...(needed === undefined ? {} : { needed }),
  };
  return new Failure(row.kind, row.code, params, waitAndDoubt(row.kind, response, method, answer.now));
}

/** The scope that the account was not granted, where the vendor says so as RFC 6750 §3.1 has it. */
function missingScope({ status, headers }: HttpResponse): string | undefined {
  const challenge = headers['www-authenticate'] ?? '';
  if ((status !== 403 && status !== 401) || !/\berror="?insufficient_scope\b/.test(challenge)) return undefined;
  return /\bscope="([^"]{1,500})"/.exec(challenge)?.[1] ?? '?';
}

/** `retryAfterMs` where the answer gives one, `uncertain` for a 5xx on anything but a read. */
export function waitAndDoubt(
  kind: FailureKind,
  response: HttpResponse,
  method: HttpRequest['method'],
  now = Date.now(),
): FailureOptions {
  const wait = kind === 'rateLimited' || kind === 'transient' ? retryAfterMs(response.headers, now) : undefined;
  const doubt = response.status >= 500 && method !== 'GET' && method !== 'HEAD';
  return { ...(wait === undefined ? {} : { retryAfterMs: wait }), ...(doubt ? { uncertain: true } : {}) };
}
