/** What the tables say at a moment, for rules to be held against. Times are milliseconds since 1970. */
export type Facts = {
  /** Failures that came, by flow, environment and minute. */
  failures: readonly FailureBucket[];
  /** Records that came, by flow, environment and five minutes. */
  counts: readonly CountBucket[];
  open: readonly OpenFailures[];
  silent: readonly SilentFlow[];
  triggers: readonly TriggerFact[];
  holds: readonly HoldFact[];
  /** Of flows, where a rule asks for one. */
  tags: ReadonlyMap<string, readonly string[]>;
};

type Place = { flowId: string; environmentId: string };
export type FailureBucket = Place & { kind: string; code: string; at: number; count: number };
/** `wrong`: failed or in doubt. */
export type CountBucket = Place & { at: number; total: number; wrong: number };
export type OpenFailures = Place & { status: 'open' | 'inDoubt'; oldestAt: number; count: number };
/** `asked`: of which question it is the answer. */
export type SilentFlow = Place & { usual: number; asked: { hours: number; usual: number } };
export type TriggerFact = Place & {
  id: string;
  node: string;
  kind: 'poll' | 'schedule';
  dueAt: number | null;
  /** When it was evaluated last. */
  evaluatedAt: number | null;
  /** When its cursor moved last, or it was put into service. */
  movedAt: number;
};
export type HoldFact = { connectionId: string; name: string; environmentId: string; reason: string; since: number };

export const noFacts: Facts = {
  failures: [],
  counts: [],
  open: [],
  silent: [],
  triggers: [],
  holds: [],
  tags: new Map(),
};
