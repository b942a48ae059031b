import { Failure } from '@raccord/contract';
import { depthOf } from './ast.ts';
import { compileFast } from './fast-path.ts';
import { fastScope, unsure } from './fast-value.ts';
import { createFullEvaluator, parseExpression, refuseDenied } from './full-evaluator.ts';
import { limits } from './limits.ts';
import { plainValue } from './plain.ts';
import { readsOf } from './reads.ts';
import { scanExpression } from './scan.ts';

/**
 * What stays the same when a record is run again, so that `$now()`, `$millis()`, `$random()` and `$shuffle()` give what they gave.
 * `now` is in milliseconds since 1970; `seed` any text that names the run and the record. Without it they follow the clock.
 */
export type RunClock = { now: number; seed: string };

export type CompiledExpression = {
  source: string;
  /** Root names read: upstream node ids, `env`, `run`. */
  reads: string[];
  /** It may read any root name; `reads` is then not the whole answer. */
  readsAll: boolean;
  /** It runs without JSONata's evaluator as long as the data has no surprises. */
  fast: boolean;
  /**
   * The value for one record as plain JSON data, `undefined` when there is none; a promise only when JSONata's own evaluator
   * was needed. The context is not changed and the result shares nothing with it. Throws or rejects with `Failure`:
   * `mapping.failed` (input) and the limits of `limits.ts` (`tooLarge`).
   */
  evaluate(context: Record<string, unknown>, run?: RunClock): unknown;
};

/**
 * Compiles one JSONata expression, without braces. Numbers are doubles: `amount / 100` of a whole number of cents is the nearest
 * double and prints as expected (1099 / 100 is 10.99), but sums and products of amounts want `$round(…, 2)`; inside a text a
 * number has 15 digits, which hides such errors.
 * Throws `Failure` of kind `config`: `mapping.syntax` with `expression`,
 * `position` (characters from its start), `token`, `code` and `message`; `mapping.tooComplex`; `mapping.denied` for `$eval`.
 */
export function compileExpression(source: string): CompiledExpression {
  if (source.length > limits.expressionLength) {
    throw tooComplex(source, 'length', limits.expressionLength);
  }
  scanExpression(source, 0, false);
  const ast = parseExpression(source);
  if (depthOf(ast, limits.expressionDepth) > limits.expressionDepth) {
    throw tooComplex(source, 'nesting', limits.expressionDepth);
  }
  refuseDenied(source, ast);
  const { names, all } = readsOf(ast);
  const evaluateFully = createFullEvaluator(source, ast, all ? undefined : names);
  const fullValue = (context: Record<string, unknown>, run: RunClock | undefined) =>
    evaluateFully(context, run).then(plainValue);
  const fast = compileFast(ast);
  const description = { source, reads: names, readsAll: all, fast: fast !== undefined };
  if (fast === undefined) return { ...description, evaluate: fullValue };
  const evaluate: CompiledExpression['evaluate'] = (context, run) => {
    // A context is an object of nodes. JSONata wraps an array at the root in a way of its own, which its test suite asks about.
    if (Array.isArray(context)) return fullValue(context, run);
    let value: unknown = unsure;
    try {
      value = fast.evaluate(context, fastScope(context, fast.locals, run));
    } catch (thrown) {
      // Data nested by the thousand ends the stack; what to say about it is one thing, and said in one place.
      if (!(thrown instanceof RangeError)) throw thrown;
    }
    return value === unsure ? fullValue(context, run) : plainValue(value);
  };
  return { ...description, evaluate };
}

function tooComplex(source: string, what: string, limit: number): Failure {
  return new Failure('config', 'mapping.tooComplex', { expression: source.slice(0, 500), what, limit });
}
