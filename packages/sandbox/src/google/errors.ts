import { Refusal, type VendorAnswer, type VendorAnswers } from '../control/vendor.ts';

/** Google's error body: `errors[]` as its older APIs fill it, `status` and `details[]` as the newer ones do (google-auth.md §6). */
export function googleError(
  code: number,
  status: string,
  message: string,
  more: { reason?: string; domain?: string; detail?: object } = {},
): VendorAnswer {
  const { reason, domain = 'global', detail } = more;
  const errors = reason === undefined ? {} : { errors: [{ message, domain, reason }] };
  const details =
    detail === undefined
      ? {}
      : { details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', domain: 'googleapis.com', ...detail }] };
  return { status: code, body: { error: { code, message, ...errors, status, ...details } } };
}

export function refuse(...error: Parameters<typeof googleError>): never {
  throw new Refusal(googleError(...error));
}

export const badRequest = (message: string, status = 'INVALID_ARGUMENT'): never =>
  refuse(400, status, message, { reason: status === 'FAILED_PRECONDITION' ? 'failedPrecondition' : 'badRequest' });

export const notFound = (message = 'Requested entity was not found.'): never =>
  refuse(404, 'NOT_FOUND', message, { reason: 'notFound' });

export const invalidCredentials = (): VendorAnswer =>
  googleError(
    401,
    'UNAUTHENTICATED',
    'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.',
    { reason: 'authError' },
  );

/** The token is good, but was not granted what the method needs. */
export function scopeMissing(needed: readonly string[]): VendorAnswer {
  const answer = googleError(403, 'PERMISSION_DENIED', 'Request had insufficient authentication scopes.', {
    reason: 'insufficientPermissions',
    detail: { reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' },
  });
  const header = `Bearer realm="https://accounts.google.com/", error="insufficient_scope", scope="${needed.join(' ')}"`;
  return { ...answer, headers: { 'www-authenticate': header } };
}

/** What any call of an API may get; `rateLimited` differs from one to the next. */
export function googleAnswers(rateLimited: VendorAnswers['rateLimited']): VendorAnswers {
  return {
    rateLimited,
    serverError: (status) =>
      googleError(
        status,
        status === 503 ? 'UNAVAILABLE' : 'INTERNAL',
        status === 503 ? 'The service is currently unavailable.' : 'Internal error encountered.',
        { reason: 'backendError' },
      ),
    unauthorized: invalidCredentials,
    revoked: invalidCredentials,
  };
}
