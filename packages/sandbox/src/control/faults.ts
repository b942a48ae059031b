import type { Vendor } from './vendor.ts';

export const faultKinds = [
  /** 429 in the vendor's shape, with `Retry-After` when `retryAfterSeconds` is given. */
  'rateLimit',
  /** `status` (default 500) in the vendor's shape, before any work. */
  'serverError',
  /** The work is done, then no answer comes until `delayMs` (default 60,000), then the connection is cut. */
  'timeoutAfterWork',
  /** The work is done, then the connection is reset. */
  'dropAfterWork',
  /** The work is done, then `status` (default 500) comes as if it were not. */
  'errorAfterWork',
  /** The connection is reset before any work. */
  'dropBefore',
  /** The work starts after `delayMs` (default 1,000). */
  'slow',
  /** As if the credentials were wrong or had expired. */
  'unauthorized',
  /** As if access had been taken back. */
  'revoked',
  /** Each webhook is sent twice. `match` is not looked at. */
  'duplicateDelivery',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export type FaultSpec = {
  vendor: Vendor;
  /** `path`: how the request's path ends, without the query; `*` stands for anything, e.g. `/v1/customers/*`. */
  match?: { method?: string; path?: string };
  fault: FaultKind;
  status?: number;
  retryAfterSeconds?: number;
  delayMs?: number;
  /** How many calls it meets; without it, every one until it is removed. */
  times?: number;
  /** Share of the matching calls it meets, 0 to 1, drawn from a generator that starts from `seed`. */
  rate?: number;
  seed?: number;
};

export type ActiveFault = FaultSpec & { id: number; met: number };

type Armed = { fault: ActiveFault; path: RegExp | undefined; draw: () => number };

/** The faults in force. The first one that matches a call meets it; faults are asked in the order they were added. */
export class Faults {
  #armed: Armed[] = [];
  #lastId = 0;

  add(spec: FaultSpec): ActiveFault {
    this.#lastId += 1;
    const fault: ActiveFault = { ...spec, id: this.#lastId, met: 0 };
    const path = spec.match?.path === undefined ? undefined : pathPattern(spec.match.path);
    this.#armed.push({ fault, path, draw: seededRandom(spec.seed ?? this.#lastId) });
    return fault;
  }

  list(): ActiveFault[] {
    return this.#armed.map((armed) => armed.fault);
  }

  /** Removes all, those of one vendor, or one. */
  clear(which: { vendor?: Vendor; id?: number } = {}): void {
    this.#armed = this.#armed.filter(
      ({ fault }) =>
        (which.vendor !== undefined && fault.vendor !== which.vendor) ||
        (which.id !== undefined && fault.id !== which.id),
    );
  }

  /** The fault that this call meets, counted as met. */
  meet(vendor: Vendor, method: string, path: string): ActiveFault | undefined {
    if (this.#armed.length === 0) return undefined;
    return this.#first(({ fault, path: pattern }) => {
      if (fault.vendor !== vendor || fault.fault === 'duplicateDelivery') return false;
      if (fault.match?.method !== undefined && fault.match.method.toUpperCase() !== method) return false;
      return pattern === undefined || pattern.test(path);
    });
  }

  /** Whether the webhook about to be sent goes out twice. */
  duplicates(vendor: Vendor): boolean {
    if (this.#armed.length === 0) return false;
    return this.#first(({ fault }) => fault.vendor === vendor && fault.fault === 'duplicateDelivery') !== undefined;
  }

  #first(matches: (armed: Armed) => boolean): ActiveFault | undefined {
    for (const armed of this.#armed) {
      const { fault } = armed;
      if (fault.times !== undefined && fault.met >= fault.times) continue;
      if (!matches(armed)) continue;
      if (fault.rate !== undefined && armed.draw() >= fault.rate) continue;
      fault.met += 1;
      return fault;
    }
    return undefined;
  }
}

function pathPattern(path: string): RegExp {
  const escaped = path.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`${escaped.join('.*')}$`);
}

/** Mulberry32: the same seed draws the same numbers, which is what makes a run of faults repeatable. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
