import type { Permit } from '@raccord/connectors/shared/http/client';
import { retryAfterMs } from '@raccord/connectors/shared/http/retry-after';
import { Failure, type HttpResponse, type RateNews, type RateRule } from '@raccord/contract';
import { type QueueName, RATE_BUSY } from '@raccord/runtime/ports';
import { AHEAD_MS, type Correction, type Plan, type Slot } from './budget-state.ts';
import { type BudgetPlace, type Demand, SharedBudget } from './shared-budget.ts';
import { UsualTime } from './usual-time.ts';

/** `until`: by our steady clock, as all that does not concern the vendor's windows. */
type Waiter = { queue: QueueName; until: number; give(slot: Slot): void; refuse(failure: Failure): void };

/** A slot that nobody used is good for this much longer. */
const GOOD_FOR_MS = 250;
/** While somebody waits the state is read again this often: others may have given back what they did not use. */
const ASK_AGAIN_MS = 250;
const AWAY_MS = 500;
/** Calls of this much time are a measure for what will be asked for next. */
const RECENT_MS = 250;

/**
 * One allowance of one connection, in this process. Slots come from the shared state a fifth of a second ahead, so that it is asked a few
 * times a second however many calls there are; waiting work takes them as they fall due, live before bulk.
 */
export class ClassBudget {
  private readonly waiting: Record<QueueName, Waiter[]> = { live: [], bulk: [] };
  private slots: Slot[] = [];
  private corrections: Correction[] = [];
  private used: { at: number; queue: QueueName }[] = [];
  private underWay = 0;
  private next = { live: 0, bulk: 0 };
  private askedAt = Number.NEGATIVE_INFINITY;
  private askAfter = Number.NEGATIVE_INFINITY;
  private asking = false;
  private timer: NodeJS.Timeout | undefined;
  private readonly usual = new UsualTime();
  private readonly atOnce: number | undefined;
  private readonly shared: SharedBudget;
  /** Milliseconds of the longest window. */
  readonly longestMs: number;

  constructor(rules: readonly RateRule[], place: BudgetPlace, worker: string) {
    this.shared = new SharedBudget(rules, place, worker);
    this.longestMs = Math.max(...rules.map(({ perMs }) => perMs));
    const most = rules.flatMap(({ atOnce }) => atOnce ?? []);
    this.atOnce = most.length === 0 ? undefined : Math.min(...most);
  }

  get idle(): boolean {
    return this.timer === undefined && !this.asking && this.underWay === 0;
  }

  /**
   * Waits for its turn, at most `waitMs`.
   * @throws Failure `rateLimited` / `rate.held` while the other side wants no calls at all, `rate.busy` when its turn comes too late, both
   *   with when to come again; `transient` / `rate.cancelled` when the signal fires
   */
  async take(queue: QueueName, waitMs: number, signal: AbortSignal | undefined): Promise<Permit> {
    const slot = await new Promise<Slot>((resolve, reject) => {
      const cancelled = () => refuse(new Failure('transient', 'rate.cancelled'));
      const leave = () => signal?.removeEventListener('abort', cancelled);
      const refuse = (failure: Failure) => {
        leave();
        this.waiting[queue] = this.waiting[queue].filter((each) => each !== waiter);
        reject(failure);
      };
      const give = (given: Slot) => {
        leave();
        resolve(given);
      };
      const waiter: Waiter = { queue, until: performance.now() + waitMs, give, refuse };
      if (signal?.aborted) return cancelled();
      signal?.addEventListener('abort', cancelled, { once: true });
      this.waiting[queue].push(waiter);
      this.pump();
    });
    return this.permit(slot);
  }

  private permit(slot: Slot): Permit {
    const began = this.shared.now();
    return {
      done: (answer) => {
        this.underWay -= 1;
        const took = this.shared.now() - began;
        // It took unusually long: it may have got there only at the end of that time.
        const late = this.usual.lateness(took);
        if (late > 0) this.corrections.push({ kind: 'moved', slot, to: slot.at + late });
        if (answer?.status === 429 || answer?.status === 503) this.refused(answer);
        this.pump();
      },
    };
  }

  /** The other side wants no calls for a while: what we have in hand goes back, for all. */
  private refused({ status, headers }: HttpResponse): void {
    const now = this.shared.now();
    const wait = retryAfterMs(headers, Date.now()) ?? (status === 429 ? this.shared.eachMs() * 2 : undefined);
    if (wait === undefined) return;
    this.corrections.push(...this.slots.map((slot): Correction => ({ kind: 'unused', slot })));
    this.slots = [];
    if (status === 429) this.corrections.push({ kind: 'refused', at: now });
    this.corrections.push({ kind: 'held', until: now + wait });
  }

  /** What an answer tells about the rule at `index`. */
  learn(index: number, { limit, remaining, resetMs }: RateNews): void {
    if (limit !== undefined && limit !== this.shared.limit(index))
      this.corrections.push({ kind: 'limit', rule: index, limit, at: this.shared.now() });
    if (remaining === undefined || resetMs === undefined) return;
    this.corrections.push({ kind: 'remaining', rule: index, remaining, until: this.shared.now() + resetMs });
  }

  /** Hands out what is due, asks for more where that is not enough, and sees to it that somebody looks again in time. */
  private pump(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.handOut();
    this.turnAway();
    const askIn = this.askIn(this.unmet());
    if (!this.asking && askIn <= 0) void this.ask();
    const now = this.shared.now();
    // A slot that is due and still here waits for a call to end, which comes here too.
    const due = this.slots.map(({ at }) => at - now).filter((wait) => wait > 0);
    const waits = [
      ...(this.hasWork() ? due : []),
      ...this.slots.map(({ at }) => at + GOOD_FOR_MS - now),
      ...[...this.waiting.live, ...this.waiting.bulk].map(({ until }) => until - performance.now()),
      ...(this.asking || askIn === Number.POSITIVE_INFINITY ? [] : [askIn]),
    ];
    if (waits.length === 0) return;
    this.timer = setTimeout(() => this.pump(), Math.max(1, Math.ceil(Math.min(...waits))));
    // What is left to give back keeps no process alive; what waits does that by itself.
    if (!this.hasWork()) this.timer.unref();
  }

