import type { VendorAnswer } from '../control/vendor.ts';
import { stripeError } from './errors.ts';
import type { StripeState } from './state.ts';

export type IdempotentResult = {
  /** Method, path and parameters of the first request. */
  fingerprint: string;
  requestId: string;
  at: number;
  /** Undefined while the first request is still running. */
  answer: VendorAnswer | undefined;
};

const keptMs = 24 * 3_600_000;
const keptResults = 100_000;

export type Reservation = { replay: VendorAnswer } | { keep(answer: VendorAnswer): void };

/**
 * Takes a key for one request, or says what the answer is: that of the first request with this key, an error when the parameters are
 * others, or 409 while the first is still running. What is kept: every answer of a request that was really begun, 4xx and 5xx
 * included; a refusal of the parameters themselves was not begun, so the key stays free.
 */
export function reserve(
  state: StripeState,
  key: string,
  request: { fingerprint: string; requestId: string; now: number },
): Reservation {
  const known = state.idempotent.get(key);
  if (known !== undefined && request.now - known.at < keptMs) return { replay: replayOf(key, known, request) };
  const result: IdempotentResult = { ...request, at: request.now, answer: undefined };
  state.idempotent.delete(key);
  state.idempotent.set(key, result);
  if (state.idempotent.size > keptResults) state.idempotent.delete(state.idempotent.keys().next().value!);
  return {
    keep(answer) {
      if (answer.status === 400 && isParameterError(answer)) state.idempotent.delete(key);
      else result.answer = answer;
    },
  };
}

function replayOf(
  key: string,
  known: IdempotentResult,
  request: { fingerprint: string; requestId: string },
): VendorAnswer {
  if (known.fingerprint !== request.fingerprint) {
    return stripeError(400, {
      type: 'idempotency_error',
      message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
    });
  }
  if (known.answer === undefined) {
    return {
      ...stripeError(409, {
        type: 'idempotency_error',
        code: 'idempotency_key_in_use',
        message: `There is currently another in-progress request using this Stripe Idempotency Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
      }),
      headers: { 'stripe-should-retry': 'true' },
    };
  }
  return {
    ...known.answer,
    headers: { ...known.answer.headers, 'idempotent-replayed': 'true', 'original-request': known.requestId },
  };
}

function isParameterError(answer: VendorAnswer): boolean {
  const { error } = answer.body as { error?: { code?: string; param?: string } };
  return error?.code?.startsWith('parameter_') === true;
}
