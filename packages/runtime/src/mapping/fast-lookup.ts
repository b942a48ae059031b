import { limits } from './limits.ts';

/** JSONata's step by name: own fields of an object; of an array the fields of its items, one level flatter, a single one bare. */
export function lookup(input: unknown, key: string): unknown {
  if (typeof input !== 'object' || input === null) return undefined;
  if (!Array.isArray(input)) return field(input as Record<string, unknown>, key);
  const found: unknown[] = [];
  collect(input, key, found);
  return normalized(found);
}

/** A field of an object that JSONata does not take for a function of its own. */
export function field(input: Record<string, unknown>, key: string): unknown {
  if (!Object.hasOwn(input, key)) return undefined;
  if (input._jsonata_lambda === true || input._jsonata_function === true) return undefined;
  return input[key];
}

function collect(items: unknown[], key: string, found: unknown[]): void {
  for (const item of items) {
    if (Array.isArray(item)) {
      collect(item, key, found);
      continue;
    }
    const value = lookup(item, key);
    if (value === undefined) continue;
    if (Array.isArray(value)) for (const one of value) found.push(one);
    else found.push(value);
  }
}

/** How a sequence leaves a step: nothing, its only item, or all of them. */
export function normalized(sequence: unknown[]): unknown {
  if (sequence.length === 0) return undefined;
  return sequence.length === 1 ? sequence[0] : sequence;
}

export function tooLong(sequence: readonly unknown[]): boolean {
  return sequence.length > limits.sequence;
}
