import { unsure } from './fast-value.ts';
import { limits } from './limits.ts';

/** JSONata's step by name on one item: the item's own field. Arrays in arrays are left to JSONata. */
export function lookup(input: unknown, key: string): unknown {
  if (typeof input !== 'object' || input === null) return undefined;
  return Array.isArray(input) ? unsure : field(input as Record<string, unknown>, key);
}

/** A field of an object that JSONata does not take for a function of its own. */
export function field(input: Record<string, unknown>, key: string): unknown {
  if (!Object.hasOwn(input, key)) return undefined;
  if (input._jsonata_lambda === true || input._jsonata_function === true) return undefined;
  return input[key];
}

/** How a sequence leaves a step: nothing, its only item, or all of them. */
export function normalized(sequence: unknown[]): unknown {
  if (sequence.length === 0) return undefined;
  return sequence.length === 1 ? sequence[0] : sequence;
}

export function tooLong(sequence: readonly unknown[]): boolean {
  return sequence.length > limits.sequence;
}
