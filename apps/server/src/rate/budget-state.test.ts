import type { RateRule } from '@raccord/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BudgetState, correct, freshState, plan, type Slot, usedOf, type Want } from './budget-state.ts';

const tenASecond: RateRule = { limit: 10, perMs: 1_000 };
const want = (live: number, bulk: number): Want => ({ live, bulk, spare: undefined, spares: 0 });

/** Asks every 50 ms for a while; gives the slots. */
function ask(state: BudgetState, rules: readonly RateRule[], wants: (now: number) => Want, forMs: number): Slot[] {
  const slots: Slot[] = [];
  for (let now = 0; now < forMs; now += 50) slots.push(...plan(state, rules, wants(now), { now, worker: 'a' }).slots);
  return slots.sort((a, b) => a.at - b.at);
}

/** The most that fall into any window that begins with one of them. */
function most(slots: readonly Slot[], perMs: number): number {
  return Math.max(0, ...slots.map(({ at }) => slots.filter((other) => other.at >= at && other.at < at + perMs).length));
}

describe('the allowance', () => {
  it('is used to nine tenths by back-fill alone, and no window holds more than the limit', () => {
    const slots = ask(freshState([tenASecond]), [tenASecond], () => want(0, 20), 20_000);
    expect(slots.length).toBeGreaterThanOrEqual(180);
    expect(most(slots, 1_000)).toBe(10);
  });

  it('is kept whatever is wanted when, by whom, whatever comes back', () => {
    const rules = fc.array(
      fc.record({ limit: fc.integer({ min: 1, max: 300 }), perMs: fc.integer({ min: 600, max: 5_000 }) }),
      { minLength: 1, maxLength: 3 },
    );
    const step = fc.record({
      after: fc.integer({ min: 0, max: 400 }),
      live: fc.integer({ min: 0, max: 20 }),
      bulk: fc.integer({ min: 0, max: 20 }),
      spares: fc.integer({ min: 0, max: 5 }),
      unused: fc.nat({ max: 3 }),
      late: fc.nat({ max: 300 }),
      worker: fc.constantFrom('a', 'b', 'c'),
    });
    fc.assert(
      fc.property(rules, fc.array(step, { maxLength: 60 }), (limits, steps) => {
        const state = freshState(limits);
        let sent: Slot[] = [];
        let now = 1_000_000;
        for (const { after, live, bulk, spares, unused, late, worker } of steps) {
          now += after;
          const { slots } = plan(state, limits, { live, bulk, spare: false, spares }, { now, worker });
          const back = slots.slice(0, unused);
          const moved = slots.slice(unused, unused + 1);
          correct(state, limits, [
            ...back.map((slot) => ({ kind: 'unused' as const, slot })),
            ...moved.map((slot) => ({ kind: 'moved' as const, slot, to: slot.at + late })),
          ]);
          sent = [...sent, ...slots.slice(unused + 1), ...moved.map((slot) => ({ ...slot, at: slot.at + late }))];
          for (const slot of slots) expect(slot.at).toBeGreaterThanOrEqual(now);
        }
        for (const { limit, perMs } of limits) expect(most(sent, perMs)).toBeLessThanOrEqual(limit);
      }),
      { numRuns: 300 },
    );
  });

  it('gives live work its place at once, beside any amount of back-fill', () => {
    const state = freshState([tenASecond]);
    const hooks = new Set([5_000, 5_450, 6_100, 7_000, 7_300, 9_000]);
    const waits: number[] = [];
    const slots: Slot[] = [];
    for (let now = 0; now < 12_000; now += 50) {
      const given = plan(state, [tenASecond], want(hooks.has(now) ? 1 : 0, 20), { now, worker: 'a' }).slots;
      for (const slot of given) if (slot.live) waits.push(slot.at - now);
      slots.push(...given);
    }
    expect(waits).toHaveLength(hooks.size);
    expect(Math.max(...waits)).toBeLessThanOrEqual(200);
    expect(
      most(
        slots.sort((a, b) => a.at - b.at),
        1_000,
      ),
    ).toBeLessThanOrEqual(10);
    expect(slots.length).toBeGreaterThanOrEqual(108);
  });

  it('leaves the next slot to live work that waits in another process', () => {
    const state = freshState([tenASecond]);
    ask(state, [tenASecond], () => want(0, 20), 2_000);
    state.workers.b = { at: 2_000, live: 1, bulk: 0 };
    expect(plan(state, [tenASecond], want(0, 20), { now: 2_000, worker: 'a' }).slots).toEqual([]);
    // One that died waiting is not waited for.
    expect(plan(state, [tenASecond], want(0, 20), { now: 2_700, worker: 'a' }).slots).not.toEqual([]);
  });

  it('starts with a burst of a quarter of the window, and goes on at an even pace', () => {
    const slots = ask(freshState([tenASecond]), [tenASecond], () => want(0, 20), 3_000);
    expect(slots.filter(({ at }) => at === 0)).toHaveLength(3);
    const later = slots.filter(({ at }) => at > 1_100);
    const gaps = later.slice(1).map(({ at }, index) => at - later[index]!.at);
    expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThan(5);
  });
});

describe('what is learned', () => {
  const state = () => freshState([tenASecond]);
  it('a limit told by the other side counts instead of the declared one', () => {
    const told = state();
    correct(told, [tenASecond], [{ kind: 'limit', rule: 0, limit: 4, at: 0 }]);
    expect(plan(told, [tenASecond], want(20, 0), { now: 10, worker: 'a' }).slots).toHaveLength(4);
  });

  it('calls of others on the same account count as ours', () => {
    const told = state();
    correct(told, [tenASecond], [{ kind: 'remaining', rule: 0, remaining: 3, until: 1_000 }]);
    expect(plan(told, [tenASecond], want(20, 0), { now: 10, worker: 'a' }).slots).toHaveLength(3);
    expect(
      plan(told, [tenASecond], want(20, 0), { now: 1_045, worker: 'a' }).slots.filter(({ at }) => at === 1_045),
    ).toHaveLength(7);
  });

  it('a refusal shrinks the allowance, once a window, for a while', () => {
    const told = state();
    const refused = (at: number) => ({ kind: 'refused' as const, at });
    correct(told, [tenASecond], [refused(5_000), refused(5_010), refused(5_500)]);
    expect(plan(told, [tenASecond], want(20, 0), { now: 5_600, worker: 'a' }).slots).toHaveLength(9);
    expect(plan(told, [tenASecond], want(20, 0), { now: 60_000, worker: 'a' }).slots).toHaveLength(10);
  });

  it('nothing is given out while the other side wants none', () => {
    const told = state();
    correct(told, [tenASecond], [{ kind: 'held', until: 5_000 }]);
    const { slots, next } = plan(told, [tenASecond], want(1, 1), { now: 0, worker: 'a' });
    expect(slots).toEqual([]);
    expect(next).toEqual({ live: 5_000, bulk: 5_000 });
  });

  it('the gauge counts the window of the vendor, without what is still to come', () => {
    const told = state();
    plan(told, [tenASecond], want(2, 3), { now: 5_000, worker: 'a' });
    expect(usedOf(told, 0, tenASecond, 5_001)).toEqual({ all: 5, live: 2 });
    expect(usedOf(told, 0, tenASecond, 6_500)).toEqual({ all: 0, live: 0 });
  });
});
