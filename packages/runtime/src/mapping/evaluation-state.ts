import { limits } from './limits.ts';

/** The part of JSONata's environment that guards use. One `base` exists per evaluation, so it identifies it. */
export type Environment = {
  base: { guardrails(): void };
  timestamp: Date;
  lookup(name: string): unknown;
};

/** What JSONata hands to a built-in as `this`. */
export type Focus = {
  environment: Environment;
  options?: unknown;
  createSequence(...items: unknown[]): unknown[];
};

/** What one evaluation has used up and what it draws its chance from. */
export type EvaluationState = {
  /** Milliseconds since 1970 at which the run takes place, however often it is run again. */
  now: number;
  random(): number;
  cellsLeft: number;
  orderByLeft: number;
  /** Cells of every object met so far, shared parts counted wherever they are used. */
  sizes: WeakMap<object, number>;
};

/** The name the run's clock is bound to; no expression can write it, since a variable's name ends at white space. */
export const clockName = ' clock';

const states = new WeakMap<object, EvaluationState>();

export function stateOf(environment: Environment): EvaluationState {
  const known = states.get(environment.base);
  if (known) return known;
  const clock = environment.lookup(clockName) as { now: number; seed: string };
  const fresh: EvaluationState = {
    now: clock.now,
    random: randomFrom(clock.seed),
    cellsLeft: limits.cells,
    orderByLeft: limits.orderByTerms,
    sizes: new WeakMap(),
  };
  states.set(environment.base, fresh);
  return fresh;
}

/** The code of what we stop ourselves, beside JSONata's own D1011, D1012, D2014 and D2015. */
export const limitCode = 'R0001';

/** An error in the shape that JSONata throws; the message is for people. */
export function tooMuchWork(message: string): { code: string; message: string } {
  return { code: limitCode, message };
}

/** The same numbers for the same seed: FNV-1a into mulberry32. Not for secrets. */
function randomFrom(seed: string): () => number {
  let state = 0x811c9dc5;
  for (let at = 0; at < seed.length; at += 1) state = Math.imul(state ^ seed.charCodeAt(at), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Charges a new value to the evaluation. Throws once it has made too much, or one value that unfolds to too much. */
export function charge(value: object, state: EvaluationState): void {
  const size = sizeOf(value, state);
  if (size > limits.expandedCells) throw tooMuchWork(`a value of more than ${limits.expandedCells} parts`);
  if (state.cellsLeft < 0) throw tooMuchWork(`more than ${limits.cells} parts in all`);
}

export function chargeText(text: string, state: EvaluationState): void {
  if (text.length > limits.textLength) throw tooMuchWork(`a text of more than ${limits.textLength} characters`);
  state.cellsLeft -= text.length >> 3;
  if (state.cellsLeft < 0) throw tooMuchWork(`more than ${limits.cells} parts in all`);
}

function sizeOf(value: object, state: EvaluationState): number {
  const known = state.sizes.get(value);
  if (known !== undefined) return known;
  state.sizes.set(value, 1);
  let size = 1;
  let cells = 1;
  const parts: unknown[] = Array.isArray(value) ? value : Object.values(value);
  for (const part of parts) {
    cells += 1;
    if (typeof part === 'object' && part !== null) size += isLambdaLike(part) ? 1 : sizeOf(part, state);
    else size += 1;
  }
  state.cellsLeft -= cells;
  state.sizes.set(value, size);
  return size;
}

function isLambdaLike(value: object): boolean {
  return '_jsonata_lambda' in value || '_jsonata_function' in value;
}
