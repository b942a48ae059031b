import { Failure } from '@raccord/contract';
import jsonata from 'jsonata';
import { type AstNode, visit } from './ast.ts';
import {
  charge,
  chargeText,
  clockName,
  type Environment,
  limitCode,
  stateOf,
  tooMuchWork,
} from './evaluation-state.ts';
import type { RunClock } from './expression.ts';
import { guardedFunctions } from './guarded-functions.ts';
import { guardInput } from './input-guard.ts';
import { limits } from './limits.ts';
import { isFunctionValue } from './plain.ts';
import { compileRegex, RegexEngine } from './regex-engine.ts';
import { syntaxFailure } from './scan.ts';

// JSONata only ever constructs it with a pattern and calls `exec`; its type asks for all of RegExp's constructor.
const options = Object.freeze({
  timeout: limits.timeoutMs,
  stack: limits.stack,
  sequence: limits.sequence,
  RegexEngine: RegexEngine as unknown as RegExpConstructor,
});

/**
 * JSONata's syntax tree of an expression. Throws `Failure` of kind `config`: `mapping.syntax`, `mapping.denied` for `$eval`,
 * `mapping.tooComplex` where JSONata's parser runs out of stack.
 */
export function parseExpression(source: string): AstNode {
  try {
    return jsonata(source, options).ast() as AstNode;
  } catch (thrown) {
    throw parseFailure(source, thrown);
  }
}

function parseFailure(source: string, thrown: unknown): Failure {
  const expression = source.slice(0, 500);
  if (thrown instanceof RangeError) {
    return new Failure('config', 'mapping.tooComplex', { expression, what: 'nesting', limit: limits.expressionDepth });
  }
  const error = thrown as { code?: unknown; position?: unknown; token?: unknown; message?: unknown };
  return syntaxFailure(source, {
    code: typeof error.code === 'string' ? error.code : 'S0000',
    position: typeof error.position === 'number' ? error.position : 0,
    token: typeof error.token === 'string' ? error.token : '',
    message: String(error.message ?? error.code),
  });
}

/** Refuses at compile time what would only fail on the first record. */
export function refuseDenied(source: string, ast: AstNode): void {
  visit(ast, (node) => {
    if (node.type === 'variable' && node.value === 'eval') {
      throw new Failure('config', 'mapping.denied', { function: '$eval' });
    }
    if (node.type !== 'regex' || !(node.value instanceof RegExp)) return;
    try {
      compileRegex(node.value);
    } catch (thrown) {
      throw syntaxFailure(source, {
        code: 'S0303',
        position: node.position ?? 0,
        token: String(node.value),
        message: `this regular expression is not supported (${thrown instanceof Error ? thrown.message : String(thrown)})`,
      });
    }
  });
}

export type FullEvaluator = (context: Record<string, unknown>, run?: RunClock) => Promise<unknown>;

/**
 * JSONata's own evaluator behind our guards, for the `names` an expression reads (all when `undefined`). Rejects with `Failure`:
 * `mapping.failed`, `mapping.tooMuchWork`, and what guarded functions throw.
 *
 * What it cannot stop: a single built-in that works on data that was already too large when it came in (a text of tens of
 * megabytes, say). The size of what comes in is the engine's to bound, and the worker's supervisor kills a worker that hangs.
 */
export function createFullEvaluator(source: string, ast: AstNode, names: readonly string[] | undefined): FullEvaluator {
  const traits = traitsOf(ast);
  let prepared: jsonata.Expression | undefined;

  const evaluate: FullEvaluator = async (context, run) => {
    try {
      const input = guardInput(context, names, traits.writes);
      // A transform could reach the functions bound to its expression: it never meets them twice.
      if (prepared === undefined || traits.transforms) prepared = prepare(source, traits.makes);
      const clock = run ?? { now: Date.now(), seed: String(Math.random()) };
      // Two fields of a record draw different numbers, the same field always the same.
      const bound = Object.freeze({ now: clock.now, seed: `${clock.seed}\n${source}` });
      return await prepared.evaluate(input, { [clockName]: bound });
    } catch (thrown) {
      throw evaluationFailure(source, thrown);
    }
  };
  return (context, run) => inTurn(() => evaluate(context, run));
}

type Traits = {
  /** May change its input: transforms, `[]` and grouping, which leave marks on arrays, and calls of what is not a function. */
  writes: boolean;
  transforms: boolean;
  /** May make more data than it reads: what it makes is counted. */
  makes: boolean;
};

