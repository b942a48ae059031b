import { Failure } from '@raccord/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileFast } from './fast-path.ts';
import { fastScope, unsure } from './fast-value.ts';
import { createFullEvaluator, parseExpression } from './full-evaluator.ts';
import { tooSlowToTell } from './jsonata-deviations.ts';
import { readSuite } from './jsonata-suite.ts';
import { plainValue } from './plain.ts';

const clock = { now: 1_700_000_000_000, seed: 'test' };
const runs = 6_000;
const notFast = Symbol('not fast');

/** What the closures alone give: a value, `unsure`, or `notFast` when the expression is not for them. */
function fastOutcome(source: string, context: Record<string, unknown>): unknown {
  const fast = compileFast(parseExpression(source));
  if (fast === undefined) return notFast;
  const value = fast.evaluate(context, fastScope(context, fast.locals, clock));
  return value === unsure ? unsure : settled(() => plainValue(value));
}

/** The value, or the code of the failure. */
function settled(work: () => unknown): unknown {
  try {
    return { value: work() };
  } catch (thrown) {
    return { code: (thrown as Failure).code };
  }
}

async function fullOutcome(source: string, context: Record<string, unknown>): Promise<unknown> {
  try {
    return { value: plainValue(await createFullEvaluator(source, parseExpression(source), undefined)(context, clock)) };
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    return { code: thrown.params.code ?? thrown.code };
  }
}

// Values that differ in type, sign and emptiness, so that operators and functions meet their edges.
const scalars: unknown[] = [
  0,
  -0,
  1,
  -1,
  2,
  0.1,
  0.5,
  1.5,
  2.5,
  1e21,
  1e-7,
  123_456.789,
  10.990_000_000_000_002,
  '',
  'x',
  ' two  \t words ',
  '12',
  '-3.5',
  '0x1f',
  '1e400',
  'é🎉',
  '2024-02-29',
  '2024-02-29T10:00:00.000Z',
  'a,b,,c',
  true,
  false,
  null,
  -0.5,
  3.5,
  1.005,
  -2.5e-7,
];
const operators = ['+', '-', '*', '/', '%', '=', '!=', '<', '<=', '>', '>=', '&', 'and', 'or', 'in'];
const one = [
  'uppercase',
  'lowercase',
  'trim',
  'length',
  'string',
  'number',
  'boolean',
  'not',
  'exists',
  'floor',
  'ceil',
  'abs',
];
const lists = ['round', 'count', 'sum', 'max', 'min', 'average', 'join', 'fromMillis', 'toMillis'];
const two = ['contains', 'split', 'substringBefore', 'substringAfter', 'substring', 'round', 'join', 'lookup'];

describe('the closures give what JSONata gives', () => {
  it("on every case of JSONata's suite that they take", async () => {
    let compared = 0;
    const different: string[] = [];
    for (const one of readSuite()) {
      if (tooSlowToTell.has(one.id) || Array.isArray(one.data) || Object.keys(one.bindings).length > 0) continue;
      const context = one.data as Record<string, unknown>;
      let fast: unknown;
      try {
        fast = fastOutcome(one.expr, context);
      } catch (thrown) {
        if (thrown instanceof Failure) continue;
        throw thrown;
      }
      if (fast === unsure || fast === notFast) continue;
      compared += 1;
      const full = await fullOutcome(one.expr, context);
      if (!same(fast, full))
        different.push(`${one.id}: ${one.expr} → ${JSON.stringify(fast)} not ${JSON.stringify(full)}`);
    }
    expect(different).toEqual([]);
    if (readSuite().length > 0) expect(compared).toBeGreaterThan(300);
  }, 60_000);

  it('for every operator and function on every pair of values', async () => {
    const sources = [
      ...operators.map((operator) => `l ${operator} r`),
      ...[...one, ...lists].map((name) => `$${name}(l)`),
      ...two.map((name) => `$${name}(l, r)`),
      '$substring(l, r, 1)',
      '$substring("é🎉abc", l, r)',
      'l ? 1 : 2',
      '-l',
    ];
    let compared = 0;
    for (const source of sources) {
      const fast = compileFast(parseExpression(source));
      const full = createFullEvaluator(source, parseExpression(source), undefined);
      expect(fast, source).toBeDefined();
      if (fast === undefined) continue;
      for (const l of scalars) {
        for (const r of / r\b/.test(source) ? scalars : [undefined]) {
          const context = { l, ...(r === undefined ? {} : { r }) };
          const value = fast.evaluate(context, fastScope(context, fast.locals, clock));
          if (value === unsure) continue;
          compared += 1;
          expect(
            settled(() => plainValue(value)),
            `${source} with ${JSON.stringify(context)}`,
          ).toEqual(
            await full(context, clock).then(
              (result) => settled(() => plainValue(result)),
              (thrown: unknown) => ({ code: (thrown as Failure).code }),
            ),
          );
        }
      }
    }
    expect(compared).toBeGreaterThan(5_000);
  }, 60_000);

  it('on expressions and data made up', async () => {
    const seen = { values: 0, nothing: 0, unsure: 0, notFast: 0 };
    await fc.assert(
      fc.asyncProperty(expressions, data, async (source, context) => {
        const fast = fastOutcome(source, context);
        if (fast === notFast) seen.notFast += 1;
        else if (fast === unsure) seen.unsure += 1;
        else {
          if ((fast as { value?: unknown }).value === undefined) seen.nothing += 1;
          else seen.values += 1;
          expect(fast).toEqual(await fullOutcome(source, context));
        }
      }),
      { numRuns: runs },
    );
    expect(seen.values).toBeGreaterThan(1_000);
    expect(seen.nothing).toBeGreaterThan(200);
    expect(seen.unsure).toBeGreaterThan(100);
  }, 120_000);
});

