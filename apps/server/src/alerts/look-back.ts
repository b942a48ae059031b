import type { Pool } from 'pg';
import { readAged, readCountBuckets, readFailureBuckets, readFlowTags } from '../stores/alerts/alert-facts.ts';
import type { RuleFields } from '../stores/alerts/alert-rules.ts';
import { findIncidents } from './find-incidents.ts';
import { gatherFacts } from './watch-alerts.ts';
import { wouldHaveFired } from './would-have-fired.ts';

const DAY = 86_400_000;
/** What is usual is told from a week before. */
const WEEK = 7 * DAY;
const everything = { failures: true, open: true, holds: true, overdue: true, incidents: true, deliveries: true };

/** When a rule would have fired in the last days (undefined: nothing is kept that could tell), and how much it would find now. */
export async function lookBack(
  pool: Pool,
  workspaceId: string,
  rule: Pick<RuleFields, 'condition' | 'scope'>,
  { days, now }: { days: number; now: number },
): Promise<{ past: number[] | undefined; now: number }> {
  const { condition, scope } = rule;
  const facts = await gatherFacts(pool, workspaceId, [rule], everything, now);
  const tagged = scope.tag === null ? undefined : await readFlowTags(pool, workspaceId);
  const ofTag = [...(tagged ?? [])].filter(([, tags]) => tags.includes(scope.tag ?? '')).map(([id]) => id);
  const flowIds = scope.flowId === null ? (scope.tag === null ? undefined : ofTag) : [scope.flowId];
  const span = { from: now - days * DAY, to: now };
  const place = { flowIds, environmentId: scope.environmentId ?? undefined };
  const window = 'minutes' in condition ? condition.minutes * 60_000 : 0;
  const { kind } = condition;
  const past = {
    failures:
      kind === 'failures' ? await readFailureBuckets(pool, workspaceId, { ...place, from: span.from - window }) : [],
    counts:
      kind === 'rate'
        ? await readCountBuckets(pool, workspaceId, { ...place, from: span.from - window })
        : kind === 'silence'
          ? await readCountBuckets(pool, workspaceId, { ...place, from: span.from - WEEK, hourly: true })
          : [],
    aged: kind === 'age' ? await readAged(pool, workspaceId, { ...place, ...span, hours: condition.hours }) : [],
  };
  return { past: wouldHaveFired(condition, past, span), now: findIncidents(rule, facts, now).length };
}
