import type { RateRule } from '@raccord/contract';

/** What was taken at one moment: [when, how many, how many of them live]. Milliseconds of the database's clock. */
type Taken = [at: number, calls: number, live: number];

/**
 * What all processes know of one allowance of one connection; kept in one row, changed by compare-and-swap. For each rule the calls of
 * its last two windows, each at the moment it may be sent at (a moment ahead, for those just given out).
 */
export type BudgetState = {
  rules: { taken: Taken[]; nextBulk: number; learned?: Learned }[];
  /** Nothing is sent before this: the other side said so. */
  heldUntil: number;
  shrunkAt: number;
  /** Processes that use it: when they last said so, and who waits there. */
  workers: Record<string, { at: number; live: number; bulk: number }>;
};
type Learned = { limit: number; until: number };

/** A permission to send one call, from a moment on. `live`: bulk work may not use it. */
export type Slot = { at: number; live: boolean };
export type Want = { live: number; bulk: number; spare: Slot['live'] | undefined; spares: number };
/** `next`: when the first that was not given could be had. */
export type Plan = { slots: Slot[]; next: { live: number; bulk: number } };

/** What a process has to tell: a call that went later than its slot (`to`), a slot that was not used, or the other side's word. */
export type Correction =
  | { kind: 'moved'; slot: Slot; to: number }
  | { kind: 'unused'; slot: Slot }
  | { kind: 'held'; until: number }
  | { kind: 'refused'; at: number }
  | { kind: 'limit'; rule: number; limit: number; at: number }
  | { kind: 'remaining'; rule: number; remaining: number; until: number };

/** How far ahead slots are given out; what is not used comes back. */
export const AHEAD_MS = 200;
/** A worker that has said nothing for this long does not wait any more. */
const WAITS_MS = 600;
const SEEN_MS = 10_000;
/** Kept for live work of every allowance, whether there is any or not. */
const RESERVE = 0.03;
/** Above this many calls in a window they are counted by fractions of the window. */
const EXACT = 50;
/** So many turns that back-fill missed, since it asked late, it may take at once. */
const CATCH_UP = 2;
const SHRINK = 0.9;
const SHRUNK_WINDOWS = 10;
const LEARNED_MS = 3_600_000;

export function freshState(rules: readonly RateRule[]): BudgetState {
  return { rules: rules.map(() => ({ taken: [], nextBulk: 0 })), heldUntil: 0, shrunkAt: 0, workers: {} };
}

/** The window we keep to: a little longer than the vendor's, since calls take now more and now less time to get there. */
export function windowOf({ perMs }: RateRule): number {
  return perMs + Math.min(Math.max(perMs * 0.04, 20), 500);
}

export function limitOf(rule: RateRule, learned: Learned | undefined, now: number): number {
  return Math.max(1, learned !== undefined && learned.until > now ? learned.limit : rule.limit);
}

/** Calls of the last window, by the vendor's measure. */
export function usedOf(state: BudgetState, index: number, rule: RateRule, now: number): { all: number; live: number } {
  let [all, live] = [0, 0];
  for (const [at, calls, liveCalls] of state.rules[index]?.taken ?? []) {
    if (at <= now - rule.perMs || at > now) continue;
    all += calls;
    live += liveCalls;
  }
  return { all, live };
}

/** Takes in what a process has learned. Changes `state`. */
export function correct(state: BudgetState, rules: readonly RateRule[], corrections: readonly Correction[]): void {
  for (const correction of corrections) {
    if (correction.kind === 'moved' || correction.kind === 'unused') {
      for (const [index, rule] of rules.entries()) {
        put(state, index, rule, correction.slot, -1);
        if (correction.kind === 'moved') put(state, index, rule, { ...correction.slot, at: correction.to }, 1);
      }
    } else if (correction.kind === 'held') state.heldUntil = Math.max(state.heldUntil, correction.until);
    else if (correction.kind === 'refused') shrink(state, rules, correction.at);
    else if (correction.kind === 'limit') {
      const { limit, at } = correction;
      if (limit >= 1) state.rules[correction.rule]!.learned = { limit, until: at + LEARNED_MS };
    } else believe(state, rules, correction);
  }
}

/** The other side counts less left than we do: others use the account too. */
function believe(
  state: BudgetState,
  rules: readonly RateRule[],
  { rule: index, remaining, until }: Correction & { kind: 'remaining' },
): void {
  const rule = rules[index]!;
  const now = until - rule.perMs;
  const ours = countAfter(state.rules[index]!.taken, now).all;
  const theirs = limitOf(rule, state.rules[index]!.learned, now) - remaining - ours;
  if (theirs > 0) put(state, index, rule, { at: now, live: false }, theirs);
}

/** A refusal although we kept to what we knew: the allowance is smaller, or others share it. At most once in a window. */
function shrink(state: BudgetState, rules: readonly RateRule[], at: number): void {
  const longest = Math.max(...rules.map((rule) => rule.perMs));
  if (at - state.shrunkAt < longest) return;
  state.shrunkAt = at;
  for (const [index, rule] of rules.entries()) {
    const limit = Math.max(1, Math.floor(limitOf(rule, state.rules[index]!.learned, at) * SHRINK));
    const lasts = Math.min(Math.max(rule.perMs * SHRUNK_WINDOWS, 10_000), 600_000);
    state.rules[index]!.learned = { limit, until: at + lasts };
  }
}

