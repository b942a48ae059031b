import type { AlertCondition, AlertScope } from './conditions.ts';
import type { Facts } from './facts.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SLOT = 5 * MINUTE;

/** That a condition holds for something. `subject` tells incidents of a rule apart. */
export type Finding = {
  subject: string;
  flowId?: string;
  environmentId: string;
  triggerId?: string;
  connectionId?: string;
  /** What the sentence says besides: numbers, names, ISO times. */
  facts: Record<string, string | number>;
};

type Watch = { condition: AlertCondition; scope: AlertScope };

/** All that a rule has to say about the facts at a moment. Pure. */
export function findIncidents({ condition, scope }: Watch, facts: Facts, now: number): Finding[] {
  const here = ({ flowId, environmentId }: { flowId?: string; environmentId: string }) =>
    (scope.environmentId === null || scope.environmentId === environmentId) &&
    (scope.flowId === null || scope.flowId === flowId) &&
    (scope.tag === null || (flowId !== undefined && (facts.tags.get(flowId) ?? []).includes(scope.tag)));
  switch (condition.kind) {
    case 'failures': {
      const { moreThan, minutes, failureKind, code } = condition;
      const fits = (one: { kind: string; code: string; at: number }) =>
        one.at > now - minutes * MINUTE &&
        (failureKind === undefined || one.kind === failureKind) &&
        (code === undefined || one.code === code);
      return byFlow(facts.failures.filter((one) => fits(one) && here(one))).flatMap(({ place, all }) => {
        const count = sum(all, (one) => one.count);
        return count > moreThan ? [ofFlow(place, { count, minutes })] : [];
      });
    }
    case 'rate': {
      const { percent, minutes, least } = condition;
      const from = now - Math.max(minutes * MINUTE, SLOT);
      return byFlow(facts.counts.filter((one) => one.at > from - SLOT && here(one))).flatMap(({ place, all }) => {
        const total = sum(all, (one) => one.total);
        const wrong = sum(all, (one) => one.wrong);
        if (total < least || wrong * 100 <= total * percent) return [];
        return [ofFlow(place, { count: wrong, total, percent: Math.round((wrong / total) * 100), minutes })];
      });
    }
    case 'age':
    case 'inDoubt': {
      const [status, allowed] =
        condition.kind === 'age' ? ['open', condition.hours * HOUR] : ['inDoubt', condition.minutes * MINUTE];
      const old = facts.open.filter(
        (one) => one.status === status && now - one.oldestAt > Number(allowed) && here(one),
      );
      return old.map((one) => ofFlow(one, { count: one.count, since: new Date(one.oldestAt).toISOString() }));
    }
    case 'silence': {
      const { hours, usual: asked } = condition;
      return facts.silent
        .filter((one) => one.asked.hours === hours && one.asked.usual === asked && here(one))
        .map((one) => ofFlow(one, { usual: one.usual, hours }));
    }
    case 'late':
      return facts.triggers
        .filter((one) => one.dueAt !== null && now - one.dueAt > condition.minutes * MINUTE && here(one))
        .map((one) => ofTrigger(one, { node: one.node, due: new Date(one.dueAt ?? 0).toISOString() }));
    case 'staleCursor':
      return facts.triggers
        .filter((one) => one.kind === 'poll' && now - one.movedAt > condition.hours * HOUR && here(one))
        .map((one) => {
          // Read since then, and nothing new in it: another cause than that nobody has read.
          const evaluated = one.evaluatedAt !== null && one.evaluatedAt > one.movedAt ? 'yes' : 'no';
          return ofTrigger(one, { node: one.node, since: new Date(one.movedAt).toISOString(), evaluated });
        });
    case 'held':
      return facts.holds
        .filter((one) => now - one.since > condition.minutes * MINUTE && here(one))
        .map(({ connectionId, environmentId, name, reason, since }) => ({
          subject: `connection:${connectionId}`,
          environmentId,
          connectionId,
          facts: { name, reason, since: new Date(since).toISOString() },
        }));
  }
}

type Place = { flowId: string; environmentId: string };

const ofFlow = ({ flowId, environmentId }: Place, facts: Finding['facts']): Finding => ({
  subject: `flow:${flowId}@${environmentId}`,
  flowId,
  environmentId,
  facts,
});
const ofTrigger = ({ id, flowId, environmentId }: Place & { id: string }, facts: Finding['facts']): Finding => ({
  subject: `trigger:${id}`,
  flowId,
  environmentId,
  triggerId: id,
  facts,
});

function byFlow<T extends Place>(all: readonly T[]): { place: Place; all: T[] }[] {
  const grouped = Map.groupBy(all, ({ flowId, environmentId }) => `${flowId}@${environmentId}`);
  return [...grouped.values()].map((group) => ({ place: group[0]!, all: group }));
}

const sum = <T>(all: readonly T[], of: (one: T) => number) => all.reduce((total, one) => total + of(one), 0);

/** What is open, and what is found now: what opens, what goes on, what is over. */
export type Decided = { opens: Finding[]; goesOn: { id: string; facts: Finding['facts'] }[]; closes: string[] };
export type OpenIncident = { id: string; subject: string; lastSeenAt: number };

/** A number that falls below its limit may rise again in a moment; that is the same incident, and one alert. */
const CALM_MS = 5 * MINUTE;
/** An incident that goes on is written down so often. */
const SEEN_MS = MINUTE;
const flutters: ReadonlySet<AlertCondition['kind']> = new Set(['failures', 'rate']);

/** One incident for each subject, from when it is found first until it has been gone for a while. Pure. */
export function decideIncidents(
  kind: AlertCondition['kind'],
  open: readonly OpenIncident[],
  findings: readonly Finding[],
  now: number,
): Decided {
  const found = new Map(findings.map((finding) => [finding.subject, finding]));
  const known = new Set(open.map(({ subject }) => subject));
  const calm = flutters.has(kind) ? CALM_MS : 0;
  return {
    opens: [...found.values()].filter(({ subject }) => !known.has(subject)),
    goesOn: open.flatMap(({ id, subject, lastSeenAt }) => {
      const finding = found.get(subject);
      return finding === undefined || now - lastSeenAt < SEEN_MS ? [] : [{ id, facts: finding.facts }];
    }),
    closes: open
      .filter(({ subject, lastSeenAt }) => !found.has(subject) && now - lastSeenAt >= calm)
      .map(({ id }) => id),
  };
}
