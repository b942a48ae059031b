import { Failure, type RateRule } from '@raccord/contract';
import {
  type BudgetState,
  type Correction,
  correct,
  freshState,
  limitOf,
  type Plan,
  plan,
  type Want,
  windowOf,
} from './budget-state.ts';

/** Where the shared state stands. `now`: milliseconds of the database's clock. */
export type BudgetPlace = {
  read(): Promise<{ version: number; state: BudgetState | undefined; now: number }>;
  /** Writes if nobody else has since. @returns what stands there now; `written` when it is ours */
  write(
    version: number,
    state: BudgetState,
  ): Promise<{ written: boolean; version: number; state: BudgetState; now: number }>;
};

/** What one process wants, and who will still wait there once it has what it wants. */
export type Demand = Want & { waiting(plan: Plan): { live: number; bulk: number } };

const MOST_TRIES = 6;

/** An allowance as all processes see it: the last state that was read, and the database's clock. */
export class SharedBudget {
  state: BudgetState | undefined;
  private version = 0;
  /** What to add to our steady clock for the database's; the first answer of the database sets it right. */
  private offset = Date.now() - performance.now();
  private clockIsSet = false;
  private readonly rules: readonly RateRule[];
  private readonly place: BudgetPlace;
  private readonly worker: string;

  constructor(rules: readonly RateRule[], place: BudgetPlace, worker: string) {
    this.rules = rules;
    this.place = place;
    this.worker = worker;
  }

  /** By the database's clock. */
  now(): number {
    return performance.now() + this.offset;
  }

  /** The same moment by the database's clock. */
  moment(steady: number): number {
    return steady + this.offset;
  }

  limit(index: number): number {
    return limitOf(this.rules[index]!, this.state?.rules[index]?.learned, this.now());
  }

  /** How long one call takes from the allowance. */
  eachMs(): number {
    return Math.max(...this.rules.map((rule, index) => windowOf(rule) / this.limit(index)));
  }

  /** How many processes share in it. */
  workers(): number {
    return Math.max(1, Object.keys(this.state?.workers ?? {}).length);
  }

  /**
   * Tells what we have learned and asks for what we want, in one change of the shared state; again when another process was faster.
   * @throws when the database does not answer: nothing was told
   */
  async exchange(told: readonly Correction[], demand: () => Demand): Promise<Plan> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      if (this.state === undefined) {
        const { state, version } = await this.timed(() => this.place.read());
        const fits = state?.rules.length === this.rules.length;
        this.state = state !== undefined && fits ? state : freshState(this.rules);
        this.version = version;
      }
      const state = structuredClone(this.state);
      const now = Math.ceil(this.now());
      correct(state, this.rules, told);
      const wanted = demand();
      const given = plan(state, this.rules, wanted, { now, worker: this.worker });
      state.workers[this.worker] = { at: now, ...wanted.waiting(given) };
      const stands = await this.timed(() => this.place.write(this.version, state));
      this.state = stands.state;
      this.version = stands.version;
      if (stands.written) return given;
    }
    throw new Failure('transient', 'rate.busy', { seconds: 1, eachMs: Math.ceil(this.eachMs()) });
  }

  /** Sets our idea of the database's clock by each answer. */
  private async timed<T extends { now: number }>(ask: () => Promise<T>): Promise<T> {
    const sent = performance.now();
    const answer = await ask();
    const offset = answer.now - (sent + performance.now()) / 2;
    // Later answers bring it nearer step by step: each may have waited on one way more than on the other.
    this.offset = this.clockIsSet ? this.offset + (offset - this.offset) / 8 : offset;
    this.clockIsSet = true;
    return answer;
  }
}
