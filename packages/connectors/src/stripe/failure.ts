import { Failure, type HttpRequest, type HttpResponse, type StatusRow } from '@raccord/contract';
import { statusRow, statusTable, waitAndDoubt } from '../shared/http/status-table.ts';

type StripeError = { type?: string; code?: string; decline_code?: string; message?: string; param?: string };

/** Stripe's statuses where they differ from the usual. */
const table = {
  ...statusTable,
  402: { kind: 'input', code: 'http.refused' },
  // The same idempotency key is still being worked on: the first answer will be ours as well.
  409: { kind: 'transient', code: 'stripe.stillRunning' },
} as const;

/** What Stripe's own words mean, before its status is asked: first by code, then by type. */
const byType: Record<string, StatusRow> = {
  idempotency_error: { kind: 'duplicate', code: 'stripe.keyUsed' },
  card_error: { kind: 'input', code: 'stripe.cardDeclined' },
};
const byCode: Record<string, StatusRow> = {
  resource_missing: { kind: 'missing', code: 'http.notFound' },
  // Of the type `idempotency_error` as well, but nothing is wrong with it.
  idempotency_key_in_use: { kind: 'transient', code: 'stripe.stillRunning' },
  rate_limit: { kind: 'rateLimited', code: 'http.tooManyRequests' },
  // Another call holds this very object; the account itself is not throttled.
  lock_timeout: { kind: 'transient', code: 'stripe.objectBusy' },
};

/** The failure for an answer of Stripe that is not a success. `Stripe-Should-Retry` has the last word. */
export function stripeFailure(response: HttpResponse, method: HttpRequest['method'], now = Date.now()): Failure {
  const { error = {} } = (response.json ?? {}) as { error?: StripeError };
  const row = byCode[error.code ?? ''] ?? byType[error.type ?? ''] ?? statusRow(response.status, table);
  const { kind, code } = obeyed(row, response.headers['stripe-should-retry']);
  const params = {
    from: 'Stripe',
    status: response.status,
    message: sentence(error) ?? `HTTP ${response.status}`,
    reason: error.decline_code ?? error.code ?? '',
    request: response.headers['request-id'] ?? '',
  };
  return new Failure(kind, code, params, waitAndDoubt(kind, response, method, now));
}

function obeyed(row: StatusRow, shouldRetry: string | undefined): StatusRow {
  const retried = row.kind === 'transient' || row.kind === 'rateLimited';
  if (shouldRetry === 'true' && !retried) return { kind: 'transient', code: 'http.serverError' };
  if (shouldRetry === 'false' && retried) return { kind: 'input', code: 'stripe.doNotRetry' };
  return row;
}

function sentence({ message, param }: StripeError): string | undefined {
  if (message === undefined) return undefined;
  return param === undefined || param === '' ? message : `${param}: ${message}`;
}
