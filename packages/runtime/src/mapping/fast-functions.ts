import type { AstNode } from './ast.ts';
import { lookup, tooLong } from './fast-lookup.ts';
import { textOf } from './fast-operators.ts';
import { type CompileFast, type Fast, type FastNames, type FastScope, hasOnly, unsure } from './fast-value.ts';
import { limits } from './limits.ts';
import { truthy } from './truthy.ts';

/** A built-in on values whose types need no coercion. `counts` are the numbers of arguments with which it does not take the context. */
type FastFunction = { counts: readonly number[]; call: (args: readonly unknown[], scope: FastScope) => unknown };

const decimal = /^-?[0-9]+(\.[0-9]+)?([Ee][-+]?[0-9]+)?$/;
const isoDate = /^\d{4}(-[01]\d)?(-[0-3]\d)?(T[0-2]\d:[0-5]\d:[0-5]\d)?(\.\d+)?([+-][0-2]\d:?[0-5]\d|Z)?$/;

function onText(work: (text: string) => unknown): FastFunction {
  return { counts: [1], call: ([text]) => (typeof text === 'string' ? work(text) : missing(text)) };
}

function onTwoTexts(work: (text: string, part: string) => unknown): FastFunction {
  return {
    counts: [2],
    call: ([text, part]) => {
      if (typeof part !== 'string') return unsure;
      return typeof text === 'string' ? work(text, part) : missing(text);
    },
  };
}

function onNumber(work: (value: number) => number): FastFunction {
  return { counts: [1], call: ([value]) => (typeof value === 'number' ? finite(work(value)) : missing(value)) };
}

function onNumbers(work: (values: readonly number[]) => number | undefined): FastFunction {
  return {
    counts: [1],
    call: ([list]) => {
      if (list === undefined) return undefined;
      const values = Array.isArray(list) ? list : [list];
      // `Math.max` takes its numbers as arguments, of which there is a limit that JSONata runs into.
      if (values.length > 10_000 || !values.every((value) => typeof value === 'number')) return unsure;
      const result = work(values);
      return result === undefined ? undefined : finite(result);
    },
  };
}

/** An absent argument makes the result absent; one of another type is JSONata's to complain about. */
function missing(value: unknown): unknown {
  return value === undefined ? undefined : unsure;
}

function finite(value: number): unknown {
  return Number.isFinite(value) ? value : unsure;
}

const functions: Record<string, FastFunction> = {
  uppercase: onText((text) => text.toUpperCase()),
  lowercase: onText((text) => text.toLowerCase()),
  trim: onText((text) =>
    text
      .replace(/[ \t\n\r]+/g, ' ')
      .replace(/^ /, '')
      .replace(/ $/, ''),
  ),
  length: onText((text) => [...text].length),
  substringBefore: onTwoTexts((text, part) => (text.includes(part) ? text.slice(0, text.indexOf(part)) : text)),
  substringAfter: onTwoTexts((text, part) => {
    const at = text.indexOf(part);
    return at === -1 ? text : text.slice(at + part.length);
  }),
  contains: onTwoTexts((text, part) => text.includes(part)),
  split: onTwoTexts((text, separator) => {
    const pieces = text.split(separator);
    return tooLong(pieces) ? unsure : pieces;
  }),
  substring: { counts: [2, 3], call: ([text, start, length]) => substring(text, start, length) },
  string: { counts: [1], call: ([value]) => (value === undefined ? undefined : textOf(value)) },
  number: { counts: [1], call: ([value]) => toNumber(value) },
  boolean: { counts: [1], call: ([value]) => (value === undefined ? undefined : truthy(value)) },
  not: { counts: [1], call: ([value]) => (value === undefined ? undefined : !truthy(value)) },
  exists: { counts: [1], call: ([value]) => value !== undefined },
  floor: onNumber(Math.floor),
  ceil: onNumber(Math.ceil),
  abs: onNumber(Math.abs),
  round: {
    counts: [1, 2],
    call: ([value, precision]) => {
      if (precision !== undefined && typeof precision !== 'number') return unsure;
      return typeof value === 'number' ? finite(rounded(value, precision)) : missing(value);
    },
  },
  count: { counts: [1], call: ([list]) => (list === undefined ? 0 : Array.isArray(list) ? list.length : 1) },
  sum: onNumbers((values) => values.reduce((total, value) => total + value, 0)),
  max: onNumbers((values) => (values.length === 0 ? undefined : Math.max(...values))),
  min: onNumbers((values) => (values.length === 0 ? undefined : Math.min(...values))),
  average: onNumbers((values) =>
    values.length === 0 ? undefined : values.reduce((total, value) => total + value, 0) / values.length,
  ),
  join: { counts: [1, 2], call: ([list, separator]) => joined(list, separator) },
  lookup: {
    counts: [2],
    call: ([from, key]) => (typeof key === 'string' ? lookup(from, key) : unsure),
  },
  millis: { counts: [0], call: (_args, scope) => scope.clock?.now ?? Date.now() },
  now: { counts: [0], call: (_args, scope) => isoText(scope.clock?.now ?? Date.now()) },
  fromMillis: { counts: [1], call: ([millis]) => (typeof millis === 'number' ? isoText(millis) : missing(millis)) },
  toMillis: {
    counts: [1],
    call: ([text]) =>
      typeof text !== 'string' ? missing(text) : isoDate.test(text) ? finite(Date.parse(text)) : unsure,
  },
};