function same(left: unknown, right: unknown): boolean {
  try {
    expect(left).toEqual(right);
    return true;
  } catch {
    return false;
  }
}

// Few names, so that paths meet data.
const name = fc.constantFrom('a', 'b', 'c', 'constructor', 'length');
const scalar = fc.constantFrom(...scalars);
const { tree } = fc.letrec<{ tree: unknown; object: unknown; list: unknown }>((tie) => ({
  tree: fc.oneof({ maxDepth: 4, depthSize: 'small' }, scalar, tie('object'), tie('list')),
  object: fc.dictionary(name, tie('tree'), { maxKeys: 4, noNullPrototype: true }),
  list: fc.array(tie('tree'), { maxLength: 3 }),
}));
const data = fc.dictionary(name, tree, { minKeys: 1, maxKeys: 4, noNullPrototype: true });

const { expression: expressions } = fc.letrec<{
  expression: string;
  path: string;
  literal: string;
  call: string;
  block: string;
}>((tie) => ({
  literal: fc.oneof(
    scalar.map((value) => JSON.stringify(value)),
    fc.constantFrom('$', '$$', '"a"', '-a', '[]', '{}', '$now()', '$millis()'),
  ),
  path: fc
    .array(
      fc.oneof(
        { weight: 8, arbitrary: name },
        {
          weight: 2,
          arbitrary: fc
            .tuple(name, fc.constantFrom('0', '-1', '1', '0.7', '$ = 1', 'a', 'b > 1', 'true', '$exists(b)'))
            .map(([key, filter]) => `${key}[${filter}]`),
        },
        { weight: 1, arbitrary: tie('expression').map((inner) => `(${inner})`) },
        { weight: 1, arbitrary: tie('expression').map((inner) => `{"a": ${inner}, "b": b}`) },
        { weight: 1, arbitrary: fc.constantFrom('$', '"b"', '$string($)', '$count($)') },
      ),
      { minLength: 1, maxLength: 4 },
    )
    .map((steps) => steps.join('.')),
  call: fc.oneof(
    fc.tuple(fc.constantFrom(...one, ...lists), tie('expression')).map(([f, a]) => `$${f}(${a})`),
    fc.tuple(fc.constantFrom(...two), tie('expression'), tie('expression')).map(([f, a, b]) => `$${f}(${a}, ${b})`),
    fc
      .tuple(tie('expression'), tie('expression'), tie('expression'))
      .map(([a, b, c]) => `$substring(${a}, ${b}, ${c})`),
  ),
  block: fc
    .tuple(fc.constantFrom('v', 'w'), tie('expression'), tie('expression'))
    .map(([v, bound, then]) => `($${v} := ${bound}; $v2 := $${v}; [$${v}, $${v}.a, ${then}, $v2])`),
  expression: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    { weight: 2, arbitrary: tie('literal') },
    { weight: 6, arbitrary: tie('path') },
    { weight: 3, arbitrary: tie('call') },
    { weight: 1, arbitrary: tie('block') },
    {
      weight: 4,
      arbitrary: fc
        .tuple(tie('expression'), fc.constantFrom(...operators), tie('expression'))
        .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(tie('expression'), tie('expression'), tie('expression'))
        .map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
    },
    { weight: 1, arbitrary: fc.tuple(tie('path'), tie('expression')).map(([a, b]) => `(${a} ?? ${b})`) },
    { weight: 1, arbitrary: fc.tuple(tie('path'), tie('expression')).map(([a, b]) => `(${a} ?: ${b})`) },
    { weight: 1, arbitrary: fc.array(tie('expression'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`) },
    {
      weight: 1,
      arbitrary: fc
        .array(fc.tuple(name, tie('expression')), { maxLength: 3 })
        .map((fields) => `{${fields.map(([key, value]) => `"${key}": ${value}`).join(', ')}}`),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(tie('path'), fc.constantFrom('0', '-1', 'a')).map(([path, filter]) => `(${path})[${filter}]`),
    },
  ),
}));