/** Gives out slots, live before bulk, none further ahead than `AHEAD_MS`. Changes `state`. */
export function plan(
  state: BudgetState,
  rules: readonly RateRule[],
  want: Want,
  { now, worker }: { now: number; worker: string },
): Plan {
  forget(state, rules, now);
  const slots: Slot[] = [];
  const from = Math.max(now, state.heldUntil);
  const give = (live: boolean, count: number): number => {
    for (let given = 0; ; given += 1) {
      const at = earliest(state, rules, live, from, now);
      if (given >= count || at > now + AHEAD_MS) return at;
      slots.push({ at, live });
      for (const [index, rule] of rules.entries()) {
        put(state, index, rule, { at, live }, 1);
        if (live) continue;
        const kept = state.rules[index]!;
        const each = spacing(state, index, rule, now);
        kept.nextBulk = Math.max(kept.nextBulk, at - CATCH_UP * each) + each;
      }
    }
  };
  const others = Object.entries(state.workers).filter(([id, { at }]) => id !== worker && at > now - WAITS_MS);
  const liveElsewhere = others.some(([, { live }]) => live > 0);
  const waiting = others.some(([, { live, bulk }]) => live + bulk > 0);
  const next = { live: give(true, want.live), bulk: 0 };
  next.bulk = liveElsewhere ? Math.max(from, now + AHEAD_MS / 4) : give(false, want.bulk);
  if (want.spare !== undefined && !waiting) give(want.spare, want.spares);
  return { slots: slots.sort((a, b) => a.at - b.at), next };
}

/** The first moment from `from` on at which one more call fits into the windows of all rules. */
function earliest(state: BudgetState, rules: readonly RateRule[], live: boolean, from: number, now: number): number {
  let at = from;
  for (let changed = true; changed; ) {
    changed = false;
    for (const [index, rule] of rules.entries()) {
      const fits = earliestBy(state, index, rule, live, at, now);
      if (fits > at) [at, changed] = [fits, true];
    }
  }
  return at;
}

function earliestBy(
  state: BudgetState,
  index: number,
  rule: RateRule,
  live: boolean,
  from: number,
  now: number,
): number {
  const { taken, learned, nextBulk } = state.rules[index]!;
  const limit = limitOf(rule, learned, now);
  const kept = reserve(state, index, rule, now);
  const window = windowOf(rule);
  const used = countAfter(taken, from - window);
  const fits = () => (live ? used.all < limit : used.all - used.live + Math.max(kept, used.live) < limit);
  let at = from;
  for (const [when, calls, liveCalls] of taken) {
    if (fits()) break;
    if (when <= from - window) continue;
    used.all -= calls;
    used.live -= liveCalls;
    at = when + window;
  }
  // Bulk work goes at an even pace once it has used a quarter of the window, so that live work never waits for a whole one.
  return !live && used.all - used.live >= (limit - kept) / 4 ? Math.max(at, nextBulk) : at;
}

function spacing(state: BudgetState, index: number, rule: RateRule, now: number): number {
  return windowOf(rule) / (limitOf(rule, state.rules[index]!.learned, now) - reserve(state, index, rule, now));
}

/** What bulk work leaves alone: a little always, and as much as live work used of late; never more than half. */
function reserve(state: BudgetState, index: number, rule: RateRule, now: number): number {
  const { taken, learned } = state.rules[index]!;
  const window = windowOf(rule);
  let [current, before] = [0, 0];
  for (const [at, , live] of taken) {
    if (at > now - window) current += live;
    else before += live;
  }
  const limit = limitOf(rule, learned, now);
  return Math.min(Math.floor(limit / 2), Math.max(Math.floor(limit * RESERVE), current, before));
}

function countAfter(taken: readonly Taken[], moment: number): { all: number; live: number } {
  let [all, live] = [0, 0];
  for (const [at, calls, liveCalls] of taken) {
    if (at <= moment) continue;
    all += calls;
    live += liveCalls;
  }
  return { all, live };
}

/** Adds calls at a slot's moment, or takes them away again. */
function put(state: BudgetState, index: number, rule: RateRule, { at, live }: Slot, calls: number): void {
  const { taken } = state.rules[index]!;
  const step = rule.limit > EXACT ? windowOf(rule) / EXACT : 0;
  // Rounded up: counted longer rather than shorter.
  const when = step === 0 ? at : Math.ceil(at / step) * step;
  const place = taken.findLastIndex(([moment]) => moment <= when);
  const there = taken[place];
  if (there !== undefined && there[0] === when) {
    there[1] += calls;
    if (live) there[2] += calls;
    if (there[1] <= 0) taken.splice(place, 1);
  } else if (calls > 0) taken.splice(place + 1, 0, [when, calls, live ? calls : 0]);
}

function forget(state: BudgetState, rules: readonly RateRule[], now: number): void {
  for (const [index, rule] of rules.entries()) {
    const kept = state.rules[index]!;
    kept.taken = kept.taken.filter(([at]) => at > now - 2 * windowOf(rule));
    if (kept.learned !== undefined && kept.learned.until <= now) delete kept.learned;
  }
  for (const [id, { at }] of Object.entries(state.workers)) if (at <= now - SEEN_MS) delete state.workers[id];
}
