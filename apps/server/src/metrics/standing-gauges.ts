import type { ConnectorRegistry } from '@raccord/contract';
import { Gauge, Registry } from 'prom-client';
import { limitOf, usedOf } from '../rate/budget-state.ts';
import { ratesOf } from '../rate/rate-budgets.ts';
import type { Standing } from '../stores/metrics.ts';
import type { Numbers } from './meters.ts';

/** How things stand in the database, as numbers. @param standing absent: it could not be read, which is a number too */
export async function standingNumbers(standing: Standing | undefined, registry: ConnectorRegistry): Promise<Numbers> {
  const own = new Registry();
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `raccord_${name}`, help, labelNames, registers: [own] });
  gauge('database_up', 'Whether the database could be asked how things stand.').set(standing === undefined ? 0 : 1);
  if (standing === undefined) return (await own.getMetricsAsJSON()) as Numbers;

  const batches = gauge('queue_batches', 'Batches that stand in a queue or are executed.', ['queue', 'state']);
  const oldest = gauge('queue_oldest_seconds', 'Age of the oldest batch that nobody has taken.', ['queue']);
  for (const queue of ['live', 'bulk']) {
    const of = (state: string) => standing.batches.find((each) => each.queue === queue && each.state === state);
    for (const state of ['queued', 'running']) batches.set({ queue, state }, of(state)?.count ?? 0);
    oldest.set({ queue }, (of('queued')?.ageMs ?? 0) / 1_000);
  }
  const lanes = gauge('lane_oldest_seconds', 'Age of the oldest batch of a flow that keeps an order.', [
    'flow',
    'environment',
  ]);
  for (const { flowId: flow, environmentId: environment, ageMs } of standing.lanes)
    lanes.set({ flow, environment }, ageMs / 1_000);
  const waiting = gauge('records_waiting', 'Records that wait, by what for.', ['reason']);
  const since = gauge('records_waiting_oldest_seconds', 'How long the first of them has waited.', ['reason']);
  for (const { reason, count, ageMs } of standing.waiting) {
    waiting.set({ reason }, count);
    since.set({ reason }, ageMs / 1_000);
  }
  const failures = gauge('failures_open', 'Failures in the inbox (status open or inDoubt), by kind.', [
    'flow',
    'environment',
    'kind',
    'status',
  ]);
  for (const { flowId: flow, environmentId: environment, kind, status, count } of standing.failures)
    failures.set({ flow, environment, kind, status }, count);
  const held = gauge('connections_held', 'Connections that nothing is sent to for now.', ['connector', 'reason']);
  for (const { count, ...labels } of standing.held) held.set(labels, count);
  const polls = gauge('poll_lag_seconds', 'How long a polling trigger has been due without being read.', [
    'flow',
    'environment',
  ]);
  for (const { flowId: flow, environmentId: environment, lateMs } of standing.polls)
    polls.set({ flow, environment }, lateMs / 1_000);
  gauge('workers', 'Worker processes that share the database.').set(standing.workers);
  const used = gauge('rate_budget_used_ratio', 'Share of a connection’s allowance in use; of each rule the fullest.', [
    'connector',
    'rule',
    'window_seconds',
  ]);
  for (const [key, ratio] of fullest(standing, registry)) {
    const [connector = '', rule = '', seconds = ''] = key.split(' ');
    used.set({ connector, rule, window_seconds: seconds }, ratio);
  }
  return (await own.getMetricsAsJSON()) as Numbers;
}

function fullest({ budgets }: Standing, registry: ConnectorRegistry): Map<string, number> {
  const ratios = new Map<string, number>();
  for (const { connector: id, settings, rate, state, now } of budgets) {
    const connector = registry[id];
    const rules =
      connector === undefined ? [] : ratesOf(connector, settings).filter((rule) => (rule.id ?? '') === rate);
    // Of another version's rules nothing can be said.
    if (rules.length !== state.rules.length) continue;
    for (const [index, rule] of rules.entries()) {
      const ratio = usedOf(state, index, rule, now).all / limitOf(rule, state.rules[index]?.learned, now);
      const key = `${id} ${rate || 'all'} ${rule.perMs / 1_000}`;
      ratios.set(key, Math.max(ratios.get(key) ?? 0, ratio));
    }
  }
  return ratios;
}
