import { Failure } from '@raccord/contract';
import jsonata from 'jsonata';
import { type Focus, stateOf, tooMuchWork } from './evaluation-state.ts';
import { limits } from './limits.ts';
import { checkPicture } from './picture.ts';
import { isFunctionValue } from './plain.ts';
import { distinct, joinTexts, replaceText, shuffle, sort, spread } from './replaced-functions.ts';

/** One of JSONata's functions as its evaluator holds it. */
export type FunctionDefinition = {
  _jsonata_function: true;
  implementation: (this: Focus, ...args: never[]) => unknown;
  signature?: { definition: string };
};

const stockNames = (
  'sum count max min average string substring substringBefore substringAfter lowercase uppercase length trim pad match ' +
  'contains replace split join formatNumber formatBase formatInteger parseInteger number floor ceil round abs sqrt power ' +
  'random boolean not map zip filter single reduce sift keys lookup append exists spread merge reverse each error assert ' +
  'type sort shuffle distinct base64encode base64decode encodeUrlComponent encodeUrl decodeUrlComponent decodeUrl eval ' +
  'toMillis fromMillis clone now millis'
).split(' ');

/** JSONata gives its built-ins out only as values of an expression. */
const stock = await jsonata(`[${stockNames.map((name) => `$${name}`).join(',')}]`)
  .evaluate({})
  .then(
    (found: FunctionDefinition[]) =>
      new Map(stockNames.map((name, index) => [name, found[index] as FunctionDefinition])),
  );

type Check = (...args: unknown[]) => void;

/** Sizes are refused before the work is done: JSONata looks at the clock only between evaluations, never inside a built-in. */
const checks: Record<string, Check> = {
  pad: (_text, width) => {
    if (Math.abs(Number(width)) > limits.padWidth) throw tooMuchWork(`$pad to more than ${limits.padWidth} characters`);
  },
  formatNumber: (_value, picture) => checkPictureLength(picture),
  formatInteger: (_value, picture) => checkPictureLength(picture),
  parseInteger: (_value, picture) => checkPictureLength(picture),
  fromMillis: (_value, picture) => checkPictureLength(picture),
  now: checkPictureLength,
  toMillis: (text, picture) => {
    checkPictureLength(picture);
    if (typeof text === 'string' && typeof picture === 'string') checkPicture(text, picture);
  },
  split: (text, separator) => {
    if (typeof text !== 'string' || typeof separator !== 'string') return;
    const pieces = separator === '' ? text.length : occurrences(text, separator) + 1;
    if (pieces > limits.sequence) throw tooMuchWork(`$split into more than ${limits.sequence} pieces`);
  },
  // A partial application skips the check of argument types; read as objects, functions would show the evaluator's own state.
  sift: refuseFunctions,
  each: refuseFunctions,
  merge: refuseFunctions,
  zip: (...lists) => {
    for (const list of lists) refuseFunctions(list);
  },
};

function checkPictureLength(picture: unknown): void {
  if (typeof picture === 'string' && picture.length > limits.pictureLength) {
    throw tooMuchWork(`a picture of more than ${limits.pictureLength} characters`);
  }
}

function checkLength(text: string, most: number): void {
  if (text.length > most) throw tooMuchWork(`a text of more than ${most} characters`);
}

function refuseFunctions(value: unknown): void {
  const found = Array.isArray(value) ? value.some(isFunctionValue) : isFunctionValue(value);
  if (found) throw new Failure('input', 'mapping.notData', { what: 'function' });
}

function occurrences(text: string, part: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at !== -1 && count <= limits.sequence; at = text.indexOf(part, at + part.length)) {
    count += 1;
  }
  return count;
}

type Implementation = (this: Focus, ...args: never[]) => unknown;

/** Built-ins whose own way of working explodes, or that would give another value when the record is run again. */
const replaced: Record<string, Implementation> = {
  eval: () => {
    throw new Failure('config', 'mapping.denied', { function: '$eval' });
  },
  spread,
  distinct,
  sort,
  shuffle,
  join: joinTexts,
  replace: async function (this: Focus, text: unknown, pattern: unknown, replacement: unknown, limit: unknown) {
    const own = replaceText(text, pattern, replacement, limit);
    const result = own ?? (await callStock('replace', this, text, pattern, replacement, limit));
    if (typeof result === 'string') checkLength(result, limits.textLength);
    return result;
  },
  now: function (this: Focus, picture: unknown, timezone: unknown) {
    return callStock('fromMillis', this, stateOf(this.environment).now, picture, timezone);
  },
  millis: function (this: Focus) {
    return stateOf(this.environment).now;
  },
  random: function (this: Focus) {
    return stateOf(this.environment).random();
  },
  // A date that lacks its year takes this one: of the run, not of the moment.
  toMillis: function (this: Focus, text: unknown, picture: unknown) {
    const timestamp = new Date(stateOf(this.environment).now);
    return callStock('toMillis', { ...this, environment: { ...this.environment, timestamp } }, text, picture);
  },
};

function callStock(name: string, focus: Focus, ...args: unknown[]): unknown {
  const definition = stock.get(name) as FunctionDefinition;
  return definition.implementation.apply(focus, args as never[]);
}

/**
 * JSONata's built-ins, by name, as this house lets them run: the clock is looked at before each call, sizes are checked, and what
 * cannot be bounded from outside is ours. All of them, so that an expression never holds the shared originals.
 */
export const guardedFunctions: ReadonlyMap<string, FunctionDefinition> = new Map(
  stockNames.map((name) => [name, guarded(name, stock.get(name) as FunctionDefinition)]),
);

function guarded(name: string, original: FunctionDefinition): FunctionDefinition {
  const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
  const work = (Object.hasOwn(replaced, name) ? replaced[name] : original.implementation) as Implementation;
  const implementation = function (this: Focus, ...args: never[]): unknown {
    if (this?.environment?.base === undefined) throw new Failure('input', 'mapping.notData', { what: 'function' });
    this.environment.base.guardrails();
    for (const argument of args as unknown[])
      if (typeof argument === 'string') checkLength(argument, limits.argumentLength);
    check?.(...args);
    const result = work.apply(this, args);
    if (typeof result === 'string') checkLength(result, limits.textLength);
    return result;
  };
  // JSONata reads a built-in's arity and, for a partial application, the names of its parameters from its source text.
  Object.defineProperty(implementation, 'length', { value: original.implementation.length });
  implementation.toString = () => original.implementation.toString();
  return { ...original, implementation };
}