/** A call of a built-in by its name. `undefined` when the expression gave that name another meaning or the built-in is not here. */
export function compileCall(node: AstNode, names: FastNames, compile: CompileFast): Fast | undefined {
  if (!hasOnly(node, 'procedure', 'arguments') || node.procedure?.type !== 'variable' || !hasOnly(node.procedure)) {
    return undefined;
  }
  const name = String(node.procedure.value);
  if (names.places.has(name) || !Object.hasOwn(functions, name)) return undefined;
  const known = functions[name] as FastFunction;
  const argumentNodes = node.arguments ?? [];
  if (!known.counts.includes(argumentNodes.length)) return undefined;
  const args: Fast[] = [];
  for (const argument of argumentNodes) {
    const compiled = compile(argument, names);
    if (compiled === undefined) return undefined;
    args.push(compiled);
  }
  const { call } = known;
  const [first, ...more] = args;
  if (first !== undefined && more.length === 0) {
    return (context, scope) => {
      const value = first(context, scope);
      return value === unsure ? unsure : call([value], scope);
    };
  }
  return (context, scope) => {
    const values: unknown[] = [];
    for (const argument of args) {
      const value = argument(context, scope);
      if (value === unsure) return unsure;
      values.push(value);
    }
    return call(values, scope);
  };
}

function toNumber(value: unknown): unknown {
  if (value === undefined || typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'string' && decimal.test(value) ? finite(Number.parseFloat(value)) : unsure;
}

/** By code points, as JSONata counts. */
function substring(text: unknown, start: unknown, length: unknown): unknown {
  if (typeof start !== 'number' || (length !== undefined && typeof length !== 'number')) return unsure;
  if (typeof text !== 'string') return missing(text);
  const characters = [...text];
  const from = characters.length + start < 0 ? 0 : start;
  if (length === undefined) return characters.slice(from).join('');
  if (length <= 0) return '';
  const end = from >= 0 ? from + length : characters.length + from + length;
  return characters.slice(from, end).join('');
}

/** Half to even, the decimal point moved in the text so that moving it adds no error. */
function rounded(value: number, precision: number | undefined): number {
  const places = precision ?? 0;
  const moved = places === 0 ? value : shifted(value, places);
  let result = Math.round(moved);
  if (Math.abs(result - moved) === 0.5 && Math.abs(result % 2) === 1) result -= 1;
  if (places !== 0) result = shifted(result, -places);
  return Object.is(result, -0) ? 0 : result;
}

function shifted(value: number, places: number): number {
  const [digits, exponent] = value.toString().split('e');
  return Number(`${digits}e${exponent === undefined ? places : Number(exponent) + places}`);
}

function joined(list: unknown, separator: unknown): unknown {
  if (separator !== undefined && typeof separator !== 'string') return unsure;
  if (list === undefined) return undefined;
  const texts = Array.isArray(list) ? list : [list];
  let length = 0;
  for (const text of texts) {
    if (typeof text !== 'string') return unsure;
    length += text.length + (separator?.length ?? 0);
  }
  return length > limits.textLength ? unsure : texts.join(separator ?? '');
}

/** JSONata writes years beyond 9999 in its own way. */
function isoText(millis: number): unknown {
  return Number.isInteger(millis) && millis >= 0 && millis < 253_402_300_800_000
    ? new Date(millis).toISOString()
    : unsure;
}