function traitsOf(ast: AstNode): Traits {
  const traits: Traits = { writes: false, transforms: false, makes: false };
  visit(ast, (node) => {
    const constructs = node.type === 'unary' && node.value === '{';
    const calls = node.type === 'function' || node.type === 'partial';
    if (node.type === 'transform') traits.transforms = true;
    if (node.keepArray || node.keepSingletonArray || node.group !== undefined || constructs) traits.writes = true;
    if (calls && node.procedure?.type !== 'variable') traits.writes = true;
    if (makers.has(node.type) || node.value === '..') traits.makes = true;
    // Constructors in a row each repeat what the one before made: `x.[$, $].[$, $]` doubles at every dot.
    if ((node.steps?.filter(constructsInside).length ?? 0) > 1) traits.makes = true;
  });
  if (traits.transforms) traits.writes = true;
  return traits;
}

const makers: ReadonlySet<string> = new Set(['lambda', 'partial', 'bind', 'sort', 'transform']);

function constructsInside(step: AstNode): boolean {
  let found = false;
  visit(step, (node) => {
    if (node.group !== undefined || (node.type === 'unary' && (node.value === '{' || node.value === '['))) found = true;
  });
  return found;
}

const exitHook = Symbol.for('jsonata.__evaluate_exit');

function prepare(source: string, counted: boolean): jsonata.Expression {
  const expression = jsonata(source, options);
  // A definition of its own per expression: JSONata writes the place of the last call into it.
  for (const [name, definition] of guardedFunctions) expression.assign(name, { ...definition });
  expression.assign(onlyData, { _jsonata_function: true, implementation: refuseFunctionTargets });
  const terms = new Set<unknown>();
  visit(expression.ast() as AstNode, (node) => {
    for (const term of node.terms ?? []) terms.add(term.expression);
    if (node.type !== 'transform') return;
    if (node.pattern) node.pattern = guardedBy(node.pattern);
    if (node.update) node.update = guardedBy(node.update);
  });
  if (counted) {
    const count = (node: AstNode, _input: unknown, environment: Environment, result: unknown) => {
      if (typeof result === 'object' && result !== null) {
        if (!isFunctionValue(result)) charge(result, stateOf(environment));
      } else if (
        typeof result === 'string' &&
        result.length > 64 &&
        (node.type === 'binary' || node.type === 'function')
      ) {
        chargeText(result, stateOf(environment));
      }
      if (terms.has(node)) {
        const state = stateOf(environment);
        state.orderByLeft -= 1;
        if (state.orderByLeft < 0) throw tooMuchWork('too many items to order; $sort takes more');
      }
    };
    // JSONata looks its hooks up as variables; only their name is a symbol, which its type does not foresee.
    expression.assign(exitHook as unknown as string, count);
  }
  return expression;
}

/** The name of the check put around what a transform matches and writes; not writable in an expression. */
const onlyData = ' onlyData';

function guardedBy(node: AstNode): AstNode {
  const at = node.position ?? 0;
  return {
    type: 'function',
    value: '(',
    position: at,
    procedure: { type: 'variable', value: onlyData, position: at },
    arguments: [node],
  };
}

/** A transform writes to what its pattern finds. Were that a function, it could change the evaluator itself. */
function refuseFunctionTargets(value: unknown): unknown {
  const found = Array.isArray(value) ? value.some(isFunctionValue) : isFunctionValue(value);
  if (found) throw new Failure('input', 'mapping.notData', { what: 'function' });
  return value;
}

let turn: Promise<unknown> = Promise.resolve();

/** One at a time: evaluations only ever wait for themselves, and the time limit is to measure one of them, not all. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = turn.then(work);
  turn = mine.catch(() => undefined);
  return mine;
}

/** Codes with which the guards stop an expression: too deep, too long, too many items. */
const guardCodes = new Set(['D1011', 'D1012', 'D2014', 'D2015', limitCode]);

function evaluationFailure(source: string, thrown: unknown): Failure {
  const expression = source.slice(0, 500);
  if (thrown instanceof Failure) return new Failure(thrown.kind, thrown.code, { expression, ...thrown.params });
  if (thrown instanceof RangeError) {
    return new Failure('tooLarge', 'mapping.tooMuchWork', { expression, code: 'D1011', message: thrown.message });
  }
  const error = thrown as { code?: unknown; position?: unknown; message?: unknown; value?: unknown };
  const code = typeof error.code === 'string' ? error.code : 'D0000';
  const message = String(error.message ?? code).slice(0, 500);
  if (guardCodes.has(code)) return new Failure('tooLarge', 'mapping.tooMuchWork', { expression, code, message });
  const position = typeof error.position === 'number' ? error.position : null;
  const shown =
    typeof error.value === 'string' || typeof error.value === 'number'
      ? { value: String(error.value).slice(0, 200) }
      : {};
  return new Failure('input', 'mapping.failed', { expression, code, message, position, ...shown });
}
