import { hideSecrets } from './calls.ts';
import type { Vendor } from './vendor.ts';

export type DeliveryAttempt = { at: number; status?: number; error?: string; durationMs: number };

export type Delivery = {
  seq: number;
  vendor: Vendor;
  eventId: string;
  eventType: string;
  url: string;
  body: string;
  state: 'pending' | 'delivered' | 'failed';
  attempts: DeliveryAttempt[];
};

export type DeliveryRequest = {
  vendor: Vendor;
  eventId: string;
  eventType: string;
  url: string;
  body: string;
  /** Signed anew for every attempt (0 is the first): the time stamp is part of what is signed. */
  headers(attempt: number, previous: DeliveryAttempt | undefined): Record<string, string>;
  /** Told once, when no further attempt will be made. */
  settled?(delivery: Delivery): void;
};

export type DeliveryOptions = {
  now: () => number;
  /** Waits before the second, third, … attempt, in milliseconds. The vendors wait minutes to days. */
  retryDelaysMs: readonly number[];
  /** How long the receiver may take to answer. */
  timeoutMs: number;
};

const keptDeliveries = 1_000;
const inFlightLimit = 32;

/**
 * Sends webhooks for all stand-ins: at most 32 at once, in the order they were made, again after a pause when the receiver does not
 * answer 2xx. Redirects are failures, as they are for the vendors.
 */
export class Deliveries {
  #log: Delivery[] = [];
  #seq = 0;
  #waiting: (() => void)[] = [];
  #inFlight = 0;
  #open = 0;
  #idle: (() => void)[] = [];
  readonly #timers = new Map<NodeJS.Timeout, () => void>();
  #stop = new AbortController();
  readonly #options: DeliveryOptions;

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  send(request: DeliveryRequest): void {
    this.#seq += 1;
    const delivery: Delivery = {
      seq: this.#seq,
      vendor: request.vendor,
      eventId: request.eventId,
      eventType: request.eventType,
      url: request.url,
      body: request.body,
      state: 'pending',
      attempts: [],
    };
    this.#log.push(delivery);
    if (this.#log.length >= keptDeliveries * 2) this.#log = this.#log.slice(-keptDeliveries);
    this.#open += 1;
    void this.#deliver(request, delivery, this.#stop.signal).then(() => {
      this.#open -= 1;
      request.settled?.(delivery);
      if (this.#open === 0) for (const idle of this.#idle.splice(0)) idle();
    });
  }

  /** Newest last; signatures are not kept, bodies are hidden of secrets. */
  list(filter: { vendor?: Vendor; limit?: number } = {}): Delivery[] {
    return this.#log
      .filter((delivery) => filter.vendor === undefined || delivery.vendor === filter.vendor)
      .slice(-Math.min(filter.limit ?? 100, keptDeliveries))
      .map((delivery) => ({ ...delivery, body: hideSecrets(delivery.body) }));
  }

  /** Resolves when every webhook has been delivered or given up. */
  settled(): Promise<void> {
    return this.#open === 0 ? Promise.resolve() : new Promise((resolve) => this.#idle.push(resolve));
  }

  /** Gives up what is under way and forgets the log. */
  reset(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
    for (const [timer, wake] of this.#timers) {
      clearTimeout(timer);
      wake();
    }
    this.#timers.clear();
    this.#log = [];
  }

  async #deliver(request: DeliveryRequest, delivery: Delivery, stop: AbortSignal): Promise<void> {
    for (let number = 0; number <= this.#options.retryDelaysMs.length; number++) {
      if (number > 0) await this.#pause(this.#options.retryDelaysMs[number - 1]!);
      if (stop.aborted) break;
      await this.#turn();
      try {
        const attempt = await this.#attempt(request, request.headers(number, delivery.attempts.at(-1)), stop);
        delivery.attempts.push(attempt);
        if (attempt.status !== undefined && attempt.status >= 200 && attempt.status < 300) {
          delivery.state = 'delivered';
          return;
        }
      } finally {
        this.#inFlight -= 1;
        this.#waiting.shift()?.();
      }
    }
    delivery.state = 'failed';
  }

  async #attempt(
    request: DeliveryRequest,
    headers: Record<string, string>,
    stop: AbortSignal,
  ): Promise<DeliveryAttempt> {
    const at = this.#options.now();
    const startedAt = performance.now();
    const took = () => Math.round(performance.now() - startedAt);
    try {
      const response = await fetch(request.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
        body: request.body,
        redirect: 'manual',
        signal: AbortSignal.any([stop, AbortSignal.timeout(this.#options.timeoutMs)]),
      });
      await response.arrayBuffer();
      return { at, status: response.status, durationMs: took() };
    } catch (error) {
      return { at, error: error instanceof Error ? error.name : String(error), durationMs: took() };
    }
  }

  async #turn(): Promise<void> {
    while (this.#inFlight >= inFlightLimit) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#inFlight += 1;
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        resolve();
      }, ms);
      this.#timers.set(timer, resolve);
    });
  }
}
