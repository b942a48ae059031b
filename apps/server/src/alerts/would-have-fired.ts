import type { AlertCondition } from './conditions.ts';
import type { CountBucket, FailureBucket } from './facts.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** As long an incident goes on after its number has fallen. */
const CALM = 5 * MINUTE;

/** What is left of the past: failures by minute, records by five minutes, and how long failures stayed open. */
export type Past = {
  failures: readonly FailureBucket[];
  counts: readonly CountBucket[];
  /** Failures that stayed open longer than the rule allows: from when on they were too old until they were dealt with. */
  aged: readonly { flowId: string; environmentId: string; from: number; to: number }[];
};

/**
 * When a rule would have fired in a time that is over, oldest first; undefined where nothing is kept that could tell. Pure.
 * @param past of the flows the rule looks at; it reaches back far enough before `from` for the first windows to be whole
 */
export function wouldHaveFired(
  condition: AlertCondition,
  past: Past,
  { from, to }: { from: number; to: number },
): number[] | undefined {
  const perFlow = <T extends { flowId: string; environmentId: string }>(
    all: readonly T[],
    times: (of: T[]) => number[],
  ) =>
    [...Map.groupBy(all, (one) => `${one.flowId}@${one.environmentId}`).values()]
      .flatMap(times)
      .filter((at) => at >= from && at < to)
      .sort((a, b) => a - b);
  switch (condition.kind) {
    case 'failures': {
      const { failureKind, code, moreThan, minutes } = condition;
      const fits = past.failures.filter(
        (one) => (failureKind === undefined || one.kind === failureKind) && (code === undefined || one.code === code),
      );
      return perFlow(fits, (of) => {
        const points = of.map(({ at, count }) => ({ at, values: [count] }));
        return begins(points, minutes * MINUTE, ([count = 0]) => count > moreThan);
      });
    }
    case 'rate': {
      const { percent, minutes, least } = condition;
      return perFlow(past.counts, (of) => {
        const points = of.map(({ at, total, wrong }) => ({ at, values: [total, wrong] }));
        const tooMany = ([total = 0, wrong = 0]: readonly number[]) => total >= least && wrong * 100 > total * percent;
        return begins(points, minutes * MINUTE, tooMany);
      });
    }
    case 'silence': {
      const { hours, usual } = condition;
      const most = Math.floor(to / HOUR);
      return perFlow(past.counts, (of) => {
        const byHour = new Map<number, number>();
        for (const { at, total } of of)
          byHour.set(Math.floor(at / HOUR), (byHour.get(Math.floor(at / HOUR)) ?? 0) + total);
        const within = (end: number, length: number) => {
          let all = 0;
          for (let hour = end - length; hour < end; hour += 1) all += byHour.get(hour) ?? 0;
          return all;
        };
        const times: number[] = [];
        let silent = false;
        for (let hour = Math.floor(from / HOUR); hour <= most; hour += 1) {
          const now = within(hour, hours) === 0 && (within(hour, 7 * 24) * hours) / (7 * 24) >= usual;
          if (now && !silent) times.push(hour * HOUR);
          silent = now;
        }
        return times;
      });
    }
    case 'age':
      return perFlow(past.aged, (of) => {
        const times: number[] = [];
        let until = Number.NEGATIVE_INFINITY;
        for (const one of of.toSorted((a, b) => a.from - b.from)) {
          if (one.from > until) times.push(one.from);
          until = Math.max(until, one.to);
        }
        return times;
      });
    default:
      return undefined;
  }
}

type Point = { at: number; values: readonly number[] };

/** The steps in which the sums over a sliding window become too much, once for each time they are. */
function begins(points: readonly Point[], window: number, tooMuch: (sums: readonly number[]) => boolean): number[] {
  const ordered = points.toSorted((a, b) => a.at - b.at);
  const sums: number[] = [];
  const add = (values: readonly number[], sign: number) =>
    values.forEach((value, index) => {
      sums[index] = (sums[index] ?? 0) + sign * value;
    });
  const times: number[] = [];
  let first = 0;
  let lastSeen = Number.NEGATIVE_INFINITY;
  for (const [index, { at, values }] of ordered.entries()) {
    add(values, 1);
    for (; ordered[first]!.at <= at - window; first += 1) add(ordered[first]!.values, -1);
    // The rest of the same moment belongs to it.
    if (ordered[index + 1]?.at === at || !tooMuch(sums)) continue;
    // Between two points the sums only fall: it lasted at most until the window had passed the last of them.
    if (at - lastSeen > window + CALM) times.push(at);
    lastSeen = at;
  }
  return times;
}
