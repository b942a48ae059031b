import type { ExpectedEffect } from '@raccord/contract';
import { differences, pairUp } from './compare.ts';
import type { DryCall } from './dry-records.ts';
import type { DryRunResult } from './dry-run.ts';
import { shown, type TestDifference } from './run-flow-test.ts';

/** What one node did for one record: its calls until one went well, or the last one. */
type MadeEffect = { call: DryCall; tries: number; index: number };

/** Compares what would have been sent with what is expected: nothing may be missing, and nothing more may be sent. */
export function judgeEffects(
  expected: readonly ExpectedEffect[],
  run: Pick<DryRunResult, 'calls' | 'records'>,
  ordered: boolean,
): TestDifference[] {
  const named = new Set(expected.map(({ node }) => node));
  // What only reads need not be told, but may be.
  const made = madeEffects(run).filter(({ call }) => call.effect !== 'read' || named.has(call.node));
  const fits = (wanted: number, call: number) => misfits(expected[wanted]!, made[call]!).length === 0;
  const callOf = ordered
    ? expected.map((_, index) => (index < made.length && fits(index, index) ? index : undefined))
    : pairUp(expected.length, made.length, fits);
  const left = new Set(made.keys());
  for (const call of callOf) if (call !== undefined) left.delete(call);

  const found: TestDifference[] = [];
  for (const [index, wanted] of expected.entries()) {
    if (callOf[index] !== undefined) continue;
    const nearest = ordered ? index : nearestOf(wanted, made, left);
    const other = nearest === undefined ? undefined : made[nearest];
    if (nearest === undefined || other === undefined || other.call.node !== wanted.node) {
      found.push({ code: 'flowTest.missingCall', params: { node: wanted.node, input: shown(wanted.input) } });
      continue;
    }
    left.delete(nearest);
    for (const { path, expected: one, found: got } of misfits(wanted, other))
      found.push({
        code: 'flowTest.value',
        params: { where: `effects[${index}] ${wanted.node}.${path}`, expected: shown(one), found: shown(got) },
      });
  }
  for (const index of left) {
    const { call } = made[index]!;
    // Calls that only read are there to be looked for, not to be counted.
    if (call.effect !== 'read')
      found.push({ code: 'flowTest.unexpectedCall', params: { node: call.node, input: shown(call.input) } });
  }
  return found;
}

function madeEffects({ calls, records }: Pick<DryRunResult, 'calls' | 'records'>): MadeEffect[] {
  const indexes = new Map(records.map(({ id, index }) => [id, index]));
  const made = new Map<string, MadeEffect>();
  for (const call of calls) {
    const id = `${call.record} ${call.node}`;
    const before = made.get(id);
    if (before === undefined) made.set(id, { call, tries: 1, index: indexes.get(call.record) ?? 0 });
    else Object.assign(before, { call, tries: before.tries + 1 });
  }
  return [...made.values()];
}

function misfits(wanted: ExpectedEffect, made: MadeEffect) {
  const { node, record, input, exact, tries } = wanted;
  return [
    ...differences({ node }, { node: made.call.node }),
    ...(record === undefined ? [] : differences({ record }, { record: made.index })),
    ...(tries === undefined ? [] : differences({ tries }, { tries: made.tries })),
    ...(input === undefined ? [] : differences(input, made.call.input, exact, 'input')),
  ];
}

/** The call of the same node, not yet paired, that is least different: its differences are told. */
function nearestOf(wanted: ExpectedEffect, made: readonly MadeEffect[], left: ReadonlySet<number>): number | undefined {
  const candidates = [...left].filter((index) => made[index]!.call.node === wanted.node);
  return candidates.sort((a, b) => misfits(wanted, made[a]!).length - misfits(wanted, made[b]!).length)[0];
}
