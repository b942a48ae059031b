import type { FaultKind } from './faults.ts';
import type { Vendor } from './vendor.ts';

export type Call = {
  seq: number;
  at: number;
  vendor: Vendor;
  method: string;
  /** Path and query, as they came, secrets hidden when read. */
  url: string;
  body: string;
  /** Undefined while it runs, and for good when the connection was cut. */
  status?: number;
  /** How long it took, to the last byte or until the connection was cut. */
  durationMs?: number;
  /** What was answered, as text, cut where it is long. */
  answer?: string;
  /** Whom it was done for: what our engine writes into bodies and headers. */
  markers?: string[];
  fault?: FaultKind;
};

const keptCalls = 500;
const shownBody = 4_096;
const marker = /raccord(?::|%3A)[0-9a-f]{8}-[0-9a-f-]{27}/gi;
const secretNames =
  'client_secret|code_verifier|assertion|refresh_token|access_token|token|secret|code|api_key|password|authorization|challenge';
const secretPairs = [
  new RegExp(`((?:^|[?&])(?:${secretNames})=)[^&]*`, 'gi'),
  new RegExp(`("(?:${secretNames})"\\s*:\\s*")[^"]*`, 'gi'),
];

/** The last requests that came in. Bodies are hidden of secrets when they are read, not on the hot path. */
export class Calls {
  #calls: Call[] = [];
  #seq = 0;
  readonly #counts = new Map<Vendor, number>();

  begin(call: Omit<Call, 'seq'>): Call {
    this.#seq += 1;
    const entry: Call = { seq: this.#seq, ...call };
    this.#calls.push(entry);
    this.#counts.set(call.vendor, (this.#counts.get(call.vendor) ?? 0) + 1);
    if (this.#calls.length >= keptCalls * 2) this.#calls = this.#calls.slice(-keptCalls);
    return entry;
  }

  /** Newest last. */
  list(filter: { vendor?: Vendor; limit?: number } = {}): Call[] {
    return this.#calls
      .filter((call) => filter.vendor === undefined || call.vendor === filter.vendor)
      .slice(-Math.min(filter.limit ?? 100, keptCalls))
      .map((call) => ({
        ...call,
        url: hideSecrets(call.url),
        body: hideSecrets(call.body.slice(0, shownBody)),
        ...(call.answer === undefined ? {} : { answer: hideSecrets(call.answer) }),
        markers: [...new Set(`${call.url} ${call.body}`.match(marker) ?? [])].map((found) => found.slice(-36)),
      }));
  }

  /** What of an answer is kept: a copy, so that a long one does not stay in memory with its beginning. */
  static shown(payload: unknown): string | undefined {
    if (typeof payload === 'string')
      return payload.length <= shownBody ? payload : `${Buffer.from(payload.slice(0, shownBody)).toString()}…`;
    return Buffer.isBuffer(payload) ? `(${payload.length} B)` : undefined;
  }

  /** All calls since the start or the last reset, also those no longer kept. */
  count(vendor: Vendor): number {
    return this.#counts.get(vendor) ?? 0;
  }

  reset(): void {
    this.#calls = [];
    this.#counts.clear();
  }
}

/** Hides values by the name they go under, and whatever looks like a key of one of the vendors. */
export function hideSecrets(text: string): string {
  let hidden = text;
  for (const pair of secretPairs) hidden = hidden.replace(pair, '$1[hidden]');
  return hidden.replace(/\b(?:sk_test|rk_test|whsec|xoxb|xoxp)[_-][\w-]+/g, '[hidden]');
}
