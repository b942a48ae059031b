import type { Connector, RateRule } from '@raccord/contract';
import type { Pool } from 'pg';
import { listBudgets } from '../stores/engine/rate-budgets.ts';
import { freshState, limitOf, usedOf } from './budget-state.ts';
import { ratesOf } from './rate-budgets.ts';

/** How an allowance stands: of `limit` calls in `perMs`, so many were used in the last `perMs`. */
export type Gauge = {
  /** Which calls it counts; null: all that have no rule of their own. */
  rule: string | null;
  limit: number;
  /** What the connector declares, where the other side said or showed something else. */
  declared: number;
  perMs: number;
  atOnce: number | null;
  used: number;
  usedLive: number;
  waitingLive: number;
  waitingBulk: number;
  heldUntil: string | null;
};

/** Processes that said nothing for this long have nobody waiting. */
const WAITS_MS = 2_000;

/** One for each rule of the connector; empty where it declares none. */
export async function readGauges(
  pool: Pool,
  connector: Connector,
  connection: { id: string; settings: Record<string, unknown> },
): Promise<Gauge[]> {
  const rates = ratesOf(connector, connection.settings);
  if (rates.length === 0) return [];
  const { budgets, now } = await listBudgets(pool, connection.id);
  const byClass = Map.groupBy(rates, ({ id }) => id ?? '');
  return [...byClass].flatMap(([rate, rules]) => {
    const stored = budgets.find((budget) => budget.rate === rate)?.state;
    const state = stored?.rules.length === rules.length ? stored : freshState(rules);
    const waiting = Object.values(state.workers).filter(({ at }) => at > now - WAITS_MS);
    const sum = (queue: 'live' | 'bulk') => waiting.reduce((total, each) => total + each[queue], 0);
    return rules.map((rule: RateRule, index): Gauge => {
      const { all, live } = usedOf(state, index, rule, now);
      return {
        rule: rule.id ?? null,
        limit: limitOf(rule, state.rules[index]?.learned, now),
        declared: rule.limit,
        perMs: rule.perMs,
        atOnce: rule.atOnce ?? null,
        used: all,
        usedLive: live,
        waitingLive: sum('live'),
        waitingBulk: sum('bulk'),
        heldUntil: state.heldUntil > now ? new Date(state.heldUntil).toISOString() : null,
      };
    });
  });
}