  private hasWork(): boolean {
    return this.waiting.live.length + this.waiting.bulk.length > 0;
  }

  private handOut(): void {
    const now = this.shared.now();
    for (const slot of this.slots) if (slot.at + GOOD_FOR_MS <= now) this.corrections.push({ kind: 'unused', slot });
    this.slots = this.slots.filter(({ at }) => at + GOOD_FOR_MS > now);
    while (this.free() > 0) {
      const waiter = this.waiting.live[0] ?? this.waiting.bulk[0];
      const place = this.slots.findIndex(({ at, live }) => at <= now && (waiter?.queue === 'live' || !live));
      if (waiter === undefined || place < 0) return;
      this.waiting[waiter.queue].shift();
      const [slot] = this.slots.splice(place, 1) as [Slot];
      const late = now - slot.at > 5;
      if (late) this.corrections.push({ kind: 'moved', slot, to: now });
      this.used.push({ at: now, queue: waiter.queue });
      this.underWay += 1;
      waiter.give(late ? { ...slot, at: now } : slot);
    }
  }

  /** Those whose turn comes too late need not wait to hear it. */
  private turnAway(): void {
    const now = this.shared.now();
    const each = this.shared.eachMs();
    const heldUntil = this.shared.state?.heldUntil ?? 0;
    for (const queue of ['live', 'bulk'] as const) {
      const ready = this.slots.filter(({ live }) => queue === 'live' || !live).length;
      for (const [index, waiter] of [...this.waiting[queue]].entries()) {
        const turn = index < ready ? 0 : this.next[queue] + (index - ready) * each;
        const until = this.shared.moment(waiter.until);
        if (turn <= until && now < until) continue;
        const held = heldUntil > until;
        const retryAfterMs = Math.ceil(Math.max(held ? heldUntil - now : turn - now, each));
        const params = { seconds: Math.ceil(retryAfterMs / 1_000), eachMs: Math.ceil(each) };
        waiter.refuse(new Failure('rateLimited', held ? 'rate.held' : RATE_BUSY, params, { retryAfterMs }));
      }
    }
  }

  private free(): number {
    if (this.atOnce === undefined) return Number.POSITIVE_INFINITY;
    return Math.max(1, Math.floor(this.atOnce / this.shared.workers())) - this.underWay;
  }

  private unmet(): { live: number; bulk: number } {
    const bulkSlots = this.slots.filter(({ live }) => !live).length;
    const live = Math.min(this.waiting.live.length, Math.max(0, this.free()));
    const bulk = Math.min(this.waiting.bulk.length, Math.max(0, this.free() - live));
    const left = Math.max(0, bulkSlots - Math.max(0, live - (this.slots.length - bulkSlots)));
    return { live: Math.max(0, live - this.slots.length), bulk: Math.max(0, bulk - left) };
  }

  /** Milliseconds until the shared state is to be asked. */
  private askIn(wanted: { live: number; bulk: number }): number {
    const now = this.shared.now();
    const steady = performance.now();
    const waits = [
      ...(wanted.live > 0 ? [this.next.live - AHEAD_MS / 2 - now] : []),
      ...(wanted.bulk > 0 ? [this.next.bulk - AHEAD_MS / 2 - now] : []),
      ...(wanted.live + wanted.bulk > 0 ? [this.askedAt + ASK_AGAIN_MS - steady] : []),
      ...(this.corrections.length > 0 ? [this.askedAt + AHEAD_MS - steady] : []),
    ];
    return Math.max(Math.min(...waits), this.askAfter - steady);
  }

  private async ask(): Promise<void> {
    this.asking = true;
    const told = this.corrections;
    this.corrections = [];
    try {
      const given = await this.shared.exchange(told, () => this.demand());
      this.slots = [...this.slots, ...given.slots].sort((a, b) => a.at - b.at);
      this.next = given.next;
      this.askAfter = Number.NEGATIVE_INFINITY;
    } catch {
      // The database is away: whoever waits too long is sent away, and what there was to tell is told later.
      this.corrections = [...told, ...this.corrections];
      this.shared.state = undefined;
      this.askAfter = performance.now() + AWAY_MS;
    } finally {
      this.askedAt = performance.now();
      this.asking = false;
      this.pump();
    }
  }

  private demand(): Demand {
    const [live, bulk] = [this.waiting.live.length, this.waiting.bulk.length];
    const waiting = ({ slots }: Plan) => {
      const served = this.slots.length + slots.length;
      return { live: Math.max(0, live - served), bulk: Math.max(0, bulk - Math.max(0, served - live)) };
    };
    return { ...this.unmet(), ...this.spares(this.shared.now()), waiting };
  }

  /** As many as were used of late, so that work that comes one call after the other need not ask each time. */
  private spares(now: number): { spare: boolean | undefined; spares: number } {
    this.used = this.used.filter(({ at }) => at > now - RECENT_MS);
    const bulk = this.used.some(({ queue }) => queue === 'bulk');
    const ready = this.slots.length - this.waiting.live.length - this.waiting.bulk.length;
    const spares = Math.max(0, this.used.length - Math.max(0, ready));
    return { spare: this.used.length === 0 ? undefined : !bulk, spares };
  }
}
