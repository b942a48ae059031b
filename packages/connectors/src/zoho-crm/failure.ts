import { Failure, type FailureOptions, type HttpRequest, type HttpResponse, type StatusRow } from '@raccord/contract';
import { statusRow, waitAndDoubt } from '../shared/http/status-table.ts';

/** What Zoho says of a call or of one record in it: `{code, details, message, status: "error"}`. */
export type CrmError = { code: string; details: Record<string, unknown>; message: string };

const field: StatusRow = { kind: 'input', code: 'zohoCrm.fieldRefused' };
const request: StatusRow = { kind: 'config', code: 'zohoCrm.requestWrong' };
const missing: StatusRow = { kind: 'missing', code: 'http.notFound' };

/** Zoho's own codes, which say more than its statuses. */
const byCode: Record<string, StatusRow> = {
  MANDATORY_NOT_FOUND: field,
  INVALID_DATA: field,
  DEPENDENT_FIELD_MISSING: field,
  EXPECTED_FIELD_MISSING: field,
  PATTERN_NOT_MATCHED: field,
  MAPPING_MISMATCH: field,
  DATA_MISMATCH: field,
  DUPLICATE_DATA: { kind: 'duplicate', code: 'zohoCrm.duplicate' },
  ALREADY_MODIFIED: { kind: 'duplicate', code: 'object.stale' },
  ID_ALREADY_CONVERTED: { kind: 'duplicate', code: 'http.conflict' },
  CONVERTED_RECORD: { kind: 'duplicate', code: 'http.conflict' },
  NOT_FOUND: missing,
  NO_RECORDS_FOUND: missing,
  INVALID_MODULE: request,
  INVALID_QUERY: request,
  SYNTAX_ERROR: request,
  LIMIT_EXCEEDED: request,
  NOT_SUPPORTED: request,
  FEATURE_NOT_SUPPORTED: request,
  INVALID_URL_PATTERN: request,
  INVALID_REQUEST_METHOD: request,
  REQUIRED_PARAM_MISSING: request,
  EXPECTED_PARAM_MISSING: request,
  INVALID_TOKEN: { kind: 'auth', code: 'http.unauthorized' },
  AUTHENTICATION_FAILURE: { kind: 'auth', code: 'http.unauthorized' },
  // The rest of the connection goes on working: only this needs another consent.
  OAUTH_SCOPE_MISMATCH: { kind: 'config', code: 'zohoCrm.scopeMissing' },
  NO_PERMISSION: { kind: 'config', code: 'http.forbidden' },
  TOO_MANY_REQUESTS: { kind: 'rateLimited', code: 'http.tooManyRequests' },
  INTERNAL_ERROR: { kind: 'transient', code: 'http.serverError' },
  // Two records are being merged, or an approval is under way: that passes.
  RECORD_LOCKED: { kind: 'transient', code: 'http.serverError' },
  FILE_SIZE_MORE_THAN_ALLOWED_SIZE: { kind: 'tooLarge', code: 'http.requestTooLarge' },
};

/** Zoho sends no Retry-After, and does not say whether calls at once or the day's credits were too many. */
const WAIT_MS = 15_000;
const LOCKED_MS = 60_000;

/**
 * The failure for an answer that is not a success; an error in a 200 is one, too.
 * @param module as Zoho calls it, for the sentence of a stale record
 */
export function crmFailure(response: HttpResponse, method: HttpRequest['method'], module = ''): Failure {
  const error = errorOf(response.json);
  const row = rowOf(error) ?? (response.status < 300 ? statusRow(400) : statusRow(response.status));
  const doubt = waitAndDoubt(row.kind, response, method);
  return failureOf(row, error, { status: response.status, module }, { ...waitOf(error, row), ...doubt });
}

/** The failure for one record of several. */
export function itemFailure(item: unknown, module: string): Failure {
  const error = errorOf(item);
  const row = rowOf(error) ?? statusRow(400);
  return failureOf(row, error, { status: 200, module }, waitOf(error, row));
}

/** An error on its own, or the one in a list of one. */
export function errorOf(json: unknown): CrmError | undefined {
  const whole = (typeof json === 'object' && json !== null ? json : {}) as Record<string, unknown>;
  const list = ['data', 'watch'].map((name) => whole[name]).find(Array.isArray);
  const error = (list === undefined ? whole : (list[0] ?? {})) as Partial<CrmError> & { status?: unknown };
  if (typeof error.code !== 'string' || error.status === 'success') return undefined;
  return { code: error.code, details: error.details ?? {}, message: error.message ?? error.code };
}

function rowOf(error: CrmError | undefined): StatusRow | undefined {
  if (error === undefined) return undefined;
  // The id of the record itself is wrong, and not one of its fields.
  if (error.code === 'INVALID_DATA' && isAboutId(error)) return missing;
  return byCode[error.code];
}

function isAboutId({ details, message }: CrmError): boolean {
  return details.api_name === 'id' || ('resource_path_index' in details && /\bid\b/.test(message));
}

function failureOf(
  { kind, code }: StatusRow,
  error: CrmError | undefined,
  { status, module }: { status: number; module: string },
  options: FailureOptions,
): Failure {
  const { details = {}, message } = error ?? {};
  const twin = (details.duplicate_record ?? details) as { id?: unknown };
  const params = {
    from: 'Zoho CRM',
    status,
    message: message ?? `HTTP ${status}`,
    reason: error?.code ?? '',
    ...(code === 'zohoCrm.fieldRefused' || code === 'zohoCrm.duplicate'
      ? { field: String(details.api_name ?? '') }
      : {}),
    ...(code === 'zohoCrm.duplicate' ? { id: String(twin.id ?? '') } : {}),
    ...(code === 'object.stale' ? { object: module } : {}),
  };
  return new Failure(kind, code, params, options);
}

function waitOf(error: CrmError | undefined, { kind }: StatusRow): FailureOptions {
  if (kind === 'rateLimited') return { retryAfterMs: WAIT_MS };
  return error?.code === 'RECORD_LOCKED' ? { retryAfterMs: LOCKED_MS } : {};
}
