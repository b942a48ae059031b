import { Refusal, type VendorAnswer, type VendorAnswers } from '../control/vendor.ts';

type StripeErrorBody = {
  type: 'invalid_request_error' | 'card_error' | 'idempotency_error' | 'api_error';
  message: string;
  code?: string;
  param?: string;
  decline_code?: string;
  charge?: string;
  payment_intent?: unknown;
};

/** A Stripe error: `{"error": {type, message, code, param, …}}`. */
export function stripeError(status: number, error: StripeErrorBody): VendorAnswer {
  const docs =
    error.code === undefined
      ? {}
      : { doc_url: `https://stripe.com/docs/error-codes/${error.code.replaceAll('_', '-')}` };
  return { status, body: { error: { ...error, ...docs } } };
}

export function refuse(status: number, error: StripeErrorBody): never {
  throw new Refusal(stripeError(status, error));
}

export function invalid(message: string, param?: string, code?: string): never {
  refuse(400, {
    type: 'invalid_request_error',
    message,
    ...(param === undefined ? {} : { param }),
    ...(code === undefined ? {} : { code }),
  });
}

/** @param param the parameter that named it; `id` when it is the one in the path, which is what makes it a 404. */
export function noSuch(kind: string, id: string, param: string): never {
  const message = `No such ${kind}: '${id}'`;
  refuse(param === 'id' ? 404 : 400, { type: 'invalid_request_error', code: 'resource_missing', message, param });
}

export const stripeAnswers: VendorAnswers = {
  rateLimited: (retryAfter) => ({
    ...stripeError(429, {
      type: 'invalid_request_error',
      code: 'rate_limit',
      message:
        'Request rate limit exceeded. You can learn more about rate limits here https://stripe.com/docs/rate-limits.',
    }),
    headers: {
      'stripe-rate-limited-reason': 'global-rate',
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    },
  }),
  serverError: (status) =>
    stripeError(status, {
      type: 'api_error',
      message: 'Sorry! There was an error while talking to Stripe. We have been notified of the problem.',
    }),
  unauthorized: () => ({
    ...stripeError(401, { type: 'invalid_request_error', message: 'Invalid API Key provided: sk_test_****fault' }),
    headers: { 'www-authenticate': 'Basic realm="Stripe"' },
  }),
  revoked: () => ({
    ...stripeError(401, {
      type: 'invalid_request_error',
      code: 'api_key_expired',
      message: 'Expired API Key provided: sk_test_****fault',
    }),
    headers: { 'www-authenticate': 'Basic realm="Stripe"' },
  }),
};
