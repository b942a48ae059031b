import type { Vendor } from './vendor.ts';

/** At most `limit` calls in any `windowMs`. */
export type RateLimit = { limit: number; windowMs: number };

/** What the vendors really allow (per account, organisation, channel, refresh token). */
export const vendorLimits: Record<Vendor, RateLimit> = {
  stripe: { limit: 25, windowMs: 1_000 },
  'zoho-accounts': { limit: 10, windowMs: 600_000 },
  'zoho-books': { limit: 100, windowMs: 60_000 },
  // Credits, of the smallest edition.
  'zoho-crm': { limit: 5_000, windowMs: 86_400_000 },
  slack: { limit: 1, windowMs: 1_000 },
  'slack-accounts': { limit: 20, windowMs: 60_000 },
  'google-accounts': { limit: 100, windowMs: 1_000 },
  'google-sheets': { limit: 60, windowMs: 60_000 },
  gmail: { limit: 300, windowMs: 60_000 },
  'google-drive': { limit: 3_250, windowMs: 60_000 },
};

type Window = { startedAt: number; count: number };

/** Off unless set: a stand-in must not be what slows a benchmark down. Windows are fixed, as the vendors' are. */
export class RateLimits {
  readonly #limits = new Map<Vendor, RateLimit>();
  readonly #windows = new Map<string, Window>();

  set(vendor: Vendor, limit: RateLimit | undefined): void {
    if (limit === undefined) this.#limits.delete(vendor);
    else this.#limits.set(vendor, limit);
    for (const key of this.#windows.keys()) if (key.startsWith(`${vendor} `)) this.#windows.delete(key);
  }

  list(): Partial<Record<Vendor, RateLimit>> {
    return Object.fromEntries(this.#limits);
  }

  /** Counts a call against `bucket`; when it is one too many, says in how many milliseconds the window ends. */
  take(vendor: Vendor, bucket: string, now: number): { waitMs: number } | undefined {
    const limit = this.#limits.get(vendor);
    if (limit === undefined) return undefined;
    const key = `${vendor} ${bucket}`;
    const window = this.#windows.get(key);
    if (window === undefined || now - window.startedAt >= limit.windowMs) {
      if (this.#windows.size > 10_000) this.#windows.clear();
      this.#windows.set(key, { startedAt: now, count: 1 });
      return undefined;
    }
    window.count += 1;
    return window.count > limit.limit ? { waitMs: window.startedAt + limit.windowMs - now } : undefined;
  }

  reset(): void {
    this.#limits.clear();
    this.#windows.clear();
  }
}
