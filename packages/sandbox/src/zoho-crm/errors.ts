import { Refusal, type VendorAnswer, type VendorAnswers } from '../control/vendor.ts';

export type ErrorItem = { code: string; details: Record<string, unknown>; message: string; status: 'error' };

/** An error in Zoho CRM's shape, whole answer or one item of it. */
export function errorItem(code: string, message: string, details: Record<string, unknown> = {}): ErrorItem {
  return { code, details, message, status: 'error' };
}

export function refuse(status: number, code: string, message: string, details: Record<string, unknown> = {}): never {
  throw new Refusal({ status, body: errorItem(code, message, details) });
}

export function invalidModule(): never {
  refuse(400, 'INVALID_MODULE', 'The module name given seems to be invalid', { resource_path_index: 0 });
}

export function paramMissing(name: string): never {
  refuse(400, 'REQUIRED_PARAM_MISSING', 'One of the expected parameter is missing', { param_name: name });
}

export function invalidParam(name: string): never {
  refuse(400, 'INVALID_DATA', 'Please check whether the input values are correct', { param_name: name });
}

export const tooManyRequests = (): VendorAnswer => ({
  status: 429,
  body: errorItem('TOO_MANY_REQUESTS', "You've made too many requests continuously. Please try again after some time."),
});

export const crmAnswers: VendorAnswers = {
  rateLimited: (retryAfter) => ({
    ...tooManyRequests(),
    // Zoho documents no Retry-After; a fault may ask for one all the same.
    ...(retryAfter === undefined ? {} : { headers: { 'retry-after': String(retryAfter) } }),
  }),
  serverError: (status) => ({ status, body: errorItem('INTERNAL_ERROR', 'Internal server error occurred.') }),
  unauthorized: () => ({ status: 401, body: errorItem('INVALID_TOKEN', 'invalid oauth token') }),
  revoked: () => ({ status: 401, body: errorItem('AUTHENTICATION_FAILURE', 'Authentication failed') }),
};
