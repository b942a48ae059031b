import type { ExpectedEffect, ExpectedRecord, FlowTest } from '@raccord/contract';
import type { DryCall, DryRecord } from './dry-records.ts';
import type { DryRunResult } from './dry-run.ts';

type Expectation = FlowTest['expect'];

/**
 * What a run gave, said as a test says what it expects: accepted as the new expectation, the test passes. It speaks of what `expected`
 * speaks of and of nothing else: the same fields, and every call that changes something. Without `expected`, of all that can be told.
 */
export function actualExpectation(expected: Expectation | undefined, run: DryRunResult): Expectation {
  const { records, effects, ordered } = expected ?? { records: [], effects: [] };
  return {
    ...(records === undefined ? {} : { records: actualRecords(records, run.records) }),
    ...(effects === undefined ? {} : { effects: actualEffects(effects, run) }),
    ...(ordered === undefined ? {} : { ordered }),
  };
}

function actualRecords(expected: readonly ExpectedRecord[], records: readonly DryRecord[]): ExpectedRecord[] {
  const cameIn = records.filter(({ parentId, gathered }) => parentId === undefined && !gathered);
  return cameIn.map((record, index) => {
    const wanted = expected[index];
    const made = records.filter(({ parentId }) => parentId === record.id);
    return {
      ...actualRecord(wanted, record),
      ...(wanted?.made === undefined
        ? {}
        : { made: made.map((each, place) => actualRecord(wanted.made?.[place], each)) }),
    };
  });
}

function actualRecord(wanted: Omit<ExpectedRecord, 'made'> | undefined, record: DryRecord): ExpectedRecord {
  const { state, node, failure, answer, values } = record;
  const nodes = Object.keys(wanted?.nodes ?? {}).filter((id) => Object.hasOwn(values, id));
  const named = failure === undefined ? undefined : { kind: failure.kind, code: failure.code };
  return {
    state,
    ...(node !== undefined && (wanted === undefined || wanted.node !== undefined) ? { node } : {}),
    ...(named === undefined ? {} : { failure: wanted?.failure === undefined ? named : like(wanted.failure, named) }),
    ...(answer?.body === undefined || (wanted !== undefined && wanted.answer === undefined)
      ? {}
      : { answer: like(wanted?.answer, answer.body) }),
    ...(nodes.length === 0
      ? {}
      : { nodes: Object.fromEntries(nodes.map((id) => [id, like(wanted?.nodes?.[id], values[id])])) }),
  };
}

function actualEffects(expected: readonly ExpectedEffect[], { calls, records }: DryRunResult): ExpectedEffect[] {
  const place = new Map(records.map(({ id, index }) => [id, index]));
  const last = new Map<string, DryCall>();
  // What reads is told only where the test speaks of it.
  const named = new Set(expected.map(({ node }) => node));
  for (const call of calls)
    if (call.effect !== 'read' || named.has(call.node)) last.set(`${call.record} ${call.node}`, call);
  const left = [...expected];
  return [...last.values()].map((call) => {
    const record = place.get(call.record) ?? 0;
    const at = left.findIndex((one) => one.node === call.node && (one.record === undefined || one.record === record));
    const wanted = at === -1 ? undefined : left.splice(at, 1)[0];
    if (wanted === undefined)
      return { node: call.node, record, input: call.input, ...(call.n > 1 ? { tries: call.n } : {}) };
    return {
      ...wanted,
      ...(wanted.input === undefined
        ? {}
        : { input: wanted.exact === true ? call.input : like(wanted.input, call.input) }),
      ...(wanted.tries === undefined ? {} : { tries: call.n }),
    };
  });
}

/** The found value, with the fields only that were expected of it; all of it where none were, or where it is another kind of thing. */
function like<T>(expected: unknown, found: T): T;
function like(expected: unknown, found: unknown): unknown {
  if (Array.isArray(expected) && Array.isArray(found)) return found.map((item, index) => like(expected[index], item));
  if (!isPlain(expected) || !isPlain(found)) return found;
  const names = Object.keys(expected).filter((name) => Object.hasOwn(found, name));
  return Object.fromEntries(names.map((name) => [name, like(expected[name], found[name])]));
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
