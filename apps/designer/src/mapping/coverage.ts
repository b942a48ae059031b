import { type FailureData, toFailure } from '@raccord/contract';
import type { RunClock } from '@raccord/runtime/mapping/expression';
import { type CompiledMapping, compileMapping } from '@raccord/runtime/mapping/mapping';
import type { Cell, Coverage, CoverageField } from './cells.ts';
import { judgeValue } from './judge-value.ts';

export type CoverageOptions = {
  /** Characters of a value that are shown. */
  textLength?: number;
  clock?: RunClock;
  /** Called when a field is begun and, where it takes long, between its samples: a sign of life. */
  onProgress?: (field: number) => void;
};

/** Milliseconds between signs of life within a field. */
const SIGN_MS = 50;

/**
 * Evaluates target fields on samples as the engine would, and says what becomes of each value. Expressions are compiled once each. Runs in
 * a worker: an expression may take as long as the engine allows it.
 */
export async function coverageOf(
  fields: readonly CoverageField[],
  contexts: readonly Record<string, unknown>[],
  options: CoverageOptions = {},
): Promise<Coverage> {
  const { textLength = 60, onProgress } = options;
  const clock = options.clock ?? { now: Date.now(), seed: 'preview' };
  const rows: Coverage = [];
  for (const [index, field] of fields.entries()) {
    onProgress?.(index);
    let told = performance.now();
    const compiled = compiledOf(field.value);
    const row: Cell[] = [];
    for (const context of contexts) {
      const cell = cellOf(field, compiled, context, clock, textLength);
      row.push(cell instanceof Promise ? await cell : cell);
      const now = performance.now();
      if (now - told > SIGN_MS) {
        told = now;
        onProgress?.(index);
      }
    }
    // Without a sample there is still something to say: whether it can be read at all.
    if (contexts.length === 0 && 'failure' in compiled) row.push({ state: 'error', failure: compiled.failure });
    rows.push(row);
  }
  return rows;
}

type Compiled = { mapping: CompiledMapping } | { failure: FailureData };

/** Of what is looked at again and again while one field after the other changes. */
const kept = new Map<string, Compiled>();
const MOST_KEPT = 1_000;

function compiledOf(value: unknown): Compiled {
  const name = JSON.stringify(value) ?? '';
  const known = kept.get(name);
  if (known !== undefined) return known;
  const fresh = compiledAnew(value);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(name, fresh);
  return fresh;
}

function compiledAnew(value: unknown): Compiled {
  try {
    return { mapping: compileMapping(value) };
  } catch (thrown) {
    return { failure: toFailure(thrown).toData() };
  }
}

function cellOf(
  field: CoverageField,
  compiled: Compiled,
  context: Record<string, unknown>,
  clock: RunClock,
  textLength: number,
): Cell | Promise<Cell> {
  if ('failure' in compiled) return { state: 'error', failure: compiled.failure };
  try {
    const value = field.value === undefined ? undefined : compiled.mapping.evaluate(context, clock);
    if (!(value instanceof Promise)) return judged(field, value, textLength);
    return value.then((settled) => judged(field, settled, textLength), failed);
  } catch (thrown) {
    return failed(thrown);
  }
}

const failed = (thrown: unknown): Cell => ({ state: 'error', failure: toFailure(thrown).toData() });

function judged({ schema, required }: CoverageField, value: unknown, textLength: number): Cell {
  const { state, about } = judgeValue(schema, value, required);
  return {
    state,
    ...(value === undefined ? {} : { text: shownText(value, textLength) }),
    ...(about === undefined ? {} : { about }),
  };
}

function shownText(value: unknown, length: number): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
