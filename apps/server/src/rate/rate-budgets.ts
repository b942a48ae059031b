import type { Permit } from '@raccord/connectors/shared/http/client';
import { type Connector, Failure, type HttpResponse, type RateRule } from '@raccord/contract';
import type { QueueName } from '@raccord/runtime/ports';
import { uuidv7 } from '@raccord/runtime/uuid';
import type { Pool } from 'pg';
import { readBudget, writeBudget } from '../stores/engine/rate-budgets.ts';
import { ClassBudget } from './class-budget.ts';

export type AskForPermit = (rate: string | undefined, signal: AbortSignal | undefined) => Promise<Permit>;

/** How long a call waits for its turn before its record is put aside. */
export const WAIT_MS = 5_000;
const MOST_KEPT = 1_000;
/** How long a throttled connection is held when the other side does not say and its connector names no limits. */
const PAUSE_MS = 30_000;
const SHORTEST_PAUSE_MS = 1_000;

/** The rules of a connector for a connection with these settings. */
export function ratesOf(connector: Connector, settings: Record<string, unknown>): readonly RateRule[] {
  return connector.ratesFor?.(settings) ?? connector.rates ?? [];
}

/** The allowances of all connections, as this process shares in them. */
export class RateBudgets {
  private readonly known = new Map<string, ClassBudget>();
  private readonly worker = uuidv7();
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** What a connection's client asks before each call; undefined where the connector names no rules, and then nothing is asked. */
  permits(
    connector: Connector,
    connection: { id: string; settings: Record<string, unknown> },
    queue: QueueName,
    waitMs = WAIT_MS,
  ): AskForPermit | undefined {
    const rates = ratesOf(connector, connection.settings);
    if (rates.length === 0) return undefined;
    return async (rate, signal) => {
      const rules = rates.filter(({ id }) => id === rate);
      // Rules may all be for named calls: then nothing limits the others.
      if (rules.length === 0 && rate === undefined) return { done: () => undefined };
      if (rules.length === 0) throw new Failure('bug', 'engine.unexpected', { message: `no rate rule "${rate}"` });
      const budget = this.budget(connection.id, rate ?? '', rules);
      const permit = await budget.take(queue, waitMs, signal);
      return {
        done: (answer) => {
          if (answer !== undefined) this.learn(connector, connection.id, rates, rate, answer);
          permit.done(answer);
        },
      };
    };
  }

  /** How long a connection that was refused rests when the other side did not say: a window of its longest rule, at most half a minute. */
  pauseMs(connectionId: string): number {
    const windows = [...this.known].flatMap(([key, { longestMs }]) => (key.startsWith(connectionId) ? longestMs : []));
    return windows.length === 0 ? PAUSE_MS : Math.min(Math.max(...windows, SHORTEST_PAUSE_MS), PAUSE_MS);
  }

  private learn(
    connector: Connector,
    connectionId: string,
    rates: readonly RateRule[],
    rate: string | undefined,
    answer: HttpResponse,
  ): void {
    const news = connector.rateNews?.(answer);
    if (news === undefined) return;
    const about = news.rule ?? rate;
    const rules = rates.filter(({ id }) => id === about);
    if (rules.length > 0) this.budget(connectionId, about ?? '', rules).learn(0, news);
  }

  private budget(connectionId: string, rate: string, rules: readonly RateRule[]): ClassBudget {
    const key = `${connectionId} ${rate} ${JSON.stringify(rules)}`;
    let budget = this.known.get(key);
    if (budget === undefined) {
      if (this.known.size >= MOST_KEPT) for (const [each, { idle }] of this.known) if (idle) this.known.delete(each);
      const place = { connectionId, rate };
      budget = new ClassBudget(
        rules,
        {
          read: () => readBudget(this.pool, connectionId, rate),
          write: (version, state) => writeBudget(this.pool, place, version, state),
        },
        this.worker,
      );
      this.known.set(key, budget);
    }
    return budget;
  }
}
