import type { Vendor } from './vendor.ts';

/** One write that changed state. An oracle counts these to see whether something was done twice. */
export type Effect = {
  seq: number;
  /** Milliseconds since 1970. */
  at: number;
  vendor: Vendor;
  /** `<resource>.<verb>`, e.g. `invoices.create`. */
  operation: string;
  /** Id of what was written. */
  id: string;
  /** What the caller gave to keep the write single (Stripe `Idempotency-Key`, Zoho
   * `X-Unique-Identifier-Value` or else `reference_number`, Slack `client_msg_id`). */
  key: string | null;
  /** Every `raccord:…` string found in the body. */
  markers: string[];
};

export type EffectFilter = { vendor?: Vendor; operation?: string; key?: string; marker?: string };

const markerPattern = /raccord:[A-Za-z0-9_.:-]+/g;
const keptEffects = 200_000;

export class Effects {
  #effects: Effect[] = [];
  #seq = 0;
  /** How many were let go because there were too many. An oracle that sees other than 0 must not trust its count. */
  forgotten = 0;

  record(effect: Omit<Effect, 'seq' | 'markers'> & { body: string }): void {
    const { body, ...rest } = effect;
    this.#seq += 1;
    const markers = body.includes('raccord') ? [...new Set(readable(body).match(markerPattern) ?? [])] : [];
    this.#effects.push({ seq: this.#seq, ...rest, markers });
    if (this.#effects.length > keptEffects * 1.1) {
      this.forgotten += this.#effects.length - keptEffects;
      this.#effects = this.#effects.slice(-keptEffects);
    }
  }

  list(filter: EffectFilter = {}): Effect[] {
    return this.#effects.filter(
      (effect) =>
        (filter.vendor === undefined || effect.vendor === filter.vendor) &&
        (filter.operation === undefined || effect.operation === filter.operation) &&
        (filter.key === undefined || effect.key === filter.key) &&
        (filter.marker === undefined || effect.markers.includes(filter.marker)),
    );
  }

  /** How many effects each key (or, without a key, each marker) had; effects with neither are not counted. */
  countByKey(filter: EffectFilter = {}): Map<string, number> {
    const counts = new Map<string, number>();
    for (const effect of this.list(filter)) {
      for (const key of effect.key === null ? effect.markers : [effect.key])
        counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return counts;
  }

  reset(): void {
    this.#effects = [];
    this.forgotten = 0;
  }
}

/** Form bodies hide `:` as `%3A`. */
function readable(body: string): string {
  return body.includes('raccord%3A') ? body.replaceAll('%3A', ':') : body;
}
